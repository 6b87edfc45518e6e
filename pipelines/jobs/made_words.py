"""What a job on words makes: a listing's texts for each marketplace and language, and what could not be written."""

from dataclasses import dataclass
from pathlib import Path

from pipelines.listing import Copy
from pipelines.stages.check.finding import Report
from pipelines.stages.copy.breakdown import Breakdown
from pipelines.stages.export.publish import Publication
from pipelines.understanding import Disagreement, Suggestion


@dataclass(frozen=True)
class MadeText:
    """One listing's words in one language.

    Attributes:
        preset: as it was asked for: `shopee-sg`; `market` is the country whose prices and units it tells.
        publication: the words as JSON, each with the facts behind it; `readable` as a text to copy from.
        breakdowns: of each title, in their order.
        reports: of each title, of bullets, description and keywords, where the marketplace has places for them.
    """

    preset: str
    preset_title: str
    language: str
    market: str
    copy: Copy
    publication: Publication
    readable: Publication
    breakdowns: tuple[Breakdown, ...]
    reports: tuple[Report, ...]


@dataclass(frozen=True)
class RefusedText:
    """A text that cannot be written, and why; the others are."""

    preset: str
    language: str
    sentence: str


@dataclass(frozen=True)
class MadeWords:
    """What a job wrote of one product.

    Attributes:
        disagreements: where its photo contradicts the facts.
        suggestions: what the photo shows and the facts do not say; nothing of it is used.
        unseen: why nothing could be said of the photo; empty where it was looked at.
    """

    product: str
    texts: tuple[MadeText, ...]
    refused: tuple[RefusedText, ...]
    disagreements: tuple[Disagreement, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    unseen: str = ""

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(path for text in self.texts for path in (text.publication.path, text.readable.path))
