"""The journal: what is claimed, done, failed, cancelled, and by whom."""

import json
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipelines.errors import JournalError
from pipelines.jobs.cutout_work import make_cutout
from pipelines.jobs.job import CutoutJob
from pipelines.progress import silent
from pipelines.runs.entry import State, Step
from pipelines.runs.journal import Journal
from pipelines.runs.journal_tables import CHANGES
from tests.fakes.workshops import Workshop, cutout_job


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.sqlite3")


def jobs_of(folder: Path, *names: str) -> list[CutoutJob]:
    return [cutout_job(folder, name) for name in names]


def test_jobs_are_claimed_in_order_each_once(journal: Journal, tmp_path: Path) -> None:
    run = journal.add_run("plan", tmp_path, jobs_of(tmp_path, "a", "b"))
    first, second = journal.claim(run, "me"), journal.claim(run, "you")
    assert first and second
    assert [(e.number, e.job.product, e.worker) for e in (first, second)] == [(1, "a", "me"), (2, "b", "you")]
    assert journal.claim(run, "me") is None


def test_many_claim_at_once_and_nobody_gets_anothers(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    run = Journal(path).add_run("plan", tmp_path, jobs_of(tmp_path, *(f"p{n}" for n in range(40))))

    def take(worker: int) -> list[int]:
        mine, own = [], Journal(path)
        while entry := own.claim(run, str(worker)):
            mine.append(entry.number)
        return mine

    with ThreadPoolExecutor(4) as pool:
        taken = [number for numbers in pool.map(take, range(4)) for number in numbers]
    assert sorted(taken) == list(range(1, 41))


def test_what_was_made_is_read_back_as_it_was(journal: Journal, tmp_path: Path) -> None:
    job = cutout_job(tmp_path, "a")
    result = make_cutout(job, Workshop(tmp_path)(), silent)
    run = journal.add_run("plan", tmp_path, [job])
    entry = journal.claim(run, "me")
    assert entry
    journal.finish(entry, [result], 1.5)
    done = Journal(tmp_path / "journal.sqlite3").entry(run, 1)
    assert (done.state, done.results, done.seconds) == (State.DONE, (result,), 1.5)
    assert journal.head(run).ended
    assert [took.seconds for took in journal.took()] == [1.5]


def test_progress_stops_counting_when_the_job_was_cancelled(journal: Journal, tmp_path: Path) -> None:
    run = journal.add_run("plan", tmp_path, jobs_of(tmp_path, "a", "b"))
    entry = journal.claim(run, "me")
    assert entry and journal.advance(entry, Step("cutout", 1, 2))
    assert journal.entry(run, 1).step == Step("cutout", 1, 2)
    assert journal.cancel(run, [1]) == 1
    assert not journal.advance(entry, Step("cutout", 2, 2))
    journal.finish(entry, [], 1.0)  # it came too late
    assert journal.entry(run, 1).state is State.CANCELLED
    assert journal.entry(run, 2).state is State.QUEUED


def test_what_failed_or_was_cancelled_can_be_tried_again(journal: Journal, tmp_path: Path) -> None:
    run = journal.add_run("plan", tmp_path, jobs_of(tmp_path, "a", "b", "c"))
    entry = journal.claim(run, "me")
    assert entry
    journal.fail(entry, "No product stands out.", 3, 0.5)
    journal.cancel(run, [2])
    assert journal.entry(run, 1).sentence == "No product stands out."
    assert journal.retry(run) == 2
    assert [entry.state for entry in journal.entries(run)] == [State.QUEUED] * 3
    assert journal.entry(run, 1).sentence == ""


def test_jobs_of_the_dead_are_freed_and_those_of_the_living_kept(journal: Journal, tmp_path: Path) -> None:
    run = journal.add_run("plan", tmp_path, jobs_of(tmp_path, "a", "b"))
    journal.claim(run, "dead")
    journal.claim(run, "alive")
    assert journal.release(run, lambda worker: worker == "alive") == 1
    assert [entry.state for entry in journal.entries(run)] == [State.QUEUED, State.RUNNING]


def test_a_run_or_a_job_that_is_not_there_is_named(journal: Journal, tmp_path: Path) -> None:
    with pytest.raises(JournalError, match=r"There is no run 'x'\. 'studio jobs list'"):
        journal.entries("x")
    run = journal.add_run("plan", tmp_path, jobs_of(tmp_path, "a"))
    with pytest.raises(JournalError, match="has no job 7"):
        journal.cancel(run, [7])


def test_a_file_that_is_no_journal_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    path.write_bytes(b"my diary, not a database" * 100)
    with pytest.raises(JournalError, match="cannot be used"):
        Journal(path)
    assert path.read_bytes().startswith(b"my diary")


def test_a_full_disk_is_one_sentence_and_the_journal_goes_on_when_there_is_room(
    journal: Journal, tmp_path: Path
) -> None:
    run = journal.add_run("plan", tmp_path, jobs_of(tmp_path, "a"))
    pages = journal._db.execute("PRAGMA page_count").fetchone()[0]
    journal._db.execute(f"PRAGMA max_page_count = {pages}")  # SQLite then says what it says of a full disk
    with pytest.raises(JournalError, match=r"journal\.sqlite3 cannot be used: database or disk is full\. What is made"):
        journal.append(run, jobs_of(tmp_path, *(f"p{number}" for number in range(100))))
    assert journal.head(run).jobs == 1
    journal._db.execute("PRAGMA max_page_count = 100000")
    journal.append(run, jobs_of(tmp_path, "b"))
    assert journal.head(run).jobs == 2
    journal.close()
    with pytest.raises(JournalError, match="cannot be used"):
        journal.entries(run)


def test_a_journal_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    Journal(path).close()
    code = f"import sqlite3; db = sqlite3.connect({str(path)!r}); db.execute('PRAGMA user_version = 99')"
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(JournalError, match="a later version"):
        Journal(path)


def test_runs_are_listed_newest_first_and_forgotten_when_asked(tmp_path: Path) -> None:
    now = iter(range(1_000_000_000, 1_000_001_000))
    journal = Journal(tmp_path / "journal.sqlite3", lambda: float(next(now)))
    first = journal.add_run("one", tmp_path / "x", jobs_of(tmp_path, "a"))
    second = journal.add_run("two", tmp_path / "x", jobs_of(tmp_path, "a", "b"))
    assert [(head.id, head.jobs) for head in journal.runs()] == [(second, 2), (first, 1)]
    assert journal.latest(tmp_path / "x") == second
    journal.remove(second)
    assert [head.id for head in journal.runs()] == [first]
    assert journal.latest(tmp_path / "x") == first


def test_owners_are_served_in_turn_whoever_asked_for_more(tmp_path: Path) -> None:
    now = iter(range(1_000_000_000, 1_000_001_000))
    journal = Journal(tmp_path / "journal.sqlite3", lambda: float(next(now)))
    journal.add_run("many", tmp_path / "x", jobs_of(tmp_path, "a", "b", "c"), owner="mei")
    journal.add_run("typed", tmp_path / "x", jobs_of(tmp_path, "t"))  # of nobody's page: who typed it does it
    journal.add_run("one", tmp_path / "x", jobs_of(tmp_path, "d"), owner="tom")
    served = []
    while entry := journal.claim_fairly("me"):
        served.append(entry.job.product)
        journal.finish(entry, (), 1.0)
    assert served == ["a", "d", "b", "c"]


def test_with_two_workers_nobody_has_both_while_another_waits(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite3")
    journal.add_run("many", tmp_path / "x", jobs_of(tmp_path, "a", "b"), owner="mei")
    journal.add_run("one", tmp_path / "x", jobs_of(tmp_path, "c"), owner="tom")
    first, second = journal.claim_fairly("me"), journal.claim_fairly("me")
    assert first and second
    assert (first.job.product, second.job.product) == ("a", "c")
    waiting = journal.entries(first.run)[1]
    assert journal.ahead(waiting) == 0


def test_a_journal_of_the_first_version_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    old = sqlite3.connect(path)
    old.executescript(CHANGES[0])
    old.execute("INSERT INTO runs VALUES ('r', 'one', '/out', 1.0)")
    old.execute("PRAGMA user_version = 1")
    old.commit()
    old.close()
    (head,) = Journal(path).runs()
    assert (head.title, head.owner, head.via) == ("one", "", "")


def test_what_is_liked_is_found_until_its_run_goes(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite3")
    run = journal.add_run("one", tmp_path / "x", jobs_of(tmp_path, "a"), owner="mei")
    journal.favour(run, 1, liked=True)
    assert journal.favourites() == {(run, 1)}
    journal.favour(run, 1, liked=False)
    assert not journal.favourites()
    journal.favour(run, 1, liked=True)
    journal.remove(run)
    assert not journal.favourites()


def test_a_run_that_is_forgotten_takes_what_is_known_of_its_files_along(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite3")
    runs = {}
    for name in ("a", "b"):
        job = cutout_job(tmp_path, name)
        result = make_cutout(job, Workshop(tmp_path)(), silent)
        runs[name] = journal.add_run(name, tmp_path, [job], owner="mei")
        entry = journal.claim(runs[name], "me")
        assert entry
        journal.finish(entry, [result], 1.0)
        journal.keep_made(f"key-{name}", result, json.dumps({str(result.publication.path): "0" * 64}))
    journal.remove(runs["a"])
    assert journal.made("key-a") is None
    assert journal.made("key-b") is not None
    assert [head.id for head in journal.runs("mei")] == [runs["b"]]
