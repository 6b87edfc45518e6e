"""What the server refuses, and whom it gives what: each attack against the whole of it, in this process."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from pipelines.jobs.runner import LocalRunner
from pipelines.jobs.stop import Stop
from pipelines.runs.batch import Batch
from pipelines.runs.entry import State
from pipelines.runs.record import files_of
from studio.failures import explained
from studio.web.accounts import Door, hashed
from studio.web.house import House
from studio.web.server import Serving, build_server
from studio.web.visitors import Access, Visitors
from tests.fakes.house import house_in, main_image_of, photo_in

HERE = "http://127.0.0.1"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house_in(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def run(home: House, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A run of the person at this machine, done."""
    photo = home.uploads.keep("local", photo_in(tmp_path_factory.mktemp("photos"))).path
    run = home.desk.submit("local", "box", [main_image_of(photo, home.desk.out("local"))], "main_image")
    do_all(home)
    (entry,) = home.desk.entries("local", run)
    assert entry.state is State.DONE, entry.sentence
    return run


def do_all(house: House) -> None:
    journal, bench = house.desk._journal, house.desk.intake.bench
    for _ in Batch(journal, bench, "me", explained).run(journal.claim_fairly, LocalRunner(bench), Stop()):
        pass


@pytest.fixture(scope="module")
def client(home: House) -> Iterator[TestClient]:
    with TestClient(build_server(home, Serving()), base_url=HERE) as client:
        yield client


def test_made_files_are_handed_out_small_and_whole(client: TestClient, home: House, run: str) -> None:
    (entry,) = home.desk.entries("local", run)
    (path,) = files_of(entry.results[0])
    whole, small = client.get(f"/made/{run}/1/0"), client.get(f"/made/{run}/1/0?width=64")
    assert whole.content == path.read_bytes()
    assert small.headers["content-type"] == "image/jpeg" and len(small.content) < len(whole.content)
    assert "attachment" in client.get(f"/made/{run}/1/0?take").headers["content-disposition"]
    assert client.get(f"/before/{run}/1").content[:2] == b"\xff\xd8"
    assert "SHA-256" in client.get(f"/report/{run}/1/0").text


def test_a_zip_is_named_for_its_marketplace_and_holds_the_files(client: TestClient, home: House, run: str) -> None:
    answer = client.get(f"/zip/{run}")
    assert f'filename="ebay-{run}.zip"' in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        (name,) = archive.namelist()
        (entry,) = home.desk.entries("local", run)
        (path,) = files_of(entry.results[0])
        assert name == f"ebay/{path.name}"
        assert archive.read(name) == path.read_bytes()
    assert client.get(f"/zip/{run}?preset=etsy").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/made/{run}/1/7",
        "/made/{run}/1/-1",
        "/made/{run}/9/0",
        "/made/nobody/1/0",
        "/made/..%2f..%2fetc/1/0",
        "/photo/..%2f..%2f..%2fetc%2fpasswd",
        "/photo/" + "0" * 64,
        "/zip/%2e%2e",
        "/report/{run}/1/4",
        "/touch/{run}/3/photo",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=../../../../etc/passwd",
        "/gradio_api/file={library}/local",
        "/file=/etc/passwd",
        "/static/../../../../etc/passwd",
    ],
)
def test_no_path_from_outside_leads_anywhere(client: TestClient, home: House, run: str, path: str) -> None:
    answer = client.get(path.format(run=run, library=home.desk.folder))
    assert answer.status_code in (403, 404, 422)
    assert "root:" not in answer.text


def test_a_made_file_cannot_be_had_by_its_path(client: TestClient, home: House, run: str) -> None:
    (entry,) = home.desk.entries("local", run)
    (path,) = files_of(entry.results[0])
    assert client.get(f"/gradio_api/file={path}").status_code in (403, 404)


def test_a_link_put_in_a_files_place_is_not_followed(client: TestClient, home: House, tmp_path: Path) -> None:
    photo = home.uploads.keep("local", photo_in(tmp_path, seed=5)).path
    run = home.desk.submit("local", "box", [main_image_of(photo, home.desk.out("local"))], "main_image")
    do_all(home)
    (entry,) = home.desk.entries("local", run)
    (path,) = files_of(entry.results[0])
    path.unlink()
    path.symlink_to("/etc/passwd")
    assert client.get(f"/made/{run}/1/0").status_code == 404


