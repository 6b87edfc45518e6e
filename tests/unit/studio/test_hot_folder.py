"""A folder that is watched: each photo once, and only when it is whole."""

from collections.abc import Sequence
from pathlib import Path

from studio.hot_folder import HotFolder
from studio.plan_table import Row


def names(rows: Sequence[Row]) -> list[str]:
    return [Path(row.cells["photos"]).name for row in rows]


def test_a_photo_arrives_when_it_no_longer_grows_and_only_once(tmp_path: Path) -> None:
    folder = HotFolder(tmp_path, leave_out=tmp_path / "out")
    (tmp_path / "a.jpg").write_bytes(b"half")
    assert names(folder.look()) == []
    (tmp_path / "a.jpg").write_bytes(b"half and half")
    assert names(folder.look()) == []
    assert names(folder.look()) == ["a.jpg"]
    assert names(folder.look()) == []


def test_a_changed_photo_arrives_anew_and_a_vanished_one_is_forgotten(tmp_path: Path) -> None:
    folder = HotFolder(tmp_path, leave_out=tmp_path / "out")
    (tmp_path / "a.jpg").write_bytes(b"one")
    folder.look()
    assert names(folder.look()) == ["a.jpg"]
    (tmp_path / "a.jpg").write_bytes(b"another")
    folder.look()
    assert names(folder.look()) == ["a.jpg"]
    (tmp_path / "a.jpg").unlink()
    assert names(folder.look()) == []


def test_results_and_other_files_are_no_photos(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for name in ("out/a.jpg", "notes.txt", ".hidden.jpg"):
        (tmp_path / name).write_bytes(b"x")
    folder = HotFolder(tmp_path, leave_out=tmp_path / "out")
    folder.look()
    assert names(folder.look()) == []


def test_the_folder_is_looked_at_until_nobody_asks(tmp_path: Path) -> None:
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            (tmp_path / "b.jpg").write_bytes(b"two")

    (tmp_path / "a.jpg").write_bytes(b"one")
    arrivals = HotFolder(tmp_path, tmp_path / "out", pause).arrivals()
    assert [names(next(arrivals)), names(next(arrivals))] == [["a.jpg"], ["b.jpg"]]
    assert len(pauses) == 3
