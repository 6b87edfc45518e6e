import pytest

from pipelines.stages.plan.view import is_better_flipped
from tests.fakes.analytic_plates import scene_of


@pytest.mark.parametrize(("light_side", "flipped"), [(-1, False), (0, False), (1, True)])
def test_a_set_lit_from_the_left_is_flipped_for_a_product_lit_from_the_right(light_side: int, *, flipped: bool) -> None:
    assert is_better_flipped(scene_of(), light_side) is flipped
    assert not is_better_flipped(scene_of(mirror=False), light_side)
