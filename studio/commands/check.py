"""`studio check`: any finished picture or film against a marketplace's rules."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studio.settings import Settings

if TYPE_CHECKING:
    from pipelines.stages.check.check_file import Checked, Instruments
    from pipelines.stages.check.film.check_film import CheckedFilm
    from pipelines.stages.check.film.reader import FilmReader
    from pipelines.stages.check.finding import Finding, Report
    from pipelines.stages.check.listing import Listed
    from presets.schema import Preset, Slot


@dataclass(frozen=True)
class Places:
    """The slots a command's files are meant for.

    Attributes:
        slot: of the first file, or of all of them.
        rest: where a listing's further pictures go; None where the files are no listing.
        film: where a listing's film goes; None where its marketplace takes none.
    """

    slot: "Slot"
    rest: "Slot | None" = None
    film: "Slot | None" = None


@dataclass
class Round:
    """What a run of the command has found so far."""

    places: Places
    instruments: "Instruments"
    reader: "FilmReader"
    checked: list["Checked | CheckedFilm"] = field(default_factory=list)
    listed: list["Listed"] = field(default_factory=list)
    unread: list[str] = field(default_factory=list[str])

    @property
    def findings(self) -> Sequence["Finding"]:
        return [*self.listing, *(finding for checked in self.checked for finding in checked.report.findings)]

    @cached_property
    def listing(self) -> Sequence["Finding"]:
        """What is found in all files together; asked for when every file has been taken."""
        from pipelines.stages.check.listing import check_listing

        return check_listing(self.listed, self.instruments.today) if self.places.rest else ()

    def take(self, path: Path) -> "Report | None":
        """Check a file and return its report; None for what cannot be read, or has no place."""
        from pipelines.errors import FilmError, PhotoError

        try:
            checked = self._film(path) if _is_film(path) else self._picture(path)
        except (FilmError, PhotoError) as error:
            self.unread.append(str(error))
            click.echo(str(error), err=True)
            return None
        if checked is None:
            return None
        self.checked.append(checked)
        return checked.report

    def _picture(self, path: Path) -> "Checked":
        from pipelines.errors import PhotoError
        from pipelines.stages.check.check_file import check_picture
        from pipelines.stages.check.listing import Listed

        place = self.places.rest if self.places.rest and self.listed else self.places.slot
        if place.head.media != "image":
            raise PhotoError(
                f"{path.name} is no film, and the slot '{place.id}' holds a film. Choose another with --slot."
            )
        checked = check_picture(path, place, self.instruments)
        if self.places.rest:
            self.listed.append(Listed(path.name, place, checked.picture.likeness))
        return checked

    def _film(self, path: Path) -> "CheckedFilm | None":
        from pipelines.errors import FilmError
        from pipelines.stages.check.film.check_film import check_film
        from pipelines.stages.check.listing import Listed

        place = self.places.slot
        if self.places.rest:
            self.listed.append(Listed(path.name, self.places.rest, None))
            if self.places.film is None:
                return None
            place = self.places.film
        if place.head.media != "video":
            raise FilmError(
                f"{path.name} is a film, and the slot '{place.id}' holds a picture. Choose another with --slot."
            )
        return check_film(path, place, self.reader, self.instruments.today)


def _is_film(path: Path) -> bool:
    """Tell by the first bytes; what cannot be read is no film, and the picture's reader says why."""
    from pipelines.stages.check.film.container import sniff_container

    try:
        with path.open("rb") as file:
            return sniff_container(file.read(128)) is not None
    except OSError:
        return False


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--preset", "-p", "preset_id", required=True, metavar="ID", help="The marketplace; see `studio presets list`."
)
@click.option("--slot", "slot_id", default="main", show_default=True, help="The place in its listing.")
@click.option(
    "--listing",
    "as_listing",
    is_flag=True,
    help="The files are one listing: the first is --slot, the other pictures are additional, films go where films go.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON record a line.")
