"""The feeds at hand."""

from functools import cache

from presets.feeds.schema import Feed
from presets.reading import Library, read_all, read_model, shipped_files


@cache
def load_feeds() -> Library[Feed]:
    """Return all feeds.

    Raises:
        PresetError: files are wrong, with the address of each mistake.
    """
    return Library("feed", read_all(shipped_files("presets.feeds"), lambda path: read_model(path, Feed)))
