"""What a job makes of one product."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from pipelines.errors import PhotoError, UnfitPhotoError
from pipelines.jobs import main_image_work as module
from pipelines.jobs.job import MainImageJob
from pipelines.jobs.main_image_work import make_main_images
from pipelines.jobs.workbench import Workbench
from pipelines.progress import silent
from pipelines.stages.cutout.engine import CutoutEngine
from pipelines.stages.export.publish import Outcome
from pipelines.stages.export.read_xmp import read_xmp
from tests.fakes.cutout_engines import CentreCutout

Bench = Callable[[CutoutEngine], Workbench]
Photos = Callable[[str], Path]
Jobs = Callable[..., MainImageJob]


def test_every_file_carries_its_recipe_without_name_or_path(bench_with: Bench, photo: Photos, job_of: Jobs) -> None:
    result = make_main_images(job_of(photo("a.png")), bench_with(CentreCutout()), silent)
    provenance = read_xmp(result.images[0].publication.path)
    assert provenance is not None
    assert provenance.recipe is not None
    assert provenance.recipe.preset == "ebay"
    assert [engine.name for engine in provenance.recipe.engines] == ["u2netp", "seamless"]
    assert provenance.creator is None
    assert str(photo("a.png").parent) not in provenance.recipe.model_dump_json()


def test_the_same_job_twice_gives_the_same_bytes(bench_with: Bench, photo: Photos, job_of: Jobs) -> None:
    job = job_of(photo("a.png"), shadow="contact")
    make_main_images(job, bench_with(CentreCutout()), silent)
    again = make_main_images(job, bench_with(CentreCutout()), silent)
    assert again.images[0].publication.outcome is Outcome.IDENTICAL


def test_a_target_that_cannot_be_made_stops_no_other(bench_with: Bench, photo: Photos, job_of: Jobs) -> None:
    job = job_of(photo("a.png"), presets=("ebay", "no-such-shop", "etsy"))
    result = make_main_images(job, bench_with(CentreCutout()), silent)
    assert [image.target.preset for image in result.images] == ["ebay", "etsy"]
    assert [refused.target.preset for refused in result.refused] == ["no-such-shop"]


def test_an_unreadable_photo_is_left_out_and_said(
    bench_with: Bench, photo: Photos, job_of: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff nothing")
    result = make_main_images(job_of(tmp_path / "broken.jpg", photo("a.png")), bench_with(CentreCutout()), silent)
    assert result.photo.name == "a.png"
    assert any("broken.jpg" in note for note in result.notes)
    with pytest.raises(PhotoError):
        make_main_images(job_of(tmp_path / "broken.jpg"), bench_with(CentreCutout()), silent)


def test_a_blurred_photo_is_refused_unless_insisted(
    bench_with: Bench, photo: Photos, job_of: Jobs, tmp_path: Path
) -> None:
    with Image.open(photo("a.png")) as sharp:
        sharp.filter(ImageFilter.GaussianBlur(12)).save(tmp_path / "soft.png")
    with pytest.raises(UnfitPhotoError, match=r"blurred.*--insist"):
        make_main_images(job_of(tmp_path / "soft.png"), bench_with(CentreCutout()), silent)
    insisted = make_main_images(job_of(tmp_path / "soft.png", insist=True), bench_with(CentreCutout()), silent)
    assert len(insisted.images) == 1


def test_tone_moves_colours_only_when_asked_and_the_receipt_tells(
    bench_with: Bench, photo: Photos, job_of: Jobs
) -> None:
    bench = bench_with(CentreCutout())
    plain = make_main_images(job_of(photo("a.png")), bench, silent)
    assert plain.images[0].receipt.equal_share == 1.0
    assert any("--tone does" in note for note in plain.notes)
    toned = make_main_images(job_of(photo("a.png"), tone=True), bench, silent)
    assert toned.images[0].receipt.equal_share < 0.5
    assert toned.images[0].receipt.mean_delta_e > 0.5


def test_equal_shots_are_composed_once(
    bench_with: Bench, photo: Photos, job_of: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed: list[object] = []
    real = module.picture_of
    monkeypatch.setattr(module, "picture_of", lambda *a: (composed.append(a[1]), real(*a))[1])
    job = job_of(photo("a.png"), presets=("amazon-us", "tiktok-shop", "google-shopping"))
    make_main_images(job, bench_with(CentreCutout()), silent)
    assert len(composed) == len(set(composed)) < 3
