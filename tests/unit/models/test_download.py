from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from models.catalog import HubSource, UrlSource
from models.sources.download import fetch_from_hub, fetch_from_url
from models.sources.order import Order, SourceError

Ordered = Callable[..., Order]
HUB = HubSource(repo="maker/thing", revision="a" * 40, file="onnx/a model.onnx")


@pytest.fixture
def order(tmp_path: Path, payload: bytes) -> Ordered:
    def make(environ: Mapping[str, str] | None = None) -> Order:
        return Order(tmp_path / "part", tmp_path, len(payload), environ or {}, lambda done, total: None)

    return make


def test_a_broken_connection_is_taken_up_again(order: Ordered, server: Any) -> None:
    server.break_off_after = [100_000, 50_000]
    fetch_from_url(UrlSource(**server.url()), order())
    assert order().part.read_bytes() == server.payload
    assert [wanted for _, wanted in server.asked] == [None, "bytes=100000-", "bytes=150000-"]


def test_a_server_without_ranges_begins_again(order: Ordered, server: Any) -> None:
    server.knows_range = False
    server.break_off_after = [100_000]
    fetch_from_url(UrlSource(**server.url()), order())
    assert order().part.read_bytes() == server.payload


def test_a_connection_that_brings_nothing_more_is_given_up(order: Ordered, server: Any) -> None:
    server.break_off_after = [100_000, 0, 0]
    with pytest.raises(SourceError, match=r"100,000 of 300,000 bytes are kept, and the next try goes on"):
        fetch_from_url(UrlSource(**server.url()), order())
    assert order().part.stat().st_size == 100_000


def test_a_file_of_another_size_is_refused_before_its_bytes(order: Ordered, server: Any) -> None:
    server.payload = server.payload + b"!"
    with pytest.raises(SourceError, match="offers a file of 300,001 bytes, not 300,000"):
        fetch_from_url(UrlSource(**server.url()), order())
    assert not order().part.exists()


def test_nobody_there_is_one_sentence(order: Ordered) -> None:
    with pytest.raises(SourceError, match=r"^cannot be read: Connection refused$"):
        fetch_from_url(UrlSource(url="http://127.0.0.1:9/tiny.onnx"), order())


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_mirror_of_the_hub_is_asked(order: Ordered, server: Any, slash: str) -> None:
    fetch_from_hub(HUB, order({"HF_ENDPOINT": server.address + slash}))
    assert server.asked[0][0] == f"/maker/thing/resolve/{'a' * 40}/onnx/a%20model.onnx"
    assert order().part.read_bytes() == server.payload


def test_a_blocked_hub_suggests_a_mirror(order: Ordered) -> None:
    with pytest.raises(SourceError, match=r"Connection refused \(asked http://127\.0\.0\.1:9; set HF_ENDPOINT"):
        fetch_from_hub(HUB, order({"HF_ENDPOINT": "http://127.0.0.1:9"}))


def test_a_mirror_without_a_scheme_is_said(order: Ordered) -> None:
    with pytest.raises(SourceError, match=r"HF_ENDPOINT is 'mirror\.example', .* begin it with https://"):
        fetch_from_hub(HUB, order({"HF_ENDPOINT": "mirror.example"}))


def test_the_hub_can_be_forbidden(order: Ordered, server: Any) -> None:
    with pytest.raises(SourceError, match="HF_HUB_OFFLINE is set"):
        fetch_from_hub(HUB, order({"HF_ENDPOINT": server.address, "HF_HUB_OFFLINE": "1"}))
    assert server.asked == []
