"""The diffusion engine's options: light to import, as the table of engines reads them."""

from enum import StrEnum

from pydantic import Field

from models.registry import EngineOptions


class Model(StrEnum):
    """A network that paints scenes; the value is the catalogue's id of its weights."""

    FLUX2_KLEIN = "flux2-klein-4b"
    Z_IMAGE_TURBO = "z-image-turbo"


class LoadingWish(StrEnum):
    """How weights shall lie in memory; see `painter.Loading`."""

    AUTO = "auto"
    COMPILED = "compiled"
    RESIDENT = "resident"
    OFFLOAD = "offload"
    INT8 = "int8"
    STREAMED = "streamed"
    CPU = "cpu"


class Enlarger(StrEnum):
    """How the painted scene grows to the picture's size."""

    AUTO = "auto"
    LANCZOS = "lanczos"
    SWIN2SR = "swin2sr"


class DiffusionOptions(EngineOptions):
    """Settings of the engine that paints scenes. What a picture is of comes with the shot, not from here."""

    model: Model = Field(Model.FLUX2_KLEIN, description="The network that paints.")
    steps: int = Field(0, ge=0, le=60, description="Steps of painting; 0 takes the network's own, 4 or 8.")
    strength: float = Field(1.0, ge=0.3, le=1, description="How much of the embedded render is painted over.")
    seeds: int = Field(4, ge=1, le=32, description="How many pictures are tried until one passes every check.")
    at_once: int = Field(2, ge=1, le=8, description="How many are painted together once the first was rejected.")
    loading: LoadingWish = Field(LoadingWish.AUTO, description="How the network lies in memory; auto asks the GPU.")
    compile: bool = Field(False, description="Compile where there is room: pays from dozens of pictures of one size.")  # noqa: FBT003
    enlarge: Enlarger = Field(Enlarger.AUTO, description="How the scene grows; auto takes Swin2SR where it is at hand.")
    insist: bool = Field(False, description="Give the last picture when none passes, with its fault.")  # noqa: FBT003
