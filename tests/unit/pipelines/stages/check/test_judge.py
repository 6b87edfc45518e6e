"""Every kind of rule has one judge; levels, dates and sources reach the finding."""

import json
from datetime import date
from typing import get_args

import cv2
import numpy as np
import pytest

from pipelines.stages.check.check_file import Instruments, check_file
from pipelines.stages.check.finding import Verdict
from pipelines.stages.check.judge import FILE_JUDGES
from pipelines.stages.check.listing import LISTING_JUDGES, Listed, check_listing
from pipelines.stages.check.picture import PictureMemory
from pipelines.stages.check.picture_file import read_picture_file
from pipelines.stages.check.words.check_copy import WORD_JUDGES
from presets.rules import PersonCheck, Rule, VideoFile


def test_every_kind_of_rule_is_judged_once():
    kinds = set(get_args(get_args(Rule)[0])) - {VideoFile}  # a film's own, with a judge beside those of films
    assert kinds == set(FILE_JUDGES) | set(LISTING_JUDGES) | set(WORD_JUDGES)
    assert not set(FILE_JUDGES) & set(LISTING_JUDGES)
    assert set(FILE_JUDGES) & set(WORD_JUDGES) == {PersonCheck}


@pytest.mark.parametrize(("level", "verdict"), [("must", "broken"), ("should", "warning"), ("note", "note")])
def test_the_level_decides_what_breaking_means(bench, level, verdict):
    slot = bench.slot({"kind": "pixel_size", "min_long_side": 9000}, level=level)
    report = check_file(bench.file(bench.jpeg(bench.vase())), slot, Instruments(bench.today))
    assert report.findings[0].verdict == verdict
    assert report.passed is (level != "must")
    assert report.findings[0].sources[0].confidence == "official"


@pytest.mark.parametrize(
    ("day", "verdicts"),
    [(date(2026, 12, 31), ["warning"]), (date(2027, 1, 31), ["broken"]), (date(2028, 1, 1), [])],
)
def test_a_rule_holds_between_its_days(bench, day, verdicts):
    dates = {"valid_from": date(2027, 1, 31), "valid_until": date(2027, 12, 31)}
    slot = bench.slot({"kind": "pixel_size", "min_long_side": 500, **dates})
    report = check_file(bench.file(bench.jpeg(bench.vase())), slot, Instruments(day))
    assert [finding.verdict for finding in report.findings] == verdicts


def test_a_report_survives_json(bench):
    slot = bench.slot({"kind": "background", "ground": "exact"}, {"kind": "still"})
    report = check_file(bench.file(bench.jpeg(bench.vase())), slot, Instruments(bench.today))
    record = json.loads(json.dumps(report.to_json()))
    assert record["passed"] is True
    assert [finding["rule"] for finding in record["findings"]] == ["background", "still"]
    assert record["findings"][0]["sources"][0]["url"] == "https://shop.example/a"


def test_the_same_pixels_are_measured_once(bench):
    memory = PictureMemory()
    one = read_picture_file(bench.file(bench.jpeg(bench.vase()), "a.jpg"))
    two = read_picture_file(bench.file(bench.jpeg(bench.vase()) + b"\0", "b.jpg"))
    assert memory.picture(one) is memory.picture(two)


def _listed(bench, pictures, films=0):
    slot = bench.slot(
        {"kind": "image_count", "min_count": 2, "max_count": 3},
        {"kind": "no_duplicates"},
        {"kind": "images_beside_video", "max_images": 2},
    )
    memory, listed = PictureMemory(), []
    for index, data in enumerate(pictures):
        file = read_picture_file(bench.file(data, f"{index}.jpg"))
        listed.append(Listed(f"{index}.jpg", slot, memory.picture(file).likeness))
    return [*listed, *(Listed(f"{index}.mp4", slot, None) for index in range(films))]


def test_a_listing_is_judged_as_a_whole(bench):
    vase, scene = bench.jpeg(bench.vase(size=800)), bench.jpeg(bench.scene())
    smaller = cv2.resize(bench.vase(size=800), (600, 600), interpolation=cv2.INTER_AREA)
    again = bench.jpeg(np.pad(smaller, ((20, 40), (30, 30), (0, 0)), constant_values=255), quality=70)
    other = bench.jpeg(bench.vase()[:, 150:])
    assert [f.verdict for f in check_listing(_listed(bench, [vase, scene]), bench.today)] == [Verdict.PASS] * 3
    assert check_listing(_listed(bench, [vase]), bench.today)[0].verdict is Verdict.BROKEN
    duplicates = check_listing(_listed(bench, [vase, again, scene]), bench.today)[1]
    assert duplicates.verdict is Verdict.BROKEN
    assert "0.jpg and 1.jpg" in duplicates.measured
    assert check_listing(_listed(bench, [vase, scene, other], films=1), bench.today)[2].verdict is Verdict.BROKEN
    assert check_listing(_listed(bench, [vase, scene, other]), bench.today)[2].verdict is Verdict.PASS
