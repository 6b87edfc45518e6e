import numpy as np

from pipelines.linear_light import to_linear, to_srgb


def test_every_byte_survives_the_way_there_and_back() -> None:
    codes = np.arange(256, dtype=np.uint8)
    assert np.array_equal(to_srgb(to_linear(codes)), codes)


def test_middle_grey_is_a_fifth_of_the_light() -> None:
    assert abs(float(to_linear(np.array([118], np.uint8))[0]) - 0.18) < 0.005


def test_light_beyond_white_is_clipped() -> None:
    assert to_srgb(np.array([-0.2, 1.7], np.float32)).tolist() == [0, 255]
