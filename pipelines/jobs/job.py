"""A job is data: what a form, a command line and a batch row all produce, and what survives as JSON."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Generic, Literal, Self, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from models.registry import EngineChoice
from pipelines.stages.cutout.touchup import Touchup
from pipelines.values import Shadow


class Work(BaseModel):
    """What every job is: frozen, strict, and complete in itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Target(Work):
    """One slot of one marketplace."""

    preset: str
    slot: str = "main"


class Author(Work):
    """Whom the pictures' metadata names; nobody unless asked for."""

    creator: str | None = None
    credit: str | None = None


class ProductWork(Work):
    """Photos of one product, and how its pictures are made and signed.

    Attributes:
        product: what outputs are called, `/` between folders.
        photos: all of one product; the best one is taken unless `choose` names one.
        targets: the slots to make pictures for.
        out: folder of the outputs.
        straighten: turn a tilted product upright.
        tone: apply the exposure and white balance that the backdrop suggests.
        signing: sign each file with Content Credentials; the choice names certificate and key.
        insist: go on where the input gate refuses the photo.
    """

    product: str
    photos: tuple[Path, ...] = Field(min_length=1)
    targets: tuple[Target, ...] = Field(min_length=1)
    out: Path
    choose: Path | None = None
    sku: str | None = None
    cutout: EngineChoice = EngineChoice(name="u2netp")
    touchup: Touchup = Touchup()
    max_enlargement: float = Field(default=1.5, ge=1, le=4)
    straighten: bool = False
    tone: bool = False
    insist: bool = False
    seed: int = Field(default=0, ge=0)
    author: Author = Author()
    signing: EngineChoice | None = None

    @model_validator(mode="after")
    def _chooses_its_own(self) -> Self:
        if self.choose is not None and self.choose not in self.photos:
            raise ValueError("choose: names none of the product's photos")
        return self


class MainImageJob(ProductWork):
    """The slots to make a main image for; `shadow` None takes each slot's default."""

    kind: Literal["main_image"] = "main_image"
    render: EngineChoice = EngineChoice(name="seamless")
    shadow: Shadow | None = None


class CutoutJob(Work):
    """One photo, and where its transparent PNG goes."""

    kind: Literal["cutout"] = "cutout"
    product: str
    photo: Path
    out: Path
    cutout: EngineChoice = EngineChoice(name="u2netp")
    touchup: Touchup = Touchup()


Job: TypeAlias = Annotated[MainImageJob | CutoutJob, Field(discriminator="kind")]
Outcome = TypeVar("Outcome")


@dataclass(frozen=True)
class Advanced:
    """A job has finished `done` of `total` steps of a stage."""

    job: Job
    stage: str
    done: int
    total: int


@dataclass(frozen=True)
class Finished(Generic[Outcome]):
    """A job is done; `result` is what its work returned."""

    job: Job
    result: Outcome


@dataclass(frozen=True)
class Failed:
    """A job could not be done; the others go on."""

    job: Job
    error: Exception


JobEvent: TypeAlias = Advanced | Finished[object] | Failed
