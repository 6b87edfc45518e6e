from collections.abc import Callable, Sequence

import cv2
import numpy as np
import pytest

from pipelines.errors import Cancelled, PlanError
from pipelines.linear_light import to_srgb
from pipelines.placed import place_product
from pipelines.progress import Progress, silent
from pipelines.scene import Scene
from pipelines.shot import Shot
from pipelines.stages.check.text_line import TextLine
from pipelines.stages.compose import compose
from pipelines.stages.render.painting.enlarge import lanczos
from pipelines.stages.render.painting.gates import Judges
from pipelines.stages.render.painting.memory_tiers import SteppingDown
from pipelines.stages.render.painting.paint_scene import Atelier, NoSeedPassedError, PaintWish, paint_scene
from pipelines.stages.render.painting.painter import Loading, PaintOrder
from pipelines.values import Box, Rgb
from presets.content.unwanted import load_unwanted
from tests.fakes.tiny_set import PlainStaged, tiny_shot
from tests.unit.pipelines.conftest import make_cutout

BLOCK = make_cutout()
SIZE = (320, 256)


class Repainter:
    """A painter that keeps the place and adds colour by its seed; seeds in `blank` come out black."""

    def __init__(self, blank: Sequence[int] = ()) -> None:
        self.blank = blank
        self.orders: list[PaintOrder] = []

    def paint(self, order: PaintOrder, progress: Progress) -> Sequence[Rgb]:
        self.orders.append(order)
        for step in range(3):
            progress("paint", step, 2)
        return [self._picture(order, seed) for seed in order.seeds]

    def _picture(self, order: PaintOrder, seed: int) -> Rgb:
        if seed in self.blank:
            return np.zeros_like(order.canvas)
        paint = np.random.default_rng(seed).normal(0, 40, order.canvas.shape).astype(np.float32)
        soft = cv2.GaussianBlur(paint, (0, 0), 3) * order.repaint[..., None]
        return np.clip(order.canvas + soft, 0, 255).astype(np.uint8)

    def close(self) -> None:
        pass


def atelier(painter: Repainter, judges: Judges | None = None) -> Atelier:
    return Atelier(
        renderer=PlainStaged(),
        painter=SteppingDown(lambda loading: painter, Loading.RESIDENT),
        judges=judges or Judges(),
        enlarge=lanczos,
        unwanted=load_unwanted(),
        model="flux2-klein-4b",
        revision="a" * 40,
        notes=("opened",),
    )


def painted(shot: Shot, painter: Repainter, wish: PaintWish | None = None, judges: Judges | None = None) -> Scene:
    return paint_scene(shot, place_product(BLOCK, shot), atelier(painter, judges), wish or PaintWish(), silent)


def test_the_first_seed_that_passes_is_kept_and_its_story_told() -> None:
    scene = painted(tiny_shot(BLOCK, SIZE, seed=7), Repainter())
    assert scene.shadow is None
    assert scene.painted is not None
    assert (scene.painted.model, scene.painted.seed, scene.painted.rejected) == ("flux2-klein-4b", 7, ())
    assert scene.painted.revision == "a" * 40
    assert scene.painted.prompt.startswith("An oak table")
    assert scene.notes == ("opened", "Seed 7 was painted; rejected before it: 0.")


def test_rejected_seeds_are_tried_again_within_the_budget() -> None:
    painter = Repainter(blank=(7, 8))
    scene = painted(tiny_shot(BLOCK, SIZE, seed=7), painter, PaintWish(budget=4, at_once=3))
    assert [order.seeds for order in painter.orders] == [(7,), (8, 9, 10)]
    assert scene.painted is not None
    assert scene.painted.seed == 9
    assert scene.painted.rejected == ("seed 7: the picture is blank", "seed 8: the picture is blank")
    assert "Seed 9 was painted; rejected before it: 2." in scene.notes


def test_when_none_passes_it_is_said_or_insisted_on() -> None:
    shot = tiny_shot(BLOCK, SIZE)
    judges = Judges(find_text=lambda pixels: (TextLine.in_box(Box(0, 0, 4, 4)),))
    with pytest.raises(NoSeedPassedError, match=r"None of 2 painted scenes .* \(seed 0: lettering in 1 places; seed 1"):
        painted(shot, Repainter(), PaintWish(budget=2), judges)
    scene = painted(shot, Repainter(), PaintWish(budget=2, insist=True), judges)
    assert scene.notes[-1] == "Kept on your word although lettering in 1 places."


def test_the_photograph_keeps_its_bytes_and_the_scene_is_the_painted_one() -> None:
    shot = tiny_shot(BLOCK, SIZE)
    placed = place_product(BLOCK, shot)
    scene = painted(shot, Repainter())
    picture = compose(placed, shot, scene)
    whole = placed.matte >= 1
    assert np.array_equal(picture[shot.place.slices][whole], placed.photograph[whole])
    below = picture[shot.place.bottom + 2, shot.place.left + 5 : shot.place.right - 5].mean()
    beside = picture[shot.place.bottom + 2, 4:24].mean()
    assert below < beside - 15  # the shadow that the painter kept


def test_nothing_of_the_product_is_left_in_the_scene_behind_it() -> None:
    shot = tiny_shot(BLOCK, SIZE)
    plate = to_srgb(painted(shot, Repainter()).plate)[shot.place.slices].astype(int)
    assert (plate[..., 0] - plate[..., 1]).max() < 90  # the block itself has 140


def test_one_seed_gives_one_picture_and_another_another() -> None:
    first, again, other = (painted(tiny_shot(BLOCK, SIZE, seed=seed), Repainter()).plate for seed in (3, 3, 4))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_light_of_the_place_on_the_product_comes_from_the_canvas() -> None:
    shot = tiny_shot(BLOCK, (1400, 1120), relight=0.5)
    scene = painted(shot, Repainter())
    assert scene.gain is not None
    assert scene.gain.shape == (shot.place.height, shot.place.width, 3)
    assert scene.plate.shape == (1120, 1400, 3)
    assert painted(tiny_shot(BLOCK, SIZE), Repainter()).gain is None


def test_stop_in_mid_painting_passes_through() -> None:
    shot = tiny_shot(BLOCK, SIZE)

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "paint" and done == 1:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        paint_scene(shot, place_product(BLOCK, shot), atelier(Repainter()), PaintWish(), stop)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: Shot((60, 60), tiny_shot(BLOCK).crop, Box(5, 5, 30, 40)),
            "paints places, and this picture has a plain",
        ),
        (lambda: tiny_shot(BLOCK, words="a child holding it"), "'child' cannot be painted"),
    ],
)
def test_what_cannot_be_painted_is_refused_before_anything_is(make: Callable[[], Shot], message: str) -> None:
    painter = Repainter()
    with pytest.raises(PlanError, match=message):
        painted(make(), painter)
    assert painter.orders == []
