"""`studio check`: any finished picture against a marketplace's rules."""

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
    from pipelines.stages.check.finding import Finding, Report
    from pipelines.stages.check.listing import Listed
    from presets.schema import Preset, Slot

_FILMS = frozenset({".mp4", ".mov", ".webm", ".m4v", ".avi", ".mkv"})


@dataclass
class _Round:
    """What a run of the command has found so far; `rest` is where a listing's further pictures go."""

    slot: "Slot"
    rest: "Slot | None"
    instruments: "Instruments"
    checked: list["Checked"] = field(default_factory=list)
    listed: list["Listed"] = field(default_factory=list)
    unread: list[str] = field(default_factory=list[str])

    @property
    def findings(self) -> Sequence["Finding"]:
        return [*self.listing, *(finding for checked in self.checked for finding in checked.report.findings)]

    @cached_property
    def listing(self) -> Sequence["Finding"]:
        """What is found in all files together; asked for when every file has been taken."""
        from pipelines.stages.check.listing import check_listing

        return check_listing(self.listed, self.instruments.today) if self.rest else ()

    def take(self, path: Path) -> "Report | None":
        """Check a file and return its report; None for a listing's film, and for what cannot be read."""
        from pipelines.errors import PhotoError
        from pipelines.stages.check.check_file import check_picture
        from pipelines.stages.check.listing import Listed

        place = self.rest if self.rest and self.listed else self.slot
        if self.rest and path.suffix.lower() in _FILMS:
            self.listed.append(Listed(path.name, place, None))
            return None
        try:
            checked = check_picture(path, place, self.instruments)
        except PhotoError as error:
            self.unread.append(str(error))
            click.echo(str(error), err=True)
            return None
        self.checked.append(checked)
        if self.rest:
            self.listed.append(Listed(path.name, place, checked.picture.likeness))
        return checked.report


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
    help="The files are one listing: the first is --slot, the other pictures are additional, films are films.",
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
    """Measure finished pictures against a marketplace's rules.

    \b
    studio check mug.jpg --preset amazon-us
    studio check old/*.jpg --preset rakuten --html report.html
    studio check 1.jpg 2.jpg 3.jpg film.mp4 --preset amazon-us --listing

    A line a file goes to stdout, what was found to stderr. Exit 1 when a rule is broken; 3 when none is, but a file
    could not be read.
    """
    from presets.errors import PresetError
    from presets.library import load_presets
    from studio.bench import open_instruments
    from studio.failures import Exit

    library = load_presets(settings.presets_folder)
    slot = library.slot(preset_id, slot_id)
    if slot.head.media != "image":
        raise PresetError(
            f"The slot '{slot_id}' holds a film; only pictures can be checked. Choose another with --slot."
        )
    rest = _additional(library.get(preset_id), slot) if as_listing else None
    done = _Round(slot, rest, open_instruments(settings))
    for path in files:
        if (report := done.take(path)) is not None:
            _tell(report, as_json=as_json)
    if as_listing:
        _tell_listing(done.listing, as_json=as_json)
    if page is not None:
        _write_page(page, done)
    alarms = {"broken", "warning"} if strict else {"broken"}
    if any(finding.verdict in alarms for finding in done.findings):
        raise SystemExit(int(Exit.RULE_BROKEN))
    if done.unread:
        raise SystemExit(int(Exit.PICTURE))


def _additional(preset: "Preset", slot: "Slot") -> "Slot":
    """Return where a listing's further pictures go: its first additional slot, else the same as the first picture."""
    found = next((head.id for head in preset.slots if head.role == "additional"), None)
    return (preset.slot(found) if found else None) or slot


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


def _write_page(path: Path, done: _Round) -> None:
    from pipelines.stages.check.page import page_entry, write_page

    entries = [page_entry(checked.report, checked.picture.pixels, checked.background) for checked in done.checked]
    path.write_text(write_page(entries, done.unread, done.listing), encoding="utf-8")
    click.echo(f"Wrote {path}.", err=True)
