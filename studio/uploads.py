"""Photos that came through a page: looked into before they are kept, apart for each owner, under names of our own."""

import re
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from pipelines.errors import PhotoError
from pipelines.stages.export.image import preview_jpeg
from pipelines.stages.export.publish import replace_bytes
from pipelines.stages.photo.file_bytes import shown_name
from pipelines.stages.photo.read import read_photo

_PREVIEW = "preview.jpg"
_NAME_CHARS = 80
_UNSAFE = re.compile(r"[^\w. ()-]+")


@dataclass(frozen=True)
class Limits:
    """What one upload may hold."""

    bytes: int = 80_000_000
    photos: int = 200


@dataclass(frozen=True)
class Upload:
    """A kept photo; `id` is the SHA-256 of its bytes."""

    id: str
    path: Path


class Uploads:
    """The photos of everybody, under `folder`/OWNER/photos/ID/."""

    def __init__(self, folder: Path, limits: Limits | None = None) -> None:
        self._folder = folder.resolve()
        self._limits = limits or Limits()

    def check_count(self, count: int) -> None:
        """Refuse more photos than one upload may hold.

        Raises:
            PhotoError: says the limit.
        """
        if count > self._limits.photos:
            raise PhotoError(f"{count} photos are more than the {self._limits.photos} taken at once. Send fewer.")

    def keep(self, owner: str, file: Path) -> Upload:
        """Keep a photo that arrived as a temporary file, which goes.

        Raises:
            PhotoError: too large, or no photo that can be read.
        """
        try:
            if file.is_symlink() or not file.is_file():
                raise PhotoError(f"{shown_name(file)} is no file.")
            if file.stat().st_size > self._limits.bytes:
                most = self._limits.bytes // 1_000_000
                raise PhotoError(f"{shown_name(file)} has more than {most} MB. Save it smaller.")
            return self._kept(owner, file)
        finally:
            file.unlink(missing_ok=True)

    def keep_copy(self, owner: str, file: Path) -> Upload:
        """Keep a photo as `keep` does, and leave the file where it is."""
        with TemporaryDirectory() as folder:
            return self.keep(owner, Path(copyfile(file, Path(folder) / file.name)))

    def preview(self, owner: str, upload: str) -> Path:
        """Return a kept photo's small JPEG.

        Raises:
            PhotoError: this owner has no such photo.
        """
        path = self._home(owner, upload) / _PREVIEW
        if not path.is_file():
            raise PhotoError("There is no such photo.")
        return path

    def find(self, owner: str, upload: str) -> Upload:
        """Return a kept photo; raises as `preview`."""
        folder = self.preview(owner, upload).parent
        return Upload(upload, next(path for path in folder.iterdir() if path.name != _PREVIEW))

    def _kept(self, owner: str, file: Path) -> Upload:
        with file.open("rb") as opened:
            upload = file_digest(opened, "sha256").hexdigest()
        home = self._home(owner, upload)
        if not (home / _PREVIEW).is_file():
            photo = read_photo(file)
            home.mkdir(parents=True, exist_ok=True)
            replace_bytes(home / safe_name(file.name), file.read_bytes())
            replace_bytes(home / _PREVIEW, preview_jpeg(photo.pixels))
        return self.find(owner, upload)

    def _home(self, owner: str, upload: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{64}", upload):
            raise PhotoError("There is no such photo.")
        return self._folder / owner / "photos" / upload


def safe_name(name: str) -> str:
    """Return a file name that is none of ours, hides nothing and leads nowhere."""
    stem, dot, suffix = name.rpartition(".")
    stem = _UNSAFE.sub("_", stem or suffix).strip(". ")[:_NAME_CHARS] or "photo"
    stem = f"{stem}_" if f"{stem}.{suffix}".lower() == _PREVIEW else stem
    return f"{stem}.{_UNSAFE.sub('_', suffix)[:10]}" if dot else stem
