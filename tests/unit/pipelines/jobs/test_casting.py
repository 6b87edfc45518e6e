"""Who speaks: nobody's portrait without their leave, and the leave is kept with the job and told."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipelines.errors import PortraitError
from pipelines.jobs.casting import cast, leave_given, stands_in
from pipelines.jobs.job import AvatarVideoJob
from pipelines.jobs.workbench import Workbench
from pipelines.progress import silent
from pipelines.stages.face.eyes import EYES
from pipelines.stages.face.finder import FACE_WEIGHTS
from presets.films.library import load_films
from presets.films.schema import FilmTemplate
from presets.presenters.schema import Presenter
from tests.fakes.embedded import embedded_weights
from tests.fakes.film_job import job_with
from tests.fakes.portraits import drawn_portrait

NO_BENCH: Workbench = None  # type: ignore[assignment]


def test_without_a_portrait_the_presenter_speaks() -> None:
    who = cast(job_with(presenter="leo"), NO_BENCH, silent)
    assert isinstance(who, Presenter)
    assert who.id == "leo"


def test_a_portrait_without_leave_is_refused_before_it_is_read() -> None:
    with pytest.raises(PortraitError, match=r"me\.jpg: .* --consent"):
        cast(job_with(portrait=Path("nowhere/me.jpg")), NO_BENCH, silent)


def test_leave_is_written_into_the_job_and_told() -> None:
    job = job_with(portrait=Path("nowhere/me.jpg"), consent=date(2026, 11, 26))
    again = AvatarVideoJob.model_validate_json(job.model_dump_json())
    assert again.consent == date(2026, 11, 26)
    (note,) = leave_given(again)
    assert note.startswith("me.jpg: The person in the portrait has agreed")
    assert "2026-11-26" in note
    assert leave_given(job_with()) == ()


@pytest.mark.parametrize(("rows", "stands"), [(768, True), (480, False)])
@pytest.mark.parametrize(
    "template", [film for film in load_films().items.values() if film.presented], ids=lambda template: template.id
)
def test_a_portrait_without_a_body_is_shown_as_a_bust(template: FilmTemplate, rows: int, stands: bool) -> None:
    store = embedded_weights(*FACE_WEIGHTS, EYES)
    bench = SimpleNamespace(pool=SimpleNamespace(weights=store))
    whole = drawn_portrait("leo")
    portrait = replace(whole, pixels=whole.pixels[:rows].copy(), matte=whole.matte[:rows].copy())
    for layout in template.layouts:
        assert stands_in(layout, portrait, bench) is stands  # type: ignore[arg-type]
        seated = layout.with_bust().pitch.presenter
        assert seated is not None
        assert seated.badge
