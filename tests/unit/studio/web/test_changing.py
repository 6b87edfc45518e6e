"""What dialogs change: only what fits the card they were opened on becomes a job."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import PhotoError, ScriptError
from pipelines.jobs.job import AvatarVideoJob, FilmScript, LifestyleJob, Target
from pipelines.jobs.lifestyle_work import LifestylePictures
from pipelines.jobs.made import MadeImage, SceneRecord
from pipelines.jobs.made_films import MadeFilm, MadeFilms
from pipelines.runs.entry import Entry, State
from pipelines.runs.record import Result
from pipelines.stages.check.finding import Report
from pipelines.stages.export.publish import Publication
from pipelines.stages.plan.look import Look, Mood
from presets.films.facts import Facts
from studio.web.changing import changed, script_of

PLACES = tuple(Target(preset=preset, slot="lifestyle") for preset in ("amazon-us", "etsy"))
FILMS = (Target(preset="tiktok-shop", slot="video"),)


def entry_of(job: Any, *results: Result) -> Entry:
    return Entry("r", 1, job, State.DONE, "", 0.0, None, "", 0, 1.0, results, 0)


def published(path: Path) -> tuple[Publication, Report]:
    day = date(2026, 11, 1)
    return Publication(path, path), Report(path.name, "0" * 64, "p", "P", "main", "Main", day, day, ())


@pytest.fixture
def pictures(tmp_path: Path) -> Entry:
    """Two pictures, the second a warm one of another set."""
    job = LifestyleJob(product="mug", photos=(tmp_path / "mug.jpg",), targets=PLACES, out=tmp_path, count=2)
    images: list[MadeImage] = []
    for target, look in zip(PLACES, (Look("oak", 12), Look("linen", 12, Mood.WARM, mirror=True)), strict=True):
        publication, report = published(tmp_path / f"{target.preset}.jpg")
        scene = SceneRecord(look.scene, look.scene, "", 12, 9, 8, "", look, (0.4, 0.5, 0.6, 0.8))
        images.append(MadeImage(target, publication, report, None, (1000, 1000), 90, (), 1.0, scene))
    return entry_of(job, LifestylePictures("mug", tmp_path / "mug.jpg", b"", "", (), tuple(images), (), 1.0))


@pytest.fixture
def film(tmp_path: Path) -> Entry:
    script = tmp_path / "pitch.es.txt"
    script.write_text("Una taza.\n", encoding="utf-8")
    job = AvatarVideoJob(
        product="mug",
        photos=(tmp_path / "mug.jpg",),
        targets=FILMS,
        out=tmp_path,
        scripts=(
            FilmScript(language="es", script=script, voice="dora", recording=tmp_path / "said.wav"),
            FilmScript(language="en"),
        ),
        facts={"en": Facts(name="Enamel mug", lines=("Light", "Strong"))},
    )
    made: list[MadeFilm] = []
    for language in ("es", "en"):
        publication, report = published(tmp_path / f"mug.{language}.mp4")
        poster, size = tmp_path / f"mug.{language}.poster.jpg", (1080, 1920)
        made.append(MadeFilm(FILMS[0], language, publication, (), poster, size, 9.0, 9.0, "dora", report, ()))
    return entry_of(job, MadeFilms("mug", (), tuple(made), ()))


def test_a_moved_product_stays_in_its_picture_with_its_light(pictures: Entry, tmp_path: Path) -> None:
    job = changed(pictures, {"moved": {"index": 1, "foot": [0.3, 0.8], "share": 0.4}}, tmp_path)
    assert isinstance(job, LifestyleJob)
    assert (job.targets, job.scenes, job.count) == (PLACES[1:], ("linen",), 1)
    assert (job.light, job.mirror, job.palette) == (Mood.WARM, True, None)
    assert (job.foot, job.share) == ((0.3, 0.8), 0.4)


@pytest.mark.parametrize(
    "moved",
    [
        None,
        {"index": 0},
        {"index": 7, "foot": [0.3, 0.8], "share": 0.4},
        {"index": 0, "foot": [0.3, 1.8], "share": 0.4},
        {"index": 0, "foot": [0.3, 0.8], "share": 4},
        {"index": 0, "foot": [0.3, 0.8], "share": 0.4, "out": "/etc"},
    ],
)
def test_a_move_that_is_none_is_refused(pictures: Entry, tmp_path: Path, moved: Any) -> None:
    with pytest.raises(PhotoError):
        changed(pictures, {"moved": moved}, tmp_path)


def test_a_changed_script_is_spoken_in_its_language_only(film: Entry, tmp_path: Path) -> None:
    assert script_of(film, 0) == "Una taza.\n"
    job = changed(film, {"script": {"index": 0, "words": " Una taza ligera. "}}, tmp_path / "mei")
    assert isinstance(job, AvatarVideoJob)
    (said,) = job.scripts
    assert (said.language, said.voice, said.recording) == ("es", "dora", None)
    assert said.script is not None and tmp_path / "mei" in said.script.parents
    assert said.script.read_text(encoding="utf-8") == "Una taza ligera."
    assert (tmp_path / "pitch.es.txt").read_text(encoding="utf-8") == "Una taza.\n"


def test_a_script_from_facts_is_read_as_it_is_spoken(film: Entry) -> None:
    assert "Enamel mug" in script_of(film, 2)  # files: a film and its poster, and again


def test_what_is_no_film_has_no_script(film: Entry, pictures: Entry, tmp_path: Path) -> None:
    for entry, index in ((film, 5), (pictures, 0)):
        with pytest.raises(ScriptError):
            script_of(entry, index)
        with pytest.raises(ScriptError):
            changed(entry, {"script": {"index": index, "words": "Hello."}}, tmp_path)
    gone = replace(
        film, job=film.job.model_copy(update={"scripts": (FilmScript(language="es", script=tmp_path / "x"),)})
    )
    with pytest.raises(ScriptError, match="not there any more"):
        script_of(gone, 0)
