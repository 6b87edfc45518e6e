"""A job is data: what a form, a command line and a batch row all produce, and what survives as JSON."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Generic, Literal, Self, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from models.registry import EngineChoice
from pipelines.stages.copy.past_results import PastResult
from pipelines.stages.cutout.touchup import Touchup
from pipelines.stages.feeds.shelf import Availability, Condition
from pipelines.stages.plan.look import Mood
from pipelines.stages.plan.window import Area, Spot
from pipelines.stages.plate.backdrop import LightFrom
from pipelines.values import Shadow
from presets.brands.schema import Brand
from presets.films.facts import Facts
from presets.films.schema import Aspect
from presets.films.sides import Side
from presets.products.schema import Product
from presets.scenes.fields import Colour
from presets.scenes.schema import Stance

Country: TypeAlias = Annotated[str, Field(pattern="^[a-z]{2}$")]
FrameShare: TypeAlias = Annotated[float, Field(ge=0, le=1)]


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


class Backdrop(Work):
    """A photo of the seller's own as the place, and what is known of it; what is not given is estimated, and said.

    Attributes:
        horizon: where eye level is, in fractions of the photo's height from the top; it may lie outside.
        ground: where the product stands, in fractions of width and height.
        width_cm: what the photo's width spans at that place.
        light_from: the side most light comes from.
    """

    photo: Path
    horizon: float | None = Field(default=None, ge=-2, le=0.95)
    ground: tuple[float, float] | None = None
    width_cm: float | None = Field(default=None, gt=0, le=2000)
    light_from: LightFrom | None = None


class LifestyleJob(ProductWork):
    """A product in places, several pictures a slot.

    Attributes:
        scenes: ids of sets, or "auto"; `backdrop` takes their place.
        count: pictures for each slot: the first, and others that differ from it in one thing each.
        height_cm: of the product; None takes what `across_cm`, its width, tells, or what things of its shape measure.
        stance, elevation_deg: None takes what the photo shows.
        palette: of the set's own; `tints` name materials and colours, `brand` a colour for all that is dyed or painted.
        light, mirror, spot: of the first picture; a `mirror` of None follows the product's own light.
        foot, share: where the product stands in the frame and how much of it it takes; None as is usual.
        keep_out: free room for text.
        relight: how far the place's light may shade the product, 0 to 1; at 0 its bytes stay the photograph's.
        words: what the seller says of the place, for engines that paint.
        season: the season or feast whose sets `auto` takes; None is today's.
        markets: ISO country codes the pictures are for, beyond the marketplace's own.
        liked: tags of the sets that `auto` prefers.
    """

    kind: Literal["lifestyle"] = "lifestyle"
    render: EngineChoice = EngineChoice(name="staged")
    scenes: tuple[str, ...] = Field(default=("auto",), min_length=1)
    backdrop: Backdrop | None = None
    count: int = Field(default=1, ge=1, le=40)
    height_cm: float | None = Field(default=None, ge=0.2, le=400)
    across_cm: float | None = Field(default=None, ge=0.2, le=400)
    stance: Stance | None = None
    elevation_deg: float | None = Field(default=None, ge=0, le=90)
    palette: str | None = None
    tints: dict[str, Colour] = Field(default_factory=dict)
    brand: Colour | None = None
    light: Mood = Mood.AS_SET
    mirror: bool | None = None
    spot: Spot = Spot.CENTRE
    foot: tuple[FrameShare, FrameShare] | None = None
    share: float | None = Field(default=None, ge=0.05, le=0.95)
    keep_out: tuple[Area, ...] = ()
    relight: float = Field(default=0.0, ge=0, le=1)
    words: str = ""
    season: str | None = None
    markets: tuple[Country, ...] = ()
    liked: tuple[str, ...] = ()


class FilmScript(Work):
    """What is said in one language.

    Attributes:
        language: IETF tag.
        script: its text file.
        words: the script itself; with neither, it is written from the job's facts.
        voice: the speech engine's name of it, or "auto".
        recording: the seller's own, which says the script instead of a voice.
    """

    language: str
    script: Path | None = None
    words: str = ""
    voice: str = "auto"
    recording: Path | None = None


class FilmWork(ProductWork):
    """What every film of a product has.

    Attributes:
        facts: what may be claimed on the screen, by language; languages without any get none.
        scene: id of the product's place, "auto", or "plain"; "photos" shows all photos as they are, nothing cut out of
            them: a shop's, a factory's.
        height_cm, across_cm, stance, elevation_deg, palette, liked: as in `LifestyleJob`.
        brand: colour of figures and the call to act, instead of the template's.
        aspect: shape of the film; None takes the first the slot allows.
        logo, music: the seller's own files.
        redraw: draw films anew that are there already, made of the same.
        proven_by: the product's facts, against which all that is said and written is held; None where nobody gave them.
    """

    facts: dict[str, Facts] = Field(default_factory=dict[str, Facts])
    scene: str = "auto"
    liked: tuple[str, ...] = ()
    height_cm: float | None = Field(default=None, ge=0.2, le=400)
    across_cm: float | None = Field(default=None, ge=0.2, le=400)
    stance: Stance | None = None
    elevation_deg: float | None = Field(default=None, ge=0, le=90)
    palette: str | None = None
    brand: Colour | None = None
    aspect: Aspect | None = None
    logo: Path | None = None
    music: Path | None = None
    redraw: bool = False
    proven_by: Product | None = None
    encode: EngineChoice = EngineChoice(name="ffmpeg")


class AvatarVideoJob(FilmWork):
    """A film for each language and slot: a presenter speaks a script beside the product's own pictures.

    Attributes:
        scripts: one for each language; nothing is translated.
        side: where the presenter stands; None leaves it to the template, mirrored where reading starts on the right.
        speed: of speech.
        says: how names are pronounced.
        portrait: photo of somebody who speaks instead of the presenter.
        consent: the day on which the seller stated that this person agrees; without it the portrait is refused.
    """

    kind: Literal["avatar_video"] = "avatar_video"
    scripts: tuple[FilmScript, ...] = Field(min_length=1)
    presenter: str = "maya"
    portrait: Path | None = None
    consent: date | None = None
    template: str = "showroom"
    side: Side | None = None
    speed: float = Field(default=1.0, ge=0.5, le=2.0)
    says: dict[str, str] = Field(default_factory=dict[str, str])
    speech: EngineChoice = EngineChoice(name="kokoro")
    avatar: EngineChoice = EngineChoice(name="drawn")


class ProductClipJob(FilmWork):
    """A film for each language and slot in which nobody speaks: the camera goes over the product's own pictures.

    Attributes:
        motion: a network that brings the pictures into motion; None leaves them to the camera.
    """

    kind: Literal["product_clip"] = "product_clip"
    languages: tuple[str, ...] = Field(min_length=1)
    template: str = "parade"
    motion: EngineChoice | None = None


class Offered(Work):
    """What only the seller knows of a product in the shop, on the day its feeds are written.

    Attributes:
        available_on: from which day what is ordered ahead is sent.
        page_url: the product's page; `{language}` and `{market}` in it stand for their tags.
    """

    availability: Availability | None = None
    available_on: date | None = None
    condition: Condition | None = None
    page_url: str | None = Field(default=None, pattern=r"^https?://[^\s?#]+(\?\S*)?$")

    def page_in(self, language: str, market: str) -> str | None:
        """Return the page's address in a language of a market."""
        if self.page_url is None:
            return None
        return self.page_url.replace("{language}", language).replace("{market}", market)


