"""Rules about ground, product, borders and what else is in the picture."""

import cv2
import numpy as np
import pytest

from pipelines.stages.check.finding import Mark, Verdict
from pipelines.stages.check.text_line import TextLine
from pipelines.values import Box

EXACT = {"kind": "background", "ground": "exact"}
FILL = {"kind": "frame_fill", "measure": "long_axis", "min_fraction": 0.85}


class OneLine:
    """A reader that always finds one line at one place."""

    def __init__(self, box: Box, text: str = "SALE") -> None:
        self.box, self.text = box, text

    def find(self, pixels):
        return (TextLine.in_box(self.box),)

    def read(self, pixels, line):
        return self.text, 0.99


@pytest.mark.parametrize("quality", [80, 92, 100])
def test_a_clean_picture_has_an_exact_ground(bench, quality):
    finding = bench.judged(bench.jpeg(bench.vase(), quality=quality), EXACT)
    assert finding.verdict is Verdict.PASS
    assert finding.figures["exact_share"] > 0.99


@pytest.mark.parametrize("level", [254, 250, 240])
def test_off_white_is_not_exact(bench, level):
    finding = bench.judged(bench.jpeg(bench.vase(ground=level), quality=98), EXACT)
    assert finding.verdict in (Verdict.WARNING, Verdict.BROKEN)
    assert (finding.verdict is Verdict.BROKEN) is (level < 250)


def test_a_vignette_is_found(bench):
    rows, columns = np.mgrid[-1:1:400j, -1:1:400j]
    fall = 1 - 0.1 * np.clip((rows**2 + columns**2) / 2, 0, 1)
    picture = (bench.vase() * fall[..., None]).round().astype(np.uint8)
    finding = bench.judged(bench.jpeg(picture), EXACT)
    assert finding.verdict is Verdict.BROKEN
    assert any(place.mark is Mark.GROUND for place in finding.evidence)


def test_a_strip_of_an_old_backdrop_is_found(bench):
    picture = bench.vase(size=800)
    body = (picture < 250).any(axis=2).astype(np.uint8)
    strip = (cv2.dilate(body, np.ones((13, 13), np.uint8)) > 0) & (picture >= 250).all(axis=2)
    picture[strip] = 225
    assert bench.judged(bench.jpeg(picture), EXACT).figures["halo_share"] > 0.5


def test_a_white_product_on_white_is_found_whole(bench):
    finding = bench.judged(bench.jpeg(bench.vase(tone=(246, 246, 244), size=600)), FILL)
    assert finding.verdict is Verdict.PASS
    assert finding.figures["long_axis"] == pytest.approx(0.88, abs=0.01)


@pytest.mark.parametrize(("fill", "verdict"), [(0.80, Verdict.BROKEN), (0.86, Verdict.PASS)])
def test_fill_is_measured(bench, fill, verdict):
    finding = bench.judged(bench.jpeg(bench.vase(fill)), FILL)
    assert finding.verdict is verdict
    assert finding.figures["long_axis"] == pytest.approx(fill, abs=0.006)
    assert finding.figures["width"] == pytest.approx(fill * 0.7, abs=0.006)
    assert finding.figures["mask_area"] == pytest.approx(np.pi / 4 * fill**2 * 0.7, rel=0.03)


def test_a_shadow_does_not_count_as_product(bench):
    picture = bench.vase(0.7, size=800).astype(np.float32)
    shadow = np.zeros((800, 800), np.float32)
    cv2.ellipse(shadow, (400, 690), (230, 26), 0, 0, 360, 90, -1)
    shadow = cv2.GaussianBlur(shadow, (0, 0), 14)
    ground = (picture >= 254).all(axis=2)
    picture[ground] -= np.where(shadow > 1, shadow, 0)[ground][:, None]
    data = bench.jpeg(picture.clip(0, 255).astype(np.uint8))
    assert bench.judged(data, FILL).figures["long_axis"] == pytest.approx(0.70, abs=0.02)
    assert bench.judged(data, {"kind": "visible_shadow"}).verdict is Verdict.BROKEN
    assert bench.judged(bench.jpeg(bench.vase()), {"kind": "visible_shadow"}).verdict is Verdict.PASS


