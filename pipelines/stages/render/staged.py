"""The product in a set: from the set's plate alone, without a renderer."""

import numpy as np

from models.registry import EngineOptions, WeightsFolder
from pipelines.errors import PlanError
from pipelines.placed import Placed
from pipelines.progress import Progress
from pipelines.scene import Scene
from pipelines.shot import Shot, Staging
from pipelines.stages.render.contact_line import contact_line
from pipelines.stages.render.finish import Finish, resized_lights
from pipelines.stages.render.lamp_cells import cells_of, dome_cells
from pipelines.stages.render.lit_ground import LitGround
from pipelines.stages.render.staged_options import StagedOptions
from pipelines.stages.render.stance import held
from pipelines.stages.render.visibility import dimmed_by, pushed_out, receivers_of
from pipelines.values import Matte, Size

_BUFFER_PX = 560  # longer side of the grid on which light is followed, at detail 1


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
        staging = shot.staging
        if staging is None:
            raise PlanError("The 'staged' engine renders sets, and this shot names none. Choose a scene.")
        lamps = staging.plate.scene.lamps
        progress("render", 0, len(lamps) + 2)
        ground = self._ground(shot, staging, placed, progress)
        lights = resized_lights(staging, shot.size)
        scene = Finish(staging, shot, lights).scene(ground)
        progress("render", len(lamps) + 2, len(lamps) + 2)
        return scene

    def _ground(self, shot: Shot, staging: Staging, placed: Placed, progress: Progress) -> LitGround:
        lamps = staging.plate.scene.lamps
        camera = staging.plate.camera.resized(shot.size)
        receivers = receivers_of(staging.plate, self._buffers(shot.size), shot.seed)
        product = held(placed.matte, shot, staging, camera)
        solid = product.solid
        if product.rim is not None:
            receivers = pushed_out(receivers, product.rim)
        around = dimmed_by(solid, dome_cells(1.0, 1.0, self._detail), receivers, below=0.5)
        dimmed: dict[str, Matte] = {}
        for index, lamp in enumerate(lamps):
            cells = cells_of(lamp, product.foot_cm, self._detail)
            dimmed[lamp.id] = dimmed_by(solid, cells, receivers, below=0.5 if lamp.kind == "dome" else 0.0)
            progress("render", index + 1, len(lamps) + 2)
        line = None if product.base is None else contact_line(placed.matte, product.base)
        return LitGround(dimmed, around, line)

    def _buffers(self, size: Size) -> Size:
        factor = min(1.0, _BUFFER_PX * np.sqrt(self._detail) * np.sqrt(max(size) / 1024) / max(size))
        return max(8, round(size[0] * factor)), max(8, round(size[1] * factor))
