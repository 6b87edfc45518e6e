"""The embedded weights where they have been fetched: tests of true networks skip where they have not."""

import pytest

from models.catalog import load_catalog
from models.store import WeightsStore
from studio.settings import Settings


def embedded_weights(*names: str) -> WeightsStore:
    """Return this machine's weights; skip the test unless it has all of these."""
    store = WeightsStore(Settings.from_environment().weights_folder, load_catalog(), offline=True)
    if lacking := [name for name in names if not store.have(name)]:
        pytest.skip(f"needs weights: studio models fetch {' '.join(lacking)}")
    return store
