"""Files appear whole or not at all, and nothing that is there is overwritten."""

import filecmp
import os
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from pathlib import Path

from pipelines.errors import ExportError

_SCRATCH = ".studio-"


class Outcome(StrEnum):
    """What became of a file."""

    WRITTEN = "written"
    KEPT_BOTH = "kept both"  # another file had the name; ours lies in a numbered folder beside it
    IDENTICAL = "identical"  # the same was there already


@dataclass
class Publication:
    """A file on its way: write to `scratch`; after the `with`, `path` and `outcome` tell where it is.

    Attributes:
        scratch: beside the target, with its ending, so that a rename is enough.
        path: the target; in a numbered folder when that was taken by other bytes: a marketplace's names bear no number.
        outcome: None until published.
    """

    scratch: Path
    path: Path
    outcome: Outcome | None = None


@contextmanager
def publish(target: Path) -> Generator[Publication, None, None]:
    """Yield a publication for `target`; on a clean exit its scratch file is flushed to disk and takes its name.

    Raises:
        ExportError: the folder cannot be written to, or the disk is full; no half file stays behind.
    """
    scratch = _scratch(target)
    publication = Publication(scratch, target)
    try:
        yield publication
        _flush(scratch)
        _settle(publication)
    except OSError as error:
        raise ExportError(_not_written(target, error)) from error
    finally:
        scratch.unlink(missing_ok=True)


def publish_bytes(target: Path, data: bytes) -> Publication:
    """Publish finished bytes; see `publish`."""
    with publish(target) as publication:
        publication.scratch.write_bytes(data)
    return publication


def ready_folder(folder: Path) -> None:
    """Make an output folder, so that a run does not find out at its end.

    Raises:
        ExportError: it cannot be made or written to.
    """
    _scratch(folder / "probe").unlink()


def replace_bytes(target: Path, data: bytes) -> None:
    """Write a page of ours over the one of the last run, whole or not at all.

    Raises:
        ExportError: as `publish`.
    """
    scratch = _scratch(target)
    try:
        scratch.write_bytes(data)
        _flush(scratch)
        scratch.replace(target)
    except OSError as error:
        raise ExportError(_not_written(target, error)) from error
    finally:
        scratch.unlink(missing_ok=True)


def sweep(folder: Path) -> int:
    """Remove what publications left that were killed; return how many files. Nobody may be publishing there now."""
    left = [path for path in folder.rglob(f"{_SCRATCH}*") if path.is_file()]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _not_written(target: Path, error: OSError) -> str:
    return f"{target.name} could not be written: {error.strerror}. Check the disk and the folder."


def _scratch(target: Path) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_SCRATCH, suffix=target.suffix, dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise ExportError(
            f"The folder {target.parent.absolute().name} cannot be written to: {error.strerror}. Choose another."
        ) from error
    return Path(name)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    path.chmod(0o644)


def places_of(target: Path) -> Iterator[Path]:
    """Yield where a file of the target's name may lie: there, then in numbered folders beside, without end."""
    yield target
    for number in count(2):
        yield target.parent / str(number) / target.name


def _settle(publication: Publication) -> None:
    """Put the scratch file under the target's name, in the first of its places that is free."""
    target = publication.path
    for publication.path in places_of(target):
        publication.path.parent.mkdir(exist_ok=True)
        try:
            _claim(publication.scratch, publication.path)
        except FileExistsError:
            if filecmp.cmp(publication.scratch, publication.path, shallow=False):
                publication.outcome = Outcome.IDENTICAL
                return
        else:
            publication.outcome = Outcome.WRITTEN if publication.path == target else Outcome.KEPT_BOTH
            return


def _claim(scratch: Path, path: Path) -> None:
    """Put the scratch file's content under `path` unless that exists.

    Raises:
        FileExistsError: it does.
    """
    try:
        os.link(scratch, path)
    except FileExistsError:
        raise
    except OSError:  # drives without hard links, such as exFAT
        if path.exists():
            raise FileExistsError from None
        scratch.rename(path)
