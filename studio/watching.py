"""Drawing a run on a terminal: one bar while it goes on, a sentence for whatever a person should know."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from pipelines.jobs.job import Advanced, Failed, Finished, Job
from pipelines.jobs.runner import Runner
from pipelines.progress import Progress as StageProgress
from pipelines.stages.check.finding import Report, Verdict
from studio.failures import Failure, explain
from studio.stopping import stopping


def watch(runner: Runner, jobs: Sequence[Job], on_finished: Callable[[Job, object], None]) -> list[Failure]:
    """Run jobs, hand each one and its result on as it comes, and return what failed.

    The bar is on stderr, and only on a terminal. Ctrl-C stops between steps; what is finished stays.
    """
    failures: list[Failure] = []
    with stopping() as stop, job_bar() as bar:
        task, stages = bar.add_task("", total=len(jobs), visible=len(jobs) > 1), _Stages(bar)
        for event in runner.run(jobs, stop):
            if isinstance(event, Advanced):
                stages.show(event)
                continue
            stages.clear(event.job)
            bar.advance(task)
            if isinstance(event, Finished):
                on_finished(event.job, event.result)
            elif isinstance(event, Failed):
                failures.append(explain(event.error))
                say(f"{event.job.product}: {failures[-1].sentence}")
    return failures


class _Stages:
    """A bar for each job under way: how far its stage is, and how long that will take."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._tasks: dict[int, tuple[str, TaskID]] = {}

    def show(self, event: Advanced) -> None:
        """Show a step; time is reckoned anew for each stage."""
        name, (shown, task) = f"{event.job.product}: {event.stage}", self._tasks.get(id(event.job), ("", None))
        if task is None:
            task = self._bar.add_task(name, total=event.total)
        elif shown != name:
            self._bar.reset(task, total=event.total, description=name)
        self._tasks[id(event.job)] = name, task
        self._bar.update(task, completed=event.done)

    def clear(self, job: Job) -> None:
        """Take away the bar of a job that has ended."""
        _, task = self._tasks.pop(id(job), ("", None))
        if task is not None:
            self._bar.remove_task(task)


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
