"""Programs and agents at the real server: named endpoints, tools, and what the running server refuses."""

import asyncio
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import httpx
import pytest
from gradio_client import Client, handle_file
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from tests.fakes.served import PATIENCE, Served, served

FRONT = Path(str(files("studio"))) / "examples" / "enamel-mug" / "front.jpg"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served"), "--mcp") as server:
        yield server


def test_a_program_makes_and_checks_by_name(server: Served) -> None:
    client = Client(server.url, verbose=False, httpx_kwargs=PATIENCE)
    presets = client.predict(api_name="/list_marketplaces")
    assert {"amazon-us", "ebay"} <= {preset["id"] for preset in presets}
    made = client.predict([handle_file(str(FRONT))], ["ebay"], "mug", api_name="/make_main_images")
    (record,) = made["made"]
    assert (record["marketplace"], record["passed"], made["failed"]) == ("ebay", True, [])
    picture = httpx.get(f"{server.url}{record['url']}", **PATIENCE)
    assert picture.content[:2] == b"\xff\xd8"
    kept = server.library.rglob(record["file"])
    assert next(iter(kept)).read_bytes() == picture.content
    report = client.predict(handle_file(str(FRONT)), "amazon-us", "main", api_name="/check_picture")
    assert report["passed"] is False


def test_mistakes_are_the_command_lines_sentences(server: Served) -> None:
    client = Client(server.url, verbose=False, httpx_kwargs=PATIENCE)
    with pytest.raises(Exception, match="There is no preset 'amazn-us'"):
        client.predict([handle_file(str(FRONT))], ["amazn-us"], "", api_name="/make_main_images")


def test_only_what_is_meant_to_be_called_is_told(server: Served) -> None:
    told = httpx.get(f"{server.url}/gradio_api/info", **PATIENCE).json()["named_endpoints"]
    assert set(told) == {
        "/list_marketplaces",
        "/list_scenes",
        "/make_main_images",
        "/make_lifestyle",
        "/check_picture",
    }


def test_an_agent_finds_the_tools_and_calls_one(server: Served) -> None:
    tools, scenes = asyncio.run(_tool(server, "list_scenes", {}))
    assert any("its pixels stay the photograph's" in told for told in tools.values())
    assert "oak-window" in scenes


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/gradio_api/file=/etc/passwd", {}),
        ("/gradio_api/file=http://169.254.169.254/", {}),
        ("/gradio_api/file=..%2f..%2f..%2fetc%2fpasswd", {}),
        ("/gradio_api/proxy=http://169.254.169.254/", {}),
        ("/made/..%2f..%2f/1/0", {}),
        ("/", {"host": "rebound.example"}),
    ],
)
def test_attacks_on_the_running_server_find_nothing(server: Served, path: str, headers: dict[str, str]) -> None:
    answer = httpx.get(f"{server.url}{path}", headers=headers, **PATIENCE)
    assert answer.status_code >= 400
    assert "root:" not in answer.text


def test_a_file_is_sent_never_fetched(server: Served) -> None:
    addresses = (f"{server.url}/health", "/etc/passwd", str(server.library), "../../etc/passwd")
    for address in addresses:
        record = {"path": address, "meta": {"_type": "gradio.FileData"}}
        asked = {"data": [record, "ebay", "main"]}
        answer = httpx.post(f"{server.url}/gradio_api/call/check_picture", json=asked, **PATIENCE)
        assert answer.status_code == 400
        assert "never fetched" in answer.text


def test_an_agent_has_nothing_fetched_either(server: Served) -> None:
    for address in (f"{server.url}/looks", "http://169.254.169.254/latest"):
        _, answer = asyncio.run(_tool(server, "check_picture", {"picture": address, "marketplace": "ebay"}))
        assert "never fetched" in answer or "400 Bad Request" in answer  # refused by the gate, or behind it


async def _tool(server: Served, name: str, arguments: dict[str, object]) -> tuple[dict[str, str], str]:
    async with (
        streamable_http_client(f"{server.url}/gradio_api/mcp/") as (reading, writing, *_),
        ClientSession(reading, writing) as session,
    ):
        await session.initialize()
        tools = {tool.name: tool.description or "" for tool in (await session.list_tools()).tools}
        answer = await session.call_tool(next(tool for tool in tools if tool.endswith(name)), arguments)
        return tools, " ".join(getattr(part, "text", "") for part in answer.content)
