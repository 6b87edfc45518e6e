"""Pages below each other: one long page as sliced pictures, and an HTML that shows them without a seam."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from pipelines.values import Size
from presets.languages.schema import Language

_PAGE = """<!doctype html>
<html lang="{tag}" dir="{direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body{{margin:0}}main{{max-width:{width}px;margin:auto}}img{{display:block;width:100%;height:auto}}</style>
<main>
{slices}
</main>
</html>
"""


@dataclass(frozen=True)
class Slice:
    """One picture of a long page: its file's name, its size, and what it says."""

    name: str
    size: Size
    alt: str


def long_page(slices: Sequence[Slice], title: str, language: Language) -> str:
    """Return the HTML of a long page whose pictures lie beside it."""
    shown = [
        f'<img src="{escape(piece.name)}" width="{piece.size[0]}" height="{piece.size[1]}" alt="{escape(piece.alt)}"'
        f"{' loading=lazy' if number else ''}>"
        for number, piece in enumerate(slices)
    ]
    return _PAGE.format(
        tag=language.id,
        direction=language.direction,
        title=escape(title),
        width=max(piece.size[0] for piece in slices),
        slices="\n".join(shown),
    )
