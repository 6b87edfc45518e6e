"""A page of text on stdout: in colour on a terminal, plain elsewhere."""

import sys
from collections.abc import Sequence

import click
from rich.console import Console
from rich.text import Text

from studio.preset_page import Line

_STYLES = {"title": "bold cyan", "slot": "bold", "topic": "bold dim", "small": "dim", "rule": ""}


def print_page(page: Sequence[Line]) -> None:
    """Print a page's lines in order."""
    if not sys.stdout.isatty():
        click.echo("\n".join(line.text for line in page))
        return
    console = Console()
    for line in page:
        console.print(Text(line.text, style=_STYLES[line.kind]), soft_wrap=False)
