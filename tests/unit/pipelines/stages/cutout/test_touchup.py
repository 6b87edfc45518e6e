import numpy as np
import pytest
from pydantic import ValidationError

from pipelines.cutout import make_cutout
from pipelines.errors import NoProductError
from pipelines.progress import Progress, silent
from pipelines.stages.cutout.refine import finish
from pipelines.stages.cutout.touchup import Stroke, Touchup, touched_up
from pipelines.values import Box, Cutout, Photo

HEIGHT, WIDTH = 160, 200
RED, BLUE, GREY = (180, 30, 40), (30, 60, 170), (215, 215, 210)


def scene() -> np.ndarray:
    """A red block, a blue block right of it, on grey."""
    pixels = np.empty((HEIGHT, WIDTH, 3), np.float64)
    pixels[:] = GREY
    pixels[40:120, 30:90] = RED
    pixels[40:120, 110:170] = BLUE
    pixels += np.random.default_rng(2).normal(0, 2, pixels.shape)
    return np.clip(pixels, 0, 255).astype(np.uint8)


class RedOnly:
    """Finds the red block; counts what it was shown."""

    def __init__(self) -> None:
        self.sizes: list[tuple[int, int]] = []

    def cut(self, photo: Photo, progress: Progress) -> Cutout:
        self.sizes.append(photo.size)
        red = photo.pixels[..., 0].astype(int) - photo.pixels[..., 2] > 80
        return finish(photo, red.astype(np.float32))


def photo(matte: np.ndarray | None = None) -> Photo:
    return Photo(scene(), "blocks.jpg", "3" * 64, matte)


def test_no_touchup_is_the_engines_own_cutout() -> None:
    cutout = make_cutout(photo(), RedOnly(), Touchup(), silent)
    assert cutout.matte[80, 60] == 1
    assert cutout.matte[80, 140] == 0


def test_a_keep_stroke_brings_the_part_it_touches() -> None:
    stroke = Stroke(points=((130, 60), (150, 100)), radius_px=5)
    matte = make_cutout(photo(), RedOnly(), Touchup(keep=(stroke,)), silent).matte
    assert matte[45:115, 115:165].mean() > 0.98
    assert matte[:, 95:105].max() < 0.5
    assert matte[45:115, 35:85].min() == 1


def test_a_drop_stroke_takes_it_away() -> None:
    whole = np.zeros((HEIGHT, WIDTH), np.float32)
    whole[40:120, 30:90] = whole[40:120, 110:170] = 1
    stroke = Stroke(points=((130, 60), (150, 100)), radius_px=5)
    matte = touched_up(scene(), whole, Touchup(drop=(stroke,)))
    assert matte[45:115, 115:165].mean() < 0.02
    assert matte[45:115, 35:85].min() == 1


def test_strokes_are_obeyed_even_where_colour_speaks_against_them() -> None:
    keep = Stroke(points=((10, 150),), radius_px=4)
    drop = Stroke(points=((60, 80),), radius_px=4)
    matte = make_cutout(photo(), RedOnly(), Touchup(keep=(keep,), drop=(drop,)), silent).matte
    assert matte[150, 10] == 1
    assert matte[80, 60] == 0


def test_a_box_hides_everything_else_from_the_engine() -> None:
    engine = RedOnly()
    matte = make_cutout(photo(), engine, Touchup(box=Box(20, 60, 100, 500)), silent).matte
    assert engine.sizes == [(80, HEIGHT - 60)]
    assert matte[80, 60] == 1
    assert matte[:60].max() == 0


@pytest.mark.parametrize(("shift", "wider"), [(3, 6), (-3, -6), (0.5, 1)])
def test_an_edge_shift_moves_the_outline(shift: float, wider: float) -> None:
    block = np.zeros((HEIGHT, WIDTH), np.float32)
    block[40:120, 30:90] = 1
    shifted = touched_up(scene(), block, Touchup(edge_shift_px=shift))
    assert shifted[80].sum() == pytest.approx(60 + wider, abs=0.3)


def test_a_photos_own_matte_wins_over_any_engine() -> None:
    own = np.zeros((HEIGHT, WIDTH), np.float32)
    own[40:120, 110:170] = 1
    engine = RedOnly()
    cutout = make_cutout(photo(own), engine, Touchup(), silent)
    assert not engine.sizes
    assert np.array_equal(cutout.matte, own)


def test_an_empty_own_matte_is_no_product() -> None:
    with pytest.raises(NoProductError, match=r"blocks\.jpg"):
        make_cutout(photo(np.zeros((HEIGHT, WIDTH), np.float32)), RedOnly(), Touchup(), silent)


def test_a_touchup_survives_json_and_repeats_exactly() -> None:
    touchup = Touchup(
        box=Box(0, 0, 190, 150), keep=(Stroke(points=((130, 60), (150, 100)), radius_px=5),), edge_shift_px=0.4
    )
    again = Touchup.model_validate_json(touchup.model_dump_json())
    assert again == touchup
    first = make_cutout(photo(), RedOnly(), touchup, silent)
    second = make_cutout(photo(), RedOnly(), again, silent)
    assert np.array_equal(first.matte, second.matte)
    assert np.array_equal(first.foreground, second.foreground)


def test_what_is_not_a_touchup_is_refused() -> None:
    for wrong in ({"bxo": 1}, {"edge_shift_px": 99}, {"keep": [{"points": [], "radius_px": 3}]}):
        with pytest.raises(ValidationError):
            Touchup.model_validate(wrong)
