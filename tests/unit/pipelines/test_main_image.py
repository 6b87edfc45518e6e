"""From cutout and shot to pixels: the photograph goes on last and untouched."""

import numpy as np
import pytest

from models.registry import EngineOptions
from models.store import WeightsStore
from pipelines.main_image import make_main_image
from pipelines.placed import place_product, scaled_photograph
from pipelines.progress import silent
from pipelines.scene import Scene
from pipelines.shot import Shot
from pipelines.stages.compose import compose, ground_of
from pipelines.stages.identity import Laid, identity_receipt
from pipelines.stages.render.seamless import SeamlessGround
from pipelines.values import Box, Cutout, Rgb, Shadow, bounding_box
from tests.unit.pipelines.conftest import make_cutout

BLOCK = make_cutout(400, 560, (600, 760))


def shot_of(cutout: Cutout, shadow: Shadow = Shadow.NONE, scale: float = 0.6) -> Shot:
    crop = bounding_box(cutout.matte, 1 / 255)
    assert crop is not None
    width, height = round(crop.width * scale), round(crop.height * scale)
    return Shot((500, 500), crop, Box(120, 60, 120 + width, 60 + height), shadow=shadow, seed=3)


def make(shot: Shot, cutout: Cutout = BLOCK) -> Rgb:
    return make_main_image(cutout, shot, SeamlessGround(EngineOptions(), WeightsStore.__new__(WeightsStore)), silent)


@pytest.mark.parametrize("shadow", list(Shadow))
@pytest.mark.parametrize("scale", [0.3, 0.6, 0.76])
def test_product_pixels_are_the_scaled_photographs(shadow: Shadow, scale: float) -> None:
    shot = shot_of(BLOCK, shadow, scale)
    picture = make(shot)
    receipt = identity_receipt(scaled_photograph(BLOCK.pixels, shot), BLOCK.matte, shot, picture, picture)
    assert receipt.equal_share == 1.0
    assert receipt.worst_delta_e == 0.0
    inside = shot.place.slices
    middle = (slice(40, 60), slice(40, 60))
    assert np.array_equal(picture[inside][middle], scaled_photograph(BLOCK.pixels, shot)[middle])


def test_a_changed_product_cannot_get_a_clean_receipt() -> None:
    shot = shot_of(BLOCK)
    picture = make(shot)
    forged = np.array(picture)
    forged[200:210, 200:210, 0] ^= 64
    receipt = identity_receipt(scaled_photograph(BLOCK.pixels, shot), BLOCK.matte, shot, forged, forged)
    assert receipt.equal_share < 1
    assert receipt.worst_delta_e > 3


def test_light_of_the_place_is_told_and_leaves_the_fine_structure() -> None:
    shot = shot_of(BLOCK)
    photograph = scaled_photograph(BLOCK.pixels, shot)
    height, width = photograph.shape[:2]
    gain = np.repeat(np.linspace(0.7, 1.2, width, dtype=np.float32)[None, :, None], height, axis=0).repeat(3, axis=2)
    plate = np.full((500, 500, 3), 0.5, np.float32)
    placed = place_product(BLOCK, shot)
    picture = compose(placed, shot, Scene(plate, gain=gain))
    laid = Laid(ground_of(Scene(plate).part(shot.place)), gain)
    receipt = identity_receipt(photograph, BLOCK.matte, shot, picture, picture, laid)
    assert receipt is not None
    assert receipt.relight is not None
    assert receipt.relight[0] == pytest.approx(0.7, abs=0.02)
    assert receipt.relight[1] == pytest.approx(1.2, abs=0.02)
    assert receipt.equal_share < 0.2
    assert receipt.edge_correlation is not None
    assert 0.99 <= receipt.edge_correlation <= 1
    assert receipt.silhouette_overlap is not None
    assert receipt.silhouette_overlap > 0.98


def test_a_product_without_structure_has_no_edges_to_compare() -> None:
    # It gets lighter from left to right, and rounding draws steps.
    columns = np.rint(np.linspace(150, 190, BLOCK.pixels.shape[1])).astype(np.uint8)
    even = np.broadcast_to(columns[None, :, None], BLOCK.pixels.shape).copy()
    shot = shot_of(BLOCK)
    photograph = scaled_photograph(even, shot)
    receipt = identity_receipt(photograph, BLOCK.matte, shot, make(shot), make(shot))
    assert receipt is not None
    assert receipt.edge_correlation is None


def test_the_ground_is_exactly_white_without_a_shadow() -> None:
    picture = make(shot_of(BLOCK))
    outside = np.ones((500, 500), np.bool_)
    outside[shot_of(BLOCK).place.slices] = False
    assert (picture[outside] == 255).all()


def test_the_edge_shows_nothing_of_the_old_backdrop() -> None:
    grey_free = make(shot_of(BLOCK, scale=0.6))
    row = grey_free[240, 100:140].astype(int)
    soft = row[(row != 255).any(axis=1)][:1]
    # On white a red edge turns pink: red stays highest. A grey fringe would have equal channels.
    assert (soft[:, 0] - soft[:, 2] >= 0).all()
    assert soft[0, 0] > soft[0, 2]


def test_a_contact_shadow_darkens_the_foot_and_leaves_the_frame_clean() -> None:
    bare, shaded = make(shot_of(BLOCK)), make(shot_of(BLOCK, Shadow.CONTACT))
    shot = shot_of(BLOCK)
    below = shaded[shot.place.bottom + 2, shot.place.left + 40 : shot.place.right - 40]
    assert below.max() < 245
    assert (shaded[:8] == 255).all()
    assert (shaded[-8:] == 255).all()
    assert (shaded[:, :8] == 255).all()
    assert np.array_equal(bare[100:120, 200:210], shaded[100:120, 200:210])
    assert below.max(axis=1).tolist() == below.min(axis=1).tolist(), "a shadow on white is neutral"


def test_a_shadow_fades_away_from_the_product() -> None:
    shot = shot_of(BLOCK, Shadow.CONTACT)
    column = make(shot)[shot.place.bottom : 495, 250, 0].astype(int)
    assert column[1] < column[6] < column[14] <= column[60]


def test_a_reflection_repeats_the_products_colour_below_it() -> None:
    shot = shot_of(BLOCK, Shadow.REFLECTION)
    below = make(shot)[shot.place.bottom + 3, 250].astype(int)
    assert below[0] > below[1] + 8


def test_the_same_shot_twice_gives_the_same_bytes() -> None:
    shot = shot_of(BLOCK, Shadow.CONTACT)
    assert np.array_equal(make(shot), make(shot))
