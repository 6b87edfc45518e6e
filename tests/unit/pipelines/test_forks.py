import os
import sys

import pytest

from pipelines.errors import ExportError
from pipelines.forks import shared_out

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Processes are copied on Linux alone.")


def test_each_item_comes_back_once_whoever_worked_on_it() -> None:
    made = list(shared_out(lambda number: (number * number, os.getpid()), range(20), workers=3))
    assert sorted((item, square) for item, (square, _) in made) == [(number, number**2) for number in range(20)]
    assert len({worker for _, (_, worker) in made}) == 3
    assert os.getpid() not in {worker for _, (_, worker) in made}


def test_what_work_raises_is_raised_here() -> None:
    def work(number: int) -> int:
        if number == 3:
            raise ValueError("no three")
        return number

    with pytest.raises(ValueError, match="no three"):
        list(shared_out(work, range(6), workers=2))


def test_a_copy_that_is_ended_from_outside_is_told() -> None:
    def work(number: int) -> int:
        if number == 3:
            os.kill(os.getpid(), 9)
        return number

    with pytest.raises(ExportError, match="ended from outside"):
        list(shared_out(work, range(6), workers=2))


def test_one_worker_works_here() -> None:
    assert [made for _, made in shared_out(lambda _: os.getpid(), range(3), workers=1)] == [os.getpid()] * 3
