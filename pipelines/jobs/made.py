"""What a job makes of one product: files with their reports and receipts, and what could not be made."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.jobs.job import Target
from pipelines.listing import Line
from pipelines.stages.check.finding import Report
from pipelines.stages.export.publish import Publication
from pipelines.stages.identity import IdentityReceipt
from pipelines.stages.plan.look import Look


@dataclass(frozen=True)
class SceneRecord:
    """The place a picture shows.

    Attributes:
        id, title: of the set.
        differs: what sets this picture apart from the first of its slot: "light: warm"; empty for the first.
        view_deg: elevation of the set's camera.
        height_cm, width_cm: of the product, as it was taken to be.
        plate: key of the empty set, as the recipe has it.
        look: how the place is shown.
        product: the product's box in fractions of the picture: left, top, right, bottom.
    """

    id: str
    title: str
    differs: str
    view_deg: float
    height_cm: float
    width_cm: float
    plate: str
    look: Look | None = None
    product: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class PageRecord:
    """The words that are drawn into a picture.

    Attributes:
        page: as the job named it: `features`, `column.2`.
        lines: as drawn, each with the facts behind it.
        differs: what sets a version apart from the usual page: `crop: a detail`; empty for that.
        product: where the product is, in fractions of the picture; None without one.
    """

    page: str
    language: str
    lines: tuple[Line, ...]
    differs: str = ""
    product: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class MadeImage:
    """One finished file.

    Attributes:
        receipt: None where the product is too fine for a pixel to be wholly its own.
        notes: what planning and rendering had to decide.
        quality: of the encoder, None where nothing is lost.
        seconds: from plan to report.
        scene: the place it shows; None on a plain ground.
        page: its words; None without any.
        mark: the disclosure that a market's law wants on it, as drawn; empty without.
    """

    target: Target
    publication: Publication
    report: Report
    receipt: IdentityReceipt | None
    size: tuple[int, int]
    quality: int | None
    notes: tuple[str, ...]
    seconds: float
    scene: SceneRecord | None = None
    page: PageRecord | None = None
    mark: str = ""


@dataclass(frozen=True)
class Refused:
    """A target for which no honest file can be made; the others are.

    Attributes:
        why: a sentence.
        page, language: of a page with words; empty for any other picture.
    """

    target: Target
    why: str
    page: str = ""
    language: str = ""

    @property
    def what(self) -> str:
        """What of its target it is: `dimensions in de`; empty for a picture without words."""
        return f"{self.page} in {self.language}" if self.page else ""

    @property
    def sentence(self) -> str:
        return f"{self.what}: {self.why}" if self.page else self.why


@dataclass(frozen=True)
class MadePictures:
    """What a job made of one product.

    Attributes:
        photo: the photo used; `reason` says why it, `preview` is a small JPEG of it.
        notes: what a person should know of the photo, the cutout, the tone and the place.
        cutout_seconds: reading and cutting, all photos.
    """

    product: str
    photo: Path
    preview: bytes
    reason: str
    notes: tuple[str, ...]
    images: tuple[MadeImage, ...]
    refused: tuple[Refused, ...]
    cutout_seconds: float


@dataclass(frozen=True)
class Infographics(MadePictures):
    """A product's pictures with words.

    Attributes:
        long_pages: HTML files, each of which shows a slot's pictures in one language below each other.
    """

    long_pages: tuple[Path, ...] = ()
