"""`studio completion`: how a shell learns the commands."""

import click

_LINES = {
    "bash": 'eval "$(_STUDIO_COMPLETE=bash_source studio)"',
    "zsh": 'eval "$(_STUDIO_COMPLETE=zsh_source studio)"',
    "fish": "_STUDIO_COMPLETE=fish_source studio | source",
}


@click.command()
@click.argument("shell", type=click.Choice(list(_LINES)))
def completion(shell: str) -> None:
    """Print the line that turns on completion; add it to your shell's start file."""
    click.echo(_LINES[shell])
