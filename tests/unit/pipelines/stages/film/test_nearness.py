"""A place moves by its depth: what is far grows less than the product, no edge is bared, its foot does not slide."""

import numpy as np
import pytest

from pipelines.footage import Rgba
from pipelines.stages.film.nearness import reaching
from pipelines.stages.film.picture import LayeredPicture, Moment

WIDTH, HEIGHT, FOOT = 160, 240, (80.0, 180.0)


def near() -> np.ndarray:
    """A wall three times as far as the product down to row 120, then a floor that comes nearer."""
    rows = np.concatenate([np.full(60, 1 / 3), np.linspace(1 / 3, 1.4, 60)]).astype(np.float32)
    return np.repeat(rows[:, None], 80, axis=1)


def striped() -> np.ndarray:
    """Vertical stripes 8 px wide, whose widths tell how far the ground has grown."""
    columns = np.where(np.arange(WIDTH) // 8 % 2, 230, 30).astype(np.uint8)
    return np.repeat(np.repeat(columns[None], HEIGHT, axis=0)[..., None], 3, axis=2)


def picture(ground: np.ndarray, product: Rgba | None = None) -> LayeredPicture:
    none = np.zeros((2, 2, 4), np.uint8)
    return LayeredPicture(ground, none if product is None else product, 1.0, 60, 140, FOOT, near())


def grown(row: np.ndarray) -> float:
    """Return how many times as wide a row's stripes are as they were."""
    changes = np.flatnonzero(np.diff((row[:, 0] > 130).astype(int)))
    return float(np.median(np.diff(changes))) / 8


def test_what_is_far_grows_less_than_what_stands_by_the_product() -> None:
    seen = picture(striped()).drawn(Moment(zoom=1.3, lead=0.0))
    far, beside, before = (grown(seen[row]) for row in (40, 180, 235))
    assert far < 1.3 < before
    assert beside == pytest.approx(1.3, abs=0.13)
    assert far == pytest.approx(1.3**0.5 / (1 - (1 - 1.3**-0.5) / 3), abs=0.13)


def test_at_rest_it_is_the_picture_itself() -> None:
    assert (picture(striped()).drawn(Moment()) == striped()).all()


def test_the_foot_stays_where_the_product_stands() -> None:
    ground = np.full((HEIGHT, WIDTH, 3), 40, np.uint8)
    ground[176:184, 76:84] = 240
    for moment in (Moment(1.3, lead=0.04), Moment(1.3, (0.03, 0.0), 0.04)):
        rows, columns = np.nonzero(picture(ground).drawn(moment)[..., 0] > 140)
        assert rows.mean() == pytest.approx(179.5, abs=1)
        assert columns.mean() == pytest.approx(79.5 + moment.shift[0] * WIDTH, abs=1)


@pytest.mark.parametrize("shift", [(-1.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.5, -1.0)])
def test_no_edge_is_bared(shift: tuple[float, float]) -> None:
    ground = np.random.default_rng(0).integers(40, 255, (HEIGHT, WIDTH, 3)).astype(np.uint8)
    ground[:, :2] = ground[:, -2:] = ground[:2] = ground[-2:] = 0  # a rim, which may leave but not come in
    seen = picture(ground).drawn(Moment(1.2, shift, 0.03))
    assert not (seen[:, 4:-4].max(axis=2) == 0)[4:-4].any()


def test_the_products_pixels_are_the_same_as_in_two_layers() -> None:
    """Where its matte is whole nothing of the ground shows through, whichever way that moves."""
    product = np.random.default_rng(1).integers(0, 255, (40, 40, 4)).astype(np.uint8)
    product[..., 3] = 255
    alone = LayeredPicture(np.zeros((HEIGHT, WIDTH, 3), np.uint8), product, 1.0, 60, 140, FOOT)
    for moment in (Moment(), Moment(1.1, lead=0.035), Moment(1.3, (0.02, 0.0), 0.02)):
        held = (picture(striped(), product).drawn(moment), alone.drawn(moment))
        inside = (slice(150, 170), slice(72, 88))
        assert (held[0][inside] == held[1][inside]).all()


def test_a_ground_that_goes_on_downwards_is_as_near_as_its_lower_edge() -> None:
    longer = reaching(near(), 240, 360)
    assert longer.shape == (180, 80) and (longer[120:] == near()[-1, 0]).all()
    assert reaching(near(), 240, 240) is not None and reaching(near(), 240, 240).shape == (120, 80)
