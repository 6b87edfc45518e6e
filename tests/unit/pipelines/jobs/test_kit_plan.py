"""A kit is a plan of jobs: what each marketplace has places for, and what the facts bear."""

from pathlib import Path

import pytest

pytest.importorskip("babel", reason="pip install 'listing-studio[words]'")

from models.registry import EngineChoice
from pipelines.jobs.job import (
    AvatarVideoJob,
    Compared,
    InfographicJob,
    LifestyleJob,
    MainImageJob,
    ProductClipJob,
    WordsJob,
)
from pipelines.jobs.kit_plan import KitOrder, Piece, kit_jobs, notes_on
from pipelines.stages.cutout.touchup import Touchup
from presets.library import load_presets
from presets.products.schema import Product
from presets.products.shown import Callout, SizeChart

PRESETS = load_presets()
VASE = Product.model_validate(
    {
        "name": "Dune", "category": "vase", "materials": ["ceramic"], "points": ["Turned by hand"],
        "measures": {"height": "22 cm"}, "prices": {"us": "42 USD", "sg": "56 SGD"},
        "words": {"es": {"points": ["Torneado a mano"]}},
    }
)  # fmt: skip


def order(**other: object) -> KitOrder:
    photo = Path("vase.jpg")
    shared = {"product": "vase", "photos": (photo,), "out": Path("out"), "cutout": EngineChoice(name="backdrop"),
              "touchup": Touchup()}  # fmt: skip
    usual = {"facts": VASE, "shared": shared, "presets": ("amazon-us", "shopee-sg"), "languages": ("en", "es", "ja")}
    return KitOrder(**{**usual, **other})  # type: ignore[arg-type]


def test_a_whole_kit_has_a_job_for_each_piece() -> None:
    jobs = kit_jobs(order(), PRESETS)
    kinds = [type(job) for job in jobs]
    assert kinds[0] is WordsJob and {MainImageJob, LifestyleJob, InfographicJob, ProductClipJob} < set(kinds)
    assert kinds.count(AvatarVideoJob) == 2  # one for each marketplace: prices differ
    assert all(job.out == Path("out") and job.product == "vase" for job in jobs)


def test_films_are_made_in_languages_that_the_facts_have_words_in() -> None:
    clips = [job for job in kit_jobs(order(), PRESETS) if isinstance(job, ProductClipJob)]
    assert [job.languages for job in clips] == [("en", "es")] * 2
    assert [job.facts["en"].price for job in clips] == ["$42.00", "$56.00"]
    assert any("no film in Japanese" in note for note in notes_on(order(), PRESETS))


def test_modules_stand_where_a_marketplace_has_them_and_the_facts_bear_them() -> None:
    pages = [job for job in kit_jobs(order(), PRESETS) if isinstance(job, InfographicJob)]
    modules = {
        (target.slot, page) for job in pages for target in job.targets for page in job.pages if "aplus" in target.slot
    }
    assert modules == {("aplus.header", "features"), ("aplus.single-side", "dimensions")}
    bare = order(facts=Product(name="Dune", category="vase"))
    assert not [job for job in kit_jobs(bare, PRESETS) if isinstance(job, InfographicJob)]


def test_pages_are_planned_where_the_facts_bear_them() -> None:
    shown = VASE.model_copy(
        update={
            "steps": ("Rinse it", "Fill it"),
            "callouts": (Callout(point=1, at=(0.5, 0.5)),) * 2,
            "size_chart": SizeChart.model_validate({"sizes": ["S", "M"], "measures": {"height": ["9 cm", "12 cm"]}}),
        }
    )
    other = Compared(name="mug", facts=VASE, photos=(Path("mug.jpg"),))
    jobs = kit_jobs(order(facts=shown, compared=(other,)), PRESETS)
    (pages,) = [job for job in jobs if isinstance(job, InfographicJob) and job.targets[0].slot == "additional"]
    assert {"steps", "callouts", "size-chart", "comparison"} < set(pages.pages)
    assert pages.compared == (other,)


def test_a_vase_is_at_home_in_a_home() -> None:
    (scenes,) = [job for job in kit_jobs(order(), PRESETS) if isinstance(job, LifestyleJob)]
    assert scenes.liked and scenes.height_cm == pytest.approx(22) and scenes.scenes == ("auto",)


@pytest.mark.parametrize("piece", Piece)
def test_a_part_of_a_kit_is_that_part_and_its_words(piece: Piece) -> None:
    jobs = kit_jobs(order(pieces=frozenset({piece})), PRESETS)
    assert isinstance(jobs[0], WordsJob)
    assert (len(jobs) == 1) is (piece is Piece.WORDS)
