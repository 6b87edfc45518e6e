"""Three doors, one job: a form, a typed command and a plan's row ask for the same."""

from pathlib import Path

import pytest

from models.catalog import load_catalog
from models.store import WeightsStore
from pipelines.errors import PlanFileError
from pipelines.jobs.job import AvatarVideoJob
from studio.commands import avatar_video as films
from studio.commands.lifestyle import jobs_typed, lifestyle
from studio.form import FormError, field_of, jobs_from, plan_from
from studio.intake import Intake
from studio.plan_rows import PlanReader
from studio.plan_table import read_plan
from studio.settings import Settings
from tests.fakes.house import photo_in


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake(Settings(tmp_path / "weights", tmp_path / "cache", offline=True, journal=tmp_path / "j.sqlite3"))


def test_a_form_a_command_and_a_row_ask_for_the_same_job(tmp_path: Path, intake: Intake) -> None:
    photo, out = photo_in(tmp_path), tmp_path / "out"
    cells = {"height_cm": 9.5, "scene": ["oak-window"], "count": 2, "light": "warm", "preset": ["etsy"], "name": "box"}
    filled = {**cells, "photos": [str(photo)], "cutout": "backdrop", "palette": "", "stance": None, "product": "all"}
    (from_form,) = jobs_from(intake, "lifestyle", filled, out)
    typed = [str(photo), "--height-cm", "9.5", "--scene", "oak-window", "--count", "2", "--light", "warm", "-p", "etsy"]
    arguments = [*typed, "--name", "box", "--cutout", "backdrop", "--product", "all", "--out", str(out)]
    (from_command,) = jobs_typed(lifestyle.make_context("lifestyle", arguments).params, intake)
    plan = tmp_path / "plan.csv"
    plan.write_text(
        "photos,name,height_cm,scene,count,light,preset,cutout\nbox.png,box,9.5,oak-window,2,warm,etsy,backdrop\n"
    )
    (from_row,) = PlanReader(intake, out, {}, "lifestyle").read("plan.csv", read_plan(plan)).jobs
    assert from_form.model_dump_json() == from_command.model_dump_json() == from_row.model_dump_json()


def test_a_film_is_the_same_job_through_each_door(tmp_path: Path) -> None:
    here = Settings.from_environment()
    if not WeightsStore(here.weights_folder, load_catalog(), offline=True).have("kokoro-82m-int8"):
        pytest.skip("needs weights: studio models fetch kokoro-82m-int8 kokoro-voices-ja")
    journal = tmp_path / "j.sqlite3"
    intake = Intake(Settings(here.weights_folder, tmp_path / "cache", offline=True, journal=journal))
    photo, out, script = photo_in(tmp_path), tmp_path / "out", tmp_path / "pitch.txt"
    script.write_text("Meet the box.")
    cells = {"side": "left", "template": "spotlight", "aspect": "1:1", "preset": ["etsy"], "slot": "video"}
    cells |= {"script": [f"en={script}"], "language": ["en"], "name": "box", "cutout": "backdrop"}
    filled = {**cells, "photos": [str(photo)], "speed": 1.0, "brand": "", "product": "all"}
    (from_form,) = jobs_from(intake, "avatar-video", filled, out)
    typed = [str(photo), "--side", "left", "--template", "spotlight", "--aspect", "1:1", "-p", "etsy", "-l", "en"]
    arguments = [*typed, "--script", f"en={script}", "--name", "box", "--cutout", "backdrop", "--out", str(out)]
    (from_command,) = films.jobs_typed(films.avatar_video.make_context("avatar-video", arguments).params, intake)
    plan = tmp_path / "plan.csv"
    plan.write_text(
        "photos,name,script,side,template,aspect,preset,cutout\n"
        "box.png,box,en=pitch.txt,left,spotlight,1:1,etsy,backdrop\n"
    )
    (from_row,) = PlanReader(intake, out, {}, "avatar-video").read("plan.csv", read_plan(plan)).jobs
    assert isinstance(from_form, AvatarVideoJob)
    assert from_form.side == "left"
    assert from_form.model_dump_json() == from_command.model_dump_json() == from_row.model_dump_json()


