"""Drawing a run on a terminal: one bar while it goes on, a sentence for whatever a person should know."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from threading import Event

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipelines.errors import Cancelled
from pipelines.jobs.job import Advanced, Failed, Finished, Job
from pipelines.jobs.runner import Runner
from pipelines.progress import Progress as StageProgress
from pipelines.stages.check.finding import Report, Verdict
from studio.failures import Failure, explain


def watch(runner: Runner, jobs: Sequence[Job], on_finished: Callable[[object], None]) -> list[Failure]:
    """Run jobs, hand each result on as it comes, and return what failed.

    The bar is on stderr, and only on a terminal. Ctrl-C stops between steps; what is finished stays.
    """
    console = Console(stderr=True)
    failures: list[Failure] = []
    stop = Event()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=len(jobs))
        try:
            for event in runner.run(jobs, stop):
                match event:
                    case Advanced():
                        bar.update(task, description=f"{event.job.product}: {event.stage}")
                    case Finished():
                        bar.advance(task)
                        on_finished(event.result)
                    case Failed():
                        bar.advance(task)
                        failures.append(explain(event.error))
                        say(f"{event.job.product}: {failures[-1].sentence}")
        except KeyboardInterrupt:
            stop.set()
            raise Cancelled("Stopped.") from None
    return failures


@contextmanager
def stage_bar(name: str) -> Generator[StageProgress, None, None]:
    """Yield progress that is drawn as one bar on stderr, where that is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(name)

        def progress(stage: str, done: int, total: int) -> None:
            bar.update(task, description=f"{name}: {stage}", completed=done, total=total)

        yield progress


def say(sentence: str) -> None:
    """Tell the person something, apart from the results on stdout."""
    click.echo(sentence, err=True)


def say_findings(where: str, report: Report) -> None:
    """Tell the person which rules a file breaks."""
    for finding in report.of(Verdict.BROKEN, Verdict.WARNING):
        said = f"{finding.verdict}: {finding.measured} {finding.demanded} {finding.advice}"
        say(f"{where}: {said.rstrip()}")
