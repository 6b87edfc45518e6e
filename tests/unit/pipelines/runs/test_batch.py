"""A run from queue to files: nothing twice, nothing lost, nothing stale."""

from functools import partial
from pathlib import Path

import pytest

from pipelines.jobs.job import Job
from pipelines.jobs.runner import LocalRunner
from pipelines.jobs.stop import Stop
from pipelines.jobs.workbench import Workbench
from pipelines.runs.batch import Batch, News
from pipelines.runs.driver import at_work, is_at_work
from pipelines.runs.entry import State
from pipelines.runs.journal import Journal
from tests.fakes.workshops import Workshop, cutout_job


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.sqlite3")


def driven(journal: Journal, bench: Workbench) -> Batch:
    return Batch(journal, bench, "me", lambda error: (str(error), 3))


def run_all(journal: Journal, folder: Path, jobs: list[Job], *, force: bool = False) -> list[News]:
    bench = Workshop(folder)()
    run = journal.add_run("plan", folder / "out", jobs)
    batch = Batch(journal, bench, "me", lambda error: (str(error), 3), force=force)
    return [news for news in batch.run(partial(journal.claim, run), LocalRunner(bench), Stop()) if news.step is None]


def test_done_and_failed_are_written_down(journal: Journal, tmp_path: Path) -> None:
    news = run_all(
        journal, tmp_path, [cutout_job(tmp_path, "a"), cutout_job(tmp_path, "fails"), cutout_job(tmp_path, "b")]
    )
    assert [item.entry.state for item in news] == [State.DONE, State.FAILED, State.DONE]
    assert (news[1].entry.sentence, news[1].entry.code) == ("1 is not 2", 3)


def test_what_is_there_already_is_not_made_again(journal: Journal, tmp_path: Path) -> None:
    jobs: list[Job] = [cutout_job(tmp_path, "a")]
    (first,) = run_all(journal, tmp_path, jobs)
    (second,) = run_all(journal, tmp_path, jobs)
    assert (second.entry.reused, second.entry.seconds) == (1, 0.0)
    assert second.entry.results == first.entry.results
    (forced,) = run_all(journal, tmp_path, jobs, force=True)
    assert forced.entry.reused == 0


@pytest.mark.parametrize("change", ["gone", "other bytes", "another photo"])
def test_what_has_changed_is_made_again(journal: Journal, tmp_path: Path, change: str) -> None:
    jobs: list[Job] = [cutout_job(tmp_path, "a")]
    (first,) = run_all(journal, tmp_path, jobs)
    (made,) = [result.publication.path for result in first.entry.results]  # type: ignore[union-attr]
    if change == "gone":
        made.unlink()
    elif change == "other bytes":
        made.write_bytes(b"somebody's own")
    else:
        (tmp_path / "a.png").write_bytes(cutout_job(tmp_path, "b").photo.read_bytes())
    (again,) = run_all(journal, tmp_path, jobs)
    assert again.entry.reused == 0
    if change == "other bytes":
        assert made.read_bytes() == b"somebody's own"  # never overwritten


def test_leaving_early_queues_again_what_was_underway(journal: Journal, tmp_path: Path) -> None:
    bench = Workshop(tmp_path)()
    run = journal.add_run("plan", tmp_path / "out", [cutout_job(tmp_path, "slow"), cutout_job(tmp_path, "a")])
    news = driven(journal, bench).run(partial(journal.claim, run), LocalRunner(bench), Stop())
    next(news)
    news.close()  # type: ignore[attr-defined]
    assert [entry.state for entry in journal.entries(run)] == [State.QUEUED, State.QUEUED]


def test_a_job_cancelled_elsewhere_stops_here(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.runs.batch._TELL_SECONDS", 0.0)
    bench = Workshop(tmp_path)()
    run = journal.add_run("plan", tmp_path / "out", [cutout_job(tmp_path, "slow"), cutout_job(tmp_path, "a")])
    other = Journal(tmp_path / "journal.sqlite3")
    for news in driven(journal, bench).run(partial(journal.claim, run), LocalRunner(bench), Stop()):
        if news.step is not None and news.step.stage == "slow" and news.step.done == 0:
            other.cancel(run, [1])
    assert [entry.state for entry in journal.entries(run)] == [State.CANCELLED, State.DONE]


def test_a_driver_is_at_work_until_its_process_ends(tmp_path: Path) -> None:
    with at_work(tmp_path / "drivers") as name:
        assert is_at_work(tmp_path / "drivers", name)
    assert not is_at_work(tmp_path / "drivers", name)
    assert not is_at_work(tmp_path / "drivers", "nobody")
