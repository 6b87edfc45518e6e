"""A seller's table of earlier results, its pictures found beside it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipelines.errors import CopyError
from pipelines.stages.copy.past_results import PastResult, read_past_results


def past_typed(path: Path) -> Sequence[PastResult]:
    """Return a CSV's results; pictures are named from its folder.

    Raises:
        CopyError: it cannot be read, a row's figures are none, or a picture is not there.
    """
    try:
        table = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CopyError(f"{path.name} cannot be read as a table in UTF-8: {error}.") from error
    return [_placed(one, path) for one in read_past_results(table, path.name)]


def _placed(one: PastResult, table: Path) -> PastResult:
    if not one.image:
        return one
    image = (table.parent / one.image).absolute()
    if not image.is_file():
        raise CopyError(f"{table.name} names the picture {one.image}, and there is no {image}.")
    return replace(one, image=str(image))
