"""A finished picture is read, and held against the words that were to be drawn in it: no figure may be another."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.page import PlacedText
from pipelines.stages.check.finding import Evidence, Finding, Mark, Verdict
from pipelines.stages.check.reader import TextReader
from pipelines.stages.check.text_line import TextLine
from pipelines.stages.claims.levelled import figures_levelled
from pipelines.values import Box, Mask, Rgb

# Letters that a reader takes for a figure; no figure stands for another one
_LOOKALIKES = {
    "0": "OoQDU°", "1": "lI|i!][/tTJj", "2": "Zz", "3": "Э", "4": "Aq", "5": "Ss", "6": "bG", "7": "TYl", "8": "B&",
    "9": "gqPp",
}  # fmt: skip
_MARKS = ".,·:。、'’٫ -"
_READABLE = ("LATIN", "CJK", "HIRAGANA", "KATAKANA", "DIGIT", "KATAKANA-HIRAGANA", "FULLWIDTH")
_SURE = 0.5
_ALIKE = 0.7  # of a line's letters are read as they were drawn
_ROOM = 0.25  # of an em, around a text's ink
_ONE_LINE = 1.75  # ems
_LINE_HEIGHTS = (0.35, 1.4)  # ems of ink
_FILLED = 0.8  # of the planned box's sides has ink
_CONTRAST = 40.0
_GAP = 0.14  # of an em, between words


class How(StrEnum):
    """By what a text was found to be in its place."""

    READ = "read"
    FIGURES = "figures"  # its figures were read; its letters are of a script that the reader does not know
    PLACE = "place"  # ink fills the box that was planned for it


_TOLD = {
    How.READ: "read",
    How.FIGURES: "whose figures were read",
    How.PLACE: "by their place, in letters that the reader does not know",
}


@dataclass(frozen=True)
class ReadBack:
    """One text as it was drawn, and as it was read.

    Attributes:
        verdict: PASS where every figure was read as itself, and the letters are alike or, in a script that the reader
            does not know, lie where they were planned; BROKEN where a figure was read as another, or nothing is there;
            ASK where it cannot be read, though it could be, or has figures.
        read: empty where nothing was read.
        why: a sentence for a person; empty for PASS.
    """

    drawn: PlacedText
    verdict: Verdict
    how: How
    read: str
    why: str = ""


def read_back(picture: Rgb, texts: Sequence[PlacedText], reader: TextReader) -> tuple[ReadBack, ...]:
    """Read every text where it was drawn.

    Args:
        texts: with boxes of their ink, in the picture's pixels.
    """
    return tuple(_judged(picture, text, reader) for text in texts)


def findings_of(read: Sequence[ReadBack]) -> tuple[Finding, ...]:
    """Return what a report shows: one finding for all that is well, and one each for what is not."""
    counts = Counter(one.how for one in read if one.verdict is Verdict.PASS)
    demanded = "Every word and figure is in the picture as it was to be."
    found = list[Finding]()
    if counts:
        told = [f"{counts[how]} {words}" for how, words in _TOLD.items() if counts[how]]
        figures = {str(how): float(count) for how, count in counts.items()}
        found.append(Finding("read_back", Verdict.PASS, f"Texts: {', '.join(told)}.", demanded, "", figures))
    for one in read:
        if one.verdict is not Verdict.PASS:
            evidence = (Evidence(Mark.TEXT, one.drawn.box, one.drawn.text),)
            found.append(Finding("read_back", one.verdict, one.why, demanded, "Look at it.", evidence=evidence))
    return tuple(found)


def same_figures(drawn: str, read: str) -> bool:
    """Tell whether every figure drawn was read as itself, and no other was read.

    A letter may stand for the figure that looks like it (`35O ml`), any mark for a decimal point.
    """
    wanted, seen = _bare(drawn), _bare(read)
    pairs = list(_aligned(wanted, seen))
    return all(_same(one, other) for one, other in pairs)


def _judged(picture: Rgb, text: PlacedText, reader: TextReader) -> ReadBack:
    ink = _ink(picture, text)
    if ink is None:
        return ReadBack(text, Verdict.BROKEN, How.PLACE, "", f"'{text.text}' was to be there, and nothing is.")
    if not _is_readable(text.text):
        return _judged_place(picture, text, ink, reader)
    if (lines := _by_rows(picture, text, ink, reader)) and lines.verdict is Verdict.PASS:
        return lines
    return _judged_letters(text, *_read(picture, text, reader))


def _by_rows(picture: Rgb, text: PlacedText, ink: Mask, reader: TextReader) -> ReadBack | None:
    """Judge a text of several lines by what each says, where rows without ink part them; None where none do.

    To look for them costs more than to read them.
    """
    around = _widened(text.box, round(text.size_px * _ROOM), picture)
    rows = [(int(run[0]), int(run[-1]) + 1) for run in _runs(ink, 1, 1)]
    low, high = (share * text.size_px for share in _LINE_HEIGHTS)
    if len(rows) < 2 or not all(low <= bottom - top <= high for top, bottom in rows):
        return None
    cuts = [0, *((above[1] + below[0]) // 2 for above, below in pairwise(rows)), ink.shape[0]]
    boxes = [Box(around.left, around.top + top, around.right, around.top + bottom) for top, bottom in pairwise(cuts)]
    read = [reader.read(picture, TextLine.in_box(box)) for box in boxes]
    return _judged_letters(text, " ".join(words for words, _ in read), min(sure for _, sure in read))


def _judged_letters(text: PlacedText, read: str, sureness: float) -> ReadBack:
    if sureness < _SURE:
        return ReadBack(text, Verdict.ASK, How.READ, read, f"'{text.text}' cannot be read.")
    if not same_figures(text.text, read):
        return ReadBack(text, Verdict.BROKEN, How.READ, read, f"'{text.text}' was to be drawn; it reads '{read}'.")
    if not _letters_alike(text.text, read):
        return ReadBack(text, Verdict.ASK, How.READ, read, f"'{text.text}' is read as '{read}'.")
    return ReadBack(text, Verdict.PASS, How.READ, read)


def _judged_place(picture: Rgb, text: PlacedText, ink: Mask, reader: TextReader) -> ReadBack:
    """Judge letters of a script that the reader does not know by their place, and what figures are among them."""
    if fault := _layout_fault(ink, text):
        return ReadBack(text, Verdict.BROKEN, How.PLACE, "", f"'{text.text}': {fault}")
    wanted = _figures(text.text)
    if not wanted:
        return ReadBack(text, Verdict.PASS, How.PLACE, "")
    read = [words for words, sureness in _pieces(picture, text, ink, reader) if sureness >= _SURE]
    seen = [figure for words in read for figure in _figures(words)]
    said = " ".join(read)
    if sorted(seen) == sorted(wanted):
        return ReadBack(text, Verdict.PASS, How.FIGURES, said)
    if seen:
        return ReadBack(text, Verdict.BROKEN, How.FIGURES, said, f"'{text.text}' was to be drawn; it reads '{said}'.")
    return ReadBack(text, Verdict.ASK, How.PLACE, said, f"The figures of '{text.text}' cannot be read.")


def _pieces(picture: Rgb, text: PlacedText, ink: Mask, reader: TextReader) -> Iterator[tuple[str, float]]:
    """Yield what is read of the text whole; where that has no figures, of its words one by one."""
    whole = _read(picture, text, reader)
    if _figures(whole[0]) or text.box.height > _ONE_LINE * text.size_px:
        yield whole
        return
    around = _widened(text.box, round(text.size_px * _ROOM), picture)
    for left, right in _words(ink, round(text.size_px * _GAP)):
        piece = Box(around.left + left, around.top, around.left + right, around.bottom)
        yield reader.read(picture, TextLine.in_box(piece))


def _words(ink: Mask, gap_px: int) -> Iterator[tuple[int, int]]:
    """Yield where words begin and end: columns of ink that no wider gap parts."""
    for word in _runs(ink, 0, gap_px):
        yield max(0, int(word[0]) - gap_px), min(ink.shape[1], int(word[-1]) + 1 + gap_px)


def _runs(ink: Mask, across: int, gap_px: int) -> list[NDArray[np.intp]]:
    """Return columns with ink, or rows for `across` 1, parted where more than `gap_px` lie between two."""
    places = np.flatnonzero(ink.any(axis=across))
    return np.split(places, np.flatnonzero(np.diff(places) > gap_px) + 1)


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d)[,٫·](?=\d)", ".", figures_levelled(text)))


def _read(picture: Rgb, text: PlacedText, reader: TextReader) -> tuple[str, float]:
    """Return what the text's lines say, top to bottom, and how sure the least sure of them is."""
    room = round(text.size_px * _ROOM)
    around = _widened(text.box, room, picture)
    if text.box.height <= _ONE_LINE * text.size_px:
        return reader.read(picture, TextLine.in_box(around))
    part = np.ascontiguousarray(picture[around.slices])
    lines = sorted(reader.find(part), key=lambda line: (round(line.box.top / text.size_px), line.box.left))
    words = [reader.read(part, line) for line in lines]
    return " ".join(read for read, _ in words), min((sure for _, sure in words), default=0.0)


