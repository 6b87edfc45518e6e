"""What was made, as a table: found by words, marketplace and day without reading the results themselves."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from pipelines.jobs.cutout_work import CutoutFile
from pipelines.jobs.made import MadePictures
from pipelines.jobs.made_films import MadeFilms
from pipelines.jobs.made_words import MadeWords
from pipelines.runs.database import Database
from pipelines.runs.entry import Entry
from pipelines.runs.record import Result, files_of

Medium: TypeAlias = Literal["picture", "film", "text"]

_ADD = """
INSERT OR REPLACE INTO found (run, number, place, product, title, words, preset, medium) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_FOUND = """
SELECT found.run, found.number, found.place, found.product, found.title, found.preset, found.medium,
    favourites.run IS NOT NULL AS liked, jobs.since, jobs.seconds
FROM found JOIN runs ON runs.id = found.run
JOIN jobs ON jobs.run = found.run AND jobs.number = found.number
LEFT JOIN favourites ON favourites.run = found.run AND favourites.number = found.number
WHERE runs.owner = ? AND jobs.state = 'done'
"""
_ORDER = " ORDER BY runs.began DESC, found.run, found.number, found.place LIMIT ?"


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words of product, marketplace or place; a preset's id; a day as YYYY-MM-DD; liked only."""

    words: str = ""
    preset: str = ""
    since: str = ""
    liked: bool = False


@dataclass(frozen=True)
class Found:
    """One file that was made.

    Attributes:
        run, number: of the job that made it.
        place: of the file among the job's, as `Entry.files` has them.
        title: what it is, for a person.
        since: when it was made, in seconds since 1970.
        seconds: its job took.
    """

    run: str
    number: int
    place: int
    product: str
    title: str
    preset: str
    medium: Medium
    liked: bool
    since: float
    seconds: float | None


class Catalogue:
    """A journal's table of files."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, entry: Entry, results: Sequence[Result]) -> None:
        """Note what a job made; within a change of the database."""
        places = {path: place for place, path in enumerate(path for result in results for path in files_of(result))}
        product = entry.job.product
        rows = (
            (entry.run, entry.number, places[path], product, title, f"{product} {words}".lower(), preset, medium)
            for result in results
            for path, title, words, preset, medium in _told(result)
        )
        self._database.execute_many(_ADD, rows)

    def find(self, owner: str, wanted: Wanted, at_most: int) -> tuple[int, tuple[Found, ...]]:
        """Return how many of an owner's files are such, and the newest of them."""
        query, values = _FOUND, [owner]
        for word in wanted.words.lower().split():
            query, values = f"{query} AND instr(found.words, ?)", [*values, word]
        if wanted.preset:
            query, values = f"{query} AND found.preset = ?", [*values, wanted.preset]
        if wanted.since.strip():
            query, values = f"{query} AND date(jobs.since, 'unixepoch', 'localtime') >= ?", [*values, wanted.since]
        if wanted.liked:
            query += " AND favourites.run IS NOT NULL"
        count = self._database.row(f"SELECT count(*) FROM ({query})", values)
        rows = self._database.rows(query + _ORDER, [*values, at_most])
        return (count[0] if count else 0), tuple(_found(row) for row in rows)


def _told(result: Result) -> Iterator[tuple[Path, str, str, str, Medium]]:
    """Yield each file that is shown: where it lies, its title, words it is found by, its preset, what it is."""
    match result:
        case MadePictures():
            for image in result.images:
                title, preset = image.report.preset_title, image.target.preset
                place = image.scene.title if image.scene else ""
                yield image.publication.path, title, f"{title} {preset} {place}", preset, "picture"
        case MadeFilms():
            for film in result.films:
                title, preset = f"{film.report.preset_title}, {film.language}", film.target.preset
                yield film.publication.path, title, f"{title} {preset}", preset, "film"
        case MadeWords():
            for text in result.texts:
                title = f"{text.preset_title}, {text.language}"
                yield text.readable.path, title, f"{title} {text.preset}", text.preset, "text"
        case CutoutFile():
            yield result.publication.path, "", "", "", "picture"


def _found(row: sqlite3.Row) -> Found:
    return Found(*row[:7], liked=bool(row["liked"]), since=row["since"], seconds=row["seconds"])
