"""True scale, seat, framing and refusals of a product in a set."""

import numpy as np
import pytest

from pipelines.errors import PlanError, UnfitPhotoError
from pipelines.shot import Shot
from pipelines.stages.plan.fit import Body
from pipelines.stages.plan.staging import NoRoomError, StagedWish, plan_staged
from pipelines.stages.plan.true_size import Known, check_room, true_size
from pipelines.stages.plan.window import Area, Composed, Spot
from pipelines.values import Cutout, Size, bounding_box
from presets.scenes.schema import SceneSet, Stance
from presets.schema import Export, Slot
from tests.fakes.analytic_plates import plate_of, scene_of
from tests.unit.pipelines.conftest import SlotMaker, make_cutout

SCENE = scene_of(elevations=(0, 12, 43))
BLOCK = make_cutout(900, 1100, (1200, 1400))


@pytest.fixture
def square(slot_of: SlotMaker) -> Slot:
    return slot_of(export=Export(width=1000, height=1000))


def planned(
    slot: Slot,
    height_cm: float = 12,
    *,
    cutout: Cutout = BLOCK,
    scene: SceneSet = SCENE,
    view: int = 1,
    plate_size: Size = (1024, 1024),
    **more: object,
) -> Shot:
    body = Body.of(cutout.matte)
    assert body is not None
    elevation = scene.views[view].elevation_deg
    stance = Stance(str(more.get("stance", Stance.STANDING)))
    size = true_size(cutout.matte, body, Known(height_cm), stance, elevation)
    wish = StagedWish(size, elevation_deg=elevation, **more)  # type: ignore[arg-type]
    return plan_staged(cutout.matte, slot, plate_of(scene, scene.views[view], plate_size), wish)


@pytest.mark.parametrize("height_cm", [4.0, 9.5, 25.0])
def test_a_level_camera_sees_the_height_in_true_pixels(square: Slot, height_cm: float) -> None:
    shot = planned(square, height_cm, view=0)
    assert shot.staging is not None
    camera = shot.staging.plate.camera.resized(shot.size)
    foot, top = camera.project(np.array([[0, 0, 0], [0, 0, height_cm]], np.float32))
    box = bounding_box(BLOCK.matte)
    assert box is not None
    body_px = box.height * shot.place.height / shot.crop.height
    assert body_px == pytest.approx(float(foot[1] - top[1]), abs=1)


def test_from_above_a_box_spans_its_upright_and_its_depth(square: Slot) -> None:
    shot = planned(square, 12, view=2)
    assert shot.staging is not None
    camera = shot.staging.plate.camera.resized(shot.size)
    radius = true_size(BLOCK.matte, body_of(BLOCK), Known(12), Stance.STANDING, 43).depth_cm / 2
    front, back = camera.project(np.array([[0, -radius, 0], [0, radius, 12]], np.float32))
    seen = float(front[1] - back[1])
    # Perspective over the block's own depth is not in the flat photo
    assert shot.place.height == pytest.approx(seen, rel=0.06)


def test_the_foot_stands_on_its_front_rim(square: Slot) -> None:
    shot = planned(square, 12)
    assert shot.staging is not None
    x_cm, y_cm = shot.staging.at_cm
    size = true_size(BLOCK.matte, body_of(BLOCK), Known(12), Stance.STANDING, 12)
    camera = shot.staging.plate.camera.resized(shot.size)
    _, rim_y = camera.project(np.array([x_cm, y_cm - size.depth_cm / 2, 0], np.float32))
    assert shot.place.bottom == pytest.approx(float(rim_y), abs=2)


def body_of(cutout: Cutout) -> Body:
    body = Body.of(cutout.matte)
    assert body is not None
    return body


