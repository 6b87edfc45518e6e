"""Reading the signs that come with the package."""

from functools import cache

from presets.icons.schema import IconSet
from presets.reading import read_model, shipped_files


@cache
def load_icons() -> IconSet:
    """Read the package's signs.

    Raises:
        PresetError: the file is wrong, with the address of each mistake.
    """
    (path,) = shipped_files("presets.icons")
    return read_model(path, IconSet)
