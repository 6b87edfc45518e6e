"""Each family of errors -> an exit code, and words for a person.

Exit codes: 0 all is well; 1 a rule is broken; 2 the command was typed wrong; 3 a photo or picture could not be used;
4 an engine or its weights are not at hand; 5 a preset is wrong; 70 a fault of ours; 130 stopped by the person.
"""

import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

import click

from models.errors import ModelsError, install_command
from models.extras import extra_of
from pipelines.errors import Cancelled, StudioError
from presets.errors import PresetError

Result = TypeVar("Result")


class Exit(IntEnum):
    """What the process tells its caller."""

    FINE = 0
    RULE_BROKEN = 1
    USAGE = 2
    PICTURE = 3
    ENGINE = 4
    PRESET = 5
    OUR_FAULT = 70
    STOPPED = 130


@dataclass(frozen=True)
class Failure:
    """What a person is told, and the exit code."""

    sentence: str
    code: Exit


def explain(error: BaseException) -> Failure:
    """Return the words and the code for an error."""
    match error:
        case Cancelled() | KeyboardInterrupt() | click.Abort():
            return Failure("Stopped. Finished files are whole; nothing half-made was left.", Exit.STOPPED)
        case StudioError():
            return Failure(str(error), Exit.PICTURE)
        case ModelsError():
            return Failure(str(error), Exit.ENGINE)
        case PresetError():
            return Failure(str(error), Exit.PRESET)
        case ModuleNotFoundError(name=str(module)) if extra := extra_of(module):
            sentence = f"This needs the package {module.partition('.')[0]}. Install it: {install_command(extra)}."
            return Failure(sentence, Exit.ENGINE)
        case _:
            return _foreign(error)


def explained(error: BaseException) -> tuple[str, int]:
    """Return the words and the code for an error as the journal keeps them."""
    failure = explain(error)
    return failure.sentence, int(failure.code)


def _foreign(error: BaseException) -> Failure:
    """Return words for an error that is none of ours."""
    if _is_out_of_memory(error):
        sentence = "This machine's memory does not suffice. Close other programs, or use a smaller photo or picture."
        return Failure(sentence, Exit.PICTURE)
    if isinstance(error, OSError):
        return Failure(f"{error.filename or 'A file'}: {error.strerror or error}.", Exit.PICTURE)
    kind = type(error).__name__
    return Failure(f"Something went wrong in the studio itself ({kind}: {error}).", Exit.OUR_FAULT)


def _is_out_of_memory(error: BaseException) -> bool:
    """Tell by the words of the libraries that have no type of error for it: OpenCV, ONNX Runtime, C++."""
    words = ("Insufficient memory", "Failed to allocate memory", "bad_alloc", "bad allocation")
    return isinstance(error, MemoryError) or any(word in str(error) for word in words)


def leave(failures: Sequence[Failure], *, refused: int = 0, broken: int = 0) -> None:
    """End a run with the code that tells how it went; return where all is well.

    Args:
        refused: how many could not be made, though nothing failed.
        broken: how many break a rule.

    Raises:
        SystemExit: something failed, was refused, or breaks a rule.
    """
    if failures or refused:
        raise SystemExit(int(failures[0].code if failures else Exit.PICTURE))
    if broken:
        raise SystemExit(int(Exit.RULE_BROKEN))


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def speak(run: Callable[[], Result]) -> Result:
    """Run a command; what it raises is said on stderr and becomes the exit code.

    Being told to end is Ctrl-C: temporary files go first.

    Raises:
        SystemExit: with the failure's code.
    """
    signal.signal(signal.SIGTERM, _stop)
    try:
        return run()
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from error
    except (Exception, KeyboardInterrupt) as error:
        failure = explain(error)
        click.echo(failure.sentence, err=True)
        if failure.code is Exit.OUR_FAULT:
            click.echo("Run it again with STUDIO_DEBUG=1 and report what is printed.", err=True)
        raise SystemExit(int(failure.code)) from error
