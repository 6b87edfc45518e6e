"""A GPU that is lent: work goes on in a process forked for it, and what comes back has been pickled."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from pipelines.errors import LostJobError, PhotoError
from pipelines.jobs.job import Advanced, Failed, Finished, Job, Stopped
from pipelines.jobs.stop import Stop
from pipelines.runs import lent_runner
from pipelines.runs.lent_runner import LentRunner, Work, loan_seconds
from pipelines.runs.worker import Ended, Stepped
from tests.fakes.workshops import Workshop, cutout_job

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a loan forks")
_FORK = multiprocessing.get_context("fork") if sys.platform != "win32" else multiprocessing.get_context()


class Bank:
    """Lends as Spaces do: the call's arguments and all it yields cross a queue between two processes."""

    def __init__(self) -> None:
        self.seconds: list[int] = []
        self.pids: set[int] = set()

    def __call__(self, *, duration: Callable[[Job], int]) -> Callable[[Work], Work]:
        def wrap(work: Work) -> Work:
            def borrowed(job: Job) -> Iterator[Stepped | Ended]:
                self.seconds.append(duration(job))
                ours, theirs = _FORK.Pipe()
                process = _FORK.Process(target=_child, args=(work, theirs), daemon=True)
                process.start()
                self.pids.add(process.pid or 0)
                ours.send(job)
                try:
                    while (news := ours.recv()) is not None:
                        yield news
                finally:
                    process.kill()
                    process.join()

            return borrowed

        return wrap


def _child(work: Work, talk: Connection) -> None:
    for news in work(talk.recv()):
        talk.send(news)
    talk.send(None)


@pytest.fixture
def takes_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lent_runner, "gpus_of", lambda _job: 1)


@pytest.mark.usefixtures("takes_gpu")
def test_a_job_that_takes_a_gpu_is_done_in_a_loan(tmp_path: Path) -> None:
    bank = Bank()
    runner = LentRunner(Workshop(tmp_path)(), bank, lambda _: 30.0)
    events = list(runner.run([cutout_job(tmp_path, "a"), cutout_job(tmp_path, "b")], Stop()))
    assert [event.job.product for event in events if isinstance(event, Finished)] == ["a", "b"]
    assert any(isinstance(event, Advanced) for event in events)
    assert bank.seconds == [45, 45]
    assert os.getpid() not in bank.pids and len(bank.pids) == 2
    assert len(list((tmp_path / "out").glob("*.png"))) == 2


@pytest.mark.usefixtures("takes_gpu")
def test_what_fails_in_a_loan_comes_back_as_it_was(tmp_path: Path) -> None:
    runner = LentRunner(Workshop(tmp_path)(), Bank(), lambda _: 1.0)
    job = cutout_job(tmp_path, "a").model_copy(update={"photo": tmp_path / "lost.jpg"})
    (failed,) = [event for event in runner.run([job], Stop()) if not isinstance(event, Advanced)]
    assert isinstance(failed, Failed) and isinstance(failed.error, PhotoError)


@pytest.mark.usefixtures("takes_gpu")
def test_a_loan_that_is_refused_costs_its_job_only(tmp_path: Path) -> None:
    refused = [RuntimeError("You have exceeded your GPU quota.")]
    bank = Bank()

    def lend(*, duration: Callable[[Job], int]) -> Callable[[Work], Work]:
        def wrap(work: Work) -> Work:
            borrow = bank(duration=duration)(work)

            def borrowed(job: Job) -> Iterator[Stepped | Ended]:
                if refused:
                    raise refused.pop()
                yield from borrow(job)

            return borrowed

        return wrap

    runner = LentRunner(Workshop(tmp_path)(), lend, lambda _: 1.0)
    jobs = [cutout_job(tmp_path, "a"), cutout_job(tmp_path, "b")]
    ended = [event for event in runner.run(jobs, Stop()) if not isinstance(event, Advanced)]
    assert [(type(event), event.job.product) for event in ended] == [(Failed, "a"), (Finished, "b")]


@pytest.mark.usefixtures("takes_gpu")
def test_one_is_cancelled_in_its_loan_and_the_next_is_done(tmp_path: Path) -> None:
    jobs, stop = [cutout_job(tmp_path, "slow"), cutout_job(tmp_path, "a")], Stop()
    ended = []
    for event in LentRunner(Workshop(tmp_path)(), Bank(), lambda _: 1.0).run(jobs, stop):
        if isinstance(event, Advanced) and event.job is jobs[0]:
            stop.cancel(event.job)
        elif not isinstance(event, Advanced):
            ended.append((type(event), event.job.product))
    assert ended == [(Stopped, "slow"), (Finished, "a")]


def test_a_job_without_need_of_a_gpu_borrows_none(tmp_path: Path) -> None:
    bank = Bank()
    events = list(LentRunner(Workshop(tmp_path)(), bank, lambda _: 1.0).run([cutout_job(tmp_path, "a")], Stop()))
    assert isinstance(events[-1], Finished)
    assert not bank.seconds


@pytest.mark.parametrize(("takes", "borrowed"), [(1.0, 30), (40.0, 60), (900.0, 120)])
def test_loans_are_as_long_as_jobs_and_no_longer_than_is_lent(tmp_path: Path, takes: float, borrowed: int) -> None:
    assert loan_seconds(lambda _: takes, cutout_job(tmp_path, "a")) == borrowed


@pytest.mark.usefixtures("takes_gpu")
def test_a_loan_that_ends_without_a_word_is_told(tmp_path: Path) -> None:
    def lends_too_little(*, duration: Callable[[Job], int]) -> Callable[[Work], Work]:
        return lambda _: lambda _job: iter([Stepped("cutout", 1, 2)])

    runner = LentRunner(Workshop(tmp_path)(), lends_too_little, lambda _: 30.0)
    *_, last = runner.run([cutout_job(tmp_path, "a")], Stop())
    assert isinstance(last, Failed)
    assert isinstance(last.error, LostJobError)
