"""The lexicons at hand, and the ids of what sellers write."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from presets.errors import PresetError
from presets.languages.tags import root
from presets.lexicon.schema import Lexicon, agreed
from presets.lexicon.terms import Terms
from presets.reading import read_all, read_model, shipped_files

_TERMS = "terms.toml"
KINDS = ("categories", "items", "spans", "materials", "colours", "features", "occasions")


@cache
def load_terms() -> Terms:
    """Return what is known of each term, in no language.

    Raises:
        PresetError: the file is wrong, with the address of each mistake.
    """
    return read_model(next(path for path in shipped_files("presets.lexicon") if path.name == _TERMS), Terms)


@cache
def load_lexicons() -> Mapping[str, Lexicon]:
    """Return all lexicons by language.

    Raises:
        PresetError: files are wrong, or one lacks words for a term, with the address of each mistake.
    """
    paths = [path for path in shipped_files("presets.lexicon") if path.name != _TERMS]
    return MappingProxyType(dict(sorted(read_all(paths, read_lexicon).items())))


def read_lexicon(path: Path) -> Lexicon:
    """Read one file; every term has words in it, and it has no others.

    Raises:
        PresetError: unreadable, not TOML, against the schema, or not of the terms.
    """
    found = read_model(path, Lexicon)
    faults = [
        f"{path.name}: {kind}.{term}: {what}"
        for kind in KINDS
        for what, terms in (
            ("it has no words", set(getattr(load_terms(), kind)) - set(getattr(found, kind))),
            ("terms.toml knows no such term", set(getattr(found, kind)) - set(getattr(load_terms(), kind))),
        )
        for term in sorted(terms)
    ]
    if faults:
        raise PresetError("\n".join(faults))
    return found


def lexicon(tag: str) -> Lexicon:
    """Return a language's lexicon; `de-AT` has that of `de`.

    Raises:
        PresetError: there is none.
    """
    known = load_lexicons()
    for name in (tag, root(tag)):
        if name in known:
            return known[name]
    raise PresetError(f"No lexicon has words in '{tag}'. There are: {', '.join(known)}.")


def rooms_for(category: str, tag: str, occasions: Sequence[str] = ()) -> tuple[str, ...]:
    """Return tags of the scenes where goods are at home.

    Goods of a category that the lexicon does not know go by the one known thing in its words, as a toy for `soft-toy`,
    by what they are for, or into a home.

    Args:
        category, occasions: as a seller wrote them, in the language `tag`.
    """
    words = {term_id("categories", word, tag) for word in re.split(r"[\s-]+", category)} - {None}
    term = term_id("categories", category, tag) or (next(iter(words)) if len(words) == 1 else None)
    if term is None:
        asked = (term_id("occasions", occasion, tag) or "" for occasion in occasions)
        rooms = load_terms().rooms_for
        return next((rooms[name] for name in asked if name in rooms), rooms["home"])
    path = load_terms().categories[term].google
    fitting = [start for start in load_terms().rooms if path == start or path.startswith(f"{start} > ")]
    return load_terms().rooms[max(fitting, key=len)] if fitting else ()


def term_id(kind: str, written: str, tag: str) -> str | None:
    """Return the id of what a seller wrote: an id, or a word of the file's language; None where it is neither.

    Args:
        kind: one of `KINDS`.
        tag: the language of the seller's file.
    """
    return _ids(kind, tag).get(_folded(written))


@cache
def _ids(kind: str, tag: str) -> Mapping[str, str]:
    """Return ids by the words for them, where no two share the word; an id goes before a word of the same letters."""
    terms = {term: term for term in getattr(load_terms(), kind)}
    known = load_lexicons().get(root(tag))
    named: dict[str, set[str]] = {}
    for term, said in (getattr(known, kind) if known else {}).items():
        for word in [said] if isinstance(said, str) else [said.word, *getattr(said, "also", ())]:
            named.setdefault(_folded(agreed(word)), set()).add(term)
    return MappingProxyType({**{word: min(found) for word, found in named.items() if len(found) == 1}, **terms})


def _folded(written: str) -> str:
    return re.sub(r"[\s_]+", "-", written.strip().casefold())
