"""`studio check` as a person runs it, on a machine without weights."""

import io
import json
import os
from pathlib import Path

import pytest
from PIL import Image

from models.registry import EngineChoice
from pipelines.progress import silent
from pipelines.stages.encode.engine import VIDEO_ENCODERS, Coding
from tests.e2e.conftest import Studio, draw_mug
from tests.fakes.films import a_video
from tests.fakes.tiny_network import TinyWeights

SHOP = """
id = "shop"
title = "Shop"
checked_on = 2026-11-01

[sources.book]
title = "The shop's rules"
confidence = "official"

[[slots]]
id = "main"
title = "Main image"
role = "main"

[[slots]]
id = "more"
title = "More images"
role = "additional"

[[slots]]
id = "film"
title = "Film"
role = "video"
media = "video"

[[rules]]
kind = "file_format"
slots = ["main", "more"]
level = "must"
sources = ["book"]
formats = ["jpeg"]

[[rules]]
kind = "background"
slots = ["main"]
level = "must"
sources = ["book"]
ground = "exact"

[[rules]]
kind = "aspect_ratio"
slots = ["main", "more"]
level = "should"
sources = ["book"]
min_ratio = 1.0
max_ratio = 1.0

[[rules]]
kind = "no_duplicates"
slots = ["main", "more"]
level = "must"
sources = ["book"]

[[rules]]
kind = "video_file"
slots = ["film"]
level = "must"
sources = ["book"]
containers = ["mp4"]
max_seconds = 1.0
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A seller's own marketplace whose rules need no text reader."""
    folder = tmp_path / "presets"
    folder.mkdir()
    (folder / "shop.toml").write_text(SHOP, encoding="utf-8")
    monkeypatch.setenv("STUDIO_PRESETS", str(folder))
    return "shop"


def on_white(path: Path, size: tuple[int, int] = (600, 600), colour: tuple[int, int, int] = (40, 90, 190)) -> Path:
    picture = Image.new("RGB", size, "white")
    box = draw_mug().crop((200, 300, 640, 840)).resize((300, 400))
    picture.paste(Image.blend(box, Image.new("RGB", box.size, colour), 0.5), (150, 100))
    picture.save(path, quality=95, subsampling=0)
    return path


def test_a_good_picture_passes_and_says_so_in_one_line(studio: Studio, shop: str, tmp_path: Path) -> None:
    done = studio("check", on_white(tmp_path / "good.jpg"), "--preset", shop)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\t")[0] == "pass"
    assert "0 broken, 0 warnings" in done.stdout
    assert done.stderr == ""


def test_a_broken_rule_exits_1_and_says_what_was_measured(studio: Studio, shop: str, mug: Path) -> None:
    done = studio("check", mug, "--preset", shop)
    assert done.returncode == 1
    assert done.stdout.startswith("broken\t")
    assert "broken background" in done.stderr


def test_warnings_break_only_a_strict_check(studio: Studio, shop: str, tmp_path: Path) -> None:
    wide = on_white(tmp_path / "wide.jpg", size=(700, 600))
    assert studio("check", wide, "--preset", shop).returncode == 0
    done = studio("check", wide, "--preset", shop, "--strict")
    assert done.returncode == 1
    assert "warning aspect_ratio" in done.stderr


def test_json_holds_every_finding(studio: Studio, shop: str, tmp_path: Path, mug: Path) -> None:
    done = studio("check", on_white(tmp_path / "good.jpg"), mug, "--preset", shop, "--json")
    good, bad = (json.loads(line) for line in done.stdout.splitlines())
    assert good["passed"]
    assert not bad["passed"]
    assert {finding["rule"] for finding in bad["findings"]} == {"file_format", "background", "aspect_ratio"}
    assert bad["findings"][0]["sources"][0]["title"] == "The shop's rules"


def test_the_page_stands_alone(studio: Studio, shop: str, tmp_path: Path, mug: Path) -> None:
    done = studio("check", mug, "--preset", shop, "--html", "page.html")
    assert done.returncode == 1
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "mug.jpg" in page
    assert "data:image/jpeg;base64," in page
    assert "<script" not in page


def test_a_listing_is_judged_as_a_whole(studio: Studio, shop: str, tmp_path: Path) -> None:
    first = on_white(tmp_path / "1.jpg")
    other = tmp_path / "2.jpg"
    Image.open(first).save(other, quality=80)
    (tmp_path / "film.mp4").write_bytes(b"")
    done = studio("check", first, other, "film.mp4", "--preset", shop, "--listing", "--json")
    assert done.returncode == 1
    *reports, listing = (json.loads(line) for line in done.stdout.splitlines())
    assert [report["slot"] for report in reports] == ["main", "more"]
    assert listing["listing"][0]["rule"] == "no_duplicates"
    assert "1.jpg and 2.jpg" in done.stderr
    assert studio("check", first, other, "--preset", shop).returncode == 0


