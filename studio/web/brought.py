"""Files that came through a page beside photos: those sent together lie together, under names of our own."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from pipelines.errors import StudioError
from pipelines.stages.export.publish import replace_bytes
from studio.uploads import safe_name
from studio.web.arrivals import arrived

_MOST_BYTES = 200_000_000
_MOST_FILES = 200


class BroughtError(StudioError):
    """Files that cannot be used as they were sent."""


def sent_files(sent: Sequence[str] | str | None) -> dict[str, bytes]:
    """Return what was sent, by safe names.

    Raises:
        BroughtError: too many, too large together, or two of one name.
        PhotoError: one was not sent, but named.
    """
    paths = [arrived(one) for one in ([sent] if isinstance(sent, str) else sent or ())]
    if len(paths) > _MOST_FILES:
        raise BroughtError(f"{len(paths)} files are more than the {_MOST_FILES} taken at once. Send fewer.")
    if sum(path.stat().st_size for path in paths) > _MOST_BYTES:
        raise BroughtError(f"The files have more than {_MOST_BYTES // 1_000_000} MB together. Send smaller ones.")
    names = [safe_name(path.name) for path in paths]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise BroughtError(f"Two of the files are called {twice}. Give one another name.")
    return {name: path.read_bytes() for name, path in zip(names, paths, strict=True)}


def keep_together(home: Path, content: Mapping[str, bytes]) -> Path:
    """Keep files in a folder of `home` that is made of their content, and return it.

    Args:
        content: by name, which may have folders.
    """
    marks = (name.encode() + sha256(data).digest() for name, data in sorted(content.items()))
    folder = home / sha256(b"".join(marks)).hexdigest()[:16]
    for name, data in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        replace_bytes(folder / name, data)
    return folder
