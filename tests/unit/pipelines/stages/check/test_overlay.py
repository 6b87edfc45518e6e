"""Watermarks: strokes of one tint over a plain ground, joined to the product or not."""

import cv2
import numpy as np
import pytest

from pipelines.stages.check.finding import Verdict
from pipelines.stages.check.ground import find_ground
from pipelines.stages.check.overlay import find_overlay


def _watermarked(picture, opacity):
    layer = np.zeros(picture.shape[:2], np.uint8)
    for left in range(40, 760, 120):  # letters without a reader's help: thick bars across product and ground
        cv2.line(layer, (left, 560), (left + 60, 240), 255, 26, cv2.LINE_AA)
    alpha = layer[..., None].astype(np.float32) / 255 * opacity
    return (picture * (1 - alpha) + 60 * alpha).round().astype(np.uint8)


@pytest.mark.parametrize("opacity", [0.12, 0.3])
def test_a_watermark_across_the_product_is_found(bench, opacity):
    picture = bench.vase(size=800)
    assert not find_overlay(find_ground(picture))
    finding = bench.judged(bench.jpeg(_watermarked(picture, opacity)), {"kind": "added_text"})
    assert finding.verdict is Verdict.BROKEN
    assert "watermark" in finding.measured or "letters" in finding.measured
    assert find_overlay(find_ground(_watermarked(picture, opacity)))


def test_a_soft_shadow_is_no_tint(bench):
    picture = bench.vase(0.7, size=800).astype(np.float32)
    shadow = np.zeros((800, 800), np.float32)
    cv2.ellipse(shadow, (400, 690), (230, 26), 0, 0, 360, 60, -1)
    shadow = cv2.GaussianBlur(shadow, (0, 0), 14)[..., None]
    ground = (picture >= 254).all(axis=2, keepdims=True)
    soft = np.where(ground, picture - shadow, picture).clip(0, 255).astype(np.uint8)
    assert not find_overlay(find_ground(soft))


def test_a_strip_of_an_old_backdrop_is_no_tint(bench):
    picture = bench.vase(size=800)
    body = (picture < 250).any(axis=2).astype(np.uint8)
    strip = (cv2.dilate(body, np.ones((9, 9), np.uint8)) > 0) & (picture >= 250).all(axis=2)
    picture[strip] = 225
    assert not find_overlay(find_ground(picture))
