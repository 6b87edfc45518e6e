"""A job goes to another disk and back: what comes of it is what would have come of it here."""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from models.catalog import load_catalog
from models.registry import EngineChoice
from pipelines.errors import ClusterError
from pipelines.jobs.job import AvatarVideoJob, Backdrop, FilmScript, Job, LifestyleJob, MainImageJob, Target
from pipelines.jobs.main_image_work import MainImages
from pipelines.jobs.runner import perform
from pipelines.progress import silent
from pipelines.runs.needs import WORKER_BYTES, need_of, weights_of
from pipelines.runs.parcel import made_in, pack, take, unpack
from pipelines.runs.record import Result, files_of
from tests.fakes.workshops import Workshop, cutout_job

_TARGETS = (Target(preset="etsy"),)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return cutout_job(tmp_path, "mug").photo


def elsewhere(job: Job, here: Path) -> tuple[Result, Path]:
    """Do a job on another disk, which is then gone, and return what it made here."""
    there, parcel = here / "there", pack(job)
    unpacked = unpack(parcel.job, {packed: path.read_bytes() for packed, path in parcel.files.items()}, there)
    made = made_in(there, cast(Result, perform(unpacked, Workshop(here)(), silent)))
    there.rename(here / "gone")
    return take(made, parcel, job.out), there


def bytes_of(result: Result, out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in files_of(result)}


def test_pictures_come_back_as_if_they_had_been_made_here(photo: Path, tmp_path: Path) -> None:
    job = MainImageJob(product="mug", photos=(photo,), targets=_TARGETS, out=tmp_path / "out", insist=True)
    result, there = elsewhere(job, tmp_path)
    at_home = cast(MainImages, perform(job.model_copy(update={"out": tmp_path / "home"}), Workshop(tmp_path)(), silent))
    assert isinstance(result, MainImages)
    assert at_home.images and bytes_of(result, job.out) == bytes_of(at_home, tmp_path / "home")
    assert str(there) not in repr(result)
    assert (result.photo, result.notes, result.reason) == (photo, at_home.notes, at_home.reason)
    ours, theirs = result.images[0].report, at_home.images[0].report
    assert replace(ours, file="") == replace(theirs, file="")
    assert ours.file == str(result.images[0].publication.path)


def test_a_name_that_is_taken_gets_another_place_as_it_would_here(tmp_path: Path) -> None:
    job = cutout_job(tmp_path, "mug")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mug.cutout.png").write_bytes(b"somebody's own")
    result, _ = elsewhere(job, tmp_path)
    assert files_of(result) == (tmp_path / "out/2/mug.cutout.png",)
    assert (tmp_path / "out/mug.cutout.png").read_bytes() == b"somebody's own"


def test_every_file_that_a_job_reads_travels(photo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    files = {name: other / name for name in ("mug.png", "room.jpg", "pitch.txt", "bed.mp3", "me.jpg", "logo.png")}
    for name, path in files.items():
        path.write_bytes(name.encode())
    shared: dict[str, Any] = {
        "product": "mug", "photos": (photo, files["mug.png"]), "targets": _TARGETS, "out": tmp_path / "out",
        "choose": photo,
    }  # fmt: skip
    placed = LifestyleJob(**shared, backdrop=Backdrop(photo=files["room.jpg"]))
    film = AvatarVideoJob(
        **shared,
        scripts=(FilmScript(language="en", script=files["pitch.txt"]), FilmScript(language="de")),
        portrait=files["me.jpg"],
        logo=files["logo.png"],
        music=files["bed.mp3"],
    )
    assert set(pack(placed).files.values()) == {photo, files["mug.png"], files["room.jpg"]}
    parcel = pack(film)
    assert set(parcel.files.values()) == {photo, *files.values()} - {files["room.jpg"]}
    assert str(tmp_path) not in parcel.job
    unpacked = unpack(parcel.job, {packed: path.read_bytes() for packed, path in parcel.files.items()}, tmp_path / "x")
    assert isinstance(unpacked, AvatarVideoJob)
    assert [path.name for path in unpacked.photos] == ["mug.png", "mug.png"]
    assert unpacked.photos[0] == unpacked.choose != unpacked.photos[1]
    assert unpacked.music is not None and unpacked.music.read_bytes() == b"bed.mp3"
    assert unpacked.scripts[1] == film.scripts[1]


def test_a_file_that_is_gone_is_told_as_it_would_be_here(photo: Path, tmp_path: Path) -> None:
    job = cutout_job(tmp_path, "mug")
    photo.unlink()
    with pytest.raises(Exception, match=r"mug\.png") as there:
        elsewhere(job, tmp_path)
    with pytest.raises(type(there.value)) as here:
        perform(job, Workshop(tmp_path)(), silent)
    assert str(there.value) == str(here.value)


def test_a_key_stays_at_home(photo: Path, tmp_path: Path) -> None:
    signing = EngineChoice(name="c2pa", options={"certificate_chain": "chain.pem", "private_key": "key.pem"})
    job = MainImageJob(product="mug", photos=(photo,), targets=_TARGETS, out=tmp_path, signing=signing)
    with pytest.raises(ClusterError, match="the key stays on this machine"):
        pack(job)


def test_needs_are_those_of_the_engines(photo: Path, tmp_path: Path) -> None:
    catalog = load_catalog()
    job = LifestyleJob(product="mug", photos=(photo,), targets=_TARGETS, out=tmp_path)
    painted = job.model_copy(update={"render": EngineChoice(name="diffusion")})
    slow = job.model_copy(update={"render": EngineChoice(name="diffusion", options={"loading": "cpu"})})
    u2netp = catalog.entry("u2netp").bytes
    assert weights_of(job) == ("u2netp",)
    assert (need_of(job, catalog).gpus, need_of(job, catalog).memory_bytes) == (0, WORKER_BYTES + u2netp)
    assert need_of(painted, catalog).gpus == 1
    assert need_of(painted, catalog).memory_bytes > 10_000_000_000
    assert need_of(slow, catalog).gpus == 0
