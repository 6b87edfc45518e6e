"""Reading film templates: those that come with the package."""

from pathlib import Path

from presets.films.schema import FilmTemplate
from presets.reading import Library, read_all, read_model, shipped_files


def load_films() -> Library[FilmTemplate]:
    """Read the package's templates.

    Raises:
        PresetError: files are wrong, with the address of each mistake.
    """
    return Library("film template", read_all(shipped_files("presets.films"), read_film))


def read_film(path: Path) -> FilmTemplate:
    """Read and check one template's file.

    Raises:
        PresetError: unreadable, not TOML, or against the schema: `show.toml: layouts.0.pitch.note: ...`, a line for
            each mistake.
    """
    return read_model(path, FilmTemplate)
