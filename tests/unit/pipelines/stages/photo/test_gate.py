"""The gate's figures, the sharpness behind them, and the choice of the best photo."""

import cv2
import numpy as np
import pytest

from pipelines.errors import NoProductError
from pipelines.stages.photo.best import choose_best
from pipelines.stages.photo.framing import Side, measure_framing
from pipelines.stages.photo.gate import ConcernKind, Severity, inspect
from pipelines.stages.photo.sharpness import measure_sharpness
from pipelines.values import Cutout, Photo

GROUND = 235


def shot(name="mug.jpg", size=800, product=(200, 150, 600, 650), blur=0.0, noise=0.0, own_matte=False):
    """A checked product (left, top, right, bottom) on a light ground, as the camera blurs it and adds noise to it."""
    left, top, right, bottom = product
    y, x = np.mgrid[0:size, 0:size]
    inside = (x >= left) & (x < right) & (y >= top) & (y < bottom)
    checks = ((x // 40 + y // 40) % 2) * 90 + 50
    pixels = np.where(inside, checks, GROUND).astype(np.float32)[..., None].repeat(3, axis=2)
    return seen(name, pixels, inside, blur, noise, own_matte)


def seen(name, pixels, inside, blur=0.0, noise=0.0, own_matte=False):
    pixels = cv2.GaussianBlur(pixels, (0, 0), blur) if blur else pixels
    pixels = pixels + np.random.default_rng(5).normal(0, noise, pixels.shape) if noise else pixels
    shown = np.clip(pixels, 0, 255).astype(np.uint8)
    matte = inside.astype(np.float32)
    return Photo(shown, name, "0" * 64, matte=matte if own_matte else None), Cutout(shown, matte, shown)


def kinds(photo_and_cutout):
    return {concern.kind: concern for concern in inspect(*photo_and_cutout)}


def test_a_fit_photo_raises_no_concern():
    assert inspect(*shot()) == ()
    assert inspect(*shot(noise=8)) == ()


@pytest.mark.parametrize("blur", [1.0, 2.0, 4.0, 7.0])
@pytest.mark.parametrize("noise", [0.0, 6.0, 15.0])
def test_blur_is_measured_in_pixels_whatever_the_noise(blur, noise):
    _, cutout = shot(blur=blur, noise=noise)
    measured = measure_sharpness(cutout.pixels, cutout.matte)
    assert measured.blur_px == pytest.approx(blur, rel=0.3, abs=0.7)
    assert measured.product_px == pytest.approx(500, abs=10)


def test_blur_is_measured_at_the_size_of_use():
    """A blur of 4 pixels is 2.1 of them when 3000 pixels become 1600."""
    _, cutout = shot(size=3200, product=(100, 100, 3100, 3100), blur=4.0)
    assert measure_sharpness(cutout.pixels, cutout.matte).blur_px == pytest.approx(2.1, abs=0.3)


def test_a_shaken_camera_is_blurred_though_half_the_edges_are_sharp():
    _, cutout = shot()
    kernel = np.full((1, 21), 1 / 21, np.float32)
    shaken = cv2.filter2D(cutout.pixels, -1, kernel)
    assert measure_sharpness(shaken, cutout.matte).blur_px > 4
    assert measure_sharpness(cutout.pixels, cutout.matte).blur_px < 0.8


def test_what_lies_outside_the_matte_is_not_measured():
    _, cutout = shot(blur=5)
    busy = cutout.pixels.copy()
    busy[:100] = np.random.default_rng(1).integers(0, 256, (100, 800, 1)).astype(np.uint8)
    assert measure_sharpness(busy, cutout.matte).blur_px == pytest.approx(5, rel=0.2)


def test_a_plain_surface_has_no_sharpness():
    assert measure_sharpness(np.full((300, 300, 3), 128, np.uint8)) is None


def test_blur_is_said_then_refused():
    said, refused = kinds(shot(blur=3.0))[ConcernKind.BLURRED], kinds(shot(blur=8.0))[ConcernKind.BLURRED]
    assert (said.severity, refused.severity) == (Severity.SAY, Severity.REFUSE)
    assert said.figure == pytest.approx(3, rel=0.2)
    assert "mug.jpg is blurred: its edges are 3." in said.sentence


def test_a_cut_product_names_its_sides():
    concern = kinds(shot(product=(0, 300, 500, 800)))[ConcernKind.CUT_OFF]
    assert concern.severity is Severity.REFUSE
    assert concern.figure == pytest.approx(0.5, abs=0.01)
    assert "at the bottom (500 px), left (500 px), 50" in concern.sentence


def test_a_round_products_touch_is_no_cut():
    y, x = np.mgrid[0:800, 0:800]
    disc = (x - 400) ** 2 + (y - 300) ** 2 <= 300**2
    touching = seen("ball.jpg", np.where(disc, 90, GROUND).astype(np.float32)[..., None].repeat(3, axis=2), disc)
    concern = kinds(touching).get(ConcernKind.CUT_OFF)
    assert concern is None or concern.severity is Severity.SAY


def test_a_trimmed_cutout_is_only_asked_about():
    concern = kinds(shot(product=(0, 0, 800, 800), own_matte=True))[ConcernKind.CUT_OFF]
    assert concern.severity is Severity.SAY
    assert "trimmed" in concern.sentence


def test_several_products_are_counted_without_crumbs():
    _, cutout = shot(product=(100, 100, 350, 700))
    matte = cutout.matte.copy()
    matte[100:400, 450:700] = 1
    matte[750:753, 20:23] = 1
    pair = shot()[0], Cutout(cutout.pixels, matte, cutout.pixels)
    concern = kinds(pair)[ConcernKind.SEVERAL]
    assert (concern.severity, concern.figure) == (Severity.SAY, 2)
    assert "2 separate things, 67%, 33% of the area" in concern.sentence


def test_a_small_product_is_said_then_refused():
    assert kinds(shot(product=(300, 300, 420, 400)))[ConcernKind.SMALL].severity is Severity.SAY
    tiny = kinds(shot(product=(300, 300, 330, 330)))[ConcernKind.SMALL]
    assert (tiny.severity, tiny.figure) == (Severity.REFUSE, 30)


def test_an_empty_matte_is_refused():
    photo, cutout = shot()
    empty = Cutout(cutout.pixels, np.zeros((800, 800), np.float32), cutout.pixels)
    assert [concern.severity for concern in inspect(photo, empty)] == [Severity.REFUSE]
    assert measure_framing(empty.matte) is None


def test_refusals_come_first():
    concerns = inspect(*shot(product=(0, 300, 200, 520), blur=8))
    severities = [concern.severity for concern in concerns]
    assert severities == sorted(severities, key=lambda severity: severity is not Severity.REFUSE)
    assert len(concerns) == 3


def test_framing_measures_each_side():
    framing = measure_framing(shot(product=(0, 0, 300, 200))[1].matte)
    assert framing.touched_px == {Side.TOP: 300, Side.LEFT: 200}
    assert framing.long_side_px == 300
    assert framing.parts == (1.0,)


def test_the_best_photo_is_whole_large_and_sharp():
    blurred, cut = shot("blurred.jpg", blur=3), shot("cut.jpg", product=(0, 0, 800, 780), blur=3)
    small, good = shot("small.jpg", product=(300, 300, 500, 500)), shot("front.jpg")
    choice = choose_best([blurred, cut, small, good])
    assert choice.index == 3
    assert choice.reason == "front.jpg: whole, 500 px long, sharpest of 4."
    assert [candidate.is_whole for candidate in choice.candidates] == [True, False, True, True]


def test_noise_is_not_taken_for_sharpness():
    assert choose_best([shot("noisy.jpg", blur=2.5, noise=18), shot("calm.jpg")]).index == 1


def test_the_only_photo_is_chosen_even_if_cut():
    choice = choose_best([shot("half.jpg", product=(0, 300, 500, 800))])
    assert choice.reason == "half.jpg: cut by the photo's edge along 50% of its outline, 500 px long."


def test_equals_keep_the_order_typed():
    assert choose_best([shot("1.jpg"), shot("2.jpg")]).index == 0


def test_no_product_in_any_photo():
    photo, cutout = shot()
    empty = Cutout(cutout.pixels, np.zeros((800, 800), np.float32), cutout.pixels)
    with pytest.raises(NoProductError, match=r"mug\.jpg"):
        choose_best([(photo, empty)])
    with pytest.raises(NoProductError):
        choose_best([])
