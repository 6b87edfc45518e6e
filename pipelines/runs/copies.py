"""What a run made, copied to object storage, or to wherever else fsspec reaches."""

from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from pipelines.errors import ExportError

_AT_ONCE = 4
_TRIAL = ".listing-studio"


class Copies:
    """Copies of a folder's files at a URL, under the same relative names; they are made while the run goes on."""

    def __init__(self, url: str, folder: Path) -> None:
        """Find out what reaches the URL, and write there and delete an empty file: a night's work is not to end there.

        Raises:
            ExportError: nothing here reaches it, or it takes no files.
        """
        self.url = url.rstrip("/")
        self._folder = folder
        with _told(url):
            self._files, self._base = url_to_fs(self.url)
            if isinstance(self._files, LocalFileSystem):
                self._files.auto_mkdir = True
            self._files.pipe_file(f"{self._base}/{_TRIAL}", b"")
        with suppress(Exception):  # a place from which nothing may be deleted keeps it
            self._files.rm_file(f"{self._base}/{_TRIAL}")
        self._pool = ThreadPoolExecutor(_AT_ONCE, "copies")
        self._begun: dict[Path, Future[None]] = {}

    def begin(self, paths: Iterable[Path], *, anew: bool = False) -> None:
        """Begin to copy files that are not there in their size; with `anew`, those too."""
        for path in paths:
            self._begun[path] = self._pool.submit(self._put, path, anew=anew)

    def complete(self, paths: Iterable[Path]) -> None:
        """Return when all these files are there, those of earlier runs too; what failed before is tried once more.

        Raises:
            ExportError: one cannot be copied.
        """
        paths = tuple(dict.fromkeys(paths))
        self.begin(path for path in paths if path not in self._begun or self._begun[path].exception() is not None)
        for path in paths:
            self._begun[path].result()

    def _put(self, path: Path, *, anew: bool) -> None:
        target = self._target(path)
        with _told(self.url):
            if anew or not (self._files.exists(target) and self._files.size(target) == path.stat().st_size):
                self._files.put_file(str(path), target)

    def _target(self, path: Path) -> str:
        return f"{self._base}/{path.relative_to(self._folder).as_posix()}"


@contextmanager
def _told(url: str) -> Generator[None]:
    try:
        yield  # each storage has errors of its own
    except Exception as error:
        words = str(error).strip().rstrip(".") or type(error).__name__
        raise ExportError(f"Nothing can be copied to {url}: {words}. What is made stays on this machine.") from error
