"""Reading a brand's file."""

from pathlib import Path

from presets.brands.schema import Brand
from presets.errors import PresetError
from presets.reading import read_model

FILE_NAME = "brand.toml"


def read_brand(path: Path) -> Brand:
    """Read and check a brand; the files it names lie beside it.

    Raises:
        PresetError: unreadable, not TOML, or against the schema: `brand.toml: colours.ink: ...`, a line for each
            mistake; or a file it names is not there.
    """
    brand = read_model(path, Brand)
    named = {"logo": brand.logo, "fonts.heading": brand.fonts.heading, "fonts.text": brand.fonts.text}
    if missing := [f"{key}: there is no {name} beside it" for key, name in named.items() if _is_missing(path, name)]:
        raise PresetError("\n".join(f"{path.name}: {fault}." for fault in missing))
    return brand


def _is_missing(path: Path, name: str | None) -> bool:
    return name is not None and not (path.parent / name).is_file()
