"""The words of claims at hand."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from presets.claims.schema import Certificate, Certificates, ClaimWords, Sorts
from presets.errors import PresetError
from presets.languages.schema import Language
from presets.languages.tags import root
from presets.reading import read_all, read_model, shipped_files

_CERTIFICATES, _SORTS = "certificates.toml", "sorts.toml"


@cache
def load_claim_words() -> Mapping[str, ClaimWords]:
    """Return the words of all languages, by plain tag.

    Raises:
        PresetError: files are wrong, with the address of each mistake.
    """
    paths = [path for path in shipped_files("presets.claims") if path.name not in (_CERTIFICATES, _SORTS)]
    return MappingProxyType(dict(sorted(read_all(paths, read_claim_words).items())))


def read_claim_words(path: Path) -> ClaimWords:
    """Read one file.

    Raises:
        PresetError: unreadable, not TOML, or against the schema.
    """
    return read_model(path, ClaimWords)


def claim_words(language: Language) -> ClaimWords:
    """Return a language's words; `en-GB` has those of `en`.

    Raises:
        PresetError: nobody has written them yet.
    """
    known = load_claim_words()
    tag = root(language.id)
    if tag not in known:
        raise PresetError(
            f"Claims in {language.title} cannot be told from other words: presets/claims/{tag}.toml is missing."
        )
    return known[tag]


@cache
def load_certificates() -> tuple[Certificate, ...]:
    """Return the marks and standards that are known in every language.

    Raises:
        PresetError: the file is wrong.
    """
    return read_model(_file(_CERTIFICATES), Certificates).certificates


@cache
def load_sorts() -> Mapping[str, tuple[str, ...]]:
    """Return general materials with those that are of their sort.

    Raises:
        PresetError: the file is wrong.
    """
    return MappingProxyType(read_model(_file(_SORTS), Sorts).sorts)


def _file(name: str) -> Path:
    return next(path for path in shipped_files("presets.claims") if path.name == name)
