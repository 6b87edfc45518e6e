"""Options that several commands share."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def photo_options(command: Command) -> Command:
    """Add PHOTO... and --out."""
    decorators = (
        click.argument("photos", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PHOTO..."),
        click.option(
            "--out",
            type=click.Path(file_okay=False, path_type=Path),
            default=Path("out"),
            show_default=True,
            help="Folder of the results.",
        ),
    )
    return _applied(command, decorators)


def cutout_options(flag: str) -> Callable[[Command], Command]:
    """Return what adds the choice of the cutout engine, under the name `flag`, and --touchup."""
    decorators = (
        click.option(
            flag,
            "cutout",
            default="auto",
            show_default=True,
            metavar="ENGINE",
            help="Cutout engine, with options as ENGINE:option=value; see 'studio engines list'.",
        ),
        click.option(
            "--touchup",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            metavar="FILE",
            help="JSON with a box, keep and drop strokes, and an edge shift.",
        ),
    )
    return lambda command: _applied(command, decorators)


def _applied(command: Command, decorators: Sequence[Callable[[Command], Command]]) -> Command:
    for decorate in reversed(decorators):
        command = decorate(command)
    return command
