"""Photos from a page: looked into, kept apart, under names that lead nowhere."""

from pathlib import Path
from shutil import copyfile

import pytest

from pipelines.errors import PhotoError
from studio.uploads import Limits, Uploads
from tests.fakes.house import photo_in


def test_a_photo_is_kept_once_and_its_temporary_file_goes(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "library")
    first, second = photo_in(tmp_path, "a.png"), tmp_path / "b.png"
    copyfile(first, second)
    one, other = uploads.keep("local", first), uploads.keep("local", second)
    assert one == other
    assert not first.exists() and not second.exists()
    assert one.path.read_bytes()
    assert uploads.preview("local", one.id).read_bytes()[:2] == b"\xff\xd8"


def test_nobody_sees_anothers(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "library")
    mine = uploads.keep("mei", photo_in(tmp_path))
    with pytest.raises(PhotoError, match="no such photo"):
        uploads.preview("tom", mine.id)


@pytest.mark.parametrize("upload", ["", "..", "../mei/photos/x", "0" * 63, "Z" * 64, "0" * 64 + "/x"])
def test_an_id_that_leads_elsewhere_is_none(tmp_path: Path, upload: str) -> None:
    with pytest.raises(PhotoError, match="no such photo"):
        Uploads(tmp_path).preview("local", upload)


def test_what_is_no_photo_is_refused_and_goes(tmp_path: Path) -> None:
    file = tmp_path / "shell.jpg"
    file.write_bytes(b"#!/bin/sh\necho hello\n" * 20)
    with pytest.raises(PhotoError):
        Uploads(tmp_path / "library").keep("local", file)
    assert not file.exists()
    assert not (tmp_path / "library").exists()


def test_too_many_bytes_and_too_many_photos_are_refused(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "library", Limits(bytes=1000, photos=2))
    with pytest.raises(PhotoError, match="Save it smaller"):
        uploads.keep("local", photo_in(tmp_path))
    uploads.check_count(2)
    with pytest.raises(PhotoError, match="Send fewer"):
        uploads.check_count(3)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    secret = photo_in(tmp_path / "private", "secret.png")
    link = tmp_path / "link.png"
    link.symlink_to(secret)
    with pytest.raises(PhotoError, match="no file"):
        Uploads(tmp_path / "library").keep("local", link)
    assert secret.exists()


@pytest.mark.parametrize("name", ["-rf.png", "..png", "preview.jpg", "a;b|c.png", "杯子 1.png", "x" * 200 + ".png"])
def test_names_are_made_safe_and_stay_readable(tmp_path: Path, name: str) -> None:
    sent = photo_in(tmp_path / "sent", "x.png")
    sent = sent.rename(sent.with_name(name))
    kept = Uploads(tmp_path / "library").keep("local", sent).path
    assert kept.parent.parent == (tmp_path / "library/local/photos").resolve()
    assert kept.name != "preview.jpg" and not kept.name.startswith(".") and len(kept.name) <= 100
    assert kept.read_bytes()[:4] == b"\x89PNG"
