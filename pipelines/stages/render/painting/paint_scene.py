"""Shot -> painted scene: canvas, seeds until one passes, the scene enlarged, and the story of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.errors import PlanError, StudioError
from pipelines.linear_light import to_linear
from pipelines.placed import Placed
from pipelines.progress import Progress
from pipelines.scene import Painted, Scene
from pipelines.shot import Shot, Staging
from pipelines.stages.render.engine import RenderEngine
from pipelines.stages.render.painting.behind import behind
from pipelines.stages.render.painting.canvas import Canvas, draw_canvas
from pipelines.stages.render.painting.enlarge import Enlarge
from pipelines.stages.render.painting.gates import Gates, Judges
from pipelines.stages.render.painting.memory_tiers import SteppingDown
from pipelines.stages.render.painting.painter import PaintOrder
from pipelines.stages.render.painting.prompts import build_prompt
from pipelines.values import Box, Linear, Rgb, Size
from presets.content.unwanted import Unwanted

_EDGE_PX = 1  # of the network's pixels beside the matte, where the product's colour may have run into the scene


class NoSeedPassedError(StudioError):
    """None of the pictures a network painted was fit to show a product in."""


@dataclass(frozen=True)
class Atelier:
    """What painting needs beside the shot.

    Attributes:
        renderer: the embedded engine that makes canvases.
        painter: the network.
        judges: what other engines lend to the gates.
        enlarge: from the network's size to the picture's.
        unwanted: content that is left out.
        model, revision: of the weights, for the story.
        notes: what opening it had to decide, for the person.
    """

    renderer: RenderEngine
    painter: SteppingDown
    judges: Judges
    enlarge: Enlarge
    unwanted: Unwanted
    model: str
    revision: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaintWish:
    """How a picture is painted.

    Attributes:
        steps: 0 takes the network's own number.
        strength: how much of the canvas is painted over, above 0 to 1.
        budget: how many seeds are tried at most.
        at_once: how many of them together, after the first alone: most first ones pass.
        insist: return the last picture when none passes, and say what is wrong with it.
    """

    steps: int = 0
    strength: float = 1.0
    budget: int = 4
    at_once: int = 2
    insist: bool = False


@dataclass(frozen=True, eq=False)
class _Kept:
    picture: Rgb
    seed: int
    rejected: tuple[str, ...]
    fault: str | None = None


def paint_scene(shot: Shot, placed: Placed, atelier: Atelier, wish: PaintWish, progress: Progress) -> Scene:
    """Return the painted scene at the shot's size; shadow and reflection are in its plate.

    Raises:
        PlanError: the shot has no set, or the seller's words cannot be painted.
        NoSeedPassedError: no picture passed the gates within the budget.
    """
    staging = _staging(shot)
    prompt = build_prompt(staging, atelier.unwanted)
    canvas = draw_canvas(atelier.renderer, shot, placed, progress)
    kept = _first_that_passes(canvas, prompt, atelier, wish, progress)
    progress("enlarge", 0, 1)
    plate = _enlarged(kept.picture, canvas, shot.size, atelier.enlarge)
    progress("enlarge", 1, 1)
    painted = Painted(atelier.model, atelier.revision, kept.seed, kept.rejected, str(atelier.painter.loading), prompt)
    return Scene(
        to_linear(_grained(plate, staging.grain, kept.seed)),
        gain=_gain(canvas.scene.gain, shot.place),
        painted=painted,
        notes=(*canvas.scene.notes, *atelier.notes, *atelier.painter.notes, *_story(kept)),
    )


def _staging(shot: Shot) -> Staging:
    if shot.staging is None:
        raise PlanError("The 'diffusion' engine paints places, and this picture has a plain ground. Choose a scene.")
    return shot.staging


def _first_that_passes(canvas: Canvas, prompt: str, atelier: Atelier, wish: PaintWish, progress: Progress) -> _Kept:
    gates = Gates(canvas, atelier.judges)
    picture, repaint = canvas.padded()
    rejected: tuple[str, ...] = ()
    last: _Kept | None = None
    batches = _batches(canvas.shot.seed, wish)
    for index, seeds in enumerate(batches):
        order = PaintOrder(picture, repaint, prompt, seeds, wish.steps, wish.strength)
        made = atelier.painter.paint(order, _part(progress, index, len(batches)))
        for seed, painted in zip(seeds, made, strict=True):
            trimmed = canvas.trimmed(painted)
            reason = gates.fault(trimmed)
            if reason is None:
                return _Kept(trimmed, seed, rejected)
            last = _Kept(trimmed, seed, rejected, reason)
            rejected = (*rejected, f"seed {seed}: {reason}")
    if last is None or not wish.insist:
        raise NoSeedPassedError(
            f"None of {wish.budget} painted scenes could be used ({'; '.join(rejected)}). "
            "Allow more seeds, change the words or the scene, or choose the 'staged' engine."
        )
    return last


def _part(progress: Progress, index: int, parts: int) -> Progress:
    """Count a batch's steps among all that the budget allows."""
    return lambda stage, done, total: progress(stage, index * total + done, parts * total)


def _batches(first: int, wish: PaintWish) -> Sequence[tuple[int, ...]]:
    seeds = [first + index for index in range(wish.budget)]
    rest = seeds[1:]
    return [(first,), *(tuple(rest[at : at + wish.at_once]) for at in range(0, len(rest), wish.at_once))]


def _enlarged(painted: Rgb, canvas: Canvas, size: Size, enlarge: Enlarge) -> Rgb:
    """Enlarge the scene alone: what was painted of the product would show as a halo around the photograph."""
    side = 2 * _EDGE_PX + 1
    product = cv2.dilate((canvas.matte > 0.02).astype(np.uint8), np.ones((side, side), np.uint8)) > 0
    return enlarge(behind(painted, product), size)


def _grained(pixels: Rgb, grain: float, seed: int) -> Rgb:
    """Lay the photo's grain on the scene: an enlarged picture has none."""
    noise = np.random.default_rng(seed).normal(0, grain * 255, pixels.shape[:2]).astype(np.float32)
    return np.rint(np.clip(pixels + noise[..., None], 0, 255)).astype(np.uint8)


def _gain(gain: Linear | None, place: Box) -> Linear | None:
    if gain is None:
        return None
    return np.asarray(cv2.resize(gain, (place.width, place.height), interpolation=cv2.INTER_LINEAR), np.float32)


def _story(kept: _Kept) -> Sequence[str]:
    told = [f"Seed {kept.seed} was painted; rejected before it: {len(kept.rejected)}."]
    told += [f"Rejected: {reason}." for reason in kept.rejected]
    return [*told, *([f"Kept on your word although {kept.fault}."] if kept.fault else [])]
