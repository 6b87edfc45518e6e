"""A wrong measure never stands beside a photo that shows better."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from pipelines.errors import PageError
from pipelines.stages.page.spans import bears_out, read_spans
from pipelines.stages.plan.body_columns import body_columns
from pipelines.values import Cutout
from tests.unit.pipelines.stages.page.pages import cutout, told

EXAMPLES = Path(__file__).parents[5] / "studio" / "examples"


def example(name: str) -> Cutout:
    """Return an example with its exact matte, at a quarter of its size."""
    with Image.open(EXAMPLES / f"{name}.jpg") as photo, Image.open(EXAMPLES / f"{name}.matte.png") as matte:
        size = photo.width // 4, photo.height // 4
        pixels = np.asarray(photo.resize(size), np.uint8).copy()
        alpha = np.asarray(matte.convert("L").resize(size), np.float32) / np.float32(255)
    return Cutout(pixels, alpha, pixels.copy())


@pytest.fixture(scope="module")
def mug() -> Cutout:
    return example("enamel-mug/front")


@pytest.fixture(scope="module")
def tea() -> Cutout:
    return example("herbal-tea/front")


def test_a_mugs_true_measures_are_drawn_on_its_body(mug: Cutout) -> None:
    reading = read_spans(mug, told(height="9.8 cm", diameter="8.3 cm", weight="190 g"))
    assert [span.measure.name for span in reading.spans] == ["height", "diameter"]
    assert [measure.name for measure in reading.rest] == ["weight"]
    left, right = body_columns(mug.matte)
    assert (reading.spans[1].start[0], reading.spans[1].end[0]) == (left, right)
    assert right < 0.88 * mug.size[0] * 0.82  # the handle begins there


@pytest.mark.parametrize(
    "measures",
    [
        {"height": "11.5 cm", "diameter": "8.5 cm"},
        {"height": "9.8 in", "diameter": "8.3 cm"},
        {"height": "8.3 cm", "diameter": "9.8 cm"},
    ],
)
def test_wrong_measures_of_a_mug_are_refused(mug: Cutout, measures: dict[str, str]) -> None:
    with pytest.raises(PageError, match=r"The photo and the measures are \d+\.\d% apart \(height .* and diameter"):
        read_spans(mug, told(**measures))


def test_a_box_at_an_angle_shows_both_its_sides(tea: Cutout) -> None:
    reading = read_spans(tea, told(height="13 cm", width="9 cm", depth="6 cm"))
    assert [span.measure.name for span in reading.spans] == ["height", "depth", "width"]
    depth, width = reading.spans[1:]
    assert depth.end == width.start  # the corner between them
    assert width.end[0] - width.start[0] > depth.end[0] - depth.start[0]


@pytest.mark.parametrize(
    "measures",
    [{"height": "13 cm", "width": "6 cm", "depth": "5 cm"}, {"height": "6 cm", "width": "9 cm", "depth": "6 cm"}],
)
def test_wrong_measures_of_a_box_are_refused(tea: Cutout, measures: dict[str, str]) -> None:
    with pytest.raises(PageError, match="seen at an angle"):
        read_spans(tea, told(**measures))


def test_one_measure_alone_is_drawn_and_said_to_be_unproved(mug: Cutout) -> None:
    reading = read_spans(mug, told(height="40 cm", weight="1 kg"))
    assert [span.measure.name for span in reading.spans] == ["height"]
    assert reading.notes == ("The photo cannot bear out height: there is no other measure to compare it with.",)


def disc(high: int, wide: int) -> Cutout:
    """Return an ellipse on white: a plate from above, where it is round."""
    y, x = np.mgrid[0:600, 0:600]
    matte = (((x - 300) / (wide / 2)) ** 2 + ((y - 300) / (high / 2)) ** 2 < 1).astype(np.float32)
    pixels = np.where(matte[..., None] > 0, np.uint8(90), np.uint8(255)).repeat(3, axis=2)
    return Cutout(pixels, matte, pixels.copy())


def test_a_plate_from_above_shows_its_diameter_alone() -> None:
    reading = read_spans(disc(400, 400), told(height="2.5 cm", diameter="27 cm"))
    assert [span.measure.name for span in reading.spans] == ["diameter"]
    assert [measure.name for measure in reading.rest] == ["height"]
    assert "from above" in reading.notes[0]


def test_what_is_not_round_is_no_plate_from_above() -> None:
    with pytest.raises(PageError, match="apart"):
        read_spans(disc(560, 200), told(height="2.5 cm", diameter="27 cm"))


def test_a_board_from_above_shows_length_and_width() -> None:
    board = cutout((200, 400))
    reading = read_spans(board, told(length="40 cm", width="20 cm", height="2 cm"))
    assert [(span.measure.name, span.upright) for span in reading.spans] == [("width", True), ("length", False)]
    with pytest.raises(PageError, match="apart"):
        read_spans(board, told(length="40 cm", width="29 cm", height="2 cm"))


def test_a_folded_scarf_is_asked_for_spread_out_and_drawn_so() -> None:
    scarf = told(length="180 cm", width="30 cm")
    folded, spread = cutout((300, 280)), cutout((100, 600))
    with pytest.raises(PageError, match="or add a photo of it spread out whole, from straight above"):
        read_spans(folded, scarf)
    assert [bears_out(photo, scarf) for photo in (folded, spread)] == [False, True]
    assert [(span.measure.name, span.upright) for span in read_spans(spread, scarf).spans] == [
        ("width", True), ("length", False)
    ]  # fmt: skip


def shoe(points: list[tuple[int, int]]) -> Cutout:
    matte = np.zeros((900, 900), np.uint8)
    cv2.fillPoly(matte, [np.array(points)], 255)
    pixels = np.where(matte[..., None] > 0, np.uint8(90), np.uint8(255)).repeat(3, axis=2)
    return Cutout(pixels, (matte / np.float32(255)).astype(np.float32), pixels.copy())


ASKEW = [(80, 560), (120, 530), (300, 460), (520, 330), (600, 300), (640, 340), (800, 330), (830, 360), (820, 540),
         (800, 580), (300, 690), (150, 680), (90, 630)]  # fmt: skip
FROM_ITS_SIDE = [(40, 520), (330, 430), (420, 390), (560, 420), (840, 400), (860, 660), (60, 660), (40, 600)]


def test_the_height_of_a_shoe_at_an_angle_is_not_drawn_on_its_toe() -> None:
    measures = told(height="9.5 cm", length="28 cm")
    with pytest.raises(PageError, match="choose a photo taken from the front"):
        read_spans(shoe(ASKEW), measures)
    assert [span.measure.name for span in read_spans(shoe(FROM_ITS_SIDE), measures).spans] == ["height", "length"]
    assert [bears_out(shoe(points), measures) for points in (ASKEW, FROM_ITS_SIDE)] == [False, True]