def test_a_product_cut_by_the_frame_is_found(bench):
    assert bench.judged(bench.jpeg(bench.vase()[:, 100:]), {"kind": "whole_product"}).verdict is Verdict.BROKEN
    assert bench.judged(bench.jpeg(bench.vase()), {"kind": "whole_product"}).verdict is Verdict.PASS


def test_margins_and_zones_are_measured(bench):
    data = bench.jpeg(bench.vase(0.88))
    margins = bench.judged(data, {"kind": "margins", "vertical": 0.05, "horizontal": 0.05})
    assert margins.figures["top"] == pytest.approx(0.06, abs=0.01)
    assert bench.judged(data, {"kind": "margins", "vertical": 0.1, "horizontal": 0.1}).verdict is Verdict.BROKEN
    assert (
        bench.judged(data, {"kind": "margins", "vertical": 0.1, "horizontal": 0.1, "either": True}).verdict
        is Verdict.PASS
    )
    corner = {"kind": "free_zone", "left": 0, "top": 0, "right": 0.15, "bottom": 0.15}
    assert bench.judged(data, corner).verdict is Verdict.PASS
    assert bench.judged(data, {**corner, "right": 0.5, "bottom": 0.5}).verdict is Verdict.BROKEN


@pytest.mark.parametrize("ground", ["white", "scene"])
@pytest.mark.parametrize(("side", "where"), [("top", np.s_[:1]), ("right", np.s_[:, -1:]), ("bottom", np.s_[-60:])])
def test_a_band_of_any_thickness_is_a_border(bench, ground, side, where):
    picture = bench.vase(0.6) if ground == "white" else bench.scene()
    rule = {"kind": "added_border"}
    assert bench.judged(bench.jpeg(picture), rule).verdict is Verdict.PASS
    picture[where] = (200, 40, 40)
    finding = bench.judged(bench.jpeg(picture, quality=97), rule)
    assert finding.verdict is Verdict.BROKEN
    assert side in finding.measured


def test_added_text_is_counted_in_cells_and_printed_text_is_not(bench):
    data, rule = bench.jpeg(bench.vase()), {"kind": "added_text"}
    outside = bench.judged(data, rule, reader=OneLine(Box(5, 5, 90, 30)))
    assert outside.verdict is Verdict.BROKEN
    assert outside.figures["cells"] == 3
    assert "SALE" in outside.measured
    assert bench.judged(data, {**rule, "max_cells": 3}, reader=OneLine(Box(5, 5, 90, 30))).verdict is Verdict.PASS
    assert bench.judged(data, rule, reader=OneLine(Box(160, 180, 240, 210))).verdict is Verdict.PASS


def test_text_in_a_scene_without_a_known_product_is_asked(bench):
    finding = bench.judged(bench.jpeg(bench.scene()), {"kind": "added_text"}, reader=OneLine(Box(5, 5, 90, 30)))
    assert finding.verdict is Verdict.ASK


def test_letters_of_any_script_on_a_plain_ground_need_no_reader(bench):
    picture = bench.vase(0.6)
    for index in range(5):
        cv2.circle(picture, (40 + 22 * index, 30), 8, (20, 20, 20), 3)
    finding = bench.judged(bench.jpeg(picture), {"kind": "added_text"})
    assert finding.verdict is Verdict.BROKEN


def test_collage_seams_and_pasted_panels_break_a_single_view(bench):
    rule = {"kind": "single_view"}
    assert bench.judged(bench.jpeg(bench.vase()), rule).verdict is Verdict.PASS
    assert bench.judged(bench.jpeg(bench.scene()), rule).verdict is Verdict.PASS
    pair = np.hstack(
        [bench.scene()[:, :200], np.clip(bench.scene()[:, :200].astype(int) - 60, 0, 255).astype(np.uint8)]
    )
    assert bench.judged(bench.jpeg(pair), rule).verdict is Verdict.BROKEN
    inset = bench.vase(0.6)
    inset[20:100, 20:100] = bench.scene()[200:280, :80]
    assert bench.judged(bench.jpeg(inset), rule).verdict is Verdict.BROKEN


def test_two_objects_are_a_question(bench):
    pair = np.hstack([bench.vase(0.8), bench.vase(0.8)])
    finding = bench.judged(bench.jpeg(pair), {"kind": "single_view"})
    assert finding.verdict is Verdict.ASK
    assert finding.figures["objects"] == 2


