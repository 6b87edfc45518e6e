"""What a judge of words is given: the lines of one place, and the spellings that are facts."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipelines.stages.script.segment import segmenter_of
from presets.languages.schema import Language
from presets.products.schema import Product

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


@dataclass(frozen=True)
class Wording:
    """The lines of one place in a listing.

    Attributes:
        product: its facts exempt their own spelling: a brand in capitals, a certification.
    """

    lines: tuple[str, ...]
    language: Language
    product: Product

    @cached_property
    def spelled(self) -> frozenset[str]:
        """Every word as the seller's facts spell it."""
        texts = [text for _, text in self.product.written()]
        texts += [text for text in (self.product.brand, self.product.sku, self.product.mpn) if text]
        texts += [text for pair in self.product.specs.items() for text in pair]
        return frozenset(word for text in texts for word in _WORD.findall(text))

    def unbranded(self, line: str) -> str:
        """Return a line in which the brand is blank, and certifications: no rule on signs and phrases meets those."""
        for name in filter(None, (self.product.brand, *self.product.certifications)):
            line = re.sub(re.escape(name), lambda found: " " * len(found[0]), line, flags=re.IGNORECASE)
        return line

    def words(self, line: str) -> Iterator[str]:
        """Yield a line's words, in order; a language that writes without spaces is cut by its segmenter.

        Raises:
            MissingPackageError: the segmenter's package is not installed.
        """
        segmenter = segmenter_of(self.language)
        for run in _WORD.findall(line):
            if segmenter is None or run.isascii():
                yield run
            else:
                yield from (word for word in segmenter.words(run) if _WORD.fullmatch(word))


def folded(text: str) -> str:
    """Return a text in which case and width no longer differ."""
    return unicodedata.normalize("NFKC", text).casefold()