def test_twice_the_height_is_twice_the_pixels_in_one_frame(slot_of: SlotMaker) -> None:
    # So wide a canvas that no part of the plate is nearer than another.
    slot = slot_of(export=Export(width=3000, height=3000))
    small, large = planned(slot, 11, max_enlargement=4.0), planned(slot, 22, max_enlargement=4.0)
    assert small.staging is not None
    assert large.staging is not None
    per_cm = [s.place.height / s.size[0] * s.staging.plate.camera.size[0] for s in (small, large) if s.staging]
    assert per_cm[1] / per_cm[0] == pytest.approx(2, rel=0.01)


def test_the_camera_comes_closer_to_a_ring_as_far_as_the_plate_has_pixels(square: Slot) -> None:
    ring, mug = planned(square, 2.0), planned(square, 9.5)
    assert ring.staging is not None
    assert mug.staging is not None
    assert ring.staging.plate.camera.size[0] < mug.staging.plate.camera.size[0] < 1024
    assert ring.size[0] / ring.staging.plate.camera.size[0] <= 3.01
    assert ring.place.height > 100
    assert any("takes only" in note for note in planned(square, 0.9).notes)


def test_a_small_thing_in_a_wide_place_gets_fewer_pixels_sooner_than_it_is_lost(slot_of: SlotMaker) -> None:
    hall = scene_of(views=[{"elevation_deg": 12, "target_cm": [0, 0, 30], "distance_cm": 300}])
    slot = slot_of(export=Export(width=2000, height=2000))
    shot, large = (planned(slot, cm, scene=hall, view=0, max_enlargement=2.5) for cm in (18.0, 27.0))
    assert shot.place.height / shot.size[1] > 0.27
    assert 1200 <= shot.size[0] < large.size[0] <= 2000
    assert any("instead of 2000 x 2000" in note for note in shot.notes)


@pytest.mark.parametrize("size", [(1000, 1250), (900, 1200), (720, 1280), (1280, 720), (1940, 600), (1801, 2600)])
def test_every_format_is_cut_from_the_plate_and_holds_the_whole_product(slot_of: SlotMaker, size: Size) -> None:
    exact = {"kind": "pixel_size", "min_width": size[0], "min_height": size[1]}
    shot = planned(slot_of([exact], Export(width=size[0], height=size[1])), 9, max_enlargement=4.0)
    assert shot.size == size
    assert shot.staging is not None
    width, height = shot.staging.plate.camera.size
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
    place = shot.place
    assert place.left > 0.02 * size[0]
    assert place.right < 0.98 * size[0]
    assert place.top > 0.02 * size[1]
    assert place.bottom < 0.98 * size[1]


def test_thirds_put_the_product_aside(square: Slot) -> None:
    def across(spot: Spot) -> float:
        place = planned(square, 9, spot=spot).place
        return (place.left + place.right) / 2 / 1000

    assert across(Spot.LEFT) < 0.42
    assert across(Spot.CENTRE) == pytest.approx(0.5, abs=0.03)
    assert across(Spot.RIGHT) > 0.58


@pytest.mark.parametrize(("foot", "share"), [((0.4, 0.7), 0.3), ((0.62, 0.84), 0.5), ((0.5, 0.76), 0.22)])
def test_a_person_may_say_where_it_stands_and_how_large(square: Slot, foot: tuple[float, float], share: float) -> None:
    shot = planned(square, 9, composed=Composed(foot, share))
    place = shot.place
    assert ((place.left + place.right) / 2000, place.bottom / 1000) == pytest.approx(foot, abs=0.03)
    assert max(place.width, place.height) / 1000 == pytest.approx(share, abs=0.03)
    assert not shot.notes


def test_where_the_plate_ends_it_stands_as_near_as_can_be_and_that_is_said(square: Slot) -> None:
    shot = planned(square, 9, composed=Composed((0.9, 0.95), 0.1))
    assert shot.place.right <= 1000 and shot.place.bottom <= 1000
    assert any("the plate ends there" in note for note in shot.notes)


def test_room_for_text_is_left_free_and_handed_on(square: Slot) -> None:
    area = Area(0, 0, 0.5, 1)
    shot = planned(square, 9, keep_out=(area,))
    assert shot.place.left >= 490
    assert shot.staging is not None
    assert shot.staging.keep_out == (area.box(shot.size),)


