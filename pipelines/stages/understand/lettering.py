"""What is printed on a product."""

from pipelines.stages.check.reader import TextReader
from pipelines.values import Cutout

_SURE = 0.7
_ON_PRODUCT = 0.8  # of a line's box
_FEWEST_LETTERS = 2


def words_on(cutout: Cutout, reader: TextReader) -> tuple[str, ...]:
    """Return the lines that can be read on the product, top to bottom."""
    product = cutout.matte >= 0.5
    found = list[tuple[int, str]]()
    for line in reader.find(cutout.pixels):
        if line.share_of(product) < _ON_PRODUCT:
            continue
        text, sureness = reader.read(cutout.pixels, line)
        if sureness >= _SURE and sum(sign.isalnum() for sign in text) >= _FEWEST_LETTERS:
            found.append((line.box.top, text.strip()))
    return tuple(text for _, text in sorted(found))