@click.option("--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Write a page to look at.")
@click.option("--strict", is_flag=True, help="Exit 1 for warnings as well.")
@click.pass_obj
def check(  # noqa: PLR0913 - a command's options
    settings: Settings,
    files: Sequence[Path],
    preset_id: str,
    slot_id: str,
    page: Path | None,
    *,
    as_listing: bool,
    as_json: bool,
    strict: bool,
) -> None:
    """Measure finished pictures and films against a marketplace's rules.

    \b
    studio check mug.jpg --preset amazon-us
    studio check film.mp4 --preset tiktok-shop --slot video
    studio check old/*.jpg --preset rakuten --html report.html
    studio check 1.jpg 2.jpg 3.jpg film.mp4 --preset amazon-us --listing

    A line a file goes to stdout, what was found to stderr. Exit 1 when a rule is broken; 3 when none is, but a file
    could not be read.
    """
    from presets.library import load_presets
    from studio.bench import LateFilmReader, open_instruments
    from studio.failures import Exit

    library = load_presets(settings.presets_folder)
    slot = library.slot(preset_id, slot_id)
    places = listing_places(library.get(preset_id), slot) if as_listing else Places(slot)
    done = Round(places, open_instruments(settings), LateFilmReader(settings))
    for path in files:
        if (report := done.take(path)) is not None:
            _tell(report, as_json=as_json)
    if as_listing:
        _tell_listing(done.listing, as_json=as_json)
    if page is not None:
        page.write_text(page_of(done), encoding="utf-8")
        click.echo(f"Wrote {page}.", err=True)
    alarms = {"broken", "warning"} if strict else {"broken"}
    if any(finding.verdict in alarms for finding in done.findings):
        raise SystemExit(int(Exit.RULE_BROKEN))
    if done.unread:
        raise SystemExit(int(Exit.PICTURE))


def listing_places(preset: "Preset", slot: "Slot") -> Places:
    """Return where a listing's files go: further pictures to its first additional slot, else to the first picture's."""
    rest = next((head.id for head in preset.slots if head.role == "additional"), slot.id)
    film = next((head.id for head in preset.slots if head.media == "video"), None)
    return Places(slot, preset.slot(rest), preset.slot(film) if film else None)


def _tell(report: "Report", *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(report.to_json(), ensure_ascii=False))
    else:
        count = {name: sum(1 for found in report.findings if found.verdict == name) for name in ("broken", "warning")}
        state = "pass" if report.passed else "broken"
        found = f"{count['broken']} broken, {count['warning']} warnings"
        click.echo(f"{state}\t{report.file}\t{report.preset}/{report.slot}\t{found}")
    _tell_findings(report.findings)


def _tell_listing(findings: Sequence["Finding"], *, as_json: bool) -> None:
    if as_json:
        from pipelines.stages.check.finding import to_plain

        click.echo(json.dumps({"listing": [to_plain(finding) for finding in findings]}, ensure_ascii=False))
    _tell_findings(findings)


def _tell_findings(findings: Sequence["Finding"]) -> None:
    for finding in findings:
        if finding.verdict in ("pass", "ask", "unmeasured"):
            continue
        click.echo(f"  {finding.verdict.value} {finding.rule}: {finding.measured} {finding.demanded}", err=True)
        if finding.advice:
            click.echo(f"    {finding.advice}", err=True)


def page_of(done: Round) -> str:
    """Return the page that shows all files with their evidence."""
    from pipelines.stages.check.film.check_film import CheckedFilm, strip
    from pipelines.stages.check.page import page_entry, write_page

    entries = [
        page_entry(checked.report, strip(checked.film), None)
        if isinstance(checked, CheckedFilm)
        else page_entry(checked.report, checked.picture.pixels, checked.background)
        for checked in done.checked
    ]
    return write_page(entries, done.unread, done.listing)
