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

    def joined_by(self, helps: Mapping[tuple[str, str], str]) -> "Words":
        """Return words with each command's own help of an option, in English where the table has none of it.

        Args:
            helps: by kind and option.
        """
        table = dict(self._table)
        for (kind, option), english in helps.items():
            if (general := f"help_{option}") in self._table:
                table[general] = {"en": english, **table[general]}
                table.setdefault(help_key(kind, option), {"en": english, **self._table[general]})
        return Words(table)


def help_key(kind: str, option: str) -> str:
    """Return the key of the help that an option has in the command that makes `kind`."""
    return f"help_{kind.replace('-', '_')}_{option}"


def language_of(accepted: str) -> str:
    """Return the pages' language for an Accept-Language header: the first that we speak, else English."""
    for part in accepted.split(","):
        tag = part.partition(";")[0].strip().lower()
        for language in LANGUAGES:
            if tag == language or tag.startswith(f"{language}-"):
                return language
    return LANGUAGES[0]
