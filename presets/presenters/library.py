"""Reading presenters: ours from the package, a seller's own from a folder, theirs winning by id."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from presets.errors import PresetError
from presets.presenters.schema import Presenter
from presets.reading import did_you_mean, files_in, read_all, read_model, shipped_files


class PresenterLibrary:
    """All presenters at hand, by id."""

    def __init__(self, presenters: Mapping[str, Presenter]) -> None:
        self.presenters = MappingProxyType(dict(sorted(presenters.items())))

    def get(self, presenter_id: str) -> Presenter:
        """Return a presenter.

        Raises:
            PresetError: there is none; the message offers the nearest names.
        """
        if presenter_id not in self.presenters:
            near = did_you_mean(presenter_id, tuple(self.presenters))
            raise PresetError(f"There is no presenter '{presenter_id}'.{near}")
        return self.presenters[presenter_id]


def load_presenters(folder: Path | None = None) -> PresenterLibrary:
    """Read the package's presenters and, over them, those of a seller's folder.

    Raises:
        PresetError: files are wrong, with the address of each mistake; or the folder does not exist.
    """
    ours = read_all(shipped_files("presets.presenters"), read_presenter)
    theirs = {} if folder is None else read_all(files_in(folder, "--presenters"), read_presenter)
    return PresenterLibrary({**ours, **theirs})


def read_presenter(path: Path) -> Presenter:
    """Read and check one presenter's file.

    Raises:
        PresetError: unreadable, not TOML, or against the schema: `ana.toml: hair.style: ...`, a line for each mistake.
    """
    return read_model(path, Presenter)
