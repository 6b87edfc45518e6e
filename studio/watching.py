"""Drawing a run on a terminal: one bar while it goes on, a sentence for whatever a person should know."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from pipelines.jobs.job import Advanced, Failed, Finished, Job, Stopped
from pipelines.jobs.runner import Runner
from pipelines.progress import Progress as StageProgress
from pipelines.stages.check.finding import Report, Verdict
from studio.failures import Failure, explain
from studio.stopping import stopping


def watch(runner: Runner, jobs: Sequence[Job], on_finished: Callable[[object], None]) -> list[Failure]:
    """Run jobs, hand each result on as it comes, and return what failed.

    The bar is on stderr, and only on a terminal. Ctrl-C stops between steps; what is finished stays.
    """
    failures: list[Failure] = []
    with stopping() as stop, job_bar() as bar:
        task, stage = bar.add_task("", total=len(jobs), visible=len(jobs) > 1), _StageTask(bar)
        for event in runner.run(jobs, stop):
            match event:
                case Advanced():
                    stage.show(event)
                case Finished():
                    bar.advance(task)
                    on_finished(event.result)
                case Failed():
                    bar.advance(task)
                    failures.append(explain(event.error))
                    say(f"{event.job.product}: {failures[-1].sentence}")
                case Stopped():
                    bar.advance(task)
    return failures


class _StageTask:
    """The bar of the stage under way: how far it is, and how long it will take."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None, visible=False)
        self._shown: tuple[object, ...] = ()

    def show(self, event: Advanced) -> None:
        """Show a step; time is reckoned anew for each stage."""
        now = (event.job.product, event.stage, event.total)
        if now != self._shown:
            self._bar.reset(
                self._task, total=event.total, description=f"{event.job.product}: {event.stage}", visible=True
            )
            self._shown = now
        self._bar.update(self._task, completed=event.done)


def job_bar() -> Progress:
    """Return a bar on stderr that is drawn where that is a terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)


@contextmanager
def stage_bar(name: str) -> Generator[StageProgress, None, None]:
    """Yield progress that is drawn as one bar on stderr, where that is a terminal."""
    with job_bar() as bar:
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
