"""A file's bytes, fetched so that no hostile path can block, surprise or fill the machine."""

import os
import stat
from pathlib import Path

from pipelines.errors import PhotoError

MOST_BYTES = 512 * 1024 * 1024


def shown_name(path: Path) -> str:
    """Return what messages call the file: the last part of its path."""
    return shown_text(path.name or str(path))


def shown_text(text: str) -> str:
    """Return a stranger's text as one line, with nothing in it that a terminal would obey."""
    whole = text.strip().encode("utf-8", "replace").decode("utf-8")
    return "".join(letter if letter.isprintable() else "?" for letter in whole)


def read_bytes(path: Path) -> bytes:
    """Return a regular file's whole content.

    Raises:
        PhotoError: missing, a folder, a device or pipe, a loop of links, unreadable, empty, over `MOST_BYTES`.
    """
    name = shown_name(path)
    try:
        _check_kind(path.stat(), name)
        return _read_regular(path, name)
    except PermissionError:
        raise PhotoError(f"{name} may not be read. Allow reading it, or copy it to a folder of yours.") from None
    except FileNotFoundError:
        raise PhotoError(_missing(path, name)) from None
    except NotADirectoryError:
        raise PhotoError(f"{name} does not exist: a part of its path is a file. Check the path.") from None
    except (OSError, ValueError) as error:
        raise PhotoError(_unreachable(error, name)) from None


def _check_kind(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise PhotoError(f"{name} is a folder, not a photo. Name the photos in it.")
    if not stat.S_ISREG(status.st_mode):
        raise PhotoError(f"{name} is a device or a pipe, not a file. Save the photo as a file first.")
    if status.st_size > MOST_BYTES:
        size, limit = status.st_size / 2**20, MOST_BYTES / 2**20
        raise PhotoError(f"{name} has {size:,.0f} MiB; photos up to {limit:,.0f} MiB are read. Save it smaller.")


def _read_regular(path: Path, name: str) -> bytes:
    # O_NONBLOCK: a pipe put in the file's place after `stat` must not hang the run.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        _check_kind(os.fstat(handle), name)
        data = file.read(MOST_BYTES + 1)
    if not data:
        raise PhotoError(f"{name} is empty: it has zero bytes. Copy it again from the camera or its source.")
    if len(data) > MOST_BYTES:
        raise PhotoError(f"{name} has over {MOST_BYTES / 2**20:,.0f} MiB. Save it smaller.")
    return data


def _missing(path: Path, name: str) -> str:
    if path.is_symlink():
        return f"{name} is a link to a file that does not exist. Name the photo itself."
    return f"{name} does not exist. Check the name and the folder."


def _unreachable(error: OSError | ValueError, name: str) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "not a valid path"
    return f"{name} cannot be opened: {reason[:1].lower()}{reason[1:]}. Name the photo itself."
