"""Opening a workbench on another machine of a cluster: its own folders, and the seller's own presets and scenes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from platform import node as host_name
from typing import Self

from models.errors import MissingPackageError
from pipelines.jobs.workbench import Workbench
from pipelines.stages.export.publish import replace_bytes
from pipelines.version import VERSION
from presets.reading import files_in
from studio.bench import open_workbench
from studio.settings import Settings

_PACKAGE = "listing-studio"


@dataclass(frozen=True)
class NodeBench:
    """Opens it there, pickled here.

    Attributes:
        version: of the program here, which that machine must have too.
        presets, scenes: the seller's own, each file by its name; None where there are none.
    """

    version: str
    presets: Mapping[str, bytes] | None
    scenes: Mapping[str, bytes] | None
    offline: bool

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Pack what another machine lacks.

        Raises:
            PresetError: a folder of the seller's own is none.
        """
        return cls(
            VERSION,
            _files(settings.presets_folder, "--presets"),
            _files(settings.scenes_folder, "--scenes"),
            settings.offline,
        )

    def __call__(self) -> Workbench:
        """Open it.

        Raises:
            MissingPackageError: the machine has another version of the program.
            PresetError: one of the seller's own presets is wrong.
        """
        if self.version != VERSION:
            raise MissingPackageError(
                f"{host_name()} has {_PACKAGE} {VERSION}, not {self.version}. Install the same version on all machines."
            )
        own = Settings.from_environment()
        return open_workbench(
            replace(
                own,
                presets_folder=_folder(own.cache_folder, self.presets),
                scenes_folder=_folder(own.cache_folder, self.scenes),
                offline=self.offline or own.offline,
            )
        )


def _files(folder: Path | None, option: str) -> dict[str, bytes] | None:
    return None if folder is None else {path.name: path.read_bytes() for path in files_in(folder, option)}


def _folder(cache: Path, contents: Mapping[str, bytes] | None) -> Path | None:
    """Return a folder of these files, which bears their hash, so that any number of workers may write it at once."""
    if contents is None:
        return None
    told = sha256()
    for name, data in sorted(contents.items()):
        told.update(f"{name} {sha256(data).hexdigest()}\n".encode())
    folder = cache / "sent" / told.hexdigest()[:32]
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        replace_bytes(folder / name, data)
    return folder
