"""A script's file -> script."""

from pathlib import Path

from pipelines.errors import ScriptError
from pipelines.script import Script
from pipelines.stages.script.read import read_script

_MOST_BYTES = 1_000_000


def read_script_file(path: Path, language: str) -> Script:
    """Return the script in a text file.

    Raises:
        ScriptError: it cannot be read, is no text in UTF-8, or cannot be spoken as it stands.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ScriptError(f"{path.name}: it holds more than a script can. Give the text that is to be spoken.")
        return read_script(path.read_text(encoding="utf-8-sig"), language, path.name)
    except UnicodeDecodeError as error:
        raise ScriptError(f"{path.name}: it is no text in UTF-8. Save it as UTF-8.") from error
    except OSError as error:
        raise ScriptError(f"{path.name}: it cannot be read: {error.strerror or error}.") from error
