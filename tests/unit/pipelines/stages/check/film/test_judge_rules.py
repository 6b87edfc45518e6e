"""A slot's rules on films, one film that keeps each and one that breaks it."""

from datetime import date
from typing import Any, get_args

import pytest

from pipelines.errors import FilmError
from pipelines.stages.check.film.check_film import strip
from pipelines.stages.check.film.container import sniff_container
from pipelines.stages.check.film.judge_rules import FILM_JUDGES
from pipelines.stages.check.listing import LISTING_JUDGES
from pipelines.stages.check.page import page_entry, write_page
from presets.library import load_presets
from presets.rules import Rule
from tests.unit.pipelines.stages.check.film.conftest import Studio


@pytest.mark.parametrize(
    ("rule", "kept", "broken", "words"),
    [
        ("video_file", {"containers": ["mp4"]}, {"containers": ["mov"]}, "the bytes are MP4"),
        ("video_file", {"video_codecs": ["h264"]}, {"video_codecs": ["h265"]}, "another codec of pictures"),
        ("video_file", {"audio_codecs": ["aac"]}, {"audio_codecs": ["mp3"]}, "another codec of sound"),
        ("video_file", {"max_seconds": 2}, {"max_seconds": 1.5}, "0.5 s too long"),
        ("video_file", {"min_seconds": 2}, {"min_seconds": 3}, "1.0 s too short"),
        ("video_file", {"min_fps": 25, "max_fps": 25}, {"min_fps": 29.97}, "another rate of pictures"),
        ("video_file", {"min_bits_per_second": 1}, {"max_bits_per_second": 1}, "another rate of bits"),
        ("pixel_size", {"min_width": 96}, {"min_width": 97}, "96 x 64"),
        ("aspect_ratio", {"min_ratio": 1.5, "max_ratio": 1.5}, {"min_ratio": 1, "max_ratio": 1}, "1.5 : 1"),
        ("file_weight", {"max_bytes": 1_000_000}, {"max_bytes": 1000}, "bytes"),
        ("file_name", {"pattern": "good.mp4"}, {"pattern": "[0-9]+"}, "good.mp4"),
        ("source_type", {"accepted": ["compositeSynthetic"]}, {"accepted": ["trainedAlgorithmicMedia"]}, "composite"),
    ],
)
def test_rules_are_kept_and_broken(
    films: Studio, rule: str, kept: dict[str, Any], broken: dict[str, Any], words: str
) -> None:
    fine, bad = (films.judged(films.good, {"kind": rule, **demand}) for demand in (kept, broken))
    assert fine.verdict == "pass" and fine.measured
    assert bad.verdict == "broken" and words in bad.measured


def test_a_slot_that_wants_captions_asks_for_them(films: Studio) -> None:
    assert films.judged(films.good, {"kind": "video_file", "captions_file": True}).verdict == "ask"


def test_the_name_must_promise_what_the_bytes_are(films: Studio) -> None:
    path = films.folder / "film.mov"
    path.write_bytes(films.good.read_bytes())
    assert "promises something else" in films.judged(path, {"kind": "video_file", "containers": ["mp4"]}).measured


def test_every_rule_of_a_shipped_film_slot_is_judged() -> None:
    library = load_presets()
    slots = [slot for preset in ("tiktok-shop", "amazon-us", "ebay", "ozon", "etsy", "walmart", "meta-shops")
             for slot in library.get(preset).slots if slot.media == "video"]  # fmt: skip
    assert len(slots) >= 7
    known = set(FILM_JUDGES) | set(LISTING_JUDGES)
    assert known <= set(get_args(get_args(Rule)[0]))
    for preset in ("tiktok-shop", "ebay", "ozon"):
        found = library.slot(preset, "video")
        assert {type(rule) for rule in found.rules} <= known


def test_no_film_broken_films_and_pictures_are_told(films: Studio) -> None:
    for name, data in {"words.mp4": b"no film", "head.mp4": films.good.read_bytes()[:60], "empty.mp4": b""}.items():
        (films.folder / name).write_bytes(data)
        with pytest.raises(FilmError, match=rf"^{name} .*\. (Check|Export)"):
            films.checked(films.folder / name)
    with pytest.raises(FilmError, match=r"absent\.mp4 cannot be read"):
        films.checked(films.folder / "absent.mp4")


def test_containers_are_told_by_their_first_bytes() -> None:
    heads = {
        b"\0\0\0\x20ftypisom": "mp4", b"\0\0\0\x14ftypqt  ": "mov", b"\0\0\0\x20ftypavif": None,
        b"\0\0\0\x20ftypheic": None, b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm": "webm", b"\x1aE\xdf\xa3": "mkv",
        b"RIFF\0\0\0\0AVI LIST": "avi", b"RIFF\0\0\0\0WEBPVP8 ": None, b"\xff\xd8\xff": None, b"": None,
    }  # fmt: skip
    assert {head: sniff_container(head) for head in heads} == heads


def test_the_report_is_as_of_pictures_and_shows_a_strip(films: Studio) -> None:
    checked = films.checked(films.good, {"kind": "file_weight", "max_bytes": 1000})
    report = checked.report
    assert not report.passed and report.checked_on == date(2026, 11, 22)
    assert report.to_json()["findings"][0]["figures"]["bytes"] == films.good.stat().st_size
    sheet = strip(checked.film)
    assert sheet.shape[0] > 2 * 64 and sheet.shape[1] > 4 * 96
    page = write_page([page_entry(report, sheet, None)], [])
    assert "good.mp4" in page and "data:image/jpeg" in page and "H.264 High" not in page