def test_text_over_everything_is_refused_and_said(square: Slot) -> None:
    with pytest.raises(PlanError, match="clear of the room kept for text"):
        planned(square, 12, keep_out=(Area(0, 0.1, 1, 1),))


def test_a_banner_too_low_for_a_tall_product_says_how_much_it_shows(slot_of: SlotMaker) -> None:
    with pytest.raises(NoRoomError, match=r"shows \d+ cm of height in this format, and the product spans \d+ cm"):
        planned(slot_of(export=Export(width=1940, height=600)), 26)


def test_a_product_that_rises_out_of_the_view_is_told_what_the_view_shows(square: Slot) -> None:
    roomy = scene_of(stand={"max_width_cm": 24, "max_depth_cm": 24, "max_height_cm": 60})
    with pytest.raises(
        NoRoomError, match=r"shows \d+ cm above its stand from this view, and the product is 30 cm high"
    ):
        planned(square, 30, scene=roomy, view=0)


def test_a_product_larger_than_the_set_is_refused_by_how_much() -> None:
    size = true_size(BLOCK.matte, body_of(BLOCK), Known(30), Stance.STANDING, 5)
    with pytest.raises(PlanError, match=r"30\.0 cm high, 2\.0 cm more than the set holds \(28 cm\)"):
        check_room(size, SCENE, Stance.STANDING)


def test_without_a_height_things_of_its_shape_are_asked_and_it_is_said() -> None:
    size = true_size(BLOCK.matte, body_of(BLOCK), Known(), Stance.STANDING, 5)
    assert size.height_cm == 12
    assert "No --height-cm: the product is taken as 12 cm high." in size.notes


def test_without_a_height_a_watch_is_as_large_as_its_case_is_wide() -> None:
    """A bar of 40 by 160 px with a knob at its side: the knob is no part of its width."""
    cutout = make_cutout(40, 160, (240, 240))
    matte = cutout.matte.copy()
    box = body_of(cutout).box
    matte[box.top + 78 : box.top + 82, box.right : box.right + 6] = 1
    size = true_size(matte, body_of(cutout), Known(across_cm=4), Stance.LYING, 0)
    assert size.height_cm == pytest.approx(16, rel=0.03)
    assert "As it is 4 cm wide" in size.notes[0]
    assert true_size(matte, body_of(cutout), Known(9, 4), Stance.LYING, 0).height_cm == 9


def test_a_photo_of_few_pixels_gets_a_smaller_canvas_or_is_refused(slot_of: SlotMaker) -> None:
    small = make_cutout(90, 110, (200, 220))
    loose, strict = (
        slot_of(export=Export(width=1000, height=1000)),
        slot_of([{"kind": "pixel_size", "min_long_side": 1000}], Export(width=1000, height=1000)),
    )
    assert planned(loose, 12, cutout=small).size[0] < 400
    with pytest.raises(UnfitPhotoError, match="would be enlarged"):
        planned(strict, 12, cutout=small)


def test_what_lies_is_centred_on_its_spot(square: Slot) -> None:
    scene = scene_of(elevations=(88,), stances=["lying"])
    shot = planned(square, 14, scene=scene, view=0, stance=Stance.LYING)
    assert shot.staging is not None
    _, middle = shot.staging.plate.camera.resized(shot.size).project(np.array([0, 0, 0], np.float32))
    assert (shot.place.top + shot.place.bottom) / 2 == pytest.approx(float(middle), abs=2)


def test_what_hangs_without_a_hook_hangs_from_the_top_and_clear_of_the_floor(square: Slot) -> None:
    airy = scene_of(stances=["standing", "hanging"])
    shot = planned(square, 14, scene=airy, stance=Stance.HANGING)
    assert shot.staging is not None
    camera = shot.staging.plate.camera.resized(shot.size)
    floor = camera.project(np.zeros(3, np.float32))[1]
    assert shot.place.bottom < floor - 20
    assert shot.place.top >= 0