def a_film(path: Path, seconds: int) -> Path:
    encoder = VIDEO_ENCODERS.open(EngineChoice(name="ffmpeg"), TinyWeights(path.parent))
    encoder.encode(a_video(25 * seconds), Coding(), path, silent)
    return path


def test_films_and_pictures_go_through_one_command(
    studio_anew: Studio, studio: Studio, shop: str, tmp_path: Path
) -> None:
    if missing := VIDEO_ENCODERS.missing_packages("ffmpeg"):
        pytest.skip(f"films need {', '.join(missing)}: pip install 'listing-studio[video]'")
    fine, long = a_film(tmp_path / "fine.mp4", 1), a_film(tmp_path / "long.mp4", 2)
    good = on_white(tmp_path / "good.jpg")
    done = studio_anew("check", fine, "--preset", shop, "--slot", "film", "--html", "page.html", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["passed"] and report["findings"][0]["figures"]["seconds"] == 1.0
    assert "data:image/jpeg;base64," in (tmp_path / "page.html").read_text(encoding="utf-8")
    done = studio("check", good, long, "--preset", shop, "--listing")
    assert done.returncode == 1
    assert "1.0 s too long" in done.stderr and len(done.stdout.splitlines()) == 2
    done = studio("check", fine, "--preset", shop)
    assert done.returncode == 3
    assert "fine.mp4 is a film, and the slot 'main' holds a picture. Choose another with --slot." in done.stderr


def test_what_cannot_be_read_is_said_and_the_rest_checked(studio: Studio, shop: str, tmp_path: Path) -> None:
    good = on_white(tmp_path / "good.jpg")
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "cut.jpg").write_bytes(good.read_bytes()[:900])
    (tmp_path / "页 🎈.jpg").write_text("no picture")
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "loop.jpg").symlink_to("loop.jpg")
    hostile = ("empty.jpg", "cut.jpg", "页 🎈.jpg", "folder.jpg", "loop.jpg", "absent.jpg", "bomb.png")
    (tmp_path / "bomb.png").write_bytes(_bomb())
    done = studio("check", *hostile, good, "--preset", shop)
    assert done.returncode == 3
    assert done.stdout.startswith("pass\t")
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr
    for name in hostile:
        assert name in done.stderr


def _bomb() -> bytes:
    """A PNG of a few bytes whose header claims 60,000 x 60,000 pixels."""
    buffer = io.BytesIO()
    Image.new("L", (1, 1)).save(buffer, "PNG")
    data = bytearray(buffer.getvalue())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    return bytes(data)


def test_a_film_slot_and_unknown_places_are_refused(studio: Studio, shop: str, tmp_path: Path) -> None:
    good = on_white(tmp_path / "good.jpg")
    film = studio("check", good, "--preset", shop, "--slot", "film")
    assert film.returncode == 3
    assert "good.jpg is a picture, and the slot 'film' holds a film." in film.stderr
    unknown = studio("check", good, "--preset", "amazon-uss")
    assert unknown.returncode not in (0, 1)
    assert "amazon-us" in unknown.stderr


def test_what_cannot_be_read_costs_no_other_file_its_report(studio: Studio, shop: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    good = on_white(tmp_path / os.fsdecode(b"latin\xe9\n.jpg"))
    done = studio("check", "pipe.jpg", good.name, "--preset", shop, "--html", "page.html")
    assert done.returncode == 3
    assert "pipe.jpg is a device or a pipe" in done.stderr
    assert done.stdout.startswith("pass\tlatin??.jpg\t")
    assert "latin" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_page_goes_over_a_page_of_ours_and_over_nothing_else(studio: Studio, shop: str, tmp_path: Path) -> None:
    good = on_white(tmp_path / "good.jpg")
    before = good.read_bytes()
    refused = studio("check", good, "--preset", shop, "--html", good)
    assert refused.returncode == 2
    assert "is there already and no report" in refused.stderr
    assert good.read_bytes() == before
    for _ in range(2):
        assert studio("check", good, "--preset", shop, "--html", "page.html").returncode == 0
    assert studio("check", good, "--preset", shop, "--html", tmp_path / "good.jpg" / "page.html").returncode == 3
