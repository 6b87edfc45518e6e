"""`studio check`: any finished picture or film against a marketplace's rules."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studio.settings import Settings

if TYPE_CHECKING:
    from pipelines.stages.check.finding import Finding, Report


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
    from pipelines.stages.export.publish import replace_bytes
    from presets.library import load_presets
    from studio.bench import LateFilmReader, open_instruments
    from studio.check_round import Places, Round, listing_places, page_of
    from studio.failures import Exit

    library = load_presets(settings.presets_folder)
    slot = library.slot(preset_id, slot_id)
    places = listing_places(library.get(preset_id), slot) if as_listing else Places(slot)
    _ready(page)
    done = Round(places, open_instruments(settings), LateFilmReader(settings))
    for path in files:
        if (report := done.take(path)) is not None:
            _tell(report, as_json=as_json)
    if as_listing:
        _tell_listing(done.listing, as_json=as_json)
    if page is not None:
        replace_bytes(page, page_of(done).encode("utf-8", "replace"))
        click.echo(f"Wrote {page}.", err=True)
    alarms = {"broken", "warning"} if strict else {"broken"}
    if any(finding.verdict in alarms for finding in done.findings):
        raise SystemExit(int(Exit.RULE_BROKEN))
    if done.unread:
        raise SystemExit(int(Exit.PICTURE))


def _ready(page: Path | None) -> None:
    """Find out before any work whether the page can be written, and over no file but a page of ours.

    Raises:
        click.UsageError: something else is there.
        ExportError: its folder cannot be written to.
    """
    from pipelines.stages.export.publish import ready_folder
    from studio.own_page import may_be_written

    if page is None:
        return
    if not may_be_written(page):
        raise click.UsageError(f"--html names {page}, which is there already and no report. Name another file.")
    ready_folder(page.parent)


def _tell(report: "Report", *, as_json: bool) -> None:
    from pipelines.stages.photo.file_bytes import shown_text

    if as_json:
        click.echo(json.dumps(report.to_json()))
    else:
        count = {name: sum(1 for found in report.findings if found.verdict == name) for name in ("broken", "warning")}
        state = "pass" if report.passed else "broken"
        found = f"{count['broken']} broken, {count['warning']} warnings"
        click.echo(f"{state}\t{shown_text(report.file)}\t{report.preset}/{report.slot}\t{found}")
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
