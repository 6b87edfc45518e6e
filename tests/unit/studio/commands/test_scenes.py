"""`studio scenes`: list, show, validate and prepare."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from models.errors import MissingPackageError
from pipelines.plate import Plate
from pipelines.progress import Progress
from pipelines.stages.plate.key import plate_key
from pipelines.values import Size
from presets.errors import PresetError
from presets.scenes.library import load_scenes
from presets.scenes.schema import SceneSet, View
from studio import plates
from studio.commands.scenes import scenes
from studio.settings import Settings
from tests.fakes.analytic_plates import plate_of, scene_of


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "mine"
    folder.mkdir()
    room = scene_of(seasons=["winter"], avoid=[{"market": "de", "reason": "A word."}])
    (folder / "room.toml").write_text(toml(room), encoding="utf-8")
    return Settings(weights_folder=tmp_path, cache_folder=tmp_path / "cache", scenes_folder=folder)


def toml(scene: SceneSet) -> str:
    """A set as the keys of one TOML file; JSON's arrays and strings are TOML's, its objects are not."""

    def written(value: object) -> str:
        if isinstance(value, dict):
            return "{ " + ", ".join(f"{key} = {written(item)}" for key, item in value.items()) + " }"
        if isinstance(value, list):
            return "[" + ", ".join(map(written, value)) + "]"
        return json.dumps(value)

    data = scene.model_dump(mode="json", exclude_none=True, exclude_unset=True)
    return "\n".join(f"{key} = {written(value)}" for key, value in data.items())


class Analytic:
    def render(self, scene: SceneSet, view: View, size: Size, samples: int, progress: Progress) -> Plate:
        for lamp in scene.lamps:
            progress(lamp.id, 1, 1)
        return plate_of(scene, view, size, plate_key(scene, view, size))


def run(settings: Settings, *typed: str):
    return CliRunner().invoke(scenes, list(typed), obj=settings)


def names(stdout: str) -> list[str]:
    return [line.split("\t")[0] for line in stdout.splitlines()]


def test_list_names_all_scenes_and_the_sellers_own(settings: Settings) -> None:
    assert names(run(settings, "list").stdout) == sorted([*load_scenes().items, "test-room"])


def test_list_can_be_narrowed(settings: Settings) -> None:
    assert "test-room" in names(run(settings, "list", "--season", "winter").stdout)
    assert "test-room" not in names(run(settings, "list", "--season", "summer").stdout)
    assert "oak-window" in names(run(settings, "list", "--season", "summer").stdout)
    assert "test-room" not in names(run(settings, "list", "--market", "DE").stdout)
    assert names(run(settings, "list", "--tag", "room").stdout) == ["test-room"]
    (record,) = map(json.loads, run(settings, "list", "--tag", "room", "--json").stdout.splitlines())
    assert record["views_deg"] == [12, 25]


def test_list_refuses_seasons_and_countries_that_there_are_not(settings: Settings) -> None:
    misspelt = run(settings, "list", "--season", "xmas").exception
    assert isinstance(misspelt, PresetError)
    assert str(misspelt) == "No scene is for the season 'xmas'. Did you mean christmas?"
    assert "--market zzz: write a country" in run(settings, "list", "--market", "zzz").stderr


def test_show_is_a_page_and_names_near_ones(settings: Settings) -> None:
    page = run(settings, "show", "test-room").stdout
    assert "up to 24 x 24 x 28 cm" in page
    assert "Not for DE: A word." in page
    assert "palettes: sage, night" in page
    failed = run(settings, "show", "test-rom")
    assert isinstance(failed.exception, PresetError)
    assert "Did you mean test-room" in str(failed.exception)


def test_validate_tells_each_mistake_with_its_address(settings: Settings, tmp_path: Path) -> None:
    assert run(settings, "validate", str(tmp_path / "mine" / "room.toml")).exit_code == 0
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(toml(scene_of()) + "\nextra = 1\n", encoding="utf-8")
    done = run(settings, "validate", str(wrong))
    assert done.exit_code == 1
    assert "wrong.toml: extra: Extra inputs are not permitted" in done.stdout


def test_prepare_renders_each_view_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plates, "open_tracer", lambda settings, pool: Analytic())
    done = run(settings, "prepare", "test-room", "--size", "96x64")
    assert done.stdout == "test-room\t12\t96x64\ntest-room\t25\t96x64\n"
    again = run(settings, "prepare", "test-room", "--size", "96x64", "--view", "12")
    assert again.stdout == ""
    assert "1 of 1 plates are kept already." in again.stderr


def test_prepare_needs_a_renderer_scenes_and_a_sound_size(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(settings: Settings, pool: object) -> Analytic:
        raise MissingPackageError("Install it.")

    monkeypatch.setattr(plates, "open_tracer", missing)
    assert isinstance(run(settings, "prepare", "test-room", "--size", "96x64").exception, MissingPackageError)
    assert "Name scenes, or say --all." in run(settings, "prepare").stderr
    assert "'big' is not a size" in run(settings, "prepare", "test-room", "--size", "big").stderr
    assert "edges have 64 to 4096 pixels" in run(settings, "prepare", "test-room", "--size", "9x9").stderr
    assert "view from 40 degrees. There are: 12, 25." in run(settings, "prepare", "test-room", "--view", "40").stderr
