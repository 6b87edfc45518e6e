import numpy as np
import pytest

from pipelines.placed import place_product
from pipelines.progress import silent
from pipelines.stages.render.painting.behind import behind
from pipelines.stages.render.painting.canvas import MOST_PX, canvas_size, draw_canvas
from tests.fakes.tiny_set import PlainStaged, tiny_shot
from tests.unit.pipelines.conftest import make_cutout

BLOCK = make_cutout()


@pytest.mark.parametrize("size", [(2000, 2000), (1464, 600), (2000, 2500), (1080, 1920), (300, 200), (4000, 400)])
def test_a_canvas_fits_the_network_and_keeps_the_aspect(size: tuple[int, int]) -> None:
    width, height = canvas_size(size)
    assert -(-width // 16) * -(-height // 16) * 256 <= MOST_PX
    assert width <= size[0]
    assert abs(width / size[0] - height / size[1]) * max(size) <= 1.5
    assert width * height > 0.9 * min(MOST_PX, size[0] * size[1])


def test_the_picture_lies_at_the_top_left_of_what_the_network_sees() -> None:
    shot = tiny_shot(BLOCK, (150, 130))
    canvas = draw_canvas(PlainStaged(), shot, place_product(BLOCK, shot), silent)
    picture, repaint = canvas.padded()
    assert picture.shape == (144, 160, 3)
    assert np.array_equal(canvas.trimmed(picture), canvas.picture)
    assert repaint[:, 150:].all()
    assert np.array_equal(~repaint[:130, :150], canvas.core)


def test_only_the_inside_of_the_product_is_kept() -> None:
    shot = tiny_shot(BLOCK)
    canvas = draw_canvas(PlainStaged(), shot, place_product(BLOCK, shot), silent)
    assert canvas.core.any()
    assert (canvas.matte[canvas.core] == 1).all()
    assert canvas.core.sum() < (canvas.matte > 0.98).sum()


def test_the_embedded_engine_renders_a_large_picture_small() -> None:
    shot = tiny_shot(BLOCK, (1600, 1600))
    renderer = PlainStaged()
    canvas = draw_canvas(renderer, shot, place_product(BLOCK, shot), silent)
    assert renderer.sizes == [(1024, 1024)]
    assert canvas.picture.shape == (1024, 1024, 3)
    assert abs(canvas.shot.place.height / 1024 - shot.place.height / 1600) < 0.002


def test_behind_the_product_its_surroundings_go_on() -> None:
    rows = np.linspace(40, 200, 64)[:, None, None] * np.ones((1, 64, 3))
    picture = rows.astype(np.uint8)
    hidden = np.zeros((64, 64), np.bool_)
    hidden[20:44, 20:44] = True
    spoilt = np.where(hidden[..., None], np.uint8(255), picture)
    filled = behind(spoilt, hidden)
    assert np.array_equal(filled[~hidden], picture[~hidden])
    assert np.abs(filled.astype(int) - picture)[hidden].max() < 30
    assert np.array_equal(behind(spoilt, np.ones((64, 64), np.bool_)), spoilt)
