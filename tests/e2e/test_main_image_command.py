"""`studio main-image` from photo to files, as a seller types it."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipelines.errors import ExportError
from tests.e2e.conftest import Studio, draw_mug


def records(stdout: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in stdout.splitlines()]


def test_one_photo_and_three_marketplaces(studio_anew: Studio, mug: Path, tmp_path: Path) -> None:
    before = mug.read_bytes()
    done = studio_anew("main-image", mug, "-p", "amazon-us", "-p", "ebay", "-p", "noon", "--cutout", "backdrop")
    assert done.returncode == 0, done.stderr
    paths = [tmp_path / line for line in done.stdout.splitlines()]
    assert [path.parent.parent.name for path in paths] == ["amazon-us", "ebay", "noon"] or [
        path.parent.name for path in paths
    ] == ["amazon-us", "ebay", "noon"]
    for path in paths:
        with Image.open(path) as picture:
            picture.verify()
    assert mug.read_bytes() == before
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Amazon" in page
    assert "http://" not in page.split("</style>")[1].replace("http://cv.iptc.org", "")
    assert "3 made, 0 failed" in done.stderr


def test_the_record_carries_report_and_receipt(studio: Studio, mug: Path) -> None:
    done = studio("main-image", mug, "-p", "amazon-us", "--cutout", "backdrop", "--json", "--sku", "B0TEST0001")
    (record,) = records(done.stdout)
    assert Path(str(record["path"])).name == "B0TEST0001.MAIN.jpg"
    identity, report = record["identity"], record["report"]
    assert isinstance(identity, dict)
    assert isinstance(report, dict)
    assert identity["equal_share"] == 1.0
    assert identity["encoder_mean_delta_e"] < 1
    assert report["passed"] is True


def test_a_second_run_keeps_what_is_there_and_writes_nothing_twice(studio: Studio, mug: Path, tmp_path: Path) -> None:
    typed = ("main-image", mug, "-p", "amazon-us", "--cutout", "backdrop")
    studio(*typed)
    again = studio(*typed)
    assert "the same file was there already" in again.stderr
    shadowed = studio(*typed, "--shadow", "contact")
    assert "another file had the name" in shadowed.stderr
    assert len(list((tmp_path / "out").rglob("*.jpg"))) == 2


def test_a_marketplace_named_twice_is_made_once(studio: Studio, mug: Path) -> None:
    done = studio("main-image", mug.name, "-p", "ebay", "-p", "ebay", "--cutout", "backdrop")
    assert done.stdout == "out/ebay/mug.main.jpg\n"
    assert "1 made, 0 failed" in done.stderr


def test_a_page_that_finds_the_disk_full_hides_not_what_was_made(
    studio: Studio, mug: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(target: Path, data: bytes) -> None:
        raise ExportError(f"{target.name} could not be written: No space left on device.")

    monkeypatch.setattr("studio.run_page.replace_bytes", full)
    done = studio("main-image", mug, "-p", "ebay", "--cutout", "backdrop")
    assert done.returncode == 3
    assert done.stderr.endswith("1 made, 0 failed\nreport.html could not be written: No space left on device.\n")


def test_one_bad_photo_spoils_no_run(studio: Studio, mug: Path, tmp_path: Path) -> None:
    (tmp_path / "broken 🫖.jpg").write_bytes(mug.read_bytes()[:4000])
    (tmp_path / "empty.png").write_bytes(b"")
    (tmp_path / "杯子.jpg").write_bytes(mug.read_bytes())
    done = studio(
        "main-image", "broken 🫖.jpg", "empty.png", "missing.jpg", "杯子.jpg", "-p", "ebay", "--cutout", "backdrop"
    )
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 1
    assert "1 made, 3 failed" in done.stderr
    for name in ("broken 🫖.jpg", "empty.png", "missing.jpg"):
        assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_a_photo_with_too_few_pixels_says_how_many_are_missing(studio: Studio, tmp_path: Path) -> None:
    draw_mug().resize((180, 220)).save(tmp_path / "small.png")
    done = studio("main-image", "small.png", "-p", "walmart", "-p", "bol", "--cutout", "backdrop", "--insist")
    assert done.returncode == 3
    assert "px too few" in done.stderr


def test_several_photos_of_one_product_give_one_picture(studio: Studio, mug: Path, tmp_path: Path) -> None:
    draw_mug().resize((450, 550)).save(tmp_path / "far.jpg")
    done = studio("main-image", "far.jpg", mug, "--product", "all", "-p", "ebay", "--cutout", "backdrop")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    assert "mug.jpg: whole" in done.stderr


def test_a_photo_with_alpha_needs_no_engine(studio: Studio, tmp_path: Path) -> None:
    layers = np.zeros((700, 700, 4), np.uint8)
    layers[120:600, 200:500] = 60, 120, 60, 255
    Image.fromarray(layers).save(tmp_path / "cut.png")
    done = studio("main-image", "cut.png", "-p", "ebay", "--cutout", "backdrop", "--insist")
    assert done.returncode == 0, done.stderr
    with Image.open(tmp_path / done.stdout.strip()) as picture:
        assert np.asarray(picture)[5, 5].tolist() == [255, 255, 255]


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (("main-image", "mug.jpg", "-p", "amazn-us"), 5, "Did you mean amazon-us"),
        (("main-image", "mug.jpg", "-p", "amazon-us", "--slot", "video", "--cutout", "backdrop"), 3, "holds a film"),
        (("main-image", "mug.jpg", "-p", "ebay", "--cutout", "magic"), 4, "There is no cutout engine 'magic'"),
        (("main-image", "mug.jpg", "-p", "ebay", "--cutout", "backdrop:tolerance=99"), 4, "'tolerance'"),
        (("main-image", "mug.jpg", "-p", "ebay", "--cutout", "u2netp"), 4, "u2netp"),
        (("main-image", "mug.jpg"), 2, "--preset"),
        (("main-image", ".", "-p", "ebay", "--cutout", "backdrop", "--sku"), 2, "--sku"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_a_code(
    studio: Studio, mug: Path, typed: tuple[str, ...], code: int, said: str
) -> None:
    done = studio(*typed)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
