"""A seller's own presets: added, overriding, and wrong in every way with an address."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presets.errors import PresetError
from presets.library import load_presets, read_preset, read_presets
from presets.rule_base import Level


def test_the_readme_example_is_added_and_found_by_its_alias(shop: Path) -> None:
    library = load_presets(shop)
    slot = library.slot("corner", "main")
    assert (slot.preset, slot.head.title, len(slot.rules)) == ("corner-shop", "First picture", 7)
    assert "amazon-us" in library.presets


def test_a_preset_of_the_same_id_replaces_ours_as_a_whole(shop: Path, example: str) -> None:
    (shop / "shop.toml").write_text(example.replace('id = "corner-shop"', 'id = "ebay"'), encoding="utf-8")
    library = load_presets(shop)
    assert library.get("ebay").title == "Corner Shop"
    assert library.get("corner") is library.get("ebay")


def test_an_id_wins_over_an_alias_of_ours(shop: Path, example: str) -> None:
    (shop / "shop.toml").write_text(example.replace('id = "corner-shop"', 'id = "amazon-de"'), encoding="utf-8")
    assert load_presets(shop).get("amazon-de").title == "Corner Shop"
    assert load_presets(shop).get("amazon").title == "Amazon"


def test_a_marketplace_is_asked_for_in_each_of_its_countries() -> None:
    library = load_presets()
    for preset in library.presets.values():
        for country in preset.markets:
            name = f"{preset.id}-{country}"
            assert library.get(name) is preset and library.markets(name) == (country,)
    assert library.markets("mercado-libre-mx") == ("mx",)
    with pytest.raises(PresetError, match="no preset 'mercado-libre-de'"):
        library.get("mercado-libre-de")


def test_an_alias_of_two_presets_is_an_error(shop: Path, example: str) -> None:
    (shop / "shop.toml").write_text(example.replace('["corner"]', '["amazon"]'), encoding="utf-8")
    with pytest.raises(PresetError, match="aliases: 'amazon' is an alias of 'amazon-us' too"):
        load_presets(shop)


def test_two_files_of_one_id_in_a_folder_are_an_error(shop: Path, example: str) -> None:
    (shop / "spare.toml").write_text(example, encoding="utf-8")
    with pytest.raises(PresetError, match=r"spare\.toml: id: 'corner-shop' is the id of shop\.toml too"):
        load_presets(shop)


def test_all_wrong_files_of_a_folder_are_told_at_once(shop: Path) -> None:
    (shop / "a.toml").write_text("id = 3", encoding="utf-8")
    (shop / "b.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(PresetError) as caught:
        load_presets(shop)
    lines = str(caught.value).splitlines()
    assert any(line.startswith("a.toml: id: ") for line in lines)
    assert any(line.startswith("b.toml: not a TOML file we can read: ") for line in lines)


def test_hidden_files_and_other_files_are_left_alone(shop: Path) -> None:
    (shop / "._shop.toml").write_bytes(b"\x00\x05\x16\x07")
    (shop / "notes.txt").write_text("not TOML", encoding="utf-8")
    assert "corner-shop" in load_presets(shop).presets


def test_a_byte_order_mark_is_no_mistake(shop: Path, example: str) -> None:
    (shop / "shop.toml").write_bytes(b"\xef\xbb\xbf" + example.encode())
    assert read_preset(shop / "shop.toml").id == "corner-shop"


def test_unknown_names_bring_the_nearest() -> None:
    with pytest.raises(PresetError, match=r"Did you mean .*amazon"):
        load_presets().get("amzon")
    with pytest.raises(PresetError, match=r"eBay has no slot 'mian'\. Its slots: main, additional, video"):
        load_presets().slot("ebay", "mian")


def test_a_missing_folder_is_told() -> None:
    with pytest.raises(PresetError, match="is not a folder"):
        load_presets(Path("/no/such/folder"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "shop.toml: id: Field required"),
        (b"\xff\xfe", "shop.toml: byte 0 is not UTF-8. Save the file as UTF-8 text."),
        (b"id = [", "shop.toml: not a TOML file we can read: "),
        (b"x = " + b"[" * 100_000, "shop.toml: not a TOML file we can read: it is nested too deeply."),
        (b"x = " + b"9" * 5000, "shop.toml: not a TOML file we can read: "),
        (b"id = 'a'\nid = 'b'", "shop.toml: not a TOML file we can read: "),
    ],
)
def test_what_is_no_toml_is_told_in_a_sentence(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "shop.toml"
    path.write_bytes(content)
    with pytest.raises(PresetError) as caught:
        read_preset(path)
    assert told in str(caught.value)


def test_a_folder_or_a_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "shop.toml").mkdir()
    for name in ("shop.toml", "none.toml"):
        with pytest.raises(PresetError, match=f"{name}: cannot be read: "):
            read_presets([tmp_path / name])


EDITS = [
    ('id = "corner-shop"', 'id = "Corner Shop"', "id: String should match pattern"),
    ("checked_on = 2026-11-22", 'checked_on = "lately"', "checked_on: "),
    ("checked_on = 2026-11-22", "", "checked_on: Field required"),
    ('summary = "Square', 'sumary = "Square', "sumary: Extra inputs are not permitted"),
    ("min_width = 800", "min_wdth = 800", "rules.0.pixel_size.min_wdth: Extra inputs are not permitted"),
    ("min_width = 800\nmin_height = 800", "", "rules.0.pixel_size: give at least one bound"),
    ("min_width = 800", "min_width = 800\nmax_width = 700", "rules.0.pixel_size: min_width is larger than max_width"),
    ("min_width = 800", "min_width = -1", "rules.0.pixel_size.min_width: Input should be greater than"),
    ('kind = "background"', 'kind = "backdrop"', "rules.3: Input tag 'backdrop' found using 'kind' does not match"),
    ('measure = "long_axis"', "", "rules.4.frame_fill.measure: Field required"),
    ('measure = "long_axis"', 'measure = "long"', "rules.4.frame_fill.measure: Input should be 'long_axis'"),
    ("aim_fraction = 0.86", "aim_fraction = 0.95", "rules.4.frame_fill: min_fraction <= aim_fraction <= max_fraction"),
    ("max_fraction = 0.9", "max_fraction = 0.7", "rules.4.frame_fill: min_fraction is larger than max_fraction"),
    ('sources = ["FORUM"]', 'sources = ["FORM"]', "rules.6.person_check.sources: no such source: FORM"),
    ('slots = ["main", "film"]', 'slots = ["mian"]', "rules.6.person_check.slots: no such slot: mian"),
    ('slots = ["main", "film"]', "slots = []", "rules.6.person_check.slots: Tuple should have at least 1 item"),
    ('codes = ["price", "contact"]', 'codes = ["prize"]', "rules.6.person_check.codes.0: Input should be 'text'"),
    ('id = "film"', 'id = "main"', "slots.1.id: 'main' is the id of an earlier slot"),
    ('confidence = "official"', 'confidence = "unsure"', "rules.0.pixel_size.level: 'must' needs an official source"),
    ('title = "Corner Shop"', 'title = "Corner Shop"\nverified = false', "rules.0.pixel_size.level: 'must' needs"),
    ('url = "https://corner-shop', 'url = "corner-shop', "sources.GUIDE.url: String should match pattern"),
    ("valid_from = 2027-03-01", "valid_from = 2027-03-01\nvalid_until = 2027-01-01", "rules.5.file_weight: valid_from"),
    ("width = 1600, height = 1600", "width = 700, height = 700", "slots.0.export: 700 x 700 px is not width at least"),
    ("width = 1600, height = 1600", "width = 1600, height = 1700", "slots.0.export: 1600 x 1700 px has no width"),
    (
        'ground = "plain"',
        'ground = "exact"',
        "slots.0.export: the shadow 'contact' darkens the ground, against rules.3",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "told"), EDITS)
def test_a_mistake_has_an_address(shop: Path, example: str, right: str, wrong: str, told: str) -> None:
    assert right in example
    path = shop / "shop.toml"
    path.write_text(example.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PresetError) as caught:
        read_preset(path)
    assert any(line.startswith(f"shop.toml: {told}") for line in str(caught.value).splitlines()), str(caught.value)


def test_every_mistake_of_a_file_has_a_line(shop: Path, example: str) -> None:
    path = shop / "shop.toml"
    path.write_text(example.replace("min_width = 800", "x = 1").replace("max_seconds", "max_secs"), encoding="utf-8")
    with pytest.raises(PresetError) as caught:
        read_preset(path)
    assert len(str(caught.value).splitlines()) == 2


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_damage_loads_or_is_told_line_by_line(shop: Path, example: str, data: st.DataObject) -> None:
    lines = example.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    junk = data.draw(st.sampled_from(["", 'x = "y"', "kind = 3", "[[rules]]", "slots = 1", "[sources]", "= ="]))
    lines[at] = data.draw(st.sampled_from([junk, lines[at][::-1], f"{junk}\n{lines[at]}"]))
    path = shop / "shop.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    try:
        preset = read_preset(path)
    except PresetError as error:
        assert all(line.startswith("shop.toml: ") for line in str(error).splitlines())
    else:
        assert all(rule.level in Level for rule in preset.rules)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_random_bytes_are_told_in_sentences(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "shop.toml"
    path.write_bytes(content)
    with pytest.raises(PresetError) as caught:
        read_preset(path)
    assert str(caught.value).startswith("shop.toml: ")