class WordsJob(Work):
    """A listing's words, for each marketplace and language.

    Attributes:
        facts: all that may be claimed.
        presets: marketplaces as they were asked for; one country's is told by its name, as `shopee-sg`.
        languages: IETF tags.
        base_url: where the seller's own shop will show the pictures; feeds name them there.
        photos: of the product; what they contradict of the facts is told.
        understand: what looks at them.
        offered: for feeds.
        past: the seller's own results, by which titles and pictures are ranked.
    """

    kind: Literal["words"] = "words"
    product: str
    facts: Product
    presets: tuple[str, ...] = Field(min_length=1)
    languages: tuple[str, ...] = Field(min_length=1)
    out: Path
    writer: EngineChoice = EngineChoice(name="template")
    photos: tuple[Path, ...] = ()
    cutout: EngineChoice = EngineChoice(name="u2netp")
    touchup: Touchup = Touchup()
    base_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    understand: EngineChoice = EngineChoice(name="measured")
    offered: Offered = Offered()
    past: tuple[PastResult, ...] = ()


class BrandFiles(Work):
    """The files that a brand names, wherever they are."""

    logo: Path | None = None
    heading: Path | None = None
    text: Path | None = None


class Compared(Work):
    """Another product of the same seller, which a comparison shows beside the job's own.

    Attributes:
        name: by which it is told in facts' addresses: `compared.tall-vase.measures.height`.
        photos: of which the best is taken.
    """

    name: str
    facts: Product
    photos: tuple[Path, ...] = Field(min_length=1)


class InfographicJob(ProductWork):
    """Pictures with words: for each target, a picture a page and language.

    Attributes:
        facts: all that they may claim.
        pages: ids of page templates; a number behind a point tells which of several: `column.2`, `crop.3`.
        by_slot: slots that have pages of their own instead.
        may_lack: pages that are left out, and said, where photo or facts do not bear them; others are refused.
        languages: IETF tags.
        brand: whose colours, fonts and logo they have; None takes the product's own colours.
        long_page: beside the pictures of each language, an HTML file shows them as one long page.
        first: the number of the first picture in its slot, after others that are there.
        spots: which point, counted from 1 -> the part of the product it is about, in fractions of its box, instead of
            the place that the facts name.
        compared: what the page `comparison` shows beside the product.
    """

    kind: Literal["infographic"] = "infographic"
    facts: Product
    pages: tuple[str, ...] = Field(default=("dimensions",), min_length=1)
    by_slot: dict[str, tuple[str, ...]] = Field(default_factory=dict[str, tuple[str, ...]])
    may_lack: frozenset[str] = frozenset()
    languages: tuple[str, ...] = Field(default=("en",), min_length=1)
    brand: Brand | None = None
    brand_files: BrandFiles = BrandFiles()
    long_page: bool = False
    first: int = Field(default=1, ge=1, le=99)
    spots: dict[int, tuple[FrameShare, FrameShare]] = Field(default_factory=dict[int, tuple[float, float]])
    compared: tuple[Compared, ...] = Field(default=(), max_length=4)


class CutoutJob(Work):
    """One photo, and where its transparent PNG goes."""

    kind: Literal["cutout"] = "cutout"
    product: str
    photo: Path
    out: Path
    cutout: EngineChoice = EngineChoice(name="u2netp")
    touchup: Touchup = Touchup()


Job: TypeAlias = Annotated[
    MainImageJob | LifestyleJob | AvatarVideoJob | ProductClipJob | InfographicJob | WordsJob | CutoutJob,
    Field(discriminator="kind"),
]
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


@dataclass(frozen=True)
class Stopped:
    """A job was asked to stop, and has; what it had published stays."""

    job: Job


JobEvent: TypeAlias = Advanced | Finished[object] | Failed | Stopped
"""`job` of an event is the very object that the runner was given."""
