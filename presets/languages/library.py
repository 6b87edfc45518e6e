"""The languages at hand."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from presets.errors import PresetError
from presets.languages.schema import Language
from presets.reading import did_you_mean, read_all, read_model, shipped_files

# Readers of traditional letters; Hong Kong's own words are nobody's here yet
_ALIKE = {"zh-hant": "zh-tw", "zh-hant-tw": "zh-tw", "zh-hant-hk": "zh-tw", "zh-hk": "zh-tw", "zh-mo": "zh-tw"}


@cache
def load_languages() -> Mapping[str, Language]:
    """Return all languages by tag.

    Raises:
        PresetError: files are wrong, with the address of each mistake.
    """
    return MappingProxyType(dict(sorted(read_all(shipped_files("presets.languages"), read_language).items())))


def read_language(path: Path) -> Language:
    """Read one file.

    Raises:
        PresetError: unreadable, not TOML, or against the schema.
    """
    return read_model(path, Language)


def language(tag: str) -> Language:
    """Return a language by its tag; `de-AT` is found as `de`.

    Raises:
        PresetError: we know nothing of it; the message offers the nearest.
    """
    known = load_languages()
    folded = {name.lower(): name for name in known}
    wanted = tag.strip().replace("_", "-").lower()
    for name in (_ALIKE.get(wanted, wanted), wanted.partition("-")[0]):
        if name in folded:
            return known[folded[name]]
    raise PresetError(f"There is no language '{tag}'.{did_you_mean(tag, tuple(known))}")
