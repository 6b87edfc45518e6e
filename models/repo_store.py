"""Folders of weights: many files of one commit, written down when they are fetched and held to it ever after."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from models.catalog import HubSource, LocalSource, RepoEntry
from models.errors import MissingWeightsError, WrongBytesError
from models.sources.download import fetch_from_hub
from models.sources.hub_repo import Listing, RepoFile, list_repo
from models.sources.local import copy_local
from models.sources.order import ByteProgress, Order, SourceError

HASH_CHUNK_BYTES = 1 << 22
RECORD = ".pinned.json"
SEEN = ".verified.json"
LOCAL = "local copy"


class FilePin(BaseModel):
    """What one file of a folder must be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bytes: int
    sha256: str


class RepoPin(BaseModel):
    """What a folder holds: written when all of it has come, and what is loaded from it must match.

    Attributes:
        repo, revision: where it came from; the revision of a copy brought by hand is "local copy".
        files: path below the folder -> what it must be.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    repo: str
    revision: str
    files: dict[str, FilePin]

    @property
    def sha256(self) -> str:
        """One hash for all: of the lines `sha256  path`, in the order of paths."""
        lines = (f"{pin.sha256}  {path}\n" for path, pin in sorted(self.files.items()))
        return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_pin(home: Path) -> RepoPin | None:
    """Return the record in a folder of weights; None where there is none."""
    try:
        return RepoPin.model_validate_json((home / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


@dataclass(frozen=True)
class RepoStore:
    """The folders among the weights: `<folder>/<id>/...`, and beside the files the record of what they must be."""

    folder: Path
    environ: Mapping[str, str]

    def pin(self, entry: RepoEntry) -> RepoPin | None:
        """Return the folder's record; None where nothing whole is there, or it is not of the catalogue's commit."""
        pin = read_pin(self.folder / entry.id)
        return None if pin and entry.revision and pin.revision not in (entry.revision, LOCAL) else pin

    def have(self, entry: RepoEntry) -> bool:
        """Tell whether all files are there; only `path` and `verify` look at their bytes."""
        pin = self.pin(entry)
        return pin is not None and all((self.folder / entry.id / path).is_file() for path in pin.files)

    def path(self, entry: RepoEntry) -> Path:
        """Return the folder; files are hashed once, and again when their size or time changes.

        Raises:
            MissingWeightsError: not whole on this machine.
            WrongBytesError: there, but not what was fetched.
        """
        home = self.folder / entry.id
        if not self.have(entry):
            raise MissingWeightsError(
                f"The weights '{entry.id}' (about {entry.bytes / 1e9:,.1f} GB, {entry.licence.name}) are not in "
                f"{self.folder}. Fetch them: studio models fetch {entry.id}",
                entry.id,
            )
        if _seen(home) != _stamps(home, self._pinned(entry)):
            self.verify(entry)
        return home

    def verify(self, entry: RepoEntry) -> Path:
        """Hash every file, whatever is remembered, and return the folder.

        Raises:
            MissingWeightsError, WrongBytesError: as `path`.
        """
        if not self.have(entry):
            return self.path(entry)
        home, pin = self.folder / entry.id, self._pinned(entry)
        stamps = _stamps(home, pin)
        for path, wanted in pin.files.items():
            if _hashed(home / path) != wanted:
                raise WrongBytesError(
                    f"{home / path} is not what was fetched. Fetch it again: studio models fetch {entry.id}", entry.id
                )
        with suppress(OSError):  # a folder we may only read is hashed at every start instead
            _write(home / SEEN, json.dumps(stamps))
        return home

    def bring(self, entry: RepoEntry, local: Path | None, progress: ByteProgress, tell: Callable[[str], None]) -> Path:
        """Fetch what is missing or wrong, or copy it from the folder `local`, and write the record last.

        A folder that has been recorded once is repaired from its own commit, not from a newer one.

        Raises:
            SourceError: the hub or the folder could not bring a file, or brought other bytes than the hub states.
        """
        home = self.folder / entry.id
        known = self.pin(entry)
        if local is not None:
            listing = _listed(local, entry)
        else:
            revision = known.revision if known and known.revision != LOCAL else None
            listing = list_repo(entry, revision, self.environ)
            if entry.revision is None and revision is None:
                tell(f"{entry.id}: the catalogue names no commit; taking {listing.revision}, and keeping to it.")
        pins: dict[str, FilePin] = {}
        done, total = 0, sum(file.bytes for file in listing.files)
        for file in listing.files:
            told = _from(progress, done, total)
            pins[file.path] = self._file(home / file.path, file, _Origin(entry.repo, listing.revision, local), told)
            done += file.bytes
        pin = RepoPin(repo=entry.repo, revision=listing.revision, files=pins)
        _write(home / RECORD, pin.model_dump_json(indent=1))
        _write(home / SEEN, json.dumps(_stamps(home, pin)))
        return home

    def _pinned(self, entry: RepoEntry) -> RepoPin:
        pin = self.pin(entry)
        if pin is None:
            raise MissingWeightsError(f"The record of '{entry.id}' has gone from {self.folder}.", entry.id)
        return pin

    def _file(self, target: Path, file: RepoFile, origin: "_Origin", progress: ByteProgress) -> FilePin:
        if target.is_file() and target.stat().st_size == file.bytes and _is_stated(target, file):
            progress(file.bytes, file.bytes)
            return _hashed(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".fetch-") as scratch:
            order = Order(part, Path(scratch), file.bytes, self.environ, progress)
            if origin.local:
                copy_local(LocalSource(path=origin.local / file.path), order)
            else:
                fetch_from_hub(HubSource(repo=origin.repo, revision=origin.revision, file=file.path), order)
        if not _is_stated(part, file):
            part.unlink()
            raise SourceError(f"{file.path} is not what the hub states, so it was deleted; try again")
        part.replace(target)
        return _hashed(target)


@dataclass(frozen=True)
class _Origin:
    repo: str
    revision: str
    local: Path | None


def _listed(local: Path, entry: RepoEntry) -> Listing:
    """List a folder that somebody brought; its bytes are taken as they are, and held to from then on."""
    paths = sorted(path for path in local.rglob("*") if path.is_file())
    named = ((path, path.relative_to(local).as_posix()) for path in paths)
    files = tuple(RepoFile(name, path.stat().st_size) for path, name in named if entry.wants(name))
    if not any(file.path.endswith(".safetensors") for file in files):
        raise SourceError(f"{local} holds no safetensors files of {entry.repo}")
    return Listing(LOCAL, files)


def _from(progress: ByteProgress, start: int, total: int) -> ByteProgress:
    return lambda done, _total: progress(start + done, total)


def _is_stated(path: Path, file: RepoFile) -> bool:
    """Compare a file with the hash the hub states for it; true where it states none."""
    if file.sha256:
        return _hashed(path).sha256 == file.sha256
    if file.git_sha1:
        data = path.read_bytes()  # only small files are without a SHA-256
        header = f"blob {len(data)}\0".encode()  # git hash-object
        return hashlib.sha1(header + data, usedforsecurity=False).hexdigest() == file.git_sha1
    return True


def _hashed(path: Path) -> FilePin:
    sha256 = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(HASH_CHUNK_BYTES):
            sha256.update(chunk)
    return FilePin(bytes=path.stat().st_size, sha256=sha256.hexdigest())


def _stamps(home: Path, pin: RepoPin) -> dict[str, list[int]]:
    stats = {path: (home / path).stat() for path in pin.files}
    return {path: [stat.st_size, stat.st_mtime_ns] for path, stat in stats.items()}


def _seen(home: Path) -> dict[str, list[int]] | None:
    try:
        return json.loads((home / SEEN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _write(path: Path, text: str) -> None:
    scratch = path.with_name(f"{path.name}.{os.getpid()}")
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(path)
