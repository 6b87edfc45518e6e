import numpy as np
import pytest

from pipelines import delta_e as module
from pipelines.delta_e import delta_e

# Sharma, Wu, Dalal (2005), table 1: pairs of CIELAB colours and their CIEDE2000 difference.
PUBLISHED = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, -0.001, 2.49), (50, 0.0011, -2.49), 4.7461),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("first", "second", "expected"), PUBLISHED)
def test_published_pairs(
    monkeypatch: pytest.MonkeyPatch, first: tuple[float, ...], second: tuple[float, ...], expected: float
) -> None:
    monkeypatch.setattr(module, "_lab", lambda lab: lab)
    assert delta_e(np.array([first]), np.array([second]))[0] == pytest.approx(expected, abs=1e-4)


def test_equal_pixels_do_not_differ_and_black_differs_from_white_by_100() -> None:
    black, white = np.zeros((1, 3), np.uint8), np.full((1, 3), 255, np.uint8)
    assert delta_e(white, white)[0] == 0
    assert delta_e(black, white)[0] == pytest.approx(100, abs=0.1)
