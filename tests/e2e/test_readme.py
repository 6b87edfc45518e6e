"""What the README tells a stranger to type does what it says."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.stages.cutout.touchup import Touchup
from tests.e2e.conftest import Studio

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.partition("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("studio ")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_works(command: str, studio_with_weights: Studio, mug: Path, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "mug.jpg").write_bytes(mug.read_bytes())
    typed = shlex.split(command.replace("old/*.jpg", "old/mug.jpg"))
    done = studio_with_weights(*typed[1:])
    broken_on_purpose = 1 if typed[1] == "check" else 0  # the old picture is a photo on grey
    assert done.returncode == broken_on_purpose, done.stderr
    assert done.stdout.strip()


def test_the_python_of_the_readme_works(mug: Path, tmp_path: Path, weights_folder: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    environment = {
        "STUDIO_WEIGHTS": str(weights_folder),
        "STUDIO_CACHE": str(tmp_path / "cache"),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(" True 1.0") == 2


def test_continuous_integration_runs_the_readmes_second_command() -> None:
    assert ".venv/bin/python -m tests" in README
    assert 'python" -m tests' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_marketplace_we_have_stands_in_the_readme() -> None:
    for preset in (ROOT / "presets").glob("*.toml"):
        assert f"`{preset.stem}`" in README


def test_the_touchup_of_the_readme_is_one() -> None:
    (text,) = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    touchup = Touchup.model_validate_json(text)
    assert touchup.box is not None
    assert len(touchup.keep) == len(touchup.drop) == 1
