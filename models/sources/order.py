"""What every kind of source is asked: bring these bytes here, and say how far you are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

# Told (done, total) bytes of what the source has to carry; what it raises stops the work and passes through untouched.
ByteProgress: TypeAlias = Callable[[int, int], None]


class SourceError(Exception):
    """One source could not bring the file: one sentence for a person; the next source is tried."""


@dataclass(frozen=True)
class Order:
    """One file to bring.

    Attributes:
        part: where the bytes go; what lies there already is the file's beginning, from an earlier attempt.
        scratch: an empty folder on the same disk, removed afterwards.
        bytes: the finished file's size.
        environ: mirrors, proxies and switches, as in `os.environ`.
        progress: told how far the bytes are.
    """

    part: Path
    scratch: Path
    bytes: int
    environ: Mapping[str, str]
    progress: ByteProgress
