"""The film-reading capability: a file in, its facts out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from models.registry import EngineChoice, EngineEntry, Registry
from pipelines.stages.check.film.film_file import FilmFile


class FilmReader(Protocol):
    """Reads films, and decodes all of them."""

    def read(self, path: Path) -> FilmFile:
        """Return what the file says and shows.

        Raises:
            FilmError: no film, broken, or without pictures.
        """
        ...


_ENTRIES: Mapping[str, EngineEntry] = {
    "ffmpeg": EngineEntry(
        target="pipelines.stages.check.film.ffmpeg_reader:FfmpegReader",
        summary="Decodes any film by ffmpeg, a program of its own that comes with imageio-ffmpeg.",
        packages=("imageio_ffmpeg",),
        extra="video",
    ),
}
FILM_READERS: Registry[FilmReader] = Registry("film", _ENTRIES)
FILM_READER = EngineChoice(name="ffmpeg")
