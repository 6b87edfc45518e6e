"""What the pages say, in each of their languages: one table for labels and for what we draw ourselves."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files

LANGUAGES = ("en", "zh")


class Words:
    """Every sentence of the pages by its key."""

    def __init__(self, table: Mapping[str, Mapping[str, str]]) -> None:
        self._table = table

    @classmethod
    def read(cls) -> "Words":
        """Read the package's table."""
        return cls(tomllib.loads(files("studio").joinpath("words.toml").read_text(encoding="utf-8")))

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(self._table)

    def say(self, key: str, language: str, **fields: object) -> str:
        """Return a sentence, `{name}` in it replaced by the field of that name."""
        said = self._table[key].get(language) or self._table[key]["en"]
        return said.format(**fields) if fields else said

    def all_in(self, language: str) -> dict[str, str]:
        """Return the whole table in one language."""
        return {key: said[language] for key, said in self._table.items() if language in said}

    def joined_by(self, english: Mapping[str, str]) -> "Words":
        """Return words whose English is completed by `english`, what is there already staying."""
        return Words({key: {"en": english.get(key, ""), **said} for key, said in self._table.items()})


def language_of(accepted: str) -> str:
    """Return the pages' language for an Accept-Language header: the first that we speak, else English."""
    for part in accepted.split(","):
        tag = part.partition(";")[0].strip().lower()
        for language in LANGUAGES:
            if tag == language or tag.startswith(f"{language}-"):
                return language
    return LANGUAGES[0]
