"""`studio lifestyle` from photo to files, as a seller types it."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.e2e.conftest import Studio

_LIKE_THE_PHOTO = ("--cutout", "backdrop", "--elevation", "12")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A photo of a seller's own table: a wall, and boards in front of it."""
    rows = np.r_[np.full(300, 214), np.linspace(150, 120, 600)]
    grain = np.random.default_rng(2).normal(0, 3, (900, 1200))
    grey = np.clip(rows[:, None] + grain, 0, 255)
    pixels = np.stack([grey, grey * 0.9, grey * 0.78], axis=2).astype(np.uint8)
    path = tmp_path / "table.jpg"
    Image.fromarray(pixels).save(path, quality=95)
    return path


def test_a_photo_of_the_sellers_own_is_the_place(studio_anew: Studio, mug: Path, table: Path, tmp_path: Path) -> None:
    done = studio_anew(
        "lifestyle", mug, "--backdrop", table, "--horizon", "0.25", "--ground", "0.5,0.75", "--ground-width-cm", "45",
        "--light-from", "left", "--height-cm", "9.5", "-p", "tiktok", "--slot", "photo", "--count", "2", "--seed", "7",
        "--json", *_LIKE_THE_PHOTO,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["scene"]["differs"] == ""
    assert second["scene"]["differs"].count(":") == 1
    for record in (first, second):
        assert record["identity"]["equal_share"] == 1.0
        assert record["scene"]["height_cm"] == 9.5
        with Image.open(tmp_path / record["path"]) as picture:
            assert picture.size == tuple(record["size"])
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Differs from the first by one thing" in page
    assert "9.5 cm" in page
    assert len(list((tmp_path / "out").rglob("mug.contact-sheet.jpg"))) == 1


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (("--scene", "oak-windw"), 5, "There is no scene 'oak-windw'. Did you mean oak-window"),
        (("--scene", "podium-blush", "--palette", "sgae"), 5, "no palette 'sgae'. Did you mean sage"),
        (("--scene", "podium-blush", "--height-cm", "0"), 2, "0 is not from 0.2 to 400"),
        (("--scene", "podium-blush", "--height-cm", "60"), 3, "28.0 cm more than the set holds (32 cm)"),
        (("--scene", "podium-blush", "--elevation", "85", "--stance", "standing"), 3, "apart look pasted"),
        (("--scene", "podium-blush", "--stance", "hanging"), 3, "nothing is hanging here"),
        (("--scene", "podium-blush", "--tint", "podum=#112233"), 3, "no material 'podum' that takes a colour"),
        (("--scene", "podium-blush", "--brand", "teal"), 2, "'teal' is no colour"),
        (("--keep-out", "0,0,1"), 2, "give 4 numbers from 0 to 1"),
        (("--keep-out", "0.6,0,0.4,1"), 2, "left must be less than right"),
        (("--horizon", "0.3"), 2, "Give --backdrop PHOTO too"),
        (("--market", "germany"), 2, "two ISO letters"),
        (("--engine", "seamless"), 2, "studio main-image"),
        (("--engine", "magic"), 4, "There is no render engine 'magic'"),
        (("--height-cm", "nan"), 2, "is no number"),
        (("--season", "xmas"), 5, "No scene is for the season 'xmas'. Did you mean christmas?"),
        (("--count", "0"), 2, "--count"),
        (("--scene", "podium-blush", "--slot", "video"), 3, "holds a film"),
        (("--scene", "podium-blush", "--slot", "main"), 3, "not allowed"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_a_code(
    studio: Studio, mug: Path, typed: tuple[str, ...], code: int, said: str
) -> None:
    done = studio("lifestyle", mug, "-p", "etsy", *_LIKE_THE_PHOTO, *typed)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unreadable_backdrop_is_named(studio: Studio, mug: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(mug.read_bytes()[:3000])
    done = studio("lifestyle", mug, "--backdrop", "broken.jpg", "-p", "ebay", "--slot", "additional", *_LIKE_THE_PHOTO)
    assert done.returncode == 3
    assert "broken.jpg" in done.stderr
    assert not list((tmp_path / "out").rglob("*.jpg"))
