"""Kept files: whole or absent, the least recently used go, and an unusable folder keeps nothing."""

import os
import time
from pathlib import Path

from pipelines.kept_files import KeptFiles


def test_what_is_written_is_read_and_what_is_dropped_is_gone(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path / "new", ".bin", 100)
    assert kept.read("a") is None
    assert kept.write("a", b"one")
    assert kept.read("a") == b"one"
    assert kept.names() == ["a"]
    kept.drop("a")
    assert kept.read("a") is None


def test_the_least_recently_used_go_when_it_is_full(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path, ".bin", 10)
    now = time.time()
    for age, name in ((30, "old"), (20, "older-but-used"), (10, "new")):
        kept.write(name, b"1234")
        os.utime(kept.path(name), (now - age, now - age))
    kept.read("older-but-used")
    kept.write("newest", b"1234")
    assert kept.names() == ["newest", "older-but-used"]


def test_other_endings_and_young_leftovers_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "a.bin.1.2.scratch").write_bytes(b"x")
    dead = tmp_path / "b.bin.1.2.scratch"
    dead.write_bytes(b"x")
    os.utime(dead, (0, 0))
    KeptFiles(tmp_path, ".bin", 0).write("c", b"too large to keep")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.bin.1.2.scratch", "note.txt"]


def test_a_folder_that_cannot_be_used_keeps_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    kept = KeptFiles(blocked, ".bin", 100)
    assert not kept.write("a", b"one")
    assert kept.read("a") is None
    assert kept.lock("a") is None
    assert kept.names() == []