def test_a_field_has_its_options_bounds_choices_and_default() -> None:
    count, light, height = (field_of("lifestyle", name) for name in ("count", "light", "height_cm"))
    assert (count.kind, count.least, count.most, count.default) == (int, 1, 40, 1)
    assert light.choices == ("as-set", "soft", "crisp", "warm", "cool")
    assert light.default == "as-set"
    assert (height.kind, height.least, height.most, height.default) == (float, 0.2, 400, None)
    assert "true height" in height.help


@pytest.mark.parametrize(
    ("cells", "said"),
    [({"height_cm": 900}, "height"), ({"scene": ["nowhere"]}, "nowhere"), ({"preset": ["amazn-us"]}, "amazon-us")],
)
def test_what_cannot_be_meant_is_said_as_on_the_command_line(
    tmp_path: Path, intake: Intake, cells: dict[str, object], said: str
) -> None:
    filled = {"photos": [str(photo_in(tmp_path))], "preset": ["etsy"], "cutout": "backdrop", **cells}
    with pytest.raises(Exception, match=said) as raised:
        jobs_from(intake, "lifestyle", filled, tmp_path / "out")
    assert type(raised.value).__name__ in ("FormError", "PresetError")


def test_a_plan_reaches_only_what_was_sent_along(tmp_path: Path, intake: Intake) -> None:
    photo, plan = photo_in(tmp_path / "sent"), tmp_path / "plan.csv"
    plan.write_text("photos,cutout\nbox.png,backdrop\n")
    (job,) = plan_from(intake, plan, [photo], ["ebay"], tmp_path / "out")
    assert job.photos == (photo,)  # type: ignore[union-attr]
    plan.write_text(
        "photos,kind,preset,brand,cutout\nbox.png,lifestyle,amazon-us,#2f5d50,backdrop\n"
    )  # a colour here, a file where a kit is asked for
    (job,) = plan_from(intake, plan, [photo], ["ebay"], tmp_path / "out")
    assert job.brand == "#2f5d50"  # type: ignore[union-attr]
    for cell in ("/etc/hostname", "../sent/box.png", str(photo)):
        plan.write_text(f"photos\n{cell}\n")
        with pytest.raises(FormError, match=r"Row 2, column photos: .* was not sent along"):
            plan_from(intake, plan, [photo], ["ebay"], tmp_path / "out")
    plan.write_text("photos,touchup\nbox.png,/etc/passwd\n")
    with pytest.raises(FormError, match="column touchup"):
        plan_from(intake, plan, [photo], ["ebay"], tmp_path / "out")


def test_a_plans_mistakes_have_row_and_column(tmp_path: Path, intake: Intake) -> None:
    photo, plan = photo_in(tmp_path), tmp_path / "plan.csv"
    plan.write_text("photos,preset,cutout\nbox.png,no-such,backdrop\n")
    with pytest.raises(PlanFileError, match=r"plan.csv, row 2"):
        plan_from(intake, plan, [photo], [], tmp_path / "out")


def test_products_are_called_by_their_photos_not_by_the_folders_these_are_kept_in(
    tmp_path: Path, intake: Intake
) -> None:
    photos = [
        str(photo_in(tmp_path / folder, name)) for folder, name in (("x", "mug.png"), ("y", "Mug.png"), ("z", "b.png"))
    ]
    cells = {"photos": photos, "preset": ["ebay"], "cutout": "backdrop"}
    each = jobs_from(intake, "main-image", {**cells, "product": "photo"}, tmp_path / "out")
    assert [job.product for job in each] == ["mug", "Mug-2", "b"]
    (together,) = jobs_from(intake, "main-image", {**cells, "product": "all"}, tmp_path / "out")
    assert together.product == "mug"
    (named,) = jobs_from(intake, "main-image", {**cells, "product": "all", "name": "cup"}, tmp_path / "out")
    assert named.product == "cup"
