"""What a drawn page says, for those who do not see it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.listing import Line
from pipelines.stages.copy import parts
from presets.alt_texts.library import alt_words
from presets.lexicon.library import lexicon


@dataclass(frozen=True)
class PageTold:
    """What a page says: `head` is what its words are, where a label tells it."""

    head: str | None
    words: tuple[Line, ...]


def page_told(lines: Sequence[Line], tag: str) -> PageTold:
    """Return what a page claims, each measure with its label; names and labels by themselves are said elsewhere.

    Args:
        lines: as they were drawn, in their order.
    """
    labels = {lexicon(tag).agreed(words) for _, words in lexicon(tag).labels}
    first = next((line.text for line in lines if not line.facts and line.text in labels), None)
    words = tuple(_labelled(lines, tag))
    return PageTold(first if words and words[0].text != first else None, words)


def _labelled(lines: Sequence[Line], tag: str) -> Iterator[Line]:
    label = ""
    for line in lines:
        if line.facts and not all(_names(fact) for fact in line.facts):
            yield _named(line, label, tag)
        label = "" if line.facts else line.text


def _named(line: Line, label: str, tag: str) -> Line:
    """Return a measure, or the first figure of a chart's row, with the label that was drawn before it."""
    patterns = lexicon(tag).patterns
    if label and all(fact.startswith("measures.") for fact in line.facts):
        named = parts.small(label) if patterns.small_labels else label
        return Line(patterns.measured.format(label=named, value=line.text), line.facts)
    if label and all(fact.startswith("size_chart.") for fact in line.facts):
        return Line(patterns.labelled.format(label=label, value=line.text), line.facts)
    return line


def _names(fact: str) -> bool:
    """Tell whether a fact says what the product is, which an alternative text begins with."""
    return fact in ("name", "brand", "category") or (fact.startswith("words.") and fact.endswith(".name"))


def alt_of(lines: Sequence[Line], tag: str) -> str:
    """Return what a page says as one text: its head, and its words behind a colon."""
    words, page = alt_words(tag), page_told(lines, tag)
    named = (line.text for line in lines if line.facts and all(_names(fact) for fact in line.facts))
    head = page.head or next((text for text in named if text not in _brands(lines)), "")
    said = words.between.join(line.text for line in page.words)
    return words.colon.join(filter(None, (head, said))) or next(iter(_brands(lines)), "")


def _brands(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines if line.facts == ("brand",)]
