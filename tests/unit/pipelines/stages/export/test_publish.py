import os
from pathlib import Path
from threading import Thread

import pytest

from pipelines.errors import ExportError
from pipelines.stages.export.publish import Outcome, publish, publish_bytes, ready_folder, replace_bytes


def test_a_file_appears_whole_with_its_folders(tmp_path: Path) -> None:
    done = publish_bytes(tmp_path / "a" / "b" / "mug.jpg", b"whole")
    assert (done.path.read_bytes(), done.outcome) == (b"whole", Outcome.WRITTEN)
    assert list(done.path.parent.iterdir()) == [done.path]


def test_nothing_half_stays_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), publish(tmp_path / "mug.jpg") as publication:
        publication.scratch.write_bytes(b"half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_kept_and_the_same_bytes_are_not_written_twice(tmp_path: Path) -> None:
    target = tmp_path / "mug.jpg"
    target.write_bytes(b"theirs")
    ours = publish_bytes(target, b"ours")
    again = publish_bytes(target, b"ours")
    assert target.read_bytes() == b"theirs"
    assert (ours.path, ours.outcome) == (tmp_path / "2" / "mug.jpg", Outcome.KEPT_BOTH)
    assert (again.path, again.outcome) == (tmp_path / "2" / "mug.jpg", Outcome.IDENTICAL)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["2", "mug.jpg", "mug.jpg"]


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    contents = [str(n).encode() for n in range(20)]
    threads = [Thread(target=publish_bytes, args=(tmp_path / "mug.jpg", data)) for data in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(path.read_bytes() for path in tmp_path.rglob("*.jpg")) == sorted(contents)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(ExportError, match="cannot be written to"):
        publish_bytes(tmp_path / "out" / "mug.jpg", b"x")


def test_a_drive_without_hard_links_is_served_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: object, target: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    first, second = publish_bytes(tmp_path / "mug.jpg", b"one"), publish_bytes(tmp_path / "mug.jpg", b"two")
    assert (first.path.read_bytes(), second.path.read_bytes()) == (b"one", b"two")
    assert (first.outcome, second.outcome) == (Outcome.WRITTEN, Outcome.KEPT_BOTH)
    assert len(list(tmp_path.rglob("*.jpg"))) == 2


def test_a_page_replaces_the_last_runs(tmp_path: Path) -> None:
    replace_bytes(tmp_path / "report.html", b"first")
    replace_bytes(tmp_path / "report.html", b"second")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("report.html", b"second")]


def test_a_folder_is_made_ready_or_refused_before_the_work(tmp_path: Path) -> None:
    ready_folder(tmp_path / "new" / "out")
    assert list((tmp_path / "new" / "out").iterdir()) == []
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ExportError, match="cannot be written to"):
        ready_folder(tmp_path / "file" / "out")
