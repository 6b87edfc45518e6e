"""What a lifestyle job makes of one product."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipelines.errors import Cancelled, UnfitPhotoError
from pipelines.jobs import lifestyle_work
from pipelines.jobs.job import LifestyleJob, Target
from pipelines.jobs.lifestyle_work import LifestylePictures, make_lifestyle
from pipelines.jobs.pose import Pose
from pipelines.jobs.workbench import Workbench
from pipelines.progress import silent
from pipelines.stages.cutout.engine import CutoutEngine
from pipelines.stages.export.publish import Outcome
from pipelines.stages.export.read_xmp import read_xmp
from presets.library import PresetLibrary
from tests.fakes.analytic_plates import AnalyticPlates
from tests.fakes.cutout_engines import CentreCutout
from tests.unit.pipelines.jobs.conftest import SCENES, bench_in, photo_in, scene_job_in

Bench = Callable[[CutoutEngine], Workbench]
Photos = Callable[[str], Path]
Jobs = Callable[..., LifestyleJob]


def made(bench_with: Bench, job: LifestyleJob) -> LifestylePictures:
    return make_lifestyle(job, bench_with(CentreCutout()), silent)


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory, presets: PresetLibrary) -> LifestylePictures:
    """A picture and its three variants."""
    folder = tmp_path_factory.mktemp("four")
    job = scene_job_in(folder, photo_in(folder, "a.png"), count=4, seed=7)
    return make_lifestyle(job, bench_in(folder, presets, CentreCutout()), silent)


def test_the_product_keeps_every_byte_without_relight(four: LifestylePictures) -> None:
    image = four.images[0]
    receipt = image.receipt
    assert receipt is not None
    assert receipt.equal_share == 1.0
    assert receipt.worst_delta_e == 0.0
    assert receipt.relight is None
    assert receipt.silhouette_overlap is not None
    assert receipt.silhouette_overlap > 0.97
    assert receipt.px_per_cm is not None
    assert image.size[1] > receipt.px_per_cm * 9.5


def test_the_file_tells_how_it_was_made(four: LifestylePictures) -> None:
    told = read_xmp(four.images[0].publication.path)
    assert told is not None
    assert told.recipe is not None
    assert told.source_type is not None
    assert told.source_type.endswith("/composite")
    assert told.recipe.options["part product"] == "photograph"
    assert told.recipe.options["part place"] == "path-traced render"
    assert told.recipe.options["scene"] == "test-room"
    assert told.recipe.options["plate"] == "ab" * 32
    assert told.recipe.seed == 7
    assert [engine.name for engine in told.recipe.engines] == ["u2netp", "staged"]


def test_variants_differ_in_exactly_one_thing(four: LifestylePictures) -> None:
    assert len(four.images) == 4
    scenes = [image.scene for image in four.images]
    assert scenes[0] is not None
    assert scenes[0].differs == ""
    for scene in scenes[1:]:
        assert scene is not None
        assert scene.differs
        assert scene.differs.count(":") == 1, scene.differs
    said = {scene.differs for scene in scenes if scene}
    assert len(said) == 4


def test_variants_are_told_apart_by_eye(four: LifestylePictures) -> None:
    pictures = [np.asarray(Image.open(i.publication.path).resize((64, 64)), np.float32) for i in four.images]
    for index, one in enumerate(pictures):
        assert all(float(np.abs(one - other).mean()) > 1.5 for other in pictures[:index])


def test_the_same_seed_gives_the_same_files(bench_with: Bench, photo: Photos, scene_job: Jobs) -> None:
    job = scene_job(photo("a.png"), count=2, seed=11)
    made(bench_with, job)
    again = made(bench_with, job)
    assert {image.publication.outcome for image in again.images} == {Outcome.IDENTICAL}


def test_several_scenes_are_one_of_the_things_that_vary(bench_with: Bench, photo: Photos, scene_job: Jobs) -> None:
    result = made(bench_with, scene_job(photo("a.png"), scenes=("test-room", "warm-room"), count=2))
    assert [image.scene.differs for image in result.images if image.scene] == ["", "set: warm-room"]


def test_a_set_too_small_is_refused_and_the_other_taken(bench_with: Bench, photo: Photos, scene_job: Jobs) -> None:
    result = made(bench_with, scene_job(photo("a.png"), scenes=("tiny-shelf", "test-room")))
    assert [image.scene.id for image in result.images if image.scene] == ["test-room"]
    assert "1.5 cm more than the set holds" in result.refused[0].sentence


def test_auto_says_what_it_chose_and_why(bench_with: Bench, photo: Photos, scene_job: Jobs) -> None:
    (image,) = made(bench_with, scene_job(photo("a.png"), scenes=("auto",))).images
    assert any(note.startswith("scene: auto -> ") and "degrees" in note for note in image.notes)


def test_auto_takes_no_set_that_would_have_to_be_rendered(bench_with: Bench, photo: Photos, scene_job: Jobs) -> None:
    bench = bench_with(CentreCutout())
    plates = bench.sets.plates
    assert isinstance(plates, AnalyticPlates)
    plates.missing = {"test-room", "stone-room", "oak-room"}
    (image,) = make_lifestyle(scene_job(photo("a.png"), scenes=("auto",)), bench, silent).images
    assert image.scene is not None
    assert image.scene.id == "warm-room"
    assert "test-room" not in {scene for scene, _ in plates.made}


def test_auto_by_season_minds_the_market(bench_with: Bench, photo: Photos, scene_job: Jobs) -> None:
    anywhere = (Target(preset="tiktok", slot="photo"),)
    asked = {"scenes": ("auto",), "season": "ramadan", "targets": anywhere}
    assert made(bench_with, scene_job(photo("a.png"), **asked)).images[0].scene.id == "feast"  # type: ignore[union-attr]
    refused = made(bench_with, scene_job(photo("a.png"), **asked, markets=("us",))).refused
    assert f"None of {len(SCENES)} scenes" in refused[0].sentence


def test_a_scene_that_offends_in_the_market_is_refused(bench_with: Bench, photo: Photos, scene_job: Jobs) -> None:
    refused = made(bench_with, scene_job(photo("a.png"), scenes=("feast",), markets=("us",))).refused
    assert "not for US: Nobody knows it there" in refused[0].sentence


def test_etsys_first_photo_is_refused_with_its_source(bench_with: Bench, photo: Photos, scene_job: Jobs) -> None:
    targets = (Target(preset="etsy", slot="main"), Target(preset="amazon-us", slot="aplus.four"))
    result = made(bench_with, scene_job(photo("a.png"), targets=targets))
    assert [refused.target.preset for refused in result.refused] == ["etsy"]
    assert "Etsy House Rules" in result.refused[0].sentence
    assert len(result.images) == 1


def test_a_photo_from_far_above_is_refused_and_insisting_goes_on(
    bench_with: Bench, photo: Photos, scene_job: Jobs
) -> None:
    job = scene_job(photo("a.png"), elevation_deg=45)
    assert "20 degrees apart look pasted" in made(bench_with, job).refused[0].sentence
    assert len(made(bench_with, job.model_copy(update={"insist": True})).images) == 1


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"palette": "sgae"}, "no palette 'sgae'. Did you mean sage?"),
        ({"tints": {"flor": "#112233"}}, "no material 'flor'"),
        ({"stance": "hanging"}, "nothing is hanging here"),
        ({"height_cm": 40}, "12.0 cm more than the set holds"),
        ({"keep_out": ({"left": 0, "top": 0, "right": 1, "bottom": 1},)}, "clear of the room kept for text"),
    ],
)
def test_what_a_set_does_not_give_is_one_sentence(
    bench_with: Bench, photo: Photos, scene_job: Jobs, wish: dict[str, object], said: str
) -> None:
    result = made(bench_with, scene_job(photo("a.png"), **wish))
    assert not result.images
    assert said in result.refused[0].sentence


def test_colours_dye_the_set_and_not_the_product(bench_with: Bench, photo: Photos, scene_job: Jobs) -> None:
    def corner(**wish: object) -> tuple[np.ndarray, float]:
        (image,) = made(bench_with, scene_job(photo("a.png"), **wish)).images
        assert image.receipt is not None
        with Image.open(image.publication.path) as picture:
            return np.asarray(picture.convert("RGB"), np.float32)[-40:, :40].mean((0, 1)), image.receipt.equal_share

    plain, _ = corner()
    dyed, share = corner(tints={"floor": "#2040a0"})
    branded, _ = corner(brand="#108040")
    assert share == 1.0
    assert plain[0] > plain[2]
    assert dyed[2] > dyed[0]
    assert branded[1] > branded[0]


def test_a_brands_colour_leaves_stone_alone_and_auto_takes_another_set(
    bench_with: Bench, photo: Photos, scene_job: Jobs
) -> None:
    named = scene_job(photo("a.png"), scenes=("stone-room",), brand="#108040")
    assert "--tint floor=#108040" in made(bench_with, named).refused[0].sentence
    bench = bench_with(CentreCutout())
    assert isinstance(bench.sets.plates, AnalyticPlates)
    bench.sets.plates.missing = {scene.id for scene in SCENES} - {"stone-room"}
    taken: list[str] = []
    for brand in (None, "#108040"):
        job = scene_job(photo("a.png"), scenes=("auto",), brand=brand)
        taken += [image.scene.id for image in make_lifestyle(job, bench, silent).images if image.scene]
    assert taken[0] == "stone-room" != taken[1]


def test_it_is_said_where_a_brands_colour_is_out_of_sight(bench_with: Bench, photo: Photos, scene_job: Jobs) -> None:
    (hidden,) = made(bench_with, scene_job(photo("a.png"), scenes=("oak-room",), brand="#108040")).images
    (seen,) = made(bench_with, scene_job(photo("a.png"), brand="#108040")).images
    said = "From 12 degrees, hardly any of Oak room takes a brand's colour. --tint floor=#108040 dyes its floor."
    assert said in hidden.notes
    assert not any("brand" in note for note in seen.notes)


def test_a_product_cut_off_by_the_photo_is_refused(bench_with: Bench, scene_job: Jobs, tmp_path: Path) -> None:
    class CutOff(CentreCutout):
        def cut(self, photo, progress):  # type: ignore[no-untyped-def]
            cutout = super().cut(photo, progress)
            matte = np.array(cutout.matte)
            matte[matte.shape[0] // 2 :, matte.shape[1] // 4 : -matte.shape[1] // 4] = 1
            return type(cutout)(cutout.pixels, matte, cutout.foreground)

    noise = np.random.default_rng(1).integers(0, 255, (200, 200, 3), np.uint8)
    Image.fromarray(np.kron(noise, np.ones((6, 6, 1), np.uint8))).save(tmp_path / "cut.png")
    with pytest.raises(UnfitPhotoError, match="touches the photo's edge at the bottom"):
        make_lifestyle(scene_job(tmp_path / "cut.png"), bench_with(CutOff()), silent)


def test_stopping_in_mid_render_leaves_nothing_half_written(
    bench_with: Bench, photo: Photos, scene_job: Jobs, tmp_path: Path
) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        if stage == "render":
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        make_lifestyle(scene_job(photo("a.png")), bench_with(CentreCutout()), stop)
    assert not list((tmp_path / "out").rglob("*.*"))


def test_the_set_is_flipped_to_the_side_the_product_is_lit_from(
    bench_with: Bench, photo: Photos, scene_job: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The test room's lamp hangs on the left.
    for side, flipped in ((-1, False), (0, False), (1, True)):
        pose = Pose(12.0, side, 0.006, date(2026, 11, 22), ())
        monkeypatch.setattr(lifestyle_work, "read_pose", lambda *_, pose=pose: pose)
        (image,) = made(bench_with, scene_job(photo("a.png"))).images
        told = read_xmp(image.publication.path)
        assert told is not None
        assert told.recipe is not None
        assert told.recipe.options["mirror"] is flipped


def test_variants_come_with_a_contact_sheet(four: LifestylePictures) -> None:
    assert four.sheet is not None
    with Image.open(four.sheet) as sheet:
        assert sheet.size[0] > 2 * 480


def test_the_sellers_own_photo_is_a_place(bench_with: Bench, photo: Photos, scene_job: Jobs, tmp_path: Path) -> None:
    rows = np.linspace(230, 90, 900, dtype=np.uint8)
    Image.fromarray(np.repeat(rows[:, None], 1200, axis=1)).convert("RGB").save(tmp_path / "table.png")
    backdrop = {"photo": tmp_path / "table.png", "horizon": 0.3, "light_from": "left", "width_cm": 60}
    (image,) = made(bench_with, scene_job(photo("a.png"), backdrop=backdrop, elevation_deg=11)).images
    told = read_xmp(image.publication.path)
    assert told is not None
    assert told.source_type is not None
    assert told.source_type.endswith("/compositeCapture")
    assert image.receipt is not None
    assert image.receipt.equal_share == 1.0
    assert any("No --ground:" in note for note in image.notes)
    with Image.open(image.publication.path) as picture:
        corner = np.asarray(picture.convert("L"))[:20].mean()
    assert corner > 150, "the photo's own light is kept"


def test_a_backdrop_whose_ground_is_sky_is_refused(
    bench_with: Bench, photo: Photos, scene_job: Jobs, tmp_path: Path
) -> None:
    backdrop = {"photo": photo("b.png"), "horizon": 0.6, "ground": (0.5, 0.4)}
    refused = made(bench_with, scene_job(photo("a.png"), backdrop=backdrop)).refused
    assert "at or above its horizon" in refused[0].sentence


def test_a_job_survives_json(photo: Photos, scene_job: Jobs) -> None:
    job = scene_job(
        photo("a.png"),
        keep_out=({"left": 0, "top": 0, "right": 0.4, "bottom": 1},),
        tints={"floor": "#112233"},
        backdrop={"photo": str(photo("b.png")), "horizon": 0.3, "light_from": "left"},
        light="warm",
        stance="standing",
        markets=("de",),
    )
    assert LifestyleJob.model_validate_json(job.model_dump_json()) == job
    assert {field.name for field in fields(job.keep_out[0])} == {"left", "top", "right", "bottom"}


@pytest.mark.parametrize("case", [(True, "cn", "AI生成"), (True, "de", ""), (False, "cn", "")])
def test_a_painted_place_bears_the_mark_of_its_market_and_a_rendered_one_none(
    bench_with: Bench, photo: Photos, scene_job: Jobs, monkeypatch: pytest.MonkeyPatch, case: tuple[bool, str, str]
) -> None:
    painted, market, mark = case
    if painted:
        monkeypatch.setattr(lifestyle_work, "_RENDERED", set[str]())
    (image,) = made(bench_with, scene_job(photo("a.png"), markets=(market,), insist=True)).images
    assert image.mark == mark
    assert any("AI生成" in note for note in image.notes) is bool(mark)
    assert image.receipt is not None and image.receipt.equal_share == 1.0
    told = read_xmp(image.publication.path)
    assert told is not None and told.source_type is not None
    assert told.source_type.endswith("compositeWithTrainedAlgorithmicMedia") is painted
