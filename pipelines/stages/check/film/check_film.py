"""One finished film against one slot's rules, and against what every film should keep."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import cv2
import numpy as np

from pipelines.stages.check.film.film_file import FilmFile, Still
from pipelines.stages.check.film.judge_craft import judge_craft
from pipelines.stages.check.film.judge_rules import FILM_JUDGES
from pipelines.stages.check.film.reader import FilmReader
from pipelines.stages.check.finding import Report, report_on
from pipelines.stages.check.subject import judge_by
from pipelines.values import Rgb
from presets.schema import Slot

_COLUMNS = 4
_GAP_PX, _LETTERS_PX = 8, 20
_PAPER, _INK = (246, 247, 249), (60, 66, 74)


@dataclass(frozen=True, eq=False)
class CheckedFilm:
    """A report, and the film it was measured on."""

    report: Report
    film: FilmFile


def check_film(path: Path, slot: Slot, reader: FilmReader, today: date) -> CheckedFilm:
    """Measure a film and judge it.

    Raises:
        FilmError: the file cannot be read as a film.
    """
    film = reader.read(path)
    findings = (*judge_by(FILM_JUDGES, film, slot, today), *judge_craft(film))
    return CheckedFilm(report_on(path, film.sha256, slot, today, findings), film)


def strip(film: FilmFile) -> Rgb:
    """Return some pictures of the film on one sheet, each with its second below."""
    stills = film.seen.stills
    if not stills:
        return np.full((1, 1, 3), _PAPER, np.uint8)
    height, width = stills[0].pixels.shape[:2]
    cell_width, cell_height = width + _GAP_PX, height + _LETTERS_PX + _GAP_PX
    columns = min(_COLUMNS, len(stills))
    rows = -(-len(stills) // columns)
    sheet = np.full((rows * cell_height + _GAP_PX, columns * cell_width + _GAP_PX, 3), _PAPER, np.uint8)
    for number, still in enumerate(stills):
        left, top = number % columns * cell_width + _GAP_PX, number // columns * cell_height + _GAP_PX
        _lay(sheet, still, left, top)
    return sheet


def _lay(sheet: Rgb, still: Still, left: int, top: int) -> None:
    height, width = still.pixels.shape[:2]
    sheet[top : top + height, left : left + width] = still.pixels
    words = f"{still.seconds:.1f} s"
    place = (left, top + height + _LETTERS_PX - 6)
    cv2.putText(sheet, words, place, cv2.FONT_HERSHEY_SIMPLEX, 0.42, _INK, 1, cv2.LINE_AA)