def test_another_sites_page_may_not_post(client: TestClient) -> None:
    answer = client.post("/gradio_api/queue/join", json={}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert client.post("/gradio_api/upload", headers={"origin": "null"}).status_code == 403


def test_a_name_that_leads_here_is_not_ours(client: TestClient) -> None:
    assert client.get("/", headers={"host": "rebound.example"}).status_code == 403
    assert client.get("/", headers={"host": "localhost:7860"}).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["http://169.254.169.254/latest", "file:///etc/passwd", "//evil.example/a.png", "/etc/passwd", "/tmp/gradio/../x"],
)
def test_files_are_never_fetched_from_an_address(client: TestClient, address: str) -> None:
    record = {"path": address, "meta": {"_type": "gradio.FileData"}}
    for body in ({"data": [record, "ebay"]}, {"data": [{"deep": [{"er": record}]}]}):
        answer = client.post("/gradio_api/call/check_picture", json=body)
        assert answer.status_code == 400
        assert "never fetched" in answer.json()["error"]


def test_more_than_a_page_sends_is_refused(client: TestClient) -> None:
    assert client.post("/gradio_api/queue/join", content=b" " * 5_000_000).status_code == 400


def test_machines_are_told_how_it_is(client: TestClient, run: str) -> None:
    assert client.get("/health").text == "alive"
    assert client.get("/ready").status_code == 503  # the desk is not at work in this test
    assert 'studio_jobs{state="done"}' in client.get("/metrics").text
    assert run


def test_answers_say_what_browsers_must_not_guess(client: TestClient) -> None:
    headers = client.get("/").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_guests_are_kept_apart(tmp_path: Path) -> None:
    house = house_in(tmp_path, Visitors(Access.GUESTS))
    server = build_server(house, Serving())
    with TestClient(server, base_url=HERE) as mei, TestClient(server, base_url=HERE) as tom:
        for browser in (mei, tom):
            cookie = browser.get("/").headers["set-cookie"]
            assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
        owner = house.visitors.owner(dict(mei.cookies))
        assert owner and owner != house.visitors.owner(dict(tom.cookies))
        photo = house.uploads.keep(owner, photo_in(tmp_path / "sent"))
        run = house.desk.submit(owner, "box", [main_image_of(photo.path, house.desk.out(owner))], "main_image")
        do_all(house)
        for path in (f"/made/{run}/1/0", f"/before/{run}/1", f"/zip/{run}", f"/photo/{photo.id}"):
            assert mei.get(path).status_code == 200
            assert tom.get(path).status_code == 404


def test_without_an_account_nothing_is_shown(tmp_path: Path) -> None:
    house = house_in(tmp_path, Visitors(Access.ACCOUNTS, Door({"mei": hashed("a long secret")})))
    with TestClient(build_server(house, Serving()), base_url=HERE, follow_redirects=False) as client:
        page = client.get("/", headers={"accept": "text/html"})
        assert (page.status_code, page.headers["location"]) == (303, "/login")
        for path in ("/config", "/gradio_api/info", "/made/x/1/0", "/metrics", "/gradio_api/file=/etc/passwd"):
            assert client.get(path).status_code == 401
        assert client.get("/health").status_code == 200
        assert client.post("/login", data={"name": "mei", "password": "guess"}).status_code == 403
        entered = client.post("/login", data={"name": "mei", "password": "a long secret"})
        assert entered.status_code == 303 and "HttpOnly" in entered.headers["set-cookie"]
        assert client.get("/config").status_code == 200
        client.post("/logout")
        assert client.get("/config").status_code == 401


def test_what_is_said_on_the_login_page_is_words_not_markup(tmp_path: Path) -> None:
    house = house_in(tmp_path, Visitors(Access.ACCOUNTS, Door({"mei": hashed("a long secret")})))
    with TestClient(build_server(house, Serving()), base_url=HERE) as client:
        answer = client.post("/login", data={"name": "<script>alert(1)</script>", "password": "guess"})
        assert "<script>alert" not in answer.text
        chinese = client.get("/login", headers={"accept-language": "zh-CN"}).text
        assert "登录" in chinese
