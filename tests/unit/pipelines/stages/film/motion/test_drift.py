"""A product that moves as the camera does passes, frame by frame; one that changes is refused, and it is said how."""

import re

import cv2
import numpy as np
import pytest

from pipelines.stages.film.motion.drift import DriftError, identities, require_faithful
from pipelines.stages.film.motion.moving import MovingPicture, in_size
from pipelines.stages.film.picture import LayeredPicture, moment_of
from pipelines.values import Matte, Rgb
from presets.films.library import load_films
from tests.fakes.motion import Spoil, gone, melting, nearer, recoloured, relabelled, widening

COUNT = 9


def still(size: tuple[int, int] = (192, 256)) -> tuple[Rgb, Matte]:
    """A mug with stripes and a dot before a soft ground."""
    width, height = size
    rng = np.random.default_rng(4)
    ground = cv2.resize(rng.integers(90, 200, (4, 3, 3)).astype(np.uint8), size, interpolation=cv2.INTER_CUBIC)
    matte = np.zeros((height, width), np.float32)
    cv2.rectangle(matte, (width // 4, height // 4), (3 * width // 4, 3 * height // 4), 1.0, cv2.FILLED)
    product = np.full((height, width, 3), (190, 60, 50), np.uint8)
    for row in range(height // 4, 3 * height // 4, 16):
        cv2.line(product, (0, row), (width, row + 9), (250, 240, 220), 3)
    cv2.circle(product, (width // 2 - 12, height // 2 + 8), 14, (20, 40, 90), cv2.FILLED)
    return np.where(matte[..., None] > 0, product, ground).astype(np.uint8), matte


def frames(spoil: Spoil, seen: Rgb) -> list[Rgb]:
    return [spoil(seen, number / (COUNT - 1)) for number in range(COUNT)]


def test_a_camera_that_comes_nearer_changes_nothing() -> None:
    seen, matte = still()
    found = identities(seen, matte, frames(nearer, seen))
    require_faithful(found)
    assert len(found) == COUNT
    assert min(one.likeness for one in found) > 0.93 and max(one.delta_e for one in found) < 3
    last = found[-1].moved
    assert last[0, 0] == pytest.approx(1.12, abs=0.01) and last[1, 1] == pytest.approx(1.12, abs=0.01)


def test_a_little_more_light_is_no_change_of_the_product() -> None:
    seen, matte = still()
    lit = [np.clip(frame * 1.1, 0, 255).astype(np.uint8) for frame in frames(nearer, seen)]
    require_faithful(identities(seen, matte, lit))


def test_a_softer_frame_as_networks_make_is_no_change_of_the_product() -> None:
    seen, matte = still()
    soft = [np.asarray(cv2.GaussianBlur(frame, (0, 0), 1.2), np.uint8) for frame in frames(nearer, seen)]
    require_faithful(identities(seen, matte, soft))


@pytest.mark.parametrize("name", ["parade", "showroom"])
def test_our_own_camera_leaves_the_product_itself_in_every_frame(name: str) -> None:
    seen, matte = still()
    product = np.dstack([seen * (matte[..., None] > 0), matte * 255]).astype(np.uint8)
    picture = LayeredPicture(np.full_like(seen, 120), product, 1.0, 0, 0, (96, 192))
    white = np.repeat(product[..., 3:], 4, axis=2)
    alone = LayeredPicture(np.zeros_like(seen), white, 1.0, 0, 0, (96, 192))
    for move in load_films().get(name).moves:
        shown = [picture.drawn(moment_of(move, number / 8)) for number in range(9)]
        begins = alone.drawn(moment_of(move, 0))[..., 0].astype(np.float32) / 255
        found = identities(shown[0], begins, shown)
        require_faithful(found)
        assert max(one.stretch for one in found) < 1.02 and max(one.delta_e for one in found) < 2


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (recoloured, r"off by \d+\.\d delta E"),
        (melting, r"agrees by -?0\.\d\d \(0\.75 is needed\)"),
        (widening, r"stretched 1\.\d\dx"),
        (gone, r"In frame 6 of 9"),
        (relabelled, r"agrees by -?0\.\d\d \(0\.75 is needed\)"),
    ],
)
def test_a_product_that_does_not_stay_itself_is_refused(spoil: Spoil, said: str) -> None:
    seen, matte = still()
    found = identities(seen, matte, frames(spoil, seen))
    with pytest.raises(DriftError, match=said) as refused:
        require_faithful(found)
    number = re.match(r"In frame (\d) of 9 the product is no longer the photographed one", str(refused.value))
    assert number is not None and int(number[1]) > 2 and found[0].faithful


def test_the_photographs_own_pixels_lie_over_the_generated_ones() -> None:
    seen, matte = still()
    made = frames(nearer, seen)
    found = identities(seen, matte, made)
    size = (384, 512)
    large = np.asarray(cv2.resize(seen, size, interpolation=cv2.INTER_CUBIC), np.uint8)
    whole = cv2.resize(matte, size, interpolation=cv2.INTER_NEAREST)
    product = np.dstack([large * whole[..., None], whole * 255]).astype(np.uint8)
    moved = [in_size(one.moved, (192, 256), size) for one in found]
    blurred = [np.asarray(cv2.GaussianBlur(frame, (0, 0), 3), np.uint8) for frame in made]
    picture = MovingPicture(blurred, moved, product)
    assert picture.drawn(0.0).shape == (512, 384, 3)
    assert np.abs(picture.drawn(0.0).astype(int) - large)[whole > 0].mean() < 1
    wanted = cv2.resize(nearer(seen, 1.0), size, interpolation=cv2.INTER_CUBIC).astype(int)
    inside = (slice(150, 360), slice(120, 260))
    ours = np.abs(picture.drawn(1.0).astype(int) - wanted)[inside].mean()
    theirs = np.abs(cv2.resize(blurred[-1], size).astype(int) - wanted)[inside].mean()
    assert ours < theirs / 2
