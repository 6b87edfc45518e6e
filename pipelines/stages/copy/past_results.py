"""A seller's own earlier titles and pictures with their clicks, and titles ranked by them."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from pipelines.errors import CopyError
from pipelines.stages.variants.clicks import Ranking, Shown, Sort, ranked_by

_COUNTS = ("impressions", "clicks")
_TITLES = Sort("texts", ("length", "words", "has a figure", "has a colon", "capitals"))


@dataclass(frozen=True)
class PastResult:
    """One earlier version: how often it was shown, and how often of those it was clicked.

    Attributes:
        text: the title it had; empty where the table has none.
        image: the picture's file, as the table names it; empty where the table has none.
        language: of the text; empty where the table does not say.
    """

    text: str
    impressions: int
    clicks: int
    image: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.clicks <= self.impressions:
            raise ValueError(
                f"'{self.text or self.image}': {self.clicks} clicks of {self.impressions} impressions cannot be."
            )
        if not self.text and not self.image:
            raise ValueError("there is neither a text nor an image.")


def read_past_results(table: str, source: str) -> tuple[PastResult, ...]:
    """Return a CSV's results; its columns are text or image or both, impressions and clicks, and may be language.

    Raises:
        CopyError: a column is missing, or a row's figures are none.
    """
    reader = csv.DictReader(StringIO(table.removeprefix("\ufeff")))
    named = reader.fieldnames or ()
    missing = [name for name in _COUNTS if name not in named] + (["text"] if not {"text", "image"} & {*named} else [])
    if missing:
        raise CopyError(
            f"{source} has no column '{missing[0]}'. Its first line names text or image, impressions, clicks."
        )
    found = list[PastResult]()
    for row in reader:
        cells = {name: (row.get(name) or "").strip() for name in ("text", "image", "language")}
        try:
            found.append(PastResult(impressions=int(row["impressions"]), clicks=int(row["clicks"]), **cells))
        except (TypeError, ValueError) as error:
            raise CopyError(f"{source}, line {reader.line_num}: {error}") from error
    return tuple(found)


def ranked(titles: Sequence[str], past: Sequence[PastResult]) -> Ranking:
    """Return titles by their expected share of clicks; see `ranked_by`."""
    shown = [Shown(one.text, text_features(one.text), one.impressions, one.clicks) for one in past if one.text]
    return ranked_by({title: text_features(title) for title in titles}, shown, _TITLES)


def text_features(text: str) -> tuple[float, ...]:
    """Return what is measured of a title."""
    letters = [sign for sign in text if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters) / max(1, len(letters))
    return (
        float(len(text)),
        float(len(text.split())),
        float(any(sign.isdigit() for sign in text)),
        float(":" in text or "：" in text),
        capitals,
    )
