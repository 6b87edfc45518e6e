"""What a title has, in figures: nothing here guesses how often it will be clicked."""

from collections import Counter
from dataclasses import dataclass

from pipelines.listing import Copy, Title
from pipelines.stages.check.words.wording import Wording, folded
from pipelines.stages.copy.reading_ease import Ease, reading_ease
from presets.languages.library import language
from presets.languages.schema import Language
from presets.products.addresses import told_at
from presets.products.schema import Product

_PLACES = ("brand", "category", "materials", "colours", "features", "measures", "points", "occasions")
_FEWEST = 4  # letters of a word that may be called repeated


@dataclass(frozen=True)
class Breakdown:
    """A title's measures.

    Attributes:
        chars, bytes: Unicode code points, and bytes of UTF-8.
        facts: how many facts it tells; `kinds`: of which kinds, of the eight a title may tell.
        keywords_said: the share of the words that buyers may look for, 0 to 1, that it says.
        ease: how easily it reads, where a formula is published for the language.
        repeated: words that it says more than once, with the count.
    """

    chars: int
    bytes: int
    words: int
    facts: int
    kinds: tuple[str, ...]
    keywords_said: float
    ease: Ease | None
    repeated: tuple[tuple[str, int], ...]


def breakdown(title: Title, copy: Copy, product: Product) -> Breakdown:
    """Return the measures of one of a copy's titles.

    Raises:
        PresetError: the copy's language is not known.
    """
    spoken = language(copy.language)
    text, facts = title.line.text, [fact for fact in title.line.facts if fact in told_at(product)]
    words = _words(text, spoken, product)
    counts = Counter(word for word in words if len(word) >= (_FEWEST if spoken.spaced else 2) and not word.isdigit())
    return Breakdown(
        chars=len(text),
        bytes=len(text.encode()),
        words=len(words),
        facts=len(facts),
        kinds=tuple(place for place in _PLACES if any(_kind(fact) == place for fact in facts)),
        keywords_said=_share(words, copy, spoken, product),
        ease=reading_ease(text, spoken),
        repeated=tuple((word, count) for word, count in counts.items() if count > 1),
    )


def _kind(fact: str) -> str:
    """Return the kind of a fact; a translation's is that of what it translates."""
    parts = fact.split(".")
    return parts[2] if parts[0] == "words" else parts[0]


def _words(text: str, spoken: Language, product: Product) -> list[str]:
    return [folded(word) for word in Wording((text,), spoken, product).words(text)]


def _share(words: list[str], copy: Copy, spoken: Language, product: Product) -> float:
    """Return the share of all titles' and keywords' words, small ones aside, that are among `words`."""
    small = {folded(word) for word in spoken.common}
    texts = [*(title.line.text for title in copy.titles), *(line.text for line in copy.keywords)]
    sought = {word for text in texts for word in _words(text, spoken, product)} - small
    return len(sought & set(words)) / len(sought) if sought else 0.0
