"""The words of alternative texts at hand."""

from functools import cache

from presets.alt_texts.schema import AltWords
from presets.languages.tags import root
from presets.reading import Library, read_all, read_model, shipped_files


@cache
def load_alt_words() -> Library[AltWords]:
    """Return the words of all languages.

    Raises:
        PresetError: files are wrong, with the address of each mistake.
    """
    paths = shipped_files("presets.alt_texts")
    return Library("language with alternative texts", read_all(paths, lambda path: read_model(path, AltWords)))


def alt_words(tag: str) -> AltWords:
    """Return a language's words; a country's variant has its plain language's.

    Raises:
        PresetError: there are none; the message offers the nearest.
    """
    library = load_alt_words()
    return library.get(tag if tag in library.items else root(tag))
