"""Which measure a figure is said to be: its height, its width ..."""

import re
from collections.abc import Sequence

from pipelines.stages.claims.figures import Figure
from pipelines.stages.claims.levelled import levelled
from pipelines.stages.claims.said import Span, said
from pipelines.stages.claims.units import WORTH
from presets.claims.library import claim_words
from presets.languages.schema import Language

_FARTHEST = 16  # signs between a label and its figure
_PARTED = re.compile(r"[,;.·|/x]\s|[、。，；،؛×\n|]|[,;x]$")
_NEXT = re.compile(r"\s*[:：]?\s*\d")  # a label before another figure is that one's
_FAMILIES = {"weight": "mass", "capacity": "volume"}
# A round thing is as wide as its diameter, and what lies has a length for its width or depth
_ALIKE = {
    "height": {"height", "length"},
    "width": {"width", "diameter", "length", "depth"},
    "depth": {"depth", "diameter", "width", "length"},
    "length": {"length", "width", "height", "depth"},
    "diameter": {"diameter", "width", "depth"},
    "weight": {"weight"},
    "capacity": {"capacity"},
}


def may_prove(address: str, figure: Figure, labels: Sequence[tuple[Span, str]], text: str) -> bool:
    """Tell whether a measure may stand behind a figure: 8.5 cm across prove no "8.5 cm tall".

    Args:
        labels: of `labels_said`.
    """
    group, _, measure = address.partition(".")
    label = _nearest(figure, labels, levelled(text))
    if group == "size_chart":  # a chest of 92 cm proves no height of 92 cm
        return label is None or measure.partition(".")[0] == label
    return group != "measures" or label is None or measure in _ALIKE[label]


def labels_said(text: str, language: Language) -> list[tuple[Span, str]]:
    """Return every label of a measure in a text, and the measure it names."""
    words = claim_words(language).labels
    return [(span, name) for name, forms in words for span in said(forms, text, language)]


def _nearest(figure: Figure, labels: Sequence[tuple[Span, str]], text: str) -> str | None:
    near = list[tuple[int, str]]()
    family = WORTH[figure.unit].family if figure.unit else ""
    for (start, end), name in labels:
        if _FAMILIES.get(name, "length") != family or (figure.span[1] <= start and _NEXT.match(text, end)):
            continue
        between = text[end : figure.span[0]] if end <= figure.span[0] else text[figure.span[1] : start]
        apart = figure.span[0] - end if end <= figure.span[0] else start - figure.span[1]
        if 0 <= apart <= _FARTHEST and not _PARTED.search(between) and not any(sign.isdigit() for sign in between):
            near.append((apart, name))
    return min(near)[1] if near else None
