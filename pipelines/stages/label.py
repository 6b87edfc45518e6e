"""What is printed on a product: read in the photo, and read again in the finished picture."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from pipelines.shot import Shot
from pipelines.stages.check.reader import TextReader
from pipelines.stages.check.text_line import TextLine
from pipelines.values import Matte, Rgb

_SURE = 0.6
_ON_PRODUCT = 0.8  # of a line's box
_MOST_LINES = 12
_LEAST_HEIGHT_PX = 7  # smaller letters are read by chance


@dataclass(frozen=True)
class LabelReceipt:
    """Lines read on the product.

    Attributes:
        before, after: each line as read in the scaled photograph, and at the same place in the finished file.
        likeness: of all letters together, in [0, 1].
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    likeness: float


def label_receipt(photograph: Rgb, matte: Matte, shot: Shot, decoded: Rgb, reader: TextReader) -> LabelReceipt | None:
    """Compare the lettering of the photo's product with the picture's; None where none can be read in the photo.

    Args:
        photograph: the photo's crop scaled to the shot's place; `matte` the product's there.
        decoded: the finished file, read back.
    """
    place = decoded[shot.place.slices]
    before: list[str] = []
    after: list[str] = []
    for line in _lines(photograph, matte, reader):
        text, sureness = reader.read(photograph, line)
        if sureness < _SURE or sum(letter.isalnum() for letter in text) < 2:
            continue
        before.append(text)
        after.append(reader.read(place, line)[0])
    if not before:
        return None
    likeness = SequenceMatcher(None, "\n".join(before), "\n".join(after)).ratio()
    return LabelReceipt(tuple(before), tuple(after), likeness)


def _lines(photograph: Rgb, matte: Matte, reader: TextReader) -> list[TextLine]:
    found = [line for line in reader.find(photograph) if line.size[1] >= _LEAST_HEIGHT_PX]
    return [line for line in found if float(matte[line.box.slices].mean()) >= _ON_PRODUCT][:_MOST_LINES]
