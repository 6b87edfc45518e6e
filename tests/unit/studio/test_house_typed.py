"""A film of a house is typed with its brand's file: words from its facts, its own photos, colours and logo."""

from pathlib import Path
from typing import cast

import click
import pytest

from models.registry import EngineChoice
from pipelines.errors import CopyError
from pipelines.jobs.film_scripts import read_source, source_of
from pipelines.jobs.job import AvatarVideoJob
from pipelines.stages.photo.gather import ProductPhotos
from presets.library import load_presets
from studio.commands.avatar_video import avatar_video
from studio.film_typed import film_job
from studio.typed import FilmTyped

EXAMPLE = Path(__file__).parents[3] / "studio" / "examples" / "brand.toml"


def job(folder: Path, *more: str) -> AvatarVideoJob:
    (folder / "shop.jpg").touch()
    args = [str(folder / "shop.jpg"), "-p", "tiktok", *more]
    typed = avatar_video.make_context("avatar-video", args).params
    return film_job(ProductPhotos("shop", (folder / "shop.jpg",)), cast(FilmTyped, typed), EngineChoice(name="drawn"))


@pytest.mark.parametrize(("about", "said"), [("shop", "porche"), ("factory", "esmalte"), ("story", "2014")])
def test_one_command_tells_of_a_house_in_its_languages(tmp_path: Path, about: str, said: str) -> None:
    made = job(tmp_path, "--about", about, "--facts", str(EXAMPLE), "-l", "en", "-l", "es", "--voice", "es=em_alex")
    assert made.scene == "photos" and made.brand == "#c8643c"
    assert [script.language for script in made.scripts] == ["en", "es"]
    assert made.scripts[1].voice == "em_alex"
    slot = load_presets(None).slot("tiktok", "video")
    script = read_source(source_of(made, made.scripts[1], slot)).script
    words = " ".join(word.text for word in script.words)
    assert said in words and len(script.sentences) >= 2
    assert made.facts["es"].name == "Linden & Co" and made.facts["es"].action == ""


def test_a_house_may_stand_in_a_plain_place_too(tmp_path: Path) -> None:
    assert job(tmp_path, "--about", "shop", "--facts", str(EXAMPLE), "--scene", "plain").scene == "plain"


def test_what_a_house_does_not_say_is_told(tmp_path: Path) -> None:
    with pytest.raises(CopyError, match="no words in Japanese"):
        job(tmp_path, "--about", "shop", "--facts", str(EXAMPLE), "-l", "ja")
    with pytest.raises(click.UsageError, match=r"give the brand's file as --facts brand\.toml"):
        job(tmp_path, "--about", "shop")
