"""Pictures and sound fit each other, or there is no video."""

from fractions import Fraction

import numpy as np
import pytest

from pipelines.values import Rgb
from pipelines.video import Sound, Video


def grey(number: int) -> Rgb:
    return np.full((4, 6, 3), number, np.uint8)


def hum(samples: int, channels: int = 1) -> Sound:
    shape = (samples,) if channels == 1 else (samples, channels)
    return Sound(np.full(shape, 0.1, np.float32), 8000, "en")


def test_a_video_lasts_as_long_as_its_pictures() -> None:
    assert Video((6, 4), Fraction(30000, 1001), 30, grey).seconds == Fraction(1001, 1000)
    assert Video((6, 4), Fraction(25), 25, grey, hum(8000, channels=2)).seconds == 1


@pytest.mark.parametrize("samples", [8000 - 320, 8000 + 320])
def test_sound_may_end_one_picture_early_or_late(samples: int) -> None:
    Video((6, 4), Fraction(25), 25, grey, hum(samples))
    with pytest.raises(ValueError, match="over one picture apart"):
        Video((6, 4), Fraction(25), 25, grey, hum(samples + (1 if samples > 8000 else -1)))


def test_silence_lengthens_and_nothing_is_cut() -> None:
    longer = hum(4000, channels=2).lengthened(Fraction(1))
    assert longer.samples.shape == (8000, 2) and longer.language == "en"
    assert (longer.samples[:4000] == np.float32(0.1)).all() and not longer.samples[4000:].any()
    assert len(longer.lengthened(Fraction(1, 2)).samples) == 8000


def test_odd_sizes_and_wrong_samples_are_refused() -> None:
    with pytest.raises(ValueError, match="even"):
        Video((5, 4), Fraction(25), 1, grey)
    with pytest.raises(ValueError, match="0 pictures"):
        Video((6, 4), Fraction(25), 0, grey)
    with pytest.raises(ValueError, match="float32"):
        Sound(np.zeros((10, 3), np.float32), 8000)
    with pytest.raises(ValueError, match="lies in"):
        Sound(np.full(10, 1.2, np.float32), 8000)
    with pytest.raises(ValueError, match="0 samples"):
        Sound(np.zeros(0, np.float32), 8000)
