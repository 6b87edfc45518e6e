"""One product in one market: what is measured, what a person is asked, and what must be disclosed where."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from pipelines.listing import Copy, Line, Strategy, Title
from pipelines.stages.check.finding import Verdict
from pipelines.stages.culture.colours import share_of
from pipelines.stages.culture.disclosure import owed_to_shop
from pipelines.stages.culture.judge import judge_culture
from pipelines.stages.culture.phrases import phrases_in
from pipelines.stages.culture.pieces import FilmPiece, PicturePiece, Showing
from presets.content.goods import goods_of
from presets.languages.library import language
from presets.library import load_presets
from presets.markets.checks import Goods, Ground, Place
from presets.markets.library import load_markets, market
from presets.products.library import read_product
from presets.products.schema import Price
from presets.scenes.library import load_scenes

MUG = read_product(Path("studio/examples/enamel-mug/product.toml"))
TODAY = date(2026, 11, 27)
SPEAKS = FilmPiece("film.mp4", "de", ("Eine Tasse.",), presenter=True, note="Mit KI erstellt", source_code="composite")


def written(language: str, *lines: str) -> Copy:
    title, *bullets = lines
    return Copy(language, (Title(Strategy.KEYWORD, Line(title)),), tuple(map(Line, bullets)))


def judged(country: str, **shown):
    return judge_culture(Showing(market(country), MUG, TODAY, **shown))


def verdict_of(verdicts, check: str) -> Verdict:
    return next(one.finding.verdict for one in verdicts.observed if one.check == check)


def test_a_superlative_is_forbidden_in_china_and_to_be_proven_elsewhere() -> None:
    assert verdict_of(judged("cn", copies=[written("zh", "最好的露营杯")]), "absolute-words") is Verdict.BROKEN
    assert verdict_of(judged("cn", copies=[written("zh", "轻巧的露营杯")]), "absolute-words") is Verdict.PASS
    assert verdict_of(judged("us", copies=[written("en", "The best camping mug")]), "superlatives") is Verdict.ASK


def test_the_word_of_an_office_is_asked_about() -> None:
    assert verdict_of(judged("us", copies=[written("en", "Mug", "FDA approved")]), "fda-approved") is Verdict.ASK
    assert verdict_of(judged("us", copies=[written("en", "Mug", "Approved by cats")]), "fda-approved") is Verdict.PASS


def test_the_same_words_are_asked_about_once() -> None:
    verdicts = judged("za", copies=[written("en", "The best camping mug")])
    about = [line for line in verdicts.to_read if "'best'" in line.why]
    assert [line.check for line in about] == ["not-misleading"]
    assert verdict_of(verdicts, "superlatives") is Verdict.ASK


def test_a_phrase_is_quoted_once_with_what_is_around_it() -> None:
    long = "Light and tough. " * 9 + "The best mug. " + "Light and tough. " * 9
    (line,) = [line for line in judged("us", copies=[written("en", long, "The best.")]).to_read if "'best'" in line.why]
    assert line.why.startswith("en text: 'best' stands in: …")
    assert line.why.endswith("… (2 times).")
    assert len(line.why) < 140


def test_taiwan_reads_traditional_letters() -> None:
    assert verdict_of(judged("tw", copies=[written("zh", "轻便的杯")]), "simplified-letters") is Verdict.WARNING
    assert verdict_of(judged("tw", copies=[written("zh-TW", "輕便的杯")]), "simplified-letters") is Verdict.PASS


def test_korea_wants_its_own_words_for_a_virtual_person() -> None:
    ours = FilmPiece("film.mp4", "ko", presenter=True, note="AI로 제작", source_code="compositeSynthetic")
    note = language("ko").film.made_by_ai
    told = FilmPiece("film.mp4", "ko", presenter=True, note=note, source_code="compositeSynthetic")
    assert verdict_of(judged("kr", films=[ours]), "virtual-person") is Verdict.WARNING
    assert verdict_of(judged("kr", films=[told]), "virtual-person") is Verdict.PASS


def test_a_brand_is_no_superlative() -> None:
    branded = MUG.model_copy(update={"brand": "Best Cup"})
    showing = Showing(market("us"), branded, TODAY, [written("en", "Best Cup enamel mug")])
    assert verdict_of(judge_culture(showing), "superlatives") is Verdict.PASS


def test_france_wants_french_and_lets_english_stand_beside_it() -> None:
    english, french = written("en", "A mug"), written("fr", "Une tasse")
    assert verdict_of(judged("fr", copies=[english]), "in-french") is Verdict.BROKEN
    assert verdict_of(judged("fr", copies=[english, french]), "in-french") is Verdict.PASS
    drawn = PicturePiece("sizes.jpg", language="en", words=("Height",))
    assert verdict_of(judged("fr", copies=[french], pictures=[drawn]), "in-french") is Verdict.BROKEN


def test_a_set_that_a_market_avoids_is_told_with_its_picture() -> None:
    place = load_scenes().get("halloween-pumpkin")
    verdicts = judged("sa", pictures=[PicturePiece("life.jpg", place=place)])
    avoided = [one for one in verdicts.observed if one.check == "set"]
    assert [one.pieces for one in avoided] == [("life.jpg",)]
    assert verdict_of(verdicts, "faith") is Verdict.WARNING
    assert verdict_of(judged("us", pictures=[PicturePiece("life.jpg", place=place)]), "sacred") is Verdict.PASS


def test_of_a_sellers_own_photo_a_person_is_asked_what_it_shows() -> None:
    assert verdict_of(judged("us", pictures=[PicturePiece("hero.jpg")]), "maps-flags") is Verdict.PASS
    assert verdict_of(judged("us", pictures=[PicturePiece("mine.jpg", own=True)]), "maps-flags") is Verdict.ASK


def test_what_concerns_people_is_asked_only_where_people_are_seen() -> None:
    alone = judged("sa", pictures=[PicturePiece("main.jpg")])
    assert "modest-dress" not in [one.check for one in alone.observed]
    peopled = judged("sa", pictures=[PicturePiece("main.jpg"), PicturePiece("worn.jpg", people=True)])
    line = next(line for line in peopled.to_read if line.check == "modest-dress")
    assert line.pieces == ("worn.jpg",)


def test_a_presenters_film_without_its_note_breaks_new_yorks_law() -> None:
    bare = FilmPiece("film.mp4", "en", presenter=True, source_code="compositeSynthetic")
    told = FilmPiece("film.mp4", "en", presenter=True, source_code="compositeSynthetic", note="Made with AI")
    assert verdict_of(judged("us", films=[bare]), "ny-synthetic-performer") is Verdict.BROKEN
    verdicts = judged("us", films=[told])
    assert verdict_of(verdicts, "ny-synthetic-performer") is Verdict.PASS
    assert [owed.met_by for owed in verdicts.disclosures] == ["'Made with AI' is drawn into it"]


def test_a_note_in_another_language_does_not_meet_the_law() -> None:
    owed = judged("de", films=[SPEAKS]).disclosures[0]
    assert (owed.place, owed.text, owed.met_by) == (
        Place.ON_IT,
        "Mit KI erstellt",
        "'Mit KI erstellt' is drawn into it",
    )
    foreign = FilmPiece("film.mp4", "de", presenter=True, note="Made with AI")
    assert judged("de", films=[foreign]).disclosures[0].met_by == ""


def test_a_made_up_place_is_owed_to_the_shops_that_ask() -> None:
    slot = load_presets().slot("google-shopping", "lifestyle")
    painted = PicturePiece("life.jpg", source_code="compositeWithTrainedAlgorithmicMedia", slot=slot)
    owed = {one.place: one for one in judged("us", pictures=[painted]).disclosures}
    assert owed[Place.IN_FILE].met_by == "its file says 'compositeWithTrainedAlgorithmicMedia'"
    assert owed[Place.IN_FILE].wanted_by == slot.preset_title
    assert not owed_to_shop(PicturePiece("main.jpg", slot=slot))


def test_faults_are_told_the_gravest_first() -> None:
    place = load_scenes().get("christmas-lights")
    pictures = [PicturePiece("life.jpg", place=place)]
    verdicts = judged("sa", pictures=pictures, copies=[written("en", "A mug")])
    assert [one.finding.verdict for one in verdicts.faults] == [Verdict.WARNING, Verdict.WARNING]
    verdicts = judged("cn", copies=[written("zh", "最佳露营杯")], pictures=pictures)
    assert verdicts.faults[0].check == "absolute-words"


def test_prices_and_counts_that_sound_ill_are_noted() -> None:
    four = MUG.model_copy(update={"prices": {"cn": Price.model_validate("14 CNY")}})
    found = judge_culture(Showing(market("cn"), four, TODAY, [written("zh", "杯")]))
    assert verdict_of(found, "four") is Verdict.NOTE
    six = MUG.model_copy(update={"prices": {"cn": Price.model_validate("16.40 USD")}})
    found = judge_culture(Showing(market("cn"), six, TODAY, [written("zh", "杯")]))
    assert verdict_of(found, "currency") is Verdict.WARNING
    assert verdict_of(found, "four") is Verdict.NOTE


def test_a_reduction_in_the_union_asks_for_the_lowest_price_of_thirty_days() -> None:
    assert verdict_of(judged("de", copies=[written("de", "Tasse", "Jetzt 20 % Rabatt")]), "prior-price") is Verdict.ASK
    assert verdict_of(judged("de", copies=[written("de", "Tasse", "Leicht und robust")]), "prior-price") is Verdict.PASS


@pytest.mark.parametrize("country", sorted(load_markets().items))
def test_a_person_reads_at_most_eight_lines_each_once(country: str) -> None:
    pictures = [PicturePiece(f"{number}.jpg", own=True, people=True) for number in range(5)]
    films = [FilmPiece(f"{number}.mp4", market(country).languages[0], presenter=True) for number in range(3)]
    verdicts = judged(country, copies=[written("en", "A mug")], pictures=pictures, films=films, feed=True)
    assert len(verdicts.to_read) <= 8
    asked = [one.check for one in verdicts.observed if one.finding.verdict is Verdict.ASK]
    read = [line.check for line in verdicts.to_read]
    assert len(read) == len(set(read)) > 0
    assert set(read) <= set(asked)
    assert len(read) + verdicts.left <= len(asked)


@pytest.mark.parametrize(
    ("text", "tag", "phrases", "found"),
    [
        ("Resale of wholesale goods", "en", ["sale"], []),
        ("Now on SALE!", "en", ["sale"], ["sale"]),
        ("20% off today", "en", ["% off"], ["% off"]),
        ("An eco-friendly mug", "en", ["eco-friendly", "eco"], ["eco-friendly"]),
        ("日本一の品質", "ja", ["日本一"], ["日本一"]),
        ("최고의 컵", "ko", ["최고"], ["최고"]),
        ("الكوب الأفضل", "ar", ["الأفضل"], ["الأفضل"]),
        ("Hecho en México", "es-MX", ["hecho"], ["hecho"]),
    ],
)
def test_a_phrase_is_found_as_its_language_writes_words(
    text: str, tag: str, phrases: list[str], found: list[str]
) -> None:
    assert phrases_in(text, tag, {tag.split("-")[0]: phrases}) == found


def test_a_colours_share_is_that_of_its_pixels() -> None:
    purple = Ground(kind="ground", hue_deg=(290, 340), min_chroma=25, min_share=0.3)
    half = np.full((80, 100, 3), 255, np.uint8)
    half[:, :40] = (110, 40, 150)
    assert share_of(purple, half) == pytest.approx(0.4, abs=0.01)
    assert share_of(purple, np.full((80, 100, 3), (150, 60, 40), np.uint8)) == 0


@pytest.mark.parametrize(
    ("language", "category", "materials", "goods"),
    [
        ("en", "mug", ("enamel",), {Goods.FOOD_CONTACT}),
        ("en", "bag", ("leather",), {Goods.LEATHER}),
        ("de", "Kaffee", (), {Goods.FOOD, Goods.BY_MEASURE}),
        ("en", "puzzle", ("cardboard",), {Goods.TOY}),
        ("en", "wine", (), {Goods.ALCOHOL}),
        ("en", "gizmo", (), set()),
    ],
)
def test_a_product_is_of_the_kinds_its_facts_name(language: str, category: str, materials: tuple, goods: set) -> None:
    product = MUG.model_copy(update={"language": language, "category": category, "materials": materials})
    assert goods_of(product) == goods


def test_food_is_asked_what_a_mug_is_not() -> None:
    for category, is_food in (("coffee", True), ("mug", False)):
        product = MUG.model_copy(update={"category": category})
        verdicts = judge_culture(Showing(market("de"), product, TODAY, [written("de", "Linden")]))
        asked = {one.check for one in verdicts.observed}
        assert ({"unit-price", "health-claims"} <= asked) is is_food
