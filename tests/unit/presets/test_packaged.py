"""Every file of data is in the wheel."""

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[3]
PATTERNS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]["presets"]


def test_every_file_of_data_is_packaged() -> None:
    folder = ROOT / "presets"
    data = [path.relative_to(folder) for path in folder.rglob("*") if path.suffix in (".toml", ".plate")]
    left = [path.as_posix() for path in data if not any(_is_of(path, pattern) for pattern in PATTERNS)]
    assert len(data) > 100
    assert left == []


def _is_of(path: Path, pattern: str) -> bool:
    return path.parent == Path(pattern).parent and fnmatch(path.name, Path(pattern).name)
