"""`studio presets`: list, show and validate."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from presets.errors import PresetError
from presets.library import load_presets
from studio.commands.presets import presets
from studio.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    readme = files("presets").joinpath("README.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", readme, re.DOTALL)
    assert example is not None
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "shop.toml").write_text(example.group(1), encoding="utf-8")
    return Settings(weights_folder=tmp_path, cache_folder=tmp_path, presets_folder=folder)


def test_list_names_all_marketplaces_and_the_sellers_own(settings: Settings) -> None:
    done = CliRunner().invoke(presets, ["list"], obj=settings)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == sorted([*load_presets().presets, "corner-shop"])
    assert dict((line[0], line[3]) for line in lines)["wayfair"] == "unverified"


def test_list_as_json_is_a_record_a_line(settings: Settings) -> None:
    done = CliRunner().invoke(presets, ["list", "--json"], obj=settings)
    records = {record["id"]: record for record in map(json.loads, done.stdout.splitlines())}
    assert records["corner-shop"]["rules"] == {"must": 4, "should": 4, "note": 0}
    assert records["amazon-us"]["slots"][0] == {
        "id": "main",
        "title": "Main image (MAIN)",
        "role": "main",
        "media": "image",
    }


def test_show_reads_like_a_page_with_sources_dates_and_conflicts(settings: Settings) -> None:
    page = CliRunner().invoke(presets, ["show", "google", "--slot", "main"], obj=settings).stdout
    assert page.startswith("Google Merchant Center (google-shopping)\n")
    assert "Rules last checked on 22 November 2026." in page
    assert "We make 2000 x 2000 pixels, JPEG, no shadow." in page
    assert "must: At least 500 x 500 pixels. From 31 January 2027. [GMC-1, GMC-2, GMC-3]" in page
    assert "GMC-1: Image link [image_link] (the marketplace's own page, seen in November 2026)" in page
    assert "https://support.google.com/merchants/answer/6324350" in page
    assert "GMC-6" not in page  # a source of the video slot alone
    shadow = CliRunner().invoke(presets, ["show", "amazon-us", "--slot", "main"], obj=settings).stdout
    assert "Sources disagree" in shadow


def test_show_tells_every_rule_of_a_slot_once(settings: Settings) -> None:
    for slot in ("main", "video-sponsored"):
        page = CliRunner().invoke(presets, ["show", "amazon-us", "--slot", slot], obj=settings).stdout
        told = [line for line in page.splitlines() if re.match(r" {4}(must|should|good to know): ", line)]
        assert len(told) == len(load_presets().slot("amazon-us", slot).rules)


def test_a_rule_shared_by_slots_is_written_out_once(settings: Settings) -> None:
    page = CliRunner().invoke(presets, ["show", "walmart"], obj=settings).stdout
    assert page.count("The file weighs at most 5 MB.") == 1
    assert "    and as under slot main: size and shape (3), file (4), how many (2), to look at yourself (1)\n" in page
    alone = CliRunner().invoke(presets, ["show", "walmart", "--slot", "swatch"], obj=settings).stdout
    assert "The file weighs at most 5 MB." in alone


def test_show_says_when_a_marketplace_is_unverified(settings: Settings) -> None:
    assert "Unverified" in CliRunner().invoke(presets, ["show", "wayfair"], obj=settings).stdout


def test_show_as_json_is_a_slot_a_line(settings: Settings) -> None:
    done = CliRunner().invoke(presets, ["show", "corner-shop", "--json"], obj=settings)
    slots = [json.loads(line) for line in done.stdout.splitlines()]
    assert [slot["head"]["id"] for slot in slots] == ["main", "film"]
    assert slots[0]["rules"][0]["min_width"] == 800


def test_show_of_an_unknown_preset_or_slot_is_a_preset_error(settings: Settings) -> None:
    for arguments in (["show", "amzon"], ["show", "ebay", "--slot", "mian"]):
        assert isinstance(CliRunner().invoke(presets, arguments, obj=settings).exception, PresetError)


def test_validate_is_quiet_on_stdout_when_all_is_right(settings: Settings) -> None:
    path = str(settings.presets_folder and settings.presets_folder / "shop.toml")
    done = CliRunner().invoke(presets, ["validate", path, path], obj=settings)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "corner-shop is right: 2 slots, 8 rules.\n"


def test_validate_prints_addresses_and_exits_with_1(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("id = 'a'", encoding="utf-8")
    (tmp_path / "b.toml").write_bytes(b"\xff")
    paths = [str(tmp_path / name) for name in ("a.toml", "b.toml", "c.toml")]
    done = CliRunner().invoke(presets, ["validate", *paths], obj=settings)
    assert done.exit_code == 1
    told = done.stdout.splitlines()
    assert "a.toml: title: Field required" in told
    assert "b.toml: byte 0 is not UTF-8. Save the file as UTF-8 text." in told
    assert any(line.startswith("c.toml: cannot be read: ") for line in told)


def test_validate_finds_an_alias_that_is_taken(settings: Settings) -> None:
    folder = settings.presets_folder
    assert folder is not None
    path = folder / "shop.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('["corner"]', '["amazon"]'), encoding="utf-8")
    done = CliRunner().invoke(presets, ["validate", str(path)], obj=settings)
    assert done.exit_code == 1
    assert "aliases: 'amazon' is an alias of 'amazon-us' too" in done.stdout


def test_a_loop_of_links_is_one_mistake_among_others(settings: Settings, tmp_path: Path) -> None:
    assert settings.presets_folder is not None
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    done = CliRunner().invoke(presets, ["validate", str(loop), str(tmp_path / "none.toml")], obj=settings)
    assert done.exit_code == 1
    assert "loop.toml: cannot be read: Too many levels of symbolic links." in done.stdout
    assert "none.toml: cannot be read" in done.stdout
