"""What is typed for films becomes a job: languages by any of their tags, and nothing typed is dropped."""

from pathlib import Path
from typing import cast

import click
import pytest

from models.registry import EngineChoice
from pipelines.jobs.job import AvatarVideoJob
from pipelines.stages.photo.gather import ProductPhotos
from presets.films.library import load_films
from studio.commands.avatar_video import avatar_video
from studio.film_typed import film_job
from studio.typed import FilmTyped


def job(folder: Path, *more: str) -> AvatarVideoJob:
    (folder / "pitch.txt").touch()
    (folder / "mug.jpg").touch()
    args = [str(folder / "mug.jpg"), "--script", str(folder / "pitch.txt"), "-p", "tiktok", *more]
    typed = avatar_video.make_context("avatar-video", args).params
    product = ProductPhotos("mug", (folder / "mug.jpg",))
    return film_job(product, cast(FilmTyped, typed), EngineChoice(name="drawn"))


@pytest.mark.parametrize("tag", ["en", "EN", "en-US", "en_us"])
def test_a_voice_and_a_recording_are_for_a_language_by_any_tag_of_it(tmp_path: Path, tag: str) -> None:
    assert job(tmp_path, "--voice", f"{tag}=am_michael").scripts[0].voice == "am_michael"
    (tmp_path / "said.wav").touch()
    recorded = job(tmp_path, "--recording", f"{tag}={tmp_path / 'said.wav'}").scripts[0]
    assert recorded.recording == tmp_path / "said.wav"
    with pytest.raises(click.UsageError, match=r"Give --voice or --recording for 'en'"):
        job(tmp_path, "--voice", "en=am_michael", "--recording", f"{tag}={tmp_path / 'said.wav'}")


def test_what_stands_alone_is_for_the_only_language(tmp_path: Path) -> None:
    assert job(tmp_path, "-l", "en", "--voice", "am_michael").scripts[0].voice == "am_michael"
    (tmp_path / "pitch.es.txt").touch()
    with pytest.raises(click.BadParameter, match="write LANGUAGE=VOICE"):
        job(tmp_path, "-l", "en", "-l", "es", "--voice", "am_michael")


@pytest.mark.parametrize("option", ["--voice", "--recording"])
def test_what_is_for_a_language_without_a_script_is_told(tmp_path: Path, option: str) -> None:
    with pytest.raises(click.UsageError, match=f"{option} fr=x: there is no script for 'fr'"):
        job(tmp_path, option, "fr=x")


def test_the_presenters_side_and_the_photos_elevation_are_the_jobs(tmp_path: Path) -> None:
    typed = job(tmp_path, "--side", "right", "--elevation", "20")
    assert (typed.side, typed.elevation_deg) == ("right", 20)
    assert (job(tmp_path).side, job(tmp_path).elevation_deg) == (None, None)


def test_every_template_stands_in_the_help() -> None:
    (option,) = [option for option in avatar_video.params if option.name == "template"]
    told = cast(click.Option, option).help or ""
    presented = [name for name, template in load_films().items.items() if template.presented]
    assert presented and [name for name in presented if name not in told] == []
