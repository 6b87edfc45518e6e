"""A round of checking: finished files against a slot each, and what is found in all of them together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipelines.errors import FilmError, PhotoError
from pipelines.stages.check.check_file import Checked, Instruments, check_picture
from pipelines.stages.check.film.check_film import CheckedFilm, check_film, strip
from pipelines.stages.check.film.container import sniff_container
from pipelines.stages.check.film.reader import FilmReader
from pipelines.stages.check.finding import Finding, Report
from pipelines.stages.check.listing import Listed, check_listing
from pipelines.stages.check.page import page_entry, write_page
from pipelines.stages.photo.file_bytes import shown_name
from presets.schema import Media, Preset, Slot
from studio.watching import say

_HELD = {Media.IMAGE: "a picture", Media.VIDEO: "a film", Media.TEXT: "words"}


@dataclass(frozen=True)
class Places:
    """The slots a command's files are meant for.

    Attributes:
        slot: of the first file, or of all of them.
        rest: where a listing's further pictures go; None where the files are no listing.
        film: where a listing's film goes; None where its marketplace takes none.
    """

    slot: Slot
    rest: Slot | None = None
    film: Slot | None = None


@dataclass
class Round:
    """What a run of the command has found so far."""

    places: Places
    instruments: Instruments
    reader: FilmReader
    checked: list[Checked | CheckedFilm] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    unread: list[str] = field(default_factory=list[str])

    @property
    def findings(self) -> Sequence[Finding]:
        return [*self.listing, *(finding for checked in self.checked for finding in checked.report.findings)]

    @cached_property
    def listing(self) -> Sequence[Finding]:
        """What is found in all files together; asked for when every file has been taken."""
        return check_listing(self.listed, self.instruments.today) if self.places.rest else ()

    def take(self, path: Path) -> Report | None:
        """Check a file and return its report; None for what cannot be read, or has no place."""
        try:
            checked = self._film(path) if _is_film(path) else self._picture(path)
        except (FilmError, PhotoError) as error:
            self.unread.append(str(error))
            say(str(error))
            return None
        if checked is None:
            return None
        self.checked.append(checked)
        return checked.report

    def _picture(self, path: Path) -> Checked:
        place = self.places.rest if self.places.rest and self.listed else self.places.slot
        if place.head.media != "image":
            raise PhotoError(
                f"{shown_name(path)} is a picture, and the slot '{place.id}' holds {_HELD[place.head.media]}. "
                "Choose another with --slot."
            )
        checked = check_picture(path, place, self.instruments)
        if self.places.rest:
            self.listed.append(Listed(path.name, place, checked.picture.likeness))
        return checked

    def _film(self, path: Path) -> CheckedFilm | None:
        place = self.places.slot
        if self.places.rest:
            self.listed.append(Listed(path.name, self.places.rest, None))
            if self.places.film is None:
                return None
            place = self.places.film
        if place.head.media != "video":
            raise FilmError(
                f"{shown_name(path)} is a film, and the slot '{place.id}' holds {_HELD[place.head.media]}. "
                "Choose another with --slot."
            )
        return check_film(path, place, self.reader, self.instruments.today)


def _is_film(path: Path) -> bool:
    """Tell by the first bytes; what cannot be read is no film, and the picture's reader says why."""
    if not path.is_file():  # to open a pipe is to wait for somebody who writes into it
        return False
    try:
        with path.open("rb") as file:
            return sniff_container(file.read(128)) is not None
    except OSError:
        return False


def listing_places(preset: Preset, slot: Slot) -> Places:
    """Return where a listing's files go: further pictures to its first additional slot, else to the first picture's."""
    rest = next((head.id for head in preset.slots if head.role == "additional"), slot.id)
    film = next((head.id for head in preset.slots if head.media == "video"), None)
    return Places(slot, preset.slot(rest), preset.slot(film) if film else None)


def page_of(done: Round) -> str:
    """Return the page that shows all files with their evidence."""
    entries = [
        page_entry(checked.report, strip(checked.film), None)
        if isinstance(checked, CheckedFilm)
        else page_entry(checked.report, checked.picture.pixels, checked.background)
        for checked in done.checked
    ]
    return write_page(entries, done.unread, done.listing)