def test_blur_and_enlarging_are_found(bench):
    rule, sharp = {"kind": "sharpness"}, bench.vase(size=1000)
    assert bench.judged(bench.jpeg(sharp), rule).verdict is Verdict.PASS
    assert "Blurred" in bench.judged(bench.jpeg(cv2.GaussianBlur(sharp, (0, 0), 3)), rule).measured
    small = cv2.resize(sharp, (500, 500), interpolation=cv2.INTER_AREA)
    large = cv2.resize(small, (1000, 1000), interpolation=cv2.INTER_CUBIC)
    assert "enlarging" in bench.judged(bench.jpeg(large), rule).measured


def test_a_scene_may_be_measured_with_a_saliency_engine(bench):
    def middle(pixels):
        matte = np.zeros(pixels.shape[:2], np.float32)
        matte[20:380, 100:300] = 1
        return matte

    data = bench.jpeg(bench.scene())
    assert bench.judged(data, FILL).verdict is Verdict.UNMEASURED
    assert bench.judged(data, FILL, saliency=middle).figures["height"] == pytest.approx(0.9)


def test_the_ground_between_a_collages_pictures_is_no_border(bench):
    picture = np.full((400, 400, 3), 255, np.uint8)
    for top in (12, 206):
        for left in (12, 206):
            picture[top : top + 182, left : left + 182] = bench.scene()[:182, :182]
    assert bench.judged(bench.jpeg(picture), {"kind": "added_border"}).verdict is Verdict.PASS
    assert bench.judged(bench.jpeg(picture), {"kind": "single_view"}).verdict is Verdict.BROKEN


def test_a_level_table_top_is_no_band(bench):
    picture = np.full((600, 600, 3), 190.0)
    picture[430:] = 92
    grain = np.random.default_rng(3).normal(0, 4, (600, 600, 1))
    data = bench.jpeg((picture + grain).clip(0, 255).astype(np.uint8))
    assert bench.judged(data, {"kind": "added_border"}).verdict is Verdict.PASS


def test_joints_of_tiles_are_no_seams_and_the_gap_of_a_collage_is(bench):
    wall = np.linspace(150, 210, 600)[None, :, None].repeat(600, axis=0).repeat(3, axis=2)
    wall += np.random.default_rng(3).normal(0, 1.5, wall.shape)
    tiles, pair = wall.copy(), wall.copy()
    for row in (130, 260, 390, 520):
        tiles[row : row + 4] -= 45
    assert bench.judged(bench.jpeg(tiles.astype(np.uint8)), {"kind": "single_view"}).figures["seams"] == 0
    pair[298:302] = 255
    assert bench.judged(bench.jpeg(pair.astype(np.uint8)), {"kind": "single_view"}).verdict is Verdict.BROKEN


def test_a_products_reflection_is_neither_product_nor_mark(bench):
    picture = bench.vase(0.6, size=800).astype(np.float32)
    body = (picture < 250).any(axis=2)
    foot = int(np.flatnonzero(body.any(axis=1))[-1])
    depth = np.arange(1, 120)
    mirrored = cv2.GaussianBlur(picture, (0, 0), 4)[foot - depth]
    share = (0.3 * np.exp(-depth / 40))[:, None, None] * (mirrored < 250).any(axis=2, keepdims=True)
    below = picture[foot + depth]
    picture[foot + depth] = below * (1 - share) + mirrored * share
    data = bench.jpeg(picture.round().clip(0, 255).astype(np.uint8))
    assert bench.judged(data, FILL).figures["height"] == pytest.approx(0.6, abs=0.01)
    assert bench.judged(data, {"kind": "added_text"}).verdict is Verdict.PASS


@pytest.mark.parametrize("level", [255, 200, 0])
def test_a_blank_picture_shows_no_product(bench, level):
    finding = bench.judged(bench.jpeg(np.full((400, 400, 3), level, np.uint8)), FILL)
    assert finding.verdict is Verdict.BROKEN
    assert "blank" in finding.measured


def test_what_can_hardly_be_told_is_not_called_blank(bench):
    faint = np.where(bench.vase() < 255, 249, 255).astype(np.uint8)
    assert "blank" not in bench.judged(bench.jpeg(faint), FILL).measured
