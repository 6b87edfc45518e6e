"""ffmpeg, a program of its own: whether it is there, and running it to its end."""

import re
import subprocess
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from typing import IO

import imageio_ffmpeg

from models.errors import MissingPackageError
from pipelines.errors import ExportError

_QUIET = ("-hide_banner", "-nostats", "-loglevel", "error")
# As the C library words ENOSPC, EFBIG and EDQUOT
_FULL, _TOO_LARGE, _QUOTA = "No space left on device", "File too large", "Disk quota exceeded"
_SIZE_LIMIT = 25  # SIGXFSZ, a signal that Windows has no name for
_WHO_SAYS_IT = re.compile(r"^(?:\[[^\]]*\] ?)+")
_NO_REASON = re.compile(r"Conversion failed!|Error opening (?:in|out)put files?\b")


def executable() -> str:
    """Return where ffmpeg is.

    Raises:
        MissingPackageError: neither the package's own nor one on the path.
    """
    try:
        return imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError as error:
        raise MissingPackageError(
            "Films need ffmpeg, and none was found. Install it: pip install --force-reinstall imageio-ffmpeg."
        ) from error


def version() -> str:
    """Return ffmpeg's version, as it tells it.

    Raises:
        MissingPackageError: there is no ffmpeg.
    """
    told = subprocess.run([executable(), "-version"], capture_output=True, text=True, check=False).stdout
    words = told.split(maxsplit=3)
    return words[2] if words[:2] == ["ffmpeg", "version"] else "unknown"


Feed = Callable[[IO[bytes]], None]
Told = Callable[[int], None]


def run(arguments: Sequence[str], what: str, feed: Feed | None = None, told: Told | None = None) -> None:
    """Run ffmpeg to its end; it is gone when this returns or raises.

    Args:
        arguments: all but the program and how loud it is.
        what: it is doing, for the message: "writing mug.mp4".
        feed: writes to its standard input.
        told: hears some twice a second how many pictures are done, where nothing is fed; what it raises ends the run.

    Raises:
        MissingPackageError: there is no ffmpeg.
        ExportError: it failed, was ended from outside, or the disk is full; with its own words.
    """
    with tempfile.TemporaryFile() as said:
        program = _started(arguments, said, piped=feed is not None, telling=told is not None)
        try:
            if feed is not None and program.stdin is not None:
                _fed(program.stdin, feed)
            if told is not None and program.stdout is not None:
                _heard(program.stdout, told)
            program.wait()
        finally:
            _ended(program)
        if program.returncode:
            raise ExportError(f"ffmpeg stopped while {what}: {_why(program.returncode, said)}")


def said(arguments: Sequence[str]) -> str:
    """Return all that ffmpeg tells while it runs, whether it succeeds or not.

    Raises:
        MissingPackageError: there is no ffmpeg.
    """
    asked = [executable(), "-hide_banner", "-nostats", "-loglevel", "info", *arguments]
    done = subprocess.run(asked, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.stderr.decode(errors="replace")


@contextmanager
def piped(arguments: Sequence[str], complaints: IO[bytes] | None = None) -> Generator[IO[bytes], None, None]:
    """Yield what ffmpeg writes to `pipe:1`; it is gone when the block ends, whoever ended first.

    Args:
        complaints: a real file that takes what it says of errors.

    Raises:
        MissingPackageError: there is no ffmpeg.
    """
    program = subprocess.Popen(
        [executable(), *_QUIET, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=complaints or subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        if program.stdout is not None:
            yield program.stdout
    finally:
        _ended(program)
        if program.stdout is not None:
            program.stdout.close()


def _started(arguments: Sequence[str], said: IO[bytes], *, piped: bool, telling: bool) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C is for us, and we end it
    return subprocess.Popen(
        [executable(), *_QUIET, *(("-progress", "pipe:1") if telling else ()), "-y", *arguments],
        stdin=subprocess.PIPE if piped else subprocess.DEVNULL,
        stdout=subprocess.PIPE if telling else subprocess.DEVNULL,
        stderr=said,
        start_new_session=True,
    )


def _fed(pipe: IO[bytes], feed: Feed) -> None:
    """Write all there is; a pipe that breaks is no news, since the program's end code tells why."""
    with suppress(BrokenPipeError):
        feed(pipe)
        pipe.close()


def _heard(pipe: IO[bytes], told: Told) -> None:
    """Read what is told of pictures until the program ends."""
    for line in pipe:
        name, _, value = line.partition(b"=")
        if name == b"frame" and value.strip().isdigit():
            told(int(value))


def _ended(program: subprocess.Popen[bytes]) -> None:
    if program.poll() is None:
        program.kill()
        program.wait()
    if program.stdin is not None and not program.stdin.closed:
        with suppress(BrokenPipeError):
            program.stdin.close()
    if program.stdout is not None:
        program.stdout.close()


def _why(code: int, said: IO[bytes]) -> str:
    said.seek(0)
    lines = [_WHO_SAYS_IT.sub("", line).strip() for line in said.read().decode(errors="replace").splitlines()]
    words = [line for line in lines if line and not _NO_REASON.match(line)]
    if any(_FULL in line for line in words):
        return "the disk is full. Free some space, or choose another folder with --out."
    if code == -_SIZE_LIMIT or any(_TOO_LARGE in line for line in words):
        return "no file may grow that large here. Raise the limit (ulimit -f), or choose another folder with --out."
    if any(_QUOTA in line for line in words):
        return "your share of the disk is used up. Free some space, or choose another folder with --out."
    if code < 0:
        return f"it was ended from outside (signal {-code}). Close other programs, and run it again."
    # The cause comes first; what follows is how it spread
    return f"{words[0].rstrip('.') if words else f'end code {code}'}."
