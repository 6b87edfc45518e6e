"""Where an edge is not seen the outline runs on; where it is seen nothing moves."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipelines.stages.cutout.outline import even_outline
from pipelines.values import Matte, Rgb

SIDE, CENTRE, RADIUS = 400, 200, 120
ROWS, COLUMNS = np.indices((SIDE, SIDE), np.float32)
AWAY = np.hypot(ROWS - CENTRE, COLUMNS - CENTRE)
ANGLE = np.degrees(np.arctan2(ROWS - CENTRE, COLUMNS - CENTRE))
HIDDEN = np.abs(ANGLE) < 20  # of the disc's right side


def _disc(radius_px: float | NDArray[np.float32]) -> Matte:
    return np.clip(radius_px - AWAY + 0.5, 0, 1).astype(np.float32)


def _photo() -> Rgb:
    """A disc that turns into its ground's very colour at its right, with grain."""
    ground = 150.0
    lightness = np.where(np.abs(ANGLE) < 30, ground, 90.0)
    product = ground + (lightness - ground) * np.clip((np.abs(ANGLE) - 20) / 10, 0, 1)
    picture = ground + (product - ground) * _disc(RADIUS)
    grain = np.random.default_rng(4).normal(0, 1.5, (SIDE, SIDE))
    return np.repeat(np.clip(picture + grain, 0, 255).astype(np.uint8)[..., None], 3, 2)


def _ragged() -> Matte:
    """Right where the edge is seen; bitten and serrated where it is not."""
    teeth = np.where(HIDDEN, -4 - 4 * np.sin(np.radians(ANGLE * 9)), 0).astype(np.float32)
    return _disc(RADIUS + teeth)


def test_a_hidden_edge_runs_on_between_the_seen_ones() -> None:
    evened = even_outline(_photo(), _ragged(), _disc(RADIUS - 2)).matte
    truth, middle = _disc(RADIUS), np.abs(ANGLE) < 17
    assert np.abs(evened - truth)[middle].sum() < 0.35 * np.abs(_ragged() - truth)[middle].sum()


def test_a_seen_edge_stays_where_it_is() -> None:
    evened = even_outline(_photo(), _ragged(), _disc(RADIUS - 3))
    seen = np.abs(ANGLE) > 45
    assert np.abs(evened.matte - _ragged())[seen].max() < 0.15
    assert evened.unseen[seen].max() < 0.2
    assert evened.unseen[HIDDEN & (np.abs(AWAY - RADIUS) < 2)].mean() > 0.7


def test_what_is_rough_inside_stays_rough_at_its_outline() -> None:
    fur = np.random.default_rng(7).normal(150, 30, (SIDE, SIDE, 1)).clip(0, 255)
    pixels = np.repeat(np.where(AWAY[..., None] < RADIUS - 4, fur, 150), 3, 2).astype(np.uint8)
    ragged = _disc(RADIUS + (2 * np.sin(np.radians(ANGLE * 60))).astype(np.float32))
    assert (
        np.abs(even_outline(pixels, ragged, _disc(RADIUS)).matte - ragged).sum()
        < 0.35 * np.abs(even_outline(np.full_like(pixels, 150), ragged, _disc(RADIUS)).matte - ragged).sum()
    )


@pytest.mark.parametrize(
    "matte",
    [
        np.zeros((60, 90), np.float32),
        np.ones((60, 90), np.float32),
        np.pad(np.ones((3, 3), np.float32), ((20, 37), (40, 47))),
        np.indices((300, 300)).sum(0).__mod__(2).astype(np.float32),
        cv2.circle(np.zeros((60, 90), np.float32), (0, 30), 28, 1.0, -1),
        cv2.line(np.zeros((200, 200), np.float32), (5, 5), (190, 180), 1.0, 1),
    ],
    ids=["nothing", "all", "speck", "chequered", "cut by the frame", "thread"],
)
def test_any_outline_gives_a_matte(matte: Matte) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (*matte.shape, 3)).astype(np.uint8)
    evened = even_outline(pixels, matte, matte)
    for part in (evened.matte, evened.unseen):
        assert part.shape == matte.shape
        assert part.dtype == np.float32
        assert 0 <= part.min() <= part.max() <= 1
