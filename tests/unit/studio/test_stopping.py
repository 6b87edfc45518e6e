"""Ctrl-C: what is told is all told, and the second one does not wait."""

import signal
from collections.abc import Iterator

import pytest

from pipelines.errors import Cancelled
from studio.stopping import stopping


@pytest.fixture(autouse=True)
def as_in_a_program() -> Iterator[None]:
    """Signals are heard as where nobody has listened yet."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_lets_the_block_end_and_then_says_that_it_was_stopped(
    number: signal.Signals, capfd: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    with pytest.raises(Cancelled), stopping() as stop:
        signal.raise_signal(number)
        told.append("the job that was underway")
        assert stop.is_set()
    assert told
    assert "Ctrl-C again" in capfd.readouterr().err


def test_the_second_ends_the_block() -> None:
    told: list[str] = []
    with pytest.raises(Cancelled), stopping():
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        told.append("not reached")
    assert not told


def test_whoever_listened_before_listens_again() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with stopping() as stop:
        pass
    assert not stop.is_set()
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


def test_where_ctrl_c_is_ignored_it_stays_so() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with stopping() as stop:
        signal.raise_signal(signal.SIGINT)
    assert not stop.is_set()
