"""No library of an engine reports to its maker how it is used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def noted(home: Path, code: str) -> list[str]:
    """Return the files that a new process leaves in an empty home and a folder for temporary files in it."""
    home.mkdir()
    switches = {"ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME"}
    ours = {name: value for name, value in os.environ.items() if name not in switches}
    ours |= {"HOME": str(home), "TMPDIR": str(home)}
    subprocess.run([sys.executable, "-c", code], env=ours, cwd=ROOT, check=True)
    return [path.name for path in home.rglob("*") if path.is_file()]


def test_loading_a_network_notes_nothing_to_be_reported(tmp_path: Path) -> None:
    if not noted(tmp_path / "bare", "import onnxruntime"):
        pytest.skip("this onnxruntime keeps no notes of its use")
    assert noted(tmp_path / "ours", "import models.registry, onnxruntime") == []
