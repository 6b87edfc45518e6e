"""The product in a set: from the set's plate alone, without a renderer."""

import math
from dataclasses import dataclass

import numpy as np

from models.registry import EngineOptions, WeightsFolder
from pipelines.camera import Camera
from pipelines.errors import PlanError
from pipelines.linear_light import to_linear
from pipelines.placed import Placed
from pipelines.progress import Progress
from pipelines.scene import Scene
from pipelines.shot import Shot, Staging
from pipelines.stages.render.contact_line import contact_line
from pipelines.stages.render.finish import Finish, resized_lights
from pipelines.stages.render.ground_mirror import mirrored_on
from pipelines.stages.render.lamp_cells import cells_of, dome_cells
from pipelines.stages.render.lit_ground import LitGround
from pipelines.stages.render.place_light import lights_at
from pipelines.stages.render.relight import light_gain
from pipelines.stages.render.staged_options import StagedOptions
from pipelines.stages.render.stance import Held, held
from pipelines.stages.render.visibility import Receivers, dimmed_by, pushed_out, receivers_of
from pipelines.values import Linear, Matte, Size
from presets.scenes.schema import Dome

_BUFFER_PX = 560  # longer side of the grid on which light is followed, for a canvas of 1024 at detail 1
_BELOW = 0.5  # light from under the horizon, relative to what comes from above it
_LOWER_PART = 0.5  # of the product: what colours the ground


class StagedScene:
    """Renders a product's shadow, reflection and light in a set from the set's plate."""

    def __init__(self, options: EngineOptions, weights: WeightsFolder) -> None:
        """Ready at once: it needs no weights."""
        self._detail = StagedOptions.model_validate(options.model_dump()).detail

    def render(self, shot: Shot, placed: Placed, progress: Progress) -> Scene:
        """Return the set with what the product takes from its light.

        Raises:
            PlanError: the shot has no set.
        """
        if shot.staging is None:
            raise PlanError("The 'staged' engine renders sets, and this shot names none. Choose a scene.")
        return _Take(shot, shot.staging, placed, self._detail, progress).scene()


@dataclass(frozen=True, eq=False)
class _Take:
    """One picture being rendered; a step for each lamp, and one to finish."""

    shot: Shot
    staging: Staging
    placed: Placed
    detail: float
    progress: Progress

    def scene(self) -> Scene:
        self._tell(0)
        camera = self.staging.plate.camera.resized(self.shot.size)
        product = held(self.placed.matte, self.shot, self.staging, camera)
        ground = self._ground(product, camera)
        gain = None
        if self.staging.relight > 0:
            lights = lights_at(self.staging, product.foot_cm)
            gain = light_gain(self.placed, lights, camera.axes[0], self.staging.relight)
        scene = Finish(self.staging, self.shot, resized_lights(self.staging, self.shot.size)).scene(ground, gain)
        self._tell(self._steps)
        return scene

    @property
    def _steps(self) -> int:
        return len(self.staging.plate.scene.lamps) + 1

    def _tell(self, done: int) -> None:
        self.progress("render", done, self._steps)

    def _ground(self, product: Held, camera: Camera) -> LitGround:
        seen = receivers_of(self.staging.plate, self._grid(self.shot.size), self.shot.seed)
        receivers = seen if product.rim is None else pushed_out(seen, product.rim)
        dimmed: dict[str, Matte] = {}
        around: Matte | None = None
        for index, lamp in enumerate(self.staging.plate.scene.lamps):
            cells = cells_of(lamp, product.foot_cm, self.detail)
            below = _BELOW if isinstance(lamp, Dome) else 0.0
            dimmed[lamp.id] = dimmed_by(product.solid, cells, receivers, below)
            if isinstance(lamp, Dome):  # how bright it is where hardly matters to what comes by way of the set
                around = dimmed[lamp.id]
            self._tell(index + 1)
        if around is None:
            around = dimmed_by(product.solid, dome_cells(1.0, 1.0, self.detail), receivers, _BELOW)
        line = None if product.base is None else contact_line(self.placed.matte, product.base)
        return LitGround(dimmed, around, line, _lower_colour(self.placed), self._mirrored(seen, product, camera))

    def _mirrored(self, receivers: Receivers, product: Held, camera: Camera) -> tuple[Matte, Linear] | None:
        if product.upright is None:
            return None
        stand = self.staging.plate.scene.stand
        return mirrored_on(receivers, product.upright, stand, camera, self.placed, self.shot)

    def _grid(self, size: Size) -> Size:
        """Return the grid on which light is followed: it grows with the square root of the canvas's side."""
        factor = min(1.0, _BUFFER_PX * math.sqrt(self.detail * max(size) / 1024) / max(size))
        return max(8, round(size[0] * factor)), max(8, round(size[1] * factor))


def _lower_colour(placed: Placed) -> Linear:
    """Return the mean linear light of the product's lower part, shape (3,)."""
    step = max(1, max(placed.matte.shape) // 200)
    first = round(placed.matte.shape[0] * _LOWER_PART)
    light = to_linear(placed.foreground[first::step, ::step])
    weight = placed.matte[first::step, ::step]
    return np.asarray((light * weight[..., None]).sum(axis=(0, 1)) / max(float(weight.sum()), 1e-3), np.float32)
