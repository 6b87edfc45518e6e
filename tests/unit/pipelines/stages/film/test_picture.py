"""The camera goes over the product's picture; the product is only scaled."""

import numpy as np
import pytest

from pipelines.stages.film.picture import LayeredPicture, Moment, enlarged, moment_of
from presets.films.library import load_films
from presets.films.schema import Move

RED, BLUE = (200, 30, 40), (20, 60, 200)


def picture(finer: float = 1.0) -> LayeredPicture:
    ground = np.full((120, 90, 3), BLUE, np.uint8)
    side = round(30 * finer)
    product = np.dstack([np.full((side, side, 3), RED, np.uint8), np.full((side, side), 255, np.uint8)])
    return LayeredPicture(ground, product, finer, 30, 50, (45, 80))


def test_at_rest_the_products_bytes_are_untouched() -> None:
    seen = picture().drawn(Moment())
    assert (seen[50:80, 30:60] == RED).all()
    assert (seen[:50] == BLUE).all()
    assert (seen[80:] == BLUE).all()


@pytest.mark.parametrize("finer", [1.0, 1.12])
def test_the_camera_comes_nearer_about_the_foot(finer: float) -> None:
    seen = picture(finer).drawn(Moment(zoom=1.2, lead=0.05))
    red = np.flatnonzero((seen == RED).all(axis=2).any(axis=1))
    assert red[-1] in (78, 79)  # it stands where it stood
    assert len(red) == pytest.approx(30 * 1.2 * 1.05, abs=2)


@pytest.mark.parametrize("shift", [(-1.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.5, -1.0)])
def test_no_edge_is_bared(shift: tuple[float, float]) -> None:
    rng = np.random.default_rng(0)
    ground = rng.integers(40, 255, (120, 90, 3)).astype(np.uint8)
    ground[:, :2] = ground[:, -2:] = ground[:2] = ground[-2:] = 0  # a rim, which may leave but not come in
    framed = LayeredPicture(ground, np.zeros((4, 4, 4), np.uint8), 1.0, 40, 60, (45, 80))
    seen = framed.drawn(Moment(1.1, shift))
    assert (seen[:, :3].any(axis=2).mean(), seen[:, -3:].any(axis=2).mean()) > (0.3, 0.3)


def test_an_enlarged_picture_is_the_same_one_larger() -> None:
    small, large = picture(1.12), enlarged(picture(1.12), 1.5)
    assert large.drawn(Moment()).shape == (180, 135, 3)
    for moment in (Moment(), Moment(1.2, lead=0.05)):
        one, two = ((still.drawn(moment) == RED).all(axis=2) for still in (small, large))
        for axis in (0, 1):
            before, after = (np.flatnonzero(mask.any(axis=axis)) for mask in (one, two))
            assert after[0] == pytest.approx(before[0] * 1.5, abs=2)
            assert after[-1] == pytest.approx(before[-1] * 1.5, abs=2)


def test_every_move_of_ours_begins_and_ends_where_it_says() -> None:
    for move in load_films().get("showroom").moves:
        start, end = moment_of(move, 0.0), moment_of(move, 1.0)
        assert (start.zoom, end.zoom) == pytest.approx(move.zoom)
        assert (start.shift, end.shift) == (pytest.approx(move.shift[0]), pytest.approx(move.shift[1]))


def test_no_move_pushes_the_products_top_out_of_the_picture() -> None:
    """A product of 70 rows that stands at row 80, of a picture of 120: it may not grow by a seventh and more."""
    tall = LayeredPicture(
        np.full((120, 90, 3), BLUE, np.uint8), np.full((70, 30, 4), 255, np.uint8), 1.0, 30, 10, (45, 80)
    )
    move = Move(zoom=(1.0, 1.2), lead=0.05)
    kept = tall.within(move)
    assert kept.zoom[0] == 1 and 1.05 < kept.zoom[1] * (1 + kept.lead) < 80 / 70
    white = (tall.drawn(moment_of(kept, 1.0)) == 255).all(axis=2)
    assert not white[0].any() and white[3].any()
    assert picture().within(move) == move
    cut = LayeredPicture(tall.ground, tall.product, 1.0, 30, -5, (45, 65))
    assert cut.within(move) == move  # what is cut at rest was meant to be
