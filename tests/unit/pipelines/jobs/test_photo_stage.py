"""A house's photos are shown in their order, a named one where its part is told, and a broken one is left out, said."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipelines.errors import PhotoError
from pipelines.film import Take
from pipelines.jobs.photo_stage import PhotoStage
from pipelines.stages.film.look import Look
from pipelines.stages.film.picture import Moment
from presets.films.library import load_films
from presets.films.schema import Aspect, TakeKind
from presets.languages.library import language
from tests.fakes.film_job import job_with

COLOURS = {"oven": (200, 40, 40), "bench": (40, 200, 40)}


def stage(folder: Path, *more: Path) -> PhotoStage:
    for name, colour in COLOURS.items():
        Image.new("RGB", (320, 640), colour).save(folder / f"{name}.png")
    photos = (*(folder / f"{name}.png" for name in COLOURS), *more)
    return PhotoStage(job_with(photos=photos, scene="photos"))


def look() -> Look:
    template = load_films().get("parade")
    layout = template.layout(Aspect.UPRIGHT)
    assert layout is not None
    return Look(template, layout, (90, 160), Fraction(10), (0, 0, 0), language("en"))


def shown(made: PhotoStage, number: int, part: str | None = None) -> tuple[int, ...]:
    picture = made.picture(look(), Take(TakeKind.CORNER, 0, 5, number, part)).drawn(Moment())
    return tuple(int(value) for value in np.median(picture.reshape(-1, 3), axis=0))


def test_each_take_shows_the_next_photo_and_a_named_one_its_own(tmp_path: Path) -> None:
    made = stage(tmp_path)
    assert [shown(made, number) for number in range(3)] == [COLOURS["oven"], COLOURS["bench"], COLOURS["oven"]]
    assert made.names_photo("Bench") and not made.names_photo("kiln")
    assert shown(made, 0, "bench") == COLOURS["bench"]
    assert made.main_photo.name == "oven.png" and len(made.photos) == 2
    assert made.backdrop(look()).shape == (160, 90, 3)


def test_a_photo_that_cannot_be_read_is_left_out_and_said(tmp_path: Path) -> None:
    (tmp_path / "torn.jpg").write_bytes(b"\xff\xd8 torn")
    made = stage(tmp_path, tmp_path / "torn.jpg")
    assert len(made.photos) == 2
    assert any(note.startswith("torn.jpg is not shown.") for note in made.notes)
    with pytest.raises(PhotoError):
        PhotoStage(job_with(photos=(tmp_path / "torn.jpg",), scene="photos"))
