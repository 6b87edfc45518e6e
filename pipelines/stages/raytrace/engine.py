"""Set -> plate: which path tracers exist."""

from typing import Literal, Protocol

from pydantic import Field

from models.registry import EngineEntry, EngineOptions, Registry
from pipelines.plate import Plate
from pipelines.progress import Progress
from pipelines.values import Size
from presets.scenes.schema import SceneSet, View

Variant = Literal["cuda_ad_rgb", "llvm_ad_rgb", "scalar_rgb"]


class PlateEngine(Protocol):
    """Path-traces an empty set, lamp by lamp."""

    def render(self, scene: SceneSet, view: View, size: Size, samples: int, progress: Progress) -> Plate:
        """Return the set from one of its views.

        Args:
            samples: paths a pixel and lamp; 8 is a draft, 64 is for keeps.

        Raises:
            PlateError: the set cannot be seen as asked (a gobo in front of the camera), or memory does not suffice.
        """
        ...


class MitsubaOptions(EngineOptions):
    """How mitsuba computes."""

    variant: Variant = Field(default="scalar_rgb", description="cuda_ad_rgb: an NVIDIA GPU; llvm_ad_rgb: 3-4 x faster.")
    llvm: str = Field(default="", description="LLVM library for llvm_ad_rgb; 15 and 16 abort the program.")


PLATE_ENGINES: Registry[PlateEngine] = Registry(
    "raytrace",
    {
        "mitsuba": EngineEntry(
            target="pipelines.stages.raytrace.mitsuba:MitsubaTracer",
            summary="Path tracing with mitsuba 3 and Open Image Denoise, on any machine.",
            options=MitsubaOptions,
            packages=("mitsuba", "mitsuba_oidn"),
            extra="render",
        )
    },
)
