import re
from importlib.resources import files
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def readme() -> str:
    return files("presets").joinpath("README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def example(readme: str) -> str:
    """The complete preset of the README."""
    found = re.search(r"```toml\n(.*?)```", readme, re.DOTALL)
    assert found is not None
    return found.group(1)


@pytest.fixture
def shop(tmp_path: Path, example: str) -> Path:
    """A folder of a seller's own with the README's example in it."""
    (tmp_path / "shop.toml").write_text(example, encoding="utf-8")
    return tmp_path
