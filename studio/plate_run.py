"""Rendering plates ahead of time, with a bar that tells how long it still takes."""

from collections.abc import Sequence
from dataclasses import dataclass

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from pipelines.jobs.workbench import EnginePool
from pipelines.values import Size
from presets.scenes.schema import SceneSet, View
from studio.plates import open_shelf
from studio.settings import Settings
from studio.watching import say
from studio.weights import open_store


def prepare_plates(settings: Settings, views: Sequence[tuple[SceneSet, View]], size: Size) -> None:
    """Render what is not kept yet; what is finished stays, whatever comes after.

    Raises:
        MissingPackageError: no renderer is installed.
        PlateError: a plate could not be rendered.
        KeyboardInterrupt: the person pressed Ctrl-C; nothing half-written is left.
    """
    shelf = open_shelf(settings, EnginePool(open_store(settings)))
    missing = [(scene, view) for scene, view in views if not shelf.has(scene, view, size)]
    if kept := len(views) - len(missing):
        say(f"{kept} of {len(views)} plates are kept already.")
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=sum(len(scene.lamps) for scene, _ in missing))
        lamps_done = 0
        for scene, view in missing:
            told = _Told(bar, task, scene, view, lamps_done)
            shelf.rendered(scene, view, size, told)
            lamps_done += len(scene.lamps)
            bar.update(task, completed=lamps_done)
            click.echo(f"{scene.id}\t{view.elevation_deg:g}\t{size[0]}x{size[1]}")


@dataclass(frozen=True)
class _Told:
    """Progress of one plate, drawn on a bar that counts lamps."""

    bar: Progress
    task: TaskID
    scene: SceneSet
    view: View
    lamps_before: int

    def __call__(self, stage: str, done: int, total: int) -> None:
        words = f"{self.scene.id} from {self.view.elevation_deg:g} degrees: {stage}"
        names = [lamp.id for lamp in self.scene.lamps]
        if stage in names:
            self.bar.update(
                self.task, description=words, completed=self.lamps_before + names.index(stage) + done / total
            )
        else:
            self.bar.update(self.task, description=words)
