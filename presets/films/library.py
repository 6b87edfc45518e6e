"""Reading film templates: ours from the package, a seller's own from a folder, theirs winning by id."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from presets.errors import PresetError
from presets.films.schema import FilmTemplate
from presets.reading import did_you_mean, files_in, read_all, read_model, shipped_files


class FilmLibrary:
    """All templates at hand, by id."""

    def __init__(self, templates: Mapping[str, FilmTemplate]) -> None:
        self.templates = MappingProxyType(dict(sorted(templates.items())))

    def get(self, template_id: str) -> FilmTemplate:
        """Return a template.

        Raises:
            PresetError: there is none; the message offers the nearest names.
        """
        if template_id not in self.templates:
            near = did_you_mean(template_id, tuple(self.templates))
            raise PresetError(f"There is no film template '{template_id}'.{near}")
        return self.templates[template_id]


def load_films(folder: Path | None = None) -> FilmLibrary:
    """Read the package's templates and, over them, those of a seller's folder.

    Raises:
        PresetError: files are wrong, with the address of each mistake; or the folder does not exist.
    """
    ours = read_all(shipped_files("presets.films"), read_film)
    theirs = {} if folder is None else read_all(files_in(folder, "--films"), read_film)
    return FilmLibrary({**ours, **theirs})


def read_film(path: Path) -> FilmTemplate:
    """Read and check one template's file.

    Raises:
        PresetError: unreadable, not TOML, or against the schema: `show.toml: layouts.0.pitch.note: ...`, a line for
            each mistake.
    """
    return read_model(path, FilmTemplate)
