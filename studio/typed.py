"""How what was typed becomes values."""

from collections.abc import Sequence
from pathlib import Path

import click
from pydantic import ValidationError

from pipelines.errors import PhotoError
from pipelines.stages.cutout.touchup import Touchup
from pipelines.stages.photo.gather import Grouping, ProductPhotos, gather


def gathered(photos: Sequence[Path], grouping: str, out: Path) -> Sequence[ProductPhotos]:
    """Return the products typed; what was left out is said.

    Raises:
        PhotoError: nothing typed holds a photo.
    """
    if any(photo.is_dir() and photo.resolve() == out.resolve() for photo in photos):
        raise click.UsageError(
            "--out is the folder of the photos. Choose another, so that results are not taken for photos."
        )
    found = gather(photos, Grouping(grouping), leave_out=out)
    for note in found.notes:
        click.echo(note, err=True)
    if not found.products:
        raise PhotoError("There is no photo in what was given. Name photo files, or folders that hold some.")
    return found.products


def read_touchup(path: Path | None) -> Touchup:
    """Read a touch-up file; no file is no touch-up.

    Raises:
        PhotoError: the file is not a touch-up, with the address of the mistake.
    """
    if path is None:
        return Touchup()
    try:
        return Touchup.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        address = ".".join(str(part) for part in first["loc"]) or "the file"
        raise PhotoError(f"{path.name}: {address}: {first['msg'].rstrip('.')}.") from error
