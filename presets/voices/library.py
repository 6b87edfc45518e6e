"""The voices of each speech engine: one file an engine."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pydantic import Field

from presets.presenters.schema import Voice
from presets.reading import read_all, read_model, shipped_files
from presets.rule_base import Strict


class EngineVoices(Strict):
    """An engine's own names of its voices, by whom one hears.

    Attributes:
        id: the speech engine's name.
    """

    id: str
    female: tuple[str, ...] = Field(min_length=1)
    male: tuple[str, ...] = Field(min_length=1)


@cache
def voices_of(engine: str) -> Mapping[str, Voice]:
    """Return who is heard by each voice of a speech engine; empty for one that has no file here.

    Raises:
        PresetError: files are wrong, with the address of each mistake.
    """
    files = read_all(shipped_files("presets.voices"), lambda path: read_model(path, EngineVoices))
    found = files.get(engine)
    if found is None:
        return MappingProxyType({})
    return MappingProxyType(dict.fromkeys(found.female, Voice.FEMALE) | dict.fromkeys(found.male, Voice.MALE))
