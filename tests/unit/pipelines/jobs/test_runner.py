"""Jobs to events: one bad photo spoils no batch, and stopping stops."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipelines.errors import NoProductError
from pipelines.jobs.job import Advanced, Failed, Finished, MainImageJob
from pipelines.jobs.main_image_work import MainImages
from pipelines.jobs.runner import LocalRunner
from pipelines.jobs.stop import Stop
from pipelines.jobs.workbench import Workbench
from pipelines.stages.cutout.engine import CutoutEngine
from tests.fakes.cutout_engines import CentreCutout, FailsOnThird, FindsNothing, WrongSize

Bench = Callable[[CutoutEngine], Workbench]
Photos = Callable[[str], Path]
Jobs = Callable[..., MainImageJob]


def test_one_failure_stops_no_other_job(bench_with: Bench, photo: Photos, job_of: Jobs) -> None:
    jobs = [job_of(photo(f"{number}.png")) for number in range(4)]
    events = list(LocalRunner(bench_with(FailsOnThird())).run(jobs, Stop()))
    finished = [event.job for event in events if isinstance(event, Finished)]
    failed = [event for event in events if isinstance(event, Failed)]
    assert finished == [jobs[0], jobs[1], jobs[3]]
    assert [event.job for event in failed] == [jobs[2]]
    assert str(failed[0].error) == "the third photo"


def test_a_wrong_matte_and_an_empty_one_are_failures_of_their_job(
    bench_with: Bench, photo: Photos, job_of: Jobs
) -> None:
    job = job_of(photo("a.png"))
    (wrong,) = [e for e in LocalRunner(bench_with(WrongSize())).run([job], Stop()) if isinstance(e, Failed)]
    assert "does not fit" in str(wrong.error)
    (empty,) = [e for e in LocalRunner(bench_with(FindsNothing())).run([job], Stop()) if isinstance(e, Failed)]
    assert isinstance(empty.error, NoProductError)


def test_stop_ends_between_steps_and_leaves_no_half_file(
    bench_with: Bench, photo: Photos, job_of: Jobs, tmp_path: Path
) -> None:
    stop = Stop()
    jobs = [job_of(photo(f"{number}.png")) for number in range(3)]
    seen: list[object] = []
    for event in LocalRunner(bench_with(CentreCutout())).run(jobs, stop):
        seen.append(event)
        if isinstance(event, Finished):
            stop.set()
    assert sum(isinstance(event, Finished) for event in seen) == 1
    assert not any(isinstance(event, Failed) for event in seen)
    assert [path.suffix for path in (tmp_path / "out").rglob("*") if path.is_file()] == [".jpg"]


def test_progress_counts_whole_steps(bench_with: Bench, photo: Photos, job_of: Jobs) -> None:
    job = job_of(photo("a.png"), presets=("ebay", "etsy"))
    events = list(LocalRunner(bench_with(CentreCutout())).run([job], Stop()))
    steps = [(event.done, event.total) for event in events if isinstance(event, Advanced) and event.stage == "pictures"]
    assert steps == [(1, 2), (2, 2)]
    assert all(0 <= e.done <= e.total for e in events if isinstance(e, Advanced))


def test_a_job_survives_json(photo: Photos, job_of: Jobs) -> None:
    job = job_of(photo("a.png"), sku="B0", shadow="contact")
    assert MainImageJob.model_validate_json(job.model_dump_json()) == job


def test_ten_marketplaces_cost_one_cutout_and_the_next_run_none(bench_with: Bench, photo: Photos, job_of: Jobs) -> None:
    engine = CentreCutout()
    presets = ("ebay", "etsy", "walmart", "shopee", "lazada", "temu", "shopify", "google-shopping", "bol", "otto")
    for targets in (presets, presets[:2]):
        job = job_of(photo("a.png"), presets=targets)
        (result,) = [e.result for e in LocalRunner(bench_with(engine)).run([job], Stop()) if isinstance(e, Finished)]
        assert isinstance(result, MainImages)
        assert len(result.images) == len(targets)
    assert engine.cuts == 1


def test_what_reading_the_jobs_raises_reaches_whoever_waits(bench_with: Bench, photo: Photos, job_of: Jobs) -> None:
    def jobs() -> Iterator[MainImageJob]:
        yield job_of(photo("a.png"))
        raise OSError("the plan's drive is gone")

    seen: list[object] = []
    with pytest.raises(OSError, match="drive is gone"):
        seen.extend(LocalRunner(bench_with(CentreCutout())).run(jobs(), Stop()))


def test_a_job_chooses_among_its_own_photos(photo: Photos, job_of: Jobs) -> None:
    with pytest.raises(ValueError, match="none of the product's photos"):
        job_of(photo("a.png"), choose=photo("b.png"))


def test_jobs_on_pictures_need_nothing_that_comes_with_an_extra() -> None:
    extras = ("uharfbuzz", "babel", "num2words", "spacy", "imageio_ffmpeg", "pyloudnorm", "mitsuba", "torch", "rembg")
    modules = "pipelines.jobs.runner, studio.batch_run, studio.plan_rows, studio.commands.lifestyle"
    code = f"import sys, {modules}; print(sorted(set({extras}) & set(sys.modules)))"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == "[]"


def test_what_films_need_is_said_where_it_is_not_installed(tmp_path: Path) -> None:
    block = "import sys; sys.modules['imageio_ffmpeg'] = None; from studio.__main__ import run; run()"
    for typed in (["speak", "pitch.txt"], ["avatar-video", "mug.jpg", "--script", "pitch.txt", "-p", "tiktok"]):
        asked = subprocess.run([sys.executable, "-c", block, *typed], cwd=tmp_path, capture_output=True, text=True)
        assert asked.returncode == 4, asked.stderr
        assert "pip install 'listing-studio[video]'" in asked.stderr
