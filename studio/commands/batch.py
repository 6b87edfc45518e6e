"""`studio batch`: a plan in; everything it lists out, whatever happens on the way."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import click

from studio.kinds import KINDS
from studio.out_place import OutPlace
from studio.settings import Settings

if TYPE_CHECKING:
    from pipelines.runs.journal import Journal
    from studio.batch_run import BatchRun
    from studio.intake import Intake
    from studio.plan_rows import PlanReader


class Typed(TypedDict):
    """What was typed; names are the options'."""

    plan: Path
    out: OutPlace
    kind: str
    preset: Sequence[str]
    set_: Sequence[str]
    workers: int | None
    ray: str | None
    limit: float | None
    resume: bool
    watch: bool
    force: bool
    skip_wrong: bool
    dry: bool
    strict: bool
    as_json: bool


@click.command()
@click.argument("plan", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--out",
    default="out",
    show_default=True,
    metavar="DIR",
    callback=OutPlace.typed,
    help="A folder, or a URL that all is copied to as it is made: s3://shop/listing.",
)
@click.option(
    "--kind",
    type=click.Choice(list(KINDS)),
    default="main-image",
    show_default=True,
    help="What rows make that have no column `kind`.",
)
@click.option("--preset", "-p", multiple=True, metavar="ID", help="For rows that have no column `preset`.")
@click.option("--set", "set_", multiple=True, metavar="COLUMN=VALUE", help="For rows that lack the column.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes side by side; else as memory and cores allow.")
@click.option("--ray", metavar="ADDRESS", help="Have a Ray cluster do it; auto is the one this machine belongs to.")
@click.option("--limit", type=click.FloatRange(min=1), metavar="SECONDS", help="The longest a job may take.")
@click.option("--resume", is_flag=True, help="Go on with the last run into OUT; the plan is not read again.")
@click.option("--watch", is_flag=True, help="PLAN is a folder: make what comes into it, until Ctrl-C.")
@click.option("--force", is_flag=True, help="Make again what is there already.")
@click.option("--skip-wrong", is_flag=True, help="Leave out rows that are wrong instead of beginning nothing.")
@click.option("--dry-run", "dry", is_flag=True, help="Only check the plan and say what it will take.")
@click.option("--strict", is_flag=True, help="Warnings count as broken rules.")
@click.option("--json", "as_json", is_flag=True, help="One JSON record a file on stdout.")
@click.pass_obj
def batch(settings: Settings, **typed: Unpack[Typed]) -> None:
    """Make everything a plan lists, overnight if need be.

    PLAN is a table (CSV, JSON Lines, Excel, Parquet), or a folder of photos. Its columns are the options of
    'studio main-image', 'lifestyle', 'avatar-video' and 'cutout', with _ for -: photos, preset, sku, scene, height_cm,
    script, language and so on; several values stand with ; between. Paths are relative to the plan. The whole plan is
    checked before anything begins.

    What is there already is not made again. Killed at any moment, the same command with --resume finishes what was
    left. One bad photo costs itself only: the end says how many were made and which were not, and OUT/report.html and
    OUT/summary.json hold it all.

    \b
    studio batch photos/ -p amazon-us -p ebay
    studio batch plan.csv --out listing --workers 2
    studio batch plan.xlsx --set kind=lifestyle --set "scene=oak-window;marble-morning" --dry-run
    studio batch incoming/ -p shopify --watch
    studio batch plan.parquet --out listing --ray auto
    """
    from pipelines.runs.journal import Journal
    from pipelines.runs.process_runner import Crew
    from studio.batch_run import BatchRun, Manner
    from studio.intake import Intake
    from studio.runners import open_copies, open_runner
    from studio.workers import workers_at_hand

    if typed["ray"] and typed["workers"]:
        raise click.UsageError("Give --workers or --ray, not both.")
    crew = Crew(typed["workers"] or workers_at_hand(), typed["limit"])
    manner = Manner(force=typed["force"], as_json=typed["as_json"], strict=typed["strict"])
    journal = Journal(settings.journal)
    intake = Intake(settings)
    with open_runner(settings, crew, typed["ray"]) as runner:
        run = BatchRun(intake, journal, runner, manner, open_copies(typed["out"]))
        if typed["watch"]:
            _watch(intake, typed, journal, run)
        elif typed["resume"]:
            run.run(_last(journal, typed["out"].folder))
        else:
            _plan(intake, typed, journal, run)


def _plan(intake: "Intake", typed: Typed, journal: "Journal", run: "BatchRun") -> None:
    from studio.plan_table import read_plan
    from studio.watching import say

    plan = typed["plan"]
    planned = _reader(typed, intake).read(plan.name, read_plan(plan))
    if typed["skip_wrong"]:
        for sentence in planned.wrong:
            say(f"left out: {sentence}")
    else:
        planned.raise_if_wrong()
    if not planned.jobs:
        say("Nothing is left to do.")
        return
    run.say_outlook(planned.jobs, few=typed["dry"])
    if typed["dry"]:
        return
    run.run(journal.add_run(plan.resolve().name, typed["out"].folder, planned.jobs))


def _watch(intake: "Intake", typed: Typed, journal: "Journal", run: "BatchRun") -> None:
    """Make what comes into a folder, until the person stops it."""
    from studio.hot_folder import HotFolder
    from studio.watching import say

    if not typed["plan"].is_dir():
        raise click.UsageError(f"--watch looks at a folder, and {typed['plan'].name} is a file.")
    reader = _reader(typed, intake)
    title = typed["plan"].resolve().name
    name = journal.add_run(title, typed["out"].folder, ())
    say(f"Watching {typed['plan']}. Ctrl-C ends it.")
    for rows in HotFolder(typed["plan"], leave_out=typed["out"].folder).arrivals():
        planned = reader.read(title, rows)
        for sentence in planned.wrong:
            say(f"left out: {sentence}")
        journal.append(name, planned.jobs)
        run.go_on(name)
        run.write(name)
        run.hand_over(name)


def _reader(typed: Typed, intake: "Intake") -> "PlanReader":
    from studio.plan_rows import PlanReader
    from studio.typed import read_pairs

    defaults: dict[str, Any] = read_pairs(typed["set_"], "--set", "COLUMN=VALUE, as in height_cm=9.5")
    if typed["preset"]:
        defaults["preset"] = list(typed["preset"])
    return PlanReader(intake, typed["out"].folder, defaults, typed["kind"])


def _last(journal: "Journal", out: Path) -> str:
    from pipelines.errors import JournalError

    run = journal.latest(out)
    if run is None:
        raise JournalError(f"No run went into {out} yet. Leave --resume out.")
    return run
