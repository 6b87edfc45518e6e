"""What a person is told of errors that are nobody's own."""

import cv2
import numpy as np
import pytest

from studio.failures import Exit, explain


def test_memory_that_does_not_suffice_is_said_whoever_runs_out() -> None:
    with pytest.raises(MemoryError) as ours:
        np.empty(1 << 55, np.uint8)
    with pytest.raises(cv2.error) as opencv:
        cv2.resize(np.zeros((8, 8, 4), np.float64), (2_000_000, 2_000_000))
    for error in (ours.value, opencv.value, RuntimeError("std::bad_alloc")):
        failure = explain(error)
        assert failure.code is Exit.PICTURE
        assert failure.sentence.startswith("This machine's memory does not suffice. Close other programs")
    assert explain(RuntimeError("odd")).code is Exit.OUR_FAULT


def test_a_package_of_an_extra_is_told_with_what_installs_it() -> None:
    failure = explain(ModuleNotFoundError("No module named 'ray'", name="ray.exceptions"))
    assert failure.code is Exit.ENGINE
    assert failure.sentence == "This needs the package ray. Install it: pip install 'listing-studio[ray]'."
    assert explain(ModuleNotFoundError("No module named 'odd'", name="odd")).code is Exit.OUR_FAULT
