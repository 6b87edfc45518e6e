import os
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from models.registry import EngineChoice
from pipelines.errors import NoProductError
from pipelines.stages.cutout.kept import CutoutStore, cutout_key
from pipelines.stages.cutout.touchup import Touchup
from pipelines.values import Cutout, Photo

CHOICE = EngineChoice(name="u2netp")
KEY = "a" * 64


def a_photo(seed: int = 0) -> Photo:
    pixels = np.random.default_rng(seed).integers(0, 255, (40, 50, 3), np.uint8)
    return Photo(pixels, "mug.jpg", f"{seed:064d}")


def a_cutout(photo: Photo) -> Cutout:
    steps = np.random.default_rng(9).choice([0, 0, 255, 255, 100, 101], photo.pixels.shape[:2])
    matte = (steps.astype(np.float32) / np.float32(255)).astype(np.float32)
    foreground = np.where(((matte > 0) & (matte < 1))[..., None], 255 - photo.pixels, photo.pixels)
    return Cutout(photo.pixels, matte, foreground)


class Counted:
    def __init__(self, photo: Photo) -> None:
        self.photo, self.times = photo, 0

    def __call__(self) -> Cutout:
        self.times += 1
        return a_cutout(self.photo)


def test_a_kept_cutout_equals_a_fresh_one_and_costs_no_second_cut(tmp_path: Path) -> None:
    store, cut = CutoutStore(tmp_path, 10**6), Counted(a_photo())
    fresh = store.get_or_cut(cut.photo, KEY, cut)
    kept = CutoutStore(tmp_path, 10**6).get_or_cut(cut.photo, KEY, cut)
    assert cut.times == 1
    assert np.array_equal(kept.matte, fresh.matte)
    assert kept.matte.dtype == np.float32
    assert np.array_equal(kept.foreground, fresh.foreground)
    assert kept.pixels is cut.photo.pixels


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[: len(b) // 2], lambda b: b[:-400] + bytes(400)])
def test_a_damaged_entry_is_made_anew(tmp_path: Path, damage: object) -> None:
    store, cut = CutoutStore(tmp_path, 10**6), Counted(a_photo())
    fresh = store.get_or_cut(cut.photo, KEY, cut)
    path = tmp_path / f"{KEY}.npz"
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    again = store.get_or_cut(cut.photo, KEY, cut)
    assert cut.times == 2
    assert np.array_equal(again.matte, fresh.matte)
    store.get_or_cut(cut.photo, KEY, cut)
    assert cut.times == 2


def test_an_entry_of_another_size_is_made_anew(tmp_path: Path) -> None:
    store = CutoutStore(tmp_path, 10**6)
    store.get_or_cut(a_photo(), KEY, Counted(a_photo()))
    other = Photo(np.zeros((8, 9, 3), np.uint8), "x.jpg", "1" * 64)
    cutout = Cutout(other.pixels, np.ones((8, 9), np.float32), other.pixels)
    assert store.get_or_cut(other, KEY, lambda: cutout) is cutout


def test_a_failed_cut_keeps_nothing(tmp_path: Path) -> None:
    def fail() -> Cutout:
        raise NoProductError("No product stands out in mug.jpg.")

    with pytest.raises(NoProductError):
        CutoutStore(tmp_path, 10**6).get_or_cut(a_photo(), KEY, fail)
    assert not list(tmp_path.iterdir())


def test_the_least_recently_used_go_when_the_folder_is_full(tmp_path: Path) -> None:
    store, cut = CutoutStore(tmp_path, 10**9), Counted(a_photo())
    keys = [f"{number:064d}" for number in range(4)]
    for age, key in enumerate(keys):
        store.get_or_cut(cut.photo, key, cut)
        os.utime(tmp_path / f"{key}.npz", (1000 + age, 1000 + age))
    store.get_or_cut(cut.photo, keys[0], cut)  # used again: now the youngest
    each = (tmp_path / f"{keys[0]}.npz").stat().st_size
    small = CutoutStore(tmp_path, int(each * 3.5))
    small.get_or_cut(cut.photo, "f" * 64, cut)
    assert {path.stem for path in tmp_path.iterdir()} == {keys[0], keys[3], "f" * 64}


def test_everything_that_makes_the_matte_is_in_the_key() -> None:
    photo = a_photo()
    keys = {
        cutout_key(photo, CHOICE, ("h",), Touchup()),
        cutout_key(a_photo(1), CHOICE, ("h",), Touchup()),
        cutout_key(photo, EngineChoice(name="u2netp", options={"threads": 2}), ("h",), Touchup()),
        cutout_key(photo, CHOICE, ("i",), Touchup()),
        cutout_key(photo, CHOICE, ("h",), Touchup(edge_shift_px=1)),
    }
    assert len(keys) == 5
    assert cutout_key(photo, CHOICE, ("h",), Touchup()) in keys


def _hammer(folder: str) -> int:
    store, wrong = CutoutStore(Path(folder), 20_000), 0
    for number in range(30):
        photo = a_photo(number % 5)
        cutout = store.get_or_cut(photo, f"{number % 5:064d}", Counted(photo))
        wrong += not np.array_equal(cutout.matte, a_cutout(photo).matte)
    return wrong


def test_processes_share_a_folder(tmp_path: Path) -> None:
    with get_context("spawn").Pool(2) as pool:
        assert pool.map(_hammer, [str(tmp_path)] * 2) == [0, 0]
    assert not list(tmp_path.glob("*.scratch"))
