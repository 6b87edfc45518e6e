"""Reading presenters: those that come with the package."""

from pathlib import Path

from presets.presenters.schema import Presenter
from presets.reading import Library, read_all, read_model, shipped_files


def load_presenters() -> Library[Presenter]:
    """Read the package's presenters.

    Raises:
        PresetError: files are wrong, with the address of each mistake.
    """
    return Library("presenter", read_all(shipped_files("presets.presenters"), read_presenter))


def read_presenter(path: Path) -> Presenter:
    """Read and check one presenter's file.

    Raises:
        PresetError: unreadable, not TOML, or against the schema: `ana.toml: hair.style: ...`, a line for each mistake.
    """
    return read_model(path, Presenter)
