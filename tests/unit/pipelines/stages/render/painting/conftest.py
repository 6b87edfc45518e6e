"""Toy painters, built once for all tests here."""

from importlib.util import find_spec
from pathlib import Path

import pytest

MISSING = [name for name in ("torch", "diffusers", "transformers", "accelerate", "torchao") if find_spec(name) is None]


@pytest.fixture(scope="session")
def toys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of toys: one for each catalogue id."""
    if MISSING:
        pytest.skip(f"needs {', '.join(MISSING)}: pip install 'listing-studio[diffusion]'")
    from tests.fakes.toy_painters import build_toys  # noqa: PLC0415

    home = tmp_path_factory.mktemp("toys")
    build_toys(home)
    return home
