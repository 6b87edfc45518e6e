"""What is made is copied to object storage, whatever became of an earlier try."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.errors import install_command
from pipelines.errors import ExportError

fsspec: Any = pytest.importorskip("fsspec", reason=f"needs fsspec: {install_command('ray')}")

from pipelines.runs.copies import Copies  # noqa: E402


@pytest.fixture
def store() -> Iterator[Any]:
    """What stands for object storage; one process has one."""
    memory = fsspec.filesystem("memory")
    yield memory
    memory.rm("/shop", recursive=True)


def write(folder: Path, name: str, words: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words)
    return path


def test_files_keep_their_relative_names(store: Any, tmp_path: Path) -> None:
    copies = Copies("memory://shop/listing/", tmp_path)
    paths = [write(tmp_path, "ebay/mug.jpg", "a mug"), write(tmp_path, "ebay/2/mug.jpg", "another mug")]
    copies.begin(paths[:1])
    copies.complete(paths)
    assert store.cat("/shop/listing/ebay/mug.jpg") == b"a mug"
    assert store.cat("/shop/listing/ebay/2/mug.jpg") == b"another mug"


def test_only_what_is_not_there_is_copied_again(store: Any, tmp_path: Path) -> None:
    paths = [write(tmp_path, "a.jpg", "aa"), write(tmp_path, "b.jpg", "bb")]
    store.pipe("/shop/a.jpg", b"..")  # of an earlier run
    store.pipe("/shop/b.jpg", b"b")  # half of it
    copies = Copies("memory://shop", tmp_path)
    copies.complete(paths)
    assert (store.cat("/shop/a.jpg"), store.cat("/shop/b.jpg")) == (b"..", b"bb")
    copies.begin(paths, anew=True)
    copies.complete(paths)
    assert store.cat("/shop/a.jpg") == b"aa"


def test_a_copy_that_failed_is_tried_once_more_and_then_told(store: Any, tmp_path: Path) -> None:
    late = tmp_path / "late.jpg"
    copies = Copies("memory://shop", tmp_path)
    copies.begin([late])
    with pytest.raises(ExportError, match=r"^Nothing can be copied to memory://shop: .*late\.jpg"):
        copies.complete([late])
    copies.complete([write(tmp_path, "late.jpg", "there now")])
    assert store.cat("/shop/late.jpg") == b"there now"


def test_folders_are_made_where_there_are_folders(tmp_path: Path) -> None:
    path = write(tmp_path / "here", "ebay/mug.jpg", "a mug")
    Copies(f"file://{tmp_path}/there", tmp_path / "here").complete([path])
    assert (tmp_path / "there/ebay/mug.jpg").read_text() == "a mug"


def test_a_place_that_takes_no_files_is_told_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_bucket(*_: object, **__: object) -> None:
        raise FileNotFoundError("The specified bucket does not exist")

    monkeypatch.setattr(type(fsspec.filesystem("memory")), "pipe_file", no_bucket)
    with pytest.raises(ExportError, match="The specified bucket does not exist"):
        Copies("memory://nobody", tmp_path)


def test_nothing_is_left_of_the_trial(store: Any, tmp_path: Path) -> None:
    Copies("memory://shop", tmp_path).complete([write(tmp_path, "a.jpg", "a")])
    assert [name.rpartition("/")[2] for name in store.find("/shop")] == ["a.jpg"]


@pytest.mark.parametrize("url", ["nowhere://shop", "s3://shop"])
def test_a_place_that_nothing_here_reaches_is_told(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)  # as where it is not installed
    with pytest.raises(ExportError, match=r"Protocol not known|Install s3fs"):
        Copies(url, tmp_path)
