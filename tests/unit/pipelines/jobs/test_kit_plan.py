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
from pipelines.jobs.kit_pages import pages_of
from pipelines.jobs.kit_plan import KitOrder, Piece, kit_jobs, notes_on
from pipelines.stages.cutout.touchup import Touchup
from presets.library import load_presets
from presets.pages.library import load_pages
from presets.products.schema import Measures, Product
from presets.products.shown import Callout, SizeChart

PRESETS = load_presets()
VASE = Product.model_validate(
    {
        "name": "Dune", "category": "vase", "materials": ["ceramic"], "features": ["handmade"],
        "points": ["Turned by hand"],
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


def modules(kit: KitOrder) -> dict[str, tuple[str, ...]]:
    jobs = [job for job in kit_jobs(kit, PRESETS) if isinstance(job, InfographicJob)]
    return {target.slot: job.by_slot[target.slot] for job in jobs for target in job.targets if job.by_slot}


def test_modules_stand_where_a_marketplace_names_them_and_the_facts_bear_them() -> None:
    shown = modules(order(presets=("amazon-us",)))
    assert shown["aplus.header"] == ("hero",) and shown["aplus.single-side"] == ("dimensions",)
    assert shown["aplus.multiple"] == ("care",) and "aplus.comparison" not in shown
    assert "aplus.logo" not in shown and not any("premium" in slot for slot in shown)
    pages = [page for pages in shown.values() for page in pages]
    assert len(pages) == len(set(pages))  # no picture is there twice
    bare = modules(order(presets=("amazon-us",), facts=Product(name="Dune", category="vase")))
    assert set(bare) == {"aplus.header", "aplus.three"}


def test_one_sign_alone_has_no_page() -> None:
    told = {"name": "Dune", "category": "vase"}
    one, two = (
        Product.model_validate({**told, "features": signs}) for signs in (["handmade"], ["handmade", "foldable"])
    )
    assert ("care" in pages_of(one), "care" in pages_of(two)) == (False, True)


def test_modules_of_a_programme_take_the_place_of_the_others() -> None:
    shown = modules(order(presets=("amazon-us",), premium=True))
    assert shown["aplus.premium-wide"] == shown["aplus.premium-mobile"] == ("hero", "features", "dimensions")
    assert all("premium" in slot for slot in shown) and "aplus.premium-four" not in shown  # three signs are not four


def test_a_column_for_each_product_of_a_comparison() -> None:
    other = Compared(name="mug", facts=VASE, photos=(Path("mug.jpg"),))
    assert modules(order(compared=(other, other)))["aplus.comparison"] == ("column.1", "column.2", "column.3")


def test_a_place_for_details_gets_a_long_page() -> None:
    jobs = kit_jobs(order(presets=("temu",)), PRESETS)
    (long,) = [job for job in jobs if isinstance(job, InfographicJob)]  # and no words among its other pictures
    assert long.long_page
    assert long.by_slot == {"detail": ("hero", "features", "close-up", "dimensions", "care")}


LONG = ("11st", "auction-kr", "coupang", "gmarket-kr", "lazada", "naver", "rakuten", "shopee", "yahoo-jp")


@pytest.mark.parametrize("preset", ["temu", "aliexpress"])
def test_words_stand_below_where_pictures_may_have_neither_text_nor_seams(preset: str) -> None:
    (long,) = [job for job in kit_jobs(order(presets=(preset,)), PRESETS) if isinstance(job, InfographicJob)]
    assert long.long_page


@pytest.mark.parametrize("preset", LONG)
def test_a_marketplace_whose_description_takes_pictures_gets_a_long_page_beside_its_pictures(preset: str) -> None:
    jobs = [job for job in kit_jobs(order(presets=(preset,)), PRESETS) if isinstance(job, InfographicJob)]
    assert [job.long_page for job in jobs] == [False, True]
    assert jobs[1].by_slot == {"detail": ("hero", "features", "close-up", "dimensions", "care")}
    assert jobs[0].pages[:2] == ("features", "dimensions")


def test_what_is_known_of_pictures_in_a_description_is_measured_there() -> None:
    """Lazada Open Platform, image upload; Shopee Open Platform, creating product."""
    lazada, shopee = PRESETS.slot("lazada", "detail"), PRESETS.slot("shopee-sg", "detail")
    kinds = {rule.kind: rule for rule in lazada.rules}
    assert kinds["file_weight"].max_bytes == 3_145_728 and kinds["pixel_size"].max_height == 5000  # type: ignore[union-attr]
    assert {str(rule.level) for rule in lazada.rules} == {"must"}
    assert [rule.max_bytes for rule in shopee.rules if rule.kind == "file_weight"] == [10_000_000, 2_000_000]


def test_pages_without_words_are_told_from_others() -> None:
    silent = {page for page, template in load_pages().items.items() if not template.speaks}
    assert silent == {"brand-plate", "column", "crop"}


def test_every_page_that_a_preset_shows_is_a_template() -> None:
    shown = {
        page.partition(".")[0] for preset in PRESETS.presets.values() for slot in preset.slots for page in slot.shows
    }
    assert {"hero", "column"} < shown <= set(load_pages().items)


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
    (pages,) = [job for job in jobs if isinstance(job, InfographicJob) and not job.by_slot]
    assert {"steps", "callouts", "size-chart", "comparison"} < set(pages.pages)
    assert pages.compared == (other,)
    assert pages.pages[-2:] == ("features.headline", "features.crop")


def test_a_vase_is_at_home_in_a_home() -> None:
    (scenes,) = [job for job in kit_jobs(order(), PRESETS) if isinstance(job, LifestyleJob)]
    assert scenes.liked and scenes.height_cm == pytest.approx(22) and scenes.scenes == ("auto",)


def test_what_has_no_height_stands_in_places_as_wide_as_it_is() -> None:
    watch = VASE.model_copy(update={"measures": Measures.model_validate({"diameter": "38 mm"})})
    (scenes,) = [job for job in kit_jobs(order(facts=watch), PRESETS) if isinstance(job, LifestyleJob)]
    assert (scenes.height_cm, scenes.across_cm) == (None, 3.8)
    assert not any("measures.height" in note for note in notes_on(order(facts=watch), PRESETS))
    bare = VASE.model_copy(update={"measures": Measures()})
    assert any("measures.height" in note for note in notes_on(order(facts=bare), PRESETS))


@pytest.mark.parametrize("piece", Piece)
def test_a_part_of_a_kit_is_that_part_and_its_words(piece: Piece) -> None:
    jobs = kit_jobs(order(pieces=frozenset({piece})), PRESETS)
    assert isinstance(jobs[0], WordsJob)
    assert (len(jobs) == 1) is (piece is Piece.WORDS)
