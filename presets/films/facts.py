"""A seller's facts of a product, as films write them: one TOML file, a table a language."""

from pathlib import Path

from pydantic import Field, RootModel

from presets.reading import read_model
from presets.rules import Strict


class Facts(Strict):
    """What a film may write on the screen of a product, in one language; nothing else is claimed.

    Attributes:
        name, size, price: as they are to be read.
        lines: its points, a few words each.
        action: the call to act; absent for the language's usual one, empty for none.
    """

    name: str = ""
    size: str = ""
    price: str = ""
    lines: tuple[str, ...] = Field(default=(), max_length=4)
    action: str | None = None


class _File(RootModel[dict[str, Facts]]):
    """Language tag -> what is said in it."""


def read_facts(path: Path) -> dict[str, Facts]:
    """Return the facts in a file, by language tag.

    Raises:
        PresetError: it cannot be read, or is wrong: `mug.toml: es.lines: ...`, a line for each mistake.
    """
    return read_model(path, _File).root
