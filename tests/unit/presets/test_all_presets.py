"""What holds for every preset of the package."""

import ast
import re
from pathlib import Path

import pytest

import pipelines
from presets.library import PresetLibrary, load_presets
from presets.rule_base import Level
from presets.rules import FileFormat, FileWeight, PixelSize
from presets.schema import Confidence, Media, Preset

# Every marketplace of the research's summary table that is still open.
MARKETPLACES = [
    "amazon-us",
    "ebay",
    "etsy",
    "walmart",
    "shopee",
    "lazada",
    "tiktok-shop",
    "tiktok-shop-sea",
    "tiktok",
    "temu",
    "shein",
    "aliexpress",
    "alibaba",
    "coupang",
    "mercado-libre",
    "rakuten",
    "yahoo-jp",
    "naver",
    "wish",
    "wayfair",
    "google-shopping",
    "meta-shops",
    "shopify",
    "ozon",
    "wildberries",
    "allegro",
    "zalando",
    "otto",
    "newegg",
    "target-plus",
    "bol",
    "noon",
    "joom",
    "flipkart",
    "ajio",
    "auction-kr",
    "gmarket-kr",
    "11st",
    "wszystko",
    "zalora",
]
LIBRARY = load_presets()


@pytest.fixture(params=sorted(LIBRARY.presets))
def preset(request: pytest.FixtureRequest) -> Preset:
    return LIBRARY.get(request.param)


def test_every_marketplace_has_a_preset() -> None:
    assert sorted(LIBRARY.presets) == sorted(MARKETPLACES)


def test_the_four_without_dependable_sources_are_unverified() -> None:
    unverified = {preset.id for preset in LIBRARY.presets.values() if not preset.verified}
    assert unverified == {"alibaba", "allegro", "target-plus", "wayfair"}


def test_must_rules_rest_on_official_pages_or_on_two_for_limits(preset: Preset) -> None:
    for rule in preset.rules:
        if rule.level is not Level.MUST:
            continue
        confidences = [preset.sources[name].confidence for name in rule.sources]
        firm = [c for c in confidences if c in (Confidence.THIRD_PARTY, Confidence.CODE)]
        is_limit = isinstance(rule, PixelSize | FileWeight | FileFormat)
        assert Confidence.OFFICIAL in confidences or (is_limit and len(firm) >= 2), rule


def test_what_is_only_recalled_never_warns(preset: Preset) -> None:
    for rule in preset.rules:
        confidences = {preset.sources[name].confidence for name in rule.sources}
        if confidences <= {Confidence.RECALLED, Confidence.UNSURE}:
            assert rule.level is Level.NOTE, rule


def test_every_slot_has_rules_and_every_picture_slot_a_canvas(preset: Preset) -> None:
    for head in preset.slots:
        assert any(head.id in rule.slots for rule in preset.rules), head.id
        assert (head.export is None) == (head.media is not Media.IMAGE), head.id


def test_firm_sources_say_when_they_were_seen(preset: Preset) -> None:
    for name, source in preset.sources.items():
        assert source.seen or source.confidence is Confidence.RECALLED, name


def test_no_source_is_unused_and_each_main_slot_is_called_main(preset: Preset) -> None:
    assert set(preset.sources) == {name for rule in preset.rules for name in rule.sources}
    if preset.id != "tiktok":  # posts have no main picture
        assert preset.slots[0].id == "main"


def test_countries_share_a_file_by_alias() -> None:
    assert LIBRARY.get("shopee-sg") is LIBRARY.get("shopee")
    assert LIBRARY.get("mercado-livre") is LIBRARY.get("mercado-libre")
    assert LIBRARY.get("tiktok-shop-id") is LIBRARY.get("tiktok-shop-sea")


def test_shadows_are_made_only_where_they_are_no_risk() -> None:
    for name in ("amazon-us", "bol", "coupang", "rakuten", "yahoo-jp", "walmart"):
        export = LIBRARY.slot(name, "main").head.export
        assert export is not None and export.shadow == "none", name


def test_shared_canvases_stay_shared() -> None:
    masters = [
        "amazon-us",
        "ebay",
        "etsy",
        "tiktok-shop",
        "lazada",
        "coupang",
        "google-shopping",
        "bol",
        "temu",
        "aliexpress",
    ]
    exports = [LIBRARY.slot(name, "main").head.export for name in masters]
    assert {(export.width, export.height) for export in exports if export} == {(2000, 2000)}


def test_pipelines_know_no_marketplace() -> None:
    names = {name.lower() for preset in LIBRARY.presets.values() for name in (preset.id, *preset.aliases, preset.title)}
    root = Path(pipelines.__file__).parent
    hits = [
        f"{path.relative_to(root)}: {text!r}"
        for path in sorted(root.rglob("*.py"))
        for text in _literals(path)
        if text.lower() in names or _mentions(text, names - {"wish", "target", "bol", "wb"})
    ]
    assert hits == []


def _literals(path: Path) -> list[str]:
    """Return the strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    strings = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [str(node.value) for node in strings if id(node) not in docs]


def _mentions(text: str, names: set[str]) -> bool:
    return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text.lower()) for name in names)


def test_the_library_is_not_empty_handed(tmp_path: Path) -> None:
    assert isinstance(load_presets(tmp_path), PresetLibrary)
    assert set(load_presets(tmp_path).presets) == set(LIBRARY.presets)
