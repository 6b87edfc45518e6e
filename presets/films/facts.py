"""A seller's facts of a product, as films write them: one TOML file, a table a language."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import Field, RootModel, StringConstraints

from presets.languages.tags import root
from presets.reading import read_model
from presets.rule_base import Strict

Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True)]


class Facts(Strict):
    """What a film may claim of a product, in one language: on the screen, and in a script made of them.

    Attributes:
        name, size, price: as they are to be read.
        lines: its points, a few words each.
        action: the call to act; absent for the language's usual one, empty for none.
    """

    name: Text = ""
    size: Text = ""
    price: Text = ""
    lines: tuple[Annotated[Text, Field(min_length=1)], ...] = Field(default=(), max_length=4)
    action: Text | None = None


class _File(RootModel[dict[str, Facts]]):
    """Language tag -> what is said in it."""


def read_facts(path: Path) -> dict[str, Facts]:
    """Return the facts in a file, by language tag.

    Raises:
        PresetError: it cannot be read, or is wrong: `mug.toml: es.lines: ...`, a line for each mistake.
    """
    return read_model(path, _File).root


def facts_in(facts: Mapping[str, Facts], tag: str) -> Facts | None:
    """Return a language's facts: its own, else those of its plain tag (`en` for `en-GB`), else None."""
    return facts.get(tag) or facts.get(root(tag))


def on_screen(facts: Facts) -> tuple[str, ...]:
    """Return all that a film may write of the facts."""
    return tuple(filter(None, (facts.name, facts.size, facts.price, *facts.lines, facts.action)))
