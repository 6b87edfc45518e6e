"""One colour without a seam: the ground of main images."""

import numpy as np

from models.registry import EngineOptions, WeightsFolder
from pipelines.linear_light import to_linear
from pipelines.placed import Placed
from pipelines.progress import Progress
from pipelines.scene import Scene
from pipelines.shot import Shot
from pipelines.stages.pose.light_side import read_light_side
from pipelines.stages.render.contact_shadow import contact_shadow
from pipelines.stages.render.reflection import soft_reflection
from pipelines.values import Shadow


class SeamlessGround:
    """Renders the shot's background colour, and on it what the product itself casts."""

    def __init__(self, options: EngineOptions, weights: WeightsFolder) -> None:
        """Ready at once: it has no options and needs no weights."""

    def render(self, shot: Shot, placed: Placed, progress: Progress) -> Scene:
        """Return the ground; bytes are exactly the background colour where nothing falls on it."""
        width, height = shot.size
        colour = to_linear(np.array(shot.background, np.uint8))
        plate = np.broadcast_to(colour, (height, width, 3))
        progress("render", 0, 1)
        scene = self._with_product(shot, placed, Scene(plate))
        progress("render", 1, 1)
        return scene

    def _with_product(self, shot: Shot, placed: Placed, empty: Scene) -> Scene:
        match shot.shadow:
            case Shadow.NONE:
                return empty
            case Shadow.CONTACT:
                side = read_light_side(to_linear(placed.foreground), placed.matte).from_left
                return Scene(
                    empty.plate,
                    contact_shadow(placed.matte, shot.place, shot.size, min(1.0, max(-1.0, side)), shot.seed),
                )
            case Shadow.REFLECTION:
                share, mirrored = soft_reflection(placed, shot)
                return Scene(empty.plate, None, share, mirrored)
