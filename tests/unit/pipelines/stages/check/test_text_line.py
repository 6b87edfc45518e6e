"""Lines at any angle are levelled before they are read."""

import cv2
import numpy as np
import pytest

from pipelines.stages.check.lettering import is_lettering
from pipelines.stages.check.overhang import Overhang
from pipelines.stages.check.text_line import TextLine
from pipelines.values import Box


def _strip():
    strip = np.full((60, 400, 3), 240, np.uint8)
    cv2.putText(strip, "BEST SELLER", (10, 44), cv2.FONT_HERSHEY_DUPLEX, 1.6, (30, 30, 30), 3, cv2.LINE_AA)
    return strip


def _turned(angle):
    """Return a picture with the strip laid in at an angle, and the line that says where."""
    turn = cv2.getRotationMatrix2D((200, 30), angle, 1)
    turn[:, 2] += (100, 270)
    picture = cv2.warpAffine(_strip(), turn, (600, 600), borderValue=(240, 240, 240))
    corners = np.array([[0, 0, 1], [400, 0, 1], [400, 60, 1], [0, 60, 1]]) @ turn.T
    left, top = np.floor(corners.min(axis=0)).astype(int)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int)
    first, second, third, fourth = ((float(x), float(y)) for x, y in corners)
    return picture, TextLine((first, second, third, fourth), Box(int(left), int(top), int(right), int(bottom)))


@pytest.mark.parametrize("angle", [0, 12, -35])
def test_a_turned_line_reads_like_a_level_one(angle):
    picture, line = _turned(angle)
    level = line.levelled(picture)
    assert level.shape[:2] == pytest.approx((60, 400), abs=2)
    difference = np.abs(level[4:56, 8:392].astype(int) - _strip()[4:56, 8:392]).mean()
    assert difference < 12
    assert is_lettering(level)


def test_an_upright_line_is_laid_down():
    picture = np.ascontiguousarray(np.rot90(_strip()))
    line = TextLine.in_box(Box(0, 0, 60, 400))
    assert line.is_upright
    assert line.levelled(picture).shape[:2] == (60, 400)


def test_share_is_of_the_line_not_of_its_box():
    _picture, line = _turned(-35)
    own = np.zeros((600, 600), bool)
    first, _second, third, _fourth = line.corners
    own[int(min(first[1], third[1])) :, :120] = True
    assert line.share_of(np.ones((600, 600), bool)) == 1
    assert line.share_of(own) < own[line.box.slices].mean() + 0.2


def test_things_behind_a_line_do_not_hide_its_strokes():
    strip = _strip()
    strip[:, 150:] = np.where(strip[:, 150:] > 200, 110, strip[:, 150:])  # runs over a product's edge
    assert is_lettering(strip)
    plain = np.full((60, 400, 3), 240, np.uint8)
    plain[:, 150:] = 110
    assert not is_lettering(plain)


def test_strokes_that_end_inside_a_line_stick_out_of_the_body():
    product = np.zeros((800, 800), bool)
    product[200:700, 300:700] = True
    product[300:340, 180:300] = np.sin(np.arange(120) / 6) > 0  # letters
    product[320:326, 180:300] = True  # under one headline, joined to the body
    pixels = _painted(product, 40)
    overhang = Overhang.of(pixels, product, np.zeros_like(product))
    assert overhang.inks(Box(170, 290, 420, 350))
    assert not overhang.inks(Box(240, 290, 420, 350))  # runs on beyond the line: a strap, a strand
    body = product[:, 300:]
    assert not Overhang.of(pixels[:, 300:], body, np.zeros_like(body)).inks(Box(0, 290, 120, 350))


def test_a_letter_that_stands_clear_of_the_product_is_part_of_its_line():
    product = np.zeros((800, 800), bool)
    product[200:500, 300:700] = True
    apart = np.zeros_like(product)
    apart[520:580, 400:470] = True  # the last letter of a line that runs down the product and past its base
    overhang = Overhang.of(_painted(product | apart, 40), product, apart)
    assert overhang.inks(Box(390, 250, 480, 590))
    assert not overhang.inks(Box(390, 250, 480, 540))  # another thing, which the line does not hold


def test_a_frayed_edge_as_pale_as_the_ground_is_no_stroke():
    product = np.zeros((800, 800), bool)
    product[200:700, 300:700] = True
    product[300:340, 180:300] = np.sin(np.arange(120) / 6) > 0
    assert not Overhang.of(_painted(product, 248), product, np.zeros_like(product)).inks(Box(170, 290, 420, 350))


def _painted(product: np.ndarray, level: int) -> np.ndarray:
    """A product of one tone on white."""
    return np.where(product[..., None], level, 255).astype(np.uint8).repeat(3, axis=2)
