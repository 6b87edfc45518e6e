"""Where a batch's files go: a folder, or a URL that they are copied to from a folder of ours."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import click

from studio.settings import Settings


@dataclass(frozen=True)
class OutPlace:
    """A folder here, and the URL it is copied to; None for none."""

    folder: Path
    url: str | None = None

    @classmethod
    def typed(cls, ctx: click.Context, param: click.Parameter, text: str) -> "OutPlace":
        """Understand what was typed; one URL has the same folder always, so that runs into it can be resumed.

        Raises:
            click.BadParameter: it is a file.
        """
        if "://" in text:
            settings: Settings = ctx.obj
            name = sha256(text.rstrip("/").encode()).hexdigest()[:16]
            return cls(settings.journal.parent / "copied" / name, text)
        if Path(text).is_file():
            raise click.BadParameter(f"{text} is a file. Name a folder.", ctx, param)
        return cls(Path(text))
