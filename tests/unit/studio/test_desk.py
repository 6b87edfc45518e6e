"""The desk: work apart for each owner, found again, deleted for good."""

import time
from pathlib import Path

import pytest

from pipelines.errors import JournalError
from pipelines.runs.entry import ENDED, Entry, State
from pipelines.runs.record import files_of
from studio.desk import Desk, photos_of
from tests.fakes.house import house_in, main_image_of, photo_in


def test_jobs_are_done_behind_the_page_and_deleted_for_good(tmp_path: Path) -> None:
    house = house_in(tmp_path)
    desk = house.desk
    photo = house.uploads.keep("mei", photo_in(tmp_path / "sent")).path
    run = desk.submit("mei", "box", [main_image_of(photo, desk.out("mei"))], "main_image")
    desk.open()
    try:
        entry = ended(desk, run)
        assert (entry.state, desk.counts()) == (State.DONE, {State.DONE: 1}), entry.sentence
        (path,) = files_of(entry.results[0])
        assert path.is_file() and desk.folder / "mei" in path.parents
        desk.delete("mei", run)
        assert not path.exists() and not photo.exists()
        assert desk.runs("mei") == ()
    finally:
        desk.close()
    assert not desk.is_working


def ended(desk: Desk, run: str) -> Entry:
    """Return the run's only job once it has ended."""
    until = time.monotonic() + 90
    while desk.entries("mei", run)[0].state not in ENDED and time.monotonic() < until:
        time.sleep(0.1)
    (entry,) = desk.entries("mei", run)
    return entry


def test_work_that_breaks_off_is_begun_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = house_in(tmp_path).desk
    claim, broken = desk._journal.claim_fairly, [OSError("no more processes")]

    def breaking(worker: str) -> Entry | None:
        if broken:
            raise broken.pop()
        return claim(worker)

    monkeypatch.setattr(desk._journal, "claim_fairly", breaking)
    run = desk.submit("mei", "box", [main_image_of(photo_in(tmp_path), desk.out("mei"))], "main_image")
    desk.open()
    try:
        assert ended(desk, run).state is State.DONE
    finally:
        desk.close()
    assert not broken


def test_a_photo_that_another_run_shows_stays(tmp_path: Path) -> None:
    house = house_in(tmp_path)
    desk = house.desk
    photo = house.uploads.keep("mei", photo_in(tmp_path / "sent")).path
    first, second = (desk.submit("mei", "box", [main_image_of(photo, desk.out("mei"))], "main_image") for _ in range(2))
    desk.cancel("mei", first)
    desk.delete("mei", first)
    assert photo.is_file()
    (entry,) = desk.entries("mei", second)
    assert photos_of(entry.job) == (photo,)


def test_work_that_is_not_over_is_not_deleted_and_nobody_reaches_anothers(tmp_path: Path) -> None:
    house = house_in(tmp_path)
    desk = house.desk
    photo = photo_in(tmp_path)
    run = desk.submit("mei", "box", [main_image_of(photo, desk.out("mei"))], "main_image")
    with pytest.raises(JournalError, match="Cancel it first"):
        desk.delete("mei", run)
    for reach in (desk.cancel, desk.retry, desk.delete):
        with pytest.raises(JournalError, match="There is no run"):
            reach("tom", run)
    with pytest.raises(JournalError, match="There is no run"):
        desk.favour("tom", run, 1, liked=True)
    assert desk.runs("tom") == ()
    assert photo.is_file()
