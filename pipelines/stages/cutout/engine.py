"""The cutout capability: photo in, product and matte out."""

from typing import Protocol

from pydantic import Field

from models.registry import EngineEntry, EngineOptions, Registry
from pipelines.progress import Progress
from pipelines.stages.cutout.rembg_sessions import DEFAULT_SESSION, weights_id
from pipelines.values import Cutout, Photo


class CutoutEngine(Protocol):
    """Separates a product from its background."""

    def cut(self, photo: Photo, progress: Progress) -> Cutout:
        """Return the photo's pixels, untouched, with a matte of the same height and width in steps of 1/255.

        Raises:
            NoProductError: nothing stands out from the background.
        """
        ...


class U2NetPOptions(EngineOptions):
    """Settings of the embedded network."""

    threads: int = Field(0, ge=0, le=64, description="Processor threads the network may use; 0: its fair share.")


class BackdropOptions(EngineOptions):
    """Settings of the engine for plain backdrops."""

    tolerance: float = Field(
        4.0,
        ge=1,
        le=20,
        description="How far from the backdrop's colour product begins, in times the backdrop's noise.",
    )


class RembgOptions(EngineOptions):
    """Settings of rembg's sessions."""

    session: str = Field(DEFAULT_SESSION, description="rembg's name of the network, such as birefnet-general.")
    accept_licence: str = Field(
        "", description="Name the session here to accept a non-commercial licence, or that it uploads the photo."
    )


CUTOUT_ENGINES: Registry[CutoutEngine] = Registry(
    "cutout",
    {
        "u2netp": EngineEntry(
            target="pipelines.stages.cutout.u2netp:U2NetPCutout",
            summary="The embedded network with our refinement; runs on any machine.",
            options=U2NetPOptions,
            weights=("u2netp",),
        ),
        "backdrop": EngineEntry(
            target="pipelines.stages.cutout.backdrop:BackdropCutout",
            summary="For plain backdrops: no network, no weights.",
            options=BackdropOptions,
        ),
        "rembg": EngineEntry(
            target="pipelines.stages.cutout.rembg:RembgCutout",
            summary="rembg's larger networks (ISNet, U2Net, BiRefNet) with our refinement.",
            options=RembgOptions,
            packages=("rembg",),
            extra="rembg",
            weights=(weights_id(DEFAULT_SESSION),),
        ),
    },
)
