import json
import subprocess
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pydantic import Field

from models.errors import UnknownEngineError
from models.registry import EngineEntry, EngineOptions, Registry
from studio.cli import studio
from studio.commands.engines import registries


class Edge(StrEnum):
    SOFT = "soft"
    HARD = "hard"


class Options(EngineOptions):
    softness: int = Field(24, ge=1, le=255, description="Width of the matte's edge.")
    edge: Edge = Field(Edge.SOFT, description="Its kind.")
    gain: float = Field(1.0, gt=0, description="How much.")
    name: str = Field("", description="Whose.")
    fast: bool = Field(False, description="Whether to hurry.")


CAPABILITY: Registry[object] = Registry(
    "cutout",
    {
        "plain": EngineEntry(target="nowhere:Plain", summary="Needs nothing.", options=Options),
        "heavy": EngineEntry(
            target="nowhere:Heavy",
            summary="Needs much.",
            packages=("no_such_package",),
            extra="heavy",
            weights=("u2netp",),
        ),
    },
)


def run(tmp_path: Path, words: Sequence[str]) -> Result:
    return CliRunner().invoke(studio, words, env={"STUDIO_WEIGHTS": str(tmp_path)})


@pytest.fixture
def _two_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.commands.engines.registries", lambda: (CAPABILITY,))


@pytest.mark.usefixtures("_two_engines")
def test_list_says_what_each_engine_needs_here(tmp_path: Path) -> None:
    lines = [line.split("\t") for line in run(tmp_path, ["engines", "list"]).stdout.splitlines()]
    assert lines[0] == ["cutout", "plain", "ready", "Needs nothing."]
    assert lines[1][2] == "pip install 'listing-studio[heavy]'; studio models fetch u2netp (4.6 MB)"


@pytest.mark.usefixtures("_two_engines")
def test_show_gives_bounds_defaults_and_descriptions(tmp_path: Path) -> None:
    page = run(tmp_path, ["engines", "show", "plain"]).stdout
    assert "softness=24  (1 to 255)  Width of the matte's edge." in page
    assert "edge=soft  (one of soft, hard)  Its kind." in page
    assert "gain=1.0  (above 0)  How much." in page
    assert "name=  (text)  Whose." in page
    assert "fast=False  (true or false)  Whether to hurry." in page


@pytest.mark.usefixtures("_two_engines")
def test_json_is_a_record_a_line(tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [
        json.loads(line) for line in run(tmp_path, ["engines", "list", "--json"]).stdout.splitlines()
    ]
    assert [record["name"] for record in records] == ["plain", "heavy"]
    assert records[0]["options"][0] == {
        "name": "softness",
        "default": 24,
        "allowed": "1 to 255",
        "description": "Width of the matte's edge.",
    }


@pytest.mark.usefixtures("_two_engines")
def test_an_unknown_engine_lists_the_known(tmp_path: Path) -> None:
    error = run(tmp_path, ["engines", "show", "plian"]).exception
    assert isinstance(error, UnknownEngineError)
    assert str(error) == "There is no engine 'plian'. Choose one of: plain, heavy."


def test_every_engine_has_a_page_and_every_option_a_description(tmp_path: Path) -> None:
    for registry in registries():
        for name in registry.names():
            page = run(tmp_path, ["engines", "show", name, "--json"])
            record = json.loads(page.stdout.splitlines()[0])
            assert record["summary"]
            assert all(option["description"] and option["allowed"] for option in record["options"]), name


def test_looking_at_engines_loads_none_of_them() -> None:
    heavy = "import sys; from studio.commands.engines import registries; registries(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True).stdout.split()
    assert not {"torch", "rembg", "onnxruntime", "rapidocr"} & set(loaded)
