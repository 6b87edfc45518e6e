import re
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from pipelines.placed import place_product
from pipelines.progress import silent
from pipelines.stages.check.text_line import TextLine
from pipelines.stages.render.painting.behind import behind
from pipelines.stages.render.painting.canvas import Canvas, draw_canvas
from pipelines.stages.render.painting.gates import Gates, Judges
from pipelines.values import Box, Cutout, Matte, Rgb
from tests.fakes.tiny_set import PlainStaged, tiny_shot
from tests.unit.pipelines.conftest import make_cutout


def banded_block() -> Cutout:
    """A red block with a pale label: a product has a pattern to be known by."""
    block = make_cutout()
    pixels = block.pixels.copy()
    pixels[55:75, 36:84] = (235, 225, 205)
    pixels[62:66, 42:70] = (40, 40, 60)
    return Cutout(pixels, block.matte, np.where(block.matte[..., None] >= 1, pixels, block.foreground))


BLOCK = banded_block()


@pytest.fixture(scope="module")
def canvas() -> Canvas:
    shot = tiny_shot(BLOCK, (320, 256))
    return draw_canvas(PlainStaged(), shot, place_product(BLOCK, shot), silent)


def repainted(canvas: Canvas, seed: int = 3) -> Rgb:
    """What a good network returns: the same place in other paint, the product nearly as it was."""
    rng = np.random.default_rng(seed)
    paint = cv2.GaussianBlur(rng.normal(0, 60, canvas.picture.shape).astype(np.float32), (0, 0), 4)
    around = (1 - canvas.matte)[..., None]
    noise = rng.normal(0, 3, canvas.picture.shape)
    warmer = canvas.picture * (1 + around * (np.array([1.08, 0.98, 0.9]) - 1))
    return np.clip(warmer + around * paint + noise, 0, 255).astype(np.uint8)


def red_enough(pixels: Rgb) -> Matte:
    """Stands in for a saliency network: what is redder than the set."""
    red = pixels[..., 0].astype(np.float32) - pixels[..., 1]
    return (red > 80).astype(np.float32)


def test_the_same_place_in_other_paint_passes(canvas: Canvas) -> None:
    judges = Judges(find_product=red_enough, find_text=lambda pixels: (), is_safe=lambda pixels: True)
    for seed in range(4):
        assert Gates(canvas, judges).fault(repainted(canvas, seed)) is None


def second_product(canvas: Canvas, picture: Rgb) -> None:
    place = canvas.shot.place
    spot = picture[place.top : place.bottom, 15 : 15 + place.width]
    share = canvas.placed.matte[..., None]
    spot[:] = spot * (1 - share) + canvas.placed.foreground * share


def other_object(canvas: Canvas, picture: Rgb) -> None:
    cv2.circle(picture, (50, 150), 34, (210, 20, 40), cv2.FILLED)


def leaf_over_product(canvas: Canvas, picture: Rgb) -> None:
    place = canvas.shot.place
    cv2.line(picture, (place.left - 30, place.top), (place.right + 30, place.bottom), (20, 120, 30), place.width // 2)


def grown_product(canvas: Canvas, picture: Rgb) -> None:
    place = canvas.shot.place
    box = (place.left - 12, place.top - 12), (place.right + 12, place.bottom + 6)
    inside = picture.copy()
    cv2.rectangle(picture, *box, (180, 40, 50), cv2.FILLED)
    picture[canvas.matte > 0.5] = inside[canvas.matte > 0.5]


def other_horizon(canvas: Canvas, picture: Rgb) -> None:
    around = canvas.matte < 0.02
    picture[70:154][around[70:154]] = (110, 90, 70)


def another_place(canvas: Canvas, picture: Rgb) -> None:
    around = canvas.matte < 0.02
    picture[around] = behind(picture, canvas.matte > 0.01)[::-1, ::-1][around]


def blank(canvas: Canvas, picture: Rgb) -> None:
    picture[:] = 0


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (second_product, "a second product is in the picture"),
        (other_object, r"something else of \d+% of the product's size stands out"),
        (leaf_over_product, r"\d+% of the product is painted over"),
        (grown_product, "the product has grown beyond its outline"),
        (other_horizon, "the horizon or the table's edge is not where"),
        (another_place, "the horizon or the table's edge|another place than the set"),
        (blank, "the picture is blank"),
    ],
)
def test_a_fault_is_named(canvas: Canvas, spoil: Callable[[Canvas, Rgb], None], reason: str) -> None:
    picture = repainted(canvas)
    spoil(canvas, picture)
    found = Gates(canvas, Judges(find_product=red_enough)).fault(picture)
    assert found is not None
    assert re.search(reason, found), found


def test_a_thing_of_the_set_that_only_now_stands_out_is_no_new_one(canvas: Canvas) -> None:
    looks: list[Rgb] = []

    def find(pixels: Rgb) -> Matte:
        """Nothing on the canvas, the table's front afterwards: networks of salience are moody."""
        looks.append(pixels)
        found = np.zeros(pixels.shape[:2], np.float32)
        found[140:230, 10:110] = len(looks) == 1
        return found

    assert Gates(canvas, Judges(find_product=find)).fault(repainted(canvas)) is None
    assert len(looks) == 2


def test_a_second_product_is_seen_without_any_judge(canvas: Canvas) -> None:
    picture = repainted(canvas)
    second_product(canvas, picture)
    assert "second product" in (Gates(canvas, Judges()).fault(picture) or "")


def test_lettering_beside_the_product_is_refused_and_on_it_is_the_sellers(canvas: Canvas) -> None:
    seen: list[Rgb] = []

    def reader(pixels: Rgb) -> tuple[TextLine, ...]:
        seen.append(pixels)
        return (TextLine.in_box(Box(1, 1, 9, 9)),)

    assert Gates(canvas, Judges(find_text=reader)).fault(repainted(canvas)) == "lettering in 1 places"
    assert (
        seen[0][canvas.core][:, 0].astype(int) - seen[0][canvas.core][:, 1] < 80
    ).all()  # the red block is not shown


def test_what_is_not_safe_is_refused(canvas: Canvas) -> None:
    assert Gates(canvas, Judges(is_safe=lambda pixels: False)).fault(repainted(canvas)) == "it may not be safe to show"


def test_a_judge_looks_at_the_canvas_once(canvas: Canvas) -> None:
    looks: list[int] = []
    gates = Gates(canvas, Judges(find_product=lambda pixels: looks.append(1) or red_enough(pixels)))
    for seed in range(3):
        gates.fault(repainted(canvas, seed))
    assert len(looks) == 4
