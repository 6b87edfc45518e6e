"""Shot -> scene: which renderers exist."""

from typing import Protocol

from models.registry import EngineEntry, Registry
from pipelines.placed import Placed
from pipelines.progress import Progress
from pipelines.scene import Scene
from pipelines.shot import Shot
from pipelines.stages.render.painting.options import DiffusionOptions
from pipelines.stages.render.staged_options import StagedOptions


class RenderEngine(Protocol):
    """Makes everything in the picture but the product."""

    def render(self, shot: Shot, placed: Placed, progress: Progress) -> Scene:
        """Return a scene of the shot's canvas, lit and shaded as if the placed product stood in it."""
        ...


RENDER_ENGINES: Registry[RenderEngine] = Registry(
    "render",
    {
        "seamless": EngineEntry(
            target="pipelines.stages.render.seamless:SeamlessGround",
            summary="One colour without a seam, with the shadow or reflection the product itself would leave.",
        ),
        "staged": EngineEntry(
            target="pipelines.stages.render.staged:StagedScene",
            summary="A set from its plate, with the product's shadow, reflection and light; needs no GPU.",
            options=StagedOptions,
        ),
        "diffusion": EngineEntry(
            target="pipelines.stages.render.diffusion:DiffusionScenes",
            summary="A place painted around the photographed product by FLUX.2 klein or Z-Image; for GPUs from 8 GB.",
            options=DiffusionOptions,
            packages=("torch", "diffusers", "transformers", "accelerate", "torchao"),
            extra="diffusion",
            weights=("flux2-klein-4b", "u2netp"),
            gpus=1,
            without_gpu=("loading", "cpu"),
        ),
    },
)
