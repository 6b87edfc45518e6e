"""Reading page templates: those that come with the package, and a seller's own."""

from functools import cache
from pathlib import Path

from presets.pages.schema import PageTemplate
from presets.reading import Library, read_all, read_model, shipped_files


@cache
def load_pages() -> Library[PageTemplate]:
    """Read the package's templates.

    Raises:
        PresetError: files are wrong, with the address of each mistake.
    """
    return Library("page", read_all(shipped_files("presets.pages"), read_page))


def read_page(path: Path) -> PageTemplate:
    """Read and check one template's file.

    Raises:
        PresetError: unreadable, not TOML, or against the schema: `card.toml: layouts.0.parts.2.words: ...`, a line for
            each mistake.
    """
    return read_model(path, PageTemplate)
