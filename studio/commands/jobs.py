"""`studio jobs`: what was run, what became of it, and another try."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from studio.settings import Settings

if TYPE_CHECKING:
    from pipelines.runs.entry import Entry, RunHead

_NUMBERS = click.argument("numbers", nargs=-1, type=click.IntRange(1), metavar="[NUMBER]...")


@click.group()
def jobs() -> None:
    """List what was run; try again or cancel jobs. Runs and jobs go by the names that 'list' and 'show' print."""


@jobs.command("list")
@click.pass_obj
def list_(settings: Settings) -> None:
    """List all runs, the newest first: id, when, how many jobs are in which state, title, folder."""
    from pipelines.runs.journal import Journal

    for head in Journal(settings.journal).runs():
        click.echo(f"{head.id}\t{_when(head.began)}\t{_counts(head)}\t{head.title}\t{head.out}")


@jobs.command()
@click.argument("run")
@click.pass_obj
def show(settings: Settings, run: str) -> None:
    """List a run's jobs: number, state, product, and why it failed, how far it is, or how long it took."""
    from pipelines.runs.journal import Journal

    for entry in Journal(settings.journal).entries(run):
        click.echo(f"{entry.number}\t{entry.state}\t{entry.job.product}\t{entry.job.kind}\t{_told(entry)}")


@jobs.command()
@click.argument("run")
@_NUMBERS
@click.pass_obj
def cancel(settings: Settings, run: str, numbers: Sequence[int]) -> None:
    """Cancel a run's jobs that have not ended, or only those of the numbers given; running ones stop at a step."""
    from pipelines.runs.journal import Journal

    click.echo(f"{Journal(settings.journal).cancel(run, numbers)} cancelled", err=True)


@jobs.command()
@click.argument("run")
@_NUMBERS
@click.option("--workers", type=click.IntRange(1, 64), help="Processes side by side.  [default: 1]")
@click.option("--ray", metavar="ADDRESS", help="Have a Ray cluster do it; auto is the one this machine belongs to.")
@click.pass_obj
def retry(settings: Settings, run: str, numbers: Sequence[int], workers: int | None, ray: str | None) -> None:
    """Run a run's failed and cancelled jobs again, or only those of the numbers given."""
    from pipelines.runs.journal import Journal
    from pipelines.runs.process_runner import Crew
    from studio.batch_run import BatchRun, Manner
    from studio.intake import Intake
    from studio.runners import open_runner

    if ray and workers:
        raise click.UsageError("Give --workers or --ray, not both.")
    journal = Journal(settings.journal)
    with open_runner(settings, Crew(workers or 1), ray) as runner:
        click.echo(f"{journal.retry(run, numbers)} to do again", err=True)
        BatchRun(Intake(settings), journal, runner, Manner()).run(run)


def _when(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))


def _counts(head: "RunHead") -> str:
    return ", ".join(f"{count} {state}" for state, count in sorted(head.counts.items())) or "empty"


def _told(entry: "Entry") -> str:
    if entry.sentence:
        return entry.sentence
    if entry.step:
        return f"{entry.step.stage} {entry.step.done}/{entry.step.total}"
    return f"{entry.seconds:.1f} s" if entry.seconds is not None else ""
