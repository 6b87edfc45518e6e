"""A finished film's words, read off its decoded pictures and held against those that were to be there."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.errors import FilmError
from pipelines.listing import Line
from pipelines.page import PlacedText
from pipelines.stages.check.film.frames import frames_of
from pipelines.stages.check.finding import Finding, Verdict
from pipelines.stages.check.reader import TextReader
from pipelines.stages.claims.read_back import How, read_back
from pipelines.stages.film.written import Written, frames_to_read
from pipelines.values import Rgb
from pipelines.video import Video

_DEMANDED = "Every word and figure on the screen is the one that was to be there."
# Measured on letters of 9 to 40 px, coded: the right ones stray by 0.2 at most, one letter or figure of a word by 0.34
_FAR = 0.28
_STROKE = 0.14  # of an em
_FAINTEST = 40.0  # levels between letters and what they stand on

Grey: TypeAlias = NDArray[np.float32]


class Told(StrEnum):
    """By what a text was found to be the right one."""

    READ = "read"
    LETTERS = "letters"  # pixel by pixel as the letters were to be set: of a script, or a size, that is not read


READ_BEFORE = Finding("read_back", Verdict.PASS, "Its words were read when it was made.", _DEMANDED)


@dataclass(frozen=True)
class FilmReading:
    """How many texts of a film were found right by what, and on how many pictures."""

    read: int
    letters: int
    pictures: int

    @property
    def finding(self) -> Finding:
        """What a report shows."""
        parts = (f"{self.read} read", f"{self.letters} compared letter by letter with how they were set")
        counts = {"read": self.read, "letters": self.letters, "pictures": self.pictures}
        told = [part for part, count in zip(parts, (self.read, self.letters), strict=True) if count]
        measured = f"Texts on {self.pictures} pictures: {', '.join(told)}." if told else "No words on the screen."
        return Finding("read_back", Verdict.PASS, measured, _DEMANDED, "", {k: float(v) for k, v in counts.items()})


def read_film(path: Path, video: Video, texts: Sequence[Written], reader: TextReader) -> FilmReading:
    """Read each text once, on the fewest pictures that show them all.

    Raises:
        FilmError: a text is another than was to be there, or is not there, and when.
        MissingPackageError: there is no ffmpeg.
    """
    wanted = frames_to_read(texts)
    found = Counter[Told]()
    wrong = list[str]()
    for number, picture in frames_of(path, video.size, sorted(wanted)):
        for text in wanted[number]:
            told, why = _judged(picture, text, reader)
            found.update([told] if told else [])
            wrong += [f"At {float(number / video.fps):.1f} s {why}"] if told is None else []
    if wrong:
        raise FilmError(f"The film's words are not those it was to show, so it is not kept. {' '.join(wrong)}")
    return FilmReading(found[Told.READ], found[Told.LETTERS], len(wanted))


def _judged(picture: Rgb, text: Written, reader: TextReader) -> tuple[Told | None, str]:
    """Return by what a text is right; else None, and why it is not."""
    size = picture.shape[1], picture.shape[0]
    box = text.box(size)
    if box is None:
        return Told.LETTERS, ""  # nothing of it has ink
    (read,) = read_back(picture, [PlacedText(Line(text.text), box, "", text.size_px)], reader)
    if read.verdict is Verdict.PASS and read.how is How.READ and _plain(read.read) == _plain(text.text):
        return Told.READ, ""
    if difference(picture, text) <= _FAR:
        return Told.LETTERS, ""
    return None, f"'{text.text}' was to be read; it reads '{read.read}'." if read.read else (
        f"'{text.text}' was to stand, and other letters do, or none."
    )


def _plain(text: str) -> str:
    """Return a text's letters and figures alone."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).casefold() if sign.isalnum())


def difference(picture: Rgb, text: Written) -> float:
    """Return how far pixels stray from the letters that were to be there, where they do most.

    In contrasts of a word to what it stands on: 0 for the same, about 1 where a stroke is missing or too much,
    infinite where nothing is there.
    """
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.float32)
    size = picture.shape[1], picture.shape[0]
    covered = [text.letters(word, size) for word in text.layout.words]
    whole = np.max(np.stack(covered), axis=0)
    cells = [text.cell(word, size) for word in text.layout.words]
    return max(
        _strayed(grey[cell], letters[cell], (whole - letters)[cell], text.size_px)
        for letters, cell in zip(covered, cells, strict=True)
    )


def _strayed(seen: Grey, wanted: Grey, others: Grey, em: int) -> float:
    """Return a word's difference, its neighbours' letters passed over; it is light on dark or, lit, dark on light."""
    own = others == 0
    if not (wanted[own] > 0).any():
        return 0.0
    ground = np.stack([wanted[own], np.ones(int(own.sum()))], axis=1)
    contrast, tone = np.linalg.lstsq(ground, seen[own], rcond=None)[0]
    if abs(contrast) < _FAINTEST:
        return float("inf")
    side = max(2, round(_STROKE * em))
    strays = cv2.blur(np.where(own, seen - contrast * wanted - tone, 0), (side, side), borderType=cv2.BORDER_REFLECT)
    return float(np.abs(strays).max() / abs(contrast))