def _ink(picture: Rgb, text: PlacedText) -> Mask | None:
    """Return where the text's box, a little widened, differs from its ground; None where it is plain."""
    around = _widened(text.box, round(text.size_px * _ROOM), picture)
    part = picture[around.slices].astype(np.float32)
    rim = np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]])
    distance = np.abs(part - np.median(rim, axis=0)).max(axis=2)
    if float(distance.max()) < _CONTRAST:
        return None
    level = max(_CONTRAST, float(cv2.threshold(distance.astype(np.uint8), 0, 1, cv2.THRESH_OTSU)[0]))
    ink = distance >= level
    return ink if ink.any() else None


def _layout_fault(ink: Mask, text: PlacedText) -> str:
    """Return what is wrong with the ink's place; empty where it fills the box it was planned for."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    height, width = int(rows[-1] - rows[0] + 1), int(columns[-1] - columns[0] + 1)
    if height < _FILLED * text.box.height or width < _FILLED * text.box.width:
        return f"its ink is {width} x {height} px, planned were {text.box.width} x {text.box.height}."
    return ""


def _letters_alike(drawn: str, read: str) -> bool:
    one, other = _letters(drawn), _letters(read)
    return not one or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalpha())


def _is_readable(text: str) -> bool:
    return all(unicodedata.name(sign, "").startswith(_READABLE) for sign in text if sign.isalpha() or sign.isdigit())


def _bare(text: str) -> str:
    """Return a text without spaces and idle marks; a mark between two figures stays, as a point."""
    plain = unicodedata.normalize("NFKC", figures_levelled(text)).replace("\u2044", "/").replace("\u2013", "-")
    kept = list[str]()
    for index, sign in enumerate(plain):
        between = 0 < index < len(plain) - 1 and plain[index - 1].isdigit() and plain[index + 1].isdigit()
        if sign.isalnum() or sign in "|!][&°/%″":
            kept.append(sign)
        elif sign in _MARKS and between and not sign.isspace():
            kept.append(".")
    return "".join(kept)


def _aligned(wanted: str, seen: str) -> Iterator[tuple[str, str]]:
    """Yield the signs of both texts side by side; an empty one where a text has none."""
    for kind, first, last, begin, end in SequenceMatcher(None, wanted, seen, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        left, right = wanted[first:last], seen[begin:end]
        for index in range(max(len(left), len(right))):
            yield left[index : index + 1], right[index : index + 1]


def _same(wanted: str, seen: str) -> bool:
    if wanted.isdigit():
        return seen == wanted or (seen != "" and seen in _LOOKALIKES.get(wanted, ""))
    if seen.isdigit():
        return wanted != "" and wanted in _LOOKALIKES.get(seen, "")
    return "." not in (wanted, seen)


def _widened(box: Box, room: int, picture: Rgb) -> Box:
    height, width = picture.shape[:2]
    return Box(
        max(0, box.left - room), max(0, box.top - room), min(width, box.right + room), min(height, box.bottom + room)
    )
