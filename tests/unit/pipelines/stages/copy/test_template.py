"""Listings from facts, in every language, for three shops."""

from collections.abc import Iterator
from datetime import date

import pytest

from models.registry import EngineChoice
from pipelines.errors import CopyError
from pipelines.listing import Copy, Line, Strategy
from pipelines.progress import silent
from pipelines.stages.check.finding import Verdict
from pipelines.stages.check.words.check_copy import check_copy
from pipelines.stages.claims.trace import traced_line
from pipelines.stages.copy.engine import COPY_ENGINES
from presets.languages.library import language
from presets.lexicon.library import load_lexicons
from presets.library import load_presets
from presets.products.addresses import told_at
from presets.products.quantity import UnitStyle
from presets.products.schema import Product
from tests.unit.pipelines.stages.copy.conftest import PRODUCTS, brief_of

TODAY = date(2026, 11, 27)
SHOPS = ("amazon-us", "shopee", "shopify")
LANGUAGES = pytest.mark.parametrize("tag", load_lexicons())


def written(product: Product, tag: str, shop: str | None = None, units: UnitStyle = UnitStyle.METRIC) -> Copy:
    return COPY_ENGINES.open(EngineChoice(name="template"), None).write(brief_of(product, tag, shop, units), silent)


def lines(copy: Copy) -> Iterator[Line]:
    yield from (title.line for title in copy.titles)
    yield from (*copy.bullets, *copy.description, *copy.keywords)


def sayable(tag: str) -> Iterator[tuple[str, Product]]:
    """Yield products that the language has a name or a word for."""
    for name, product in PRODUCTS.items():
        if name != "birdhouse" or tag in ("en", "es"):
            yield name, product


@LANGUAGES
@pytest.mark.parametrize("shop", SHOPS)
def test_no_shop_finds_fault(tag: str, shop: str) -> None:
    preset = load_presets(None).get(shop)
    for name, product in sayable(tag):
        if shop != SHOPS[0] and name not in ("mug", "backpack"):
            continue
        copy = written(product, tag, shop)
        assert copy.titles and copy.description, name
        faults = [
            f"{name} {report.file}: {finding.measured}"
            for report in check_copy(copy, product, preset, TODAY)
            for finding in report.findings
            if finding.verdict in (Verdict.BROKEN, Verdict.WARNING) and _is_too_much(finding.measured, finding.demanded)
        ]
        assert not faults


def _is_too_much(measured: str, demanded: str) -> bool:
    """Tell whether a fault is the writer's: few facts make few lines, and short ones."""
    return "line(s)" not in measured and "at least" not in demanded


@LANGUAGES
def test_every_claim_has_a_fact_that_its_line_names(tag: str) -> None:
    for name, product in sayable(tag):
        known = told_at(product)
        units = UnitStyle.BOTH if name in ("mug", "backpack") else UnitStyle.METRIC
        for line in lines(written(product, tag, units=units)):
            assert line.text, name
            assert {fact for fact in line.facts if fact not in known} == set(), line
            unproven = [claim for claim in traced_line(line, tag, product).claims if claim.fact is None]
            assert not unproven, f"{name}: {line.text}: {unproven}"


@LANGUAGES
def test_no_pattern_is_left_unfilled(tag: str) -> None:
    for _, product in sayable(tag):
        for line in lines(written(product, tag)):
            assert not set(line.text) & set("{}[]|~"), line.text
            assert line.text == line.text.strip() and "  " not in line.text and " ," not in line.text


@LANGUAGES
def test_what_cannot_be_said_is_told(tag: str) -> None:
    for _, product in sayable(tag):
        copy = written(product, tag)
        said = {fact.split(".")[0] for line in lines(copy) for fact in line.facts}
        if product.points and tag != product.language and product.translated(tag) is None:
            assert any(note.startswith("points:") for note in copy.notes)
            assert "points" not in said


@pytest.mark.parametrize(
    ("name", "tag", "title", "sentence"),
    [
        ("mug", "en", "Linden Enamel and Steel Mug in White and Navy, 350 mL",
         "This Linden mug in white and navy is made of enamel and steel."),
        ("mug", "es", "Taza Linden de metal esmaltado y acero en blanco y azul marino, 350 ml",
         "Esta taza Linden en blanco y azul marino está hecha de metal esmaltado y acero."),
        ("mug", "fr", "Tasse Linden en émail et acier, blanc et bleu marine, 350 ml",
         "Cette tasse Linden est en émail et acier."),
        ("mug", "de", "Linden Tasse aus Emaille und Stahl in Weiß und Marineblau, 350 ml",
         "Diese Tasse von Linden in Weiß und Marineblau ist aus Emaille und Stahl."),
        ("mug", "zh-TW", "Linden 馬克杯 琺瑯 鋼 350 毫升 白色 海軍藍", "這款Linden 馬克杯以琺瑯和鋼製成。"),
        ("mug", "zh", "林登马克杯 搪瓷 钢 350毫升 白色 藏青色", "这款林登马克杯以搪瓷和钢制成。"),
        ("mug", "ja", "リンデンのマグカップ ホーロー スチール 350 ml",
         "ホーロー・スチール製のリンデンのマグカップです。"),
        ("sneakers", "de", "Fährmann Sneaker Alba, aus Leder und Gummi, in Weiß",
         "Diese Sneaker Alba von Fährmann in Weiß sind aus Leder und Gummi."),
        ("sneakers", "fr", "Baskets blanches Fährmann en cuir et caoutchouc",
         "Ces baskets blanches Fährmann sont en cuir et caoutchouc."),
        ("sneakers", "pl", "Białe sneakersy Fährmann ze skóry i z gumy",
         "Te białe sneakersy Fährmann są wykonane ze skóry i z gumy."),
        ("earrings", "ru", "Серьги Marea из серебра", "Эти серьги Marea сделаны из серебра."),
        ("earrings", "en", "Marea Drops Silver Earrings", "These Marea Drops earrings are made of silver."),
        ("dress", "it", "Vestito Duna Solera, in lino e cotone",
         "Questo vestito Duna Solera blu navy è in lino e cotone."),
        ("phone-case", "tr", "Nane yeşili silikon telefon kılıfı",
         "Bu nane yeşili telefon kılıfı silikon malzemeden üretilmiştir."),
        ("lamp", "ar", "مصباح من خشب البلوط وكتان", "مصباح مصنوع من خشب البلوط وكتان."),
        ("backpack", "nl", "Northfold rugzak van polyester en nylon in zwart",
         "Deze rugzak van Northfold in zwart is van polyester en nylon."),
    ],
)  # fmt: skip
def test_a_listing_reads_as_a_shop_would_print_it(name: str, tag: str, title: str, sentence: str) -> None:
    copy = written(PRODUCTS[name], tag)
    assert copy.titles[0].line.text.startswith(title)
    assert copy.description[0].text == sentence


def test_a_title_begins_by_its_strategy(mug: Product) -> None:
    found = {title.strategy: title.line.text for title in written(mug, "en").titles}
    assert found[Strategy.KEYWORD].startswith("Linden Enamel")
    assert found[Strategy.BENEFIT].startswith("Light and Tough: Linden")
    assert found[Strategy.GIFT].startswith("Gift Idea: Linden")
    plain = mug.model_copy(update={"occasions": ()})
    assert Strategy.GIFT not in {title.strategy for title in written(plain, "en").titles}


def test_both_units_are_told_where_a_market_wants_them(mug: Product) -> None:
    text = " ".join(line.text for line in written(mug, "en", units=UnitStyle.BOTH).bullets)
    assert "height 3.5 in (9 cm)" in text and "capacity 11.8 fl oz (350 mL)" in text


def test_what_finds_no_room_is_left_out_whole_and_told(mug: Product) -> None:
    copy = written(mug, "en", "amazon-us")
    assert max(len(title.line.text) for title in copy.titles) <= 75
    assert any(note.startswith("title.keyword_first: no room for: ") and "Shatterproof" not in copy.titles[0].line.text
               and "shatterproof" in note for note in copy.notes)  # fmt: skip


def test_a_forbidden_phrase_costs_its_line_alone(mug: Product) -> None:
    loud = mug.model_copy(update={"points": ("Best seller of the year", *mug.points), "words": {}})
    copy = written(loud, "en", "amazon-us")
    assert not any("Best" in title.line.text for title in copy.titles if title.strategy is Strategy.KEYWORD)
    assert any("Light and tough" in line.text for line in copy.bullets)


def test_keywords_repeat_neither_the_title_nor_themselves(mug: Product) -> None:
    copy = written(mug, "en", "amazon-us")
    words = [word for line in copy.keywords for word in line.text.split()]
    assert len(words) == len(set(words))
    assert not set(words) & set(copy.titles[0].line.text.casefold().split())
    assert "linden" not in words


def test_a_thing_outside_the_lexicon_is_told_in_its_own_words() -> None:
    house = PRODUCTS["birdhouse"]
    assert (
        written(house, "es").titles[0].line.text.startswith("Casita para pájaros de jardín Finch & Co, de pino y zinc")
    )
    assert "4 × tornillo" in " ".join(line.text for line in written(house, "es").bullets)
    with pytest.raises(CopyError, match=r"'birdhouse' has no word in German.*words\.de\.terms"):
        written(house, "de")


def test_a_name_that_nobody_translated_is_told(mug: Product) -> None:
    assert not [note for note in written(mug, "pt").notes if note.startswith("name:")]  # 'Linden mug' says no more
    assert [note for note in written(PRODUCTS["earrings"], "pt").notes if note.startswith("name: 'Drops'")]


def test_a_language_without_a_lexicon_is_refused(mug: Product) -> None:
    with pytest.raises(CopyError, match="No lexicon has words in 'uk'"):
        written(mug, "uk")


def test_the_same_facts_give_the_same_words(mug: Product) -> None:
    assert written(mug, "ko", "shopee") == written(mug, "ko", "shopee")
    assert language("ko").id == written(mug, "ko").language


def test_a_brands_own_word_in_a_name_is_not_told_twice_and_the_files_language_may_have_a_name_too() -> None:
    oil = Product.model_validate(
        {
            "name": "Linden face oil", "brand": "Linden & Co", "category": "face-oil", "language": "fr",
            "words": {"fr": {"name": "Huile visage Linden"}, "en": {}},
        }
    )  # fmt: skip
    heads = {tag: written(oil, tag).titles[0].line.text for tag in ("fr", "en")}
    assert heads == {"fr": "Huile visage Linden & Co", "en": "Linden & Co Face Oil"}


def test_half_a_box_is_no_box() -> None:
    """A manual alone would be told, and the power bank beside it not."""
    told = {
        "name": "Pocket 20K",
        "category": "bottle",
        "language": "zh",
        "box": [{"item": "充电宝"}, {"item": "说明书"}],
    }
    assert any("说明书" in line.text for line in lines(written(Product.model_validate(told), "zh")))
    words = {"en": {"name": "Pocket 20K"}}
    english = written(Product.model_validate(told | {"words": words}), "en")
    assert not any("manual" in line.text.lower() for line in lines(english))
    assert any("box.0" in note for note in english.notes)


def test_a_mark_is_called_by_its_own_name_elsewhere() -> None:
    told = {"name": "Pocket 20K", "category": "bottle", "language": "zh", "certifications": ["3C认证", "LFGB"]}
    product = Product.model_validate(told | {"words": {"es": {"name": "Pocket 20K"}}})
    texts = {tag: " ".join(line.text for line in lines(written(product, tag))) for tag in ("es", "zh")}
    assert "CCC" in texts["es"] and "认证" not in texts["es"] and "LFGB" in texts["es"] and "3C认证" in texts["zh"]
    assert not [line for line in lines(written(product, "es")) if traced_line(line, "es", product).unproven]


SNEAKERS = Product.model_validate(
    {
        "name": "Fjell low", "brand": "Kvist", "category": "sneakers", "materials": ["canvas"], "features": ["soft"],
        "points": ["Long soft lining"],
        "words": {
            "ar": {"name": "حذاء فييل", "points": ["بطانة طويلة ناعمة"]},
            "es": {"name": "Zapatos Fjell", "points": ["Forro largo y suave"]},
            "de": {"name": "Fjell-Schuh", "points": ["Langes, weiches Futter"]},
        },
    }
)  # fmt: skip


@pytest.mark.parametrize(("tag", "kind"), [("ar", "حذاء"), ("es", "apat"), ("de", "chuh")])
def test_a_name_that_says_a_near_kind_is_not_told_another(tag: str, kind: str) -> None:
    """Sneakers that are called shoes are no `sneakers Kvist shoe Fjell`."""
    title = written(SNEAKERS, tag).titles[0].line.text
    assert title.count(kind) == 1, title


@pytest.mark.parametrize(("tag", "word"), [("en", "soft"), ("es", "suave"), ("de", "weich")])
def test_a_quality_that_a_point_says_is_no_sentence_of_its_own(tag: str, word: str) -> None:
    told = [line.text.casefold() for line in written(SNEAKERS, tag).description]
    assert sum(word in text for text in told) == 1, told
    bare = SNEAKERS.model_copy(update={"points": (), "words": {}})
    assert any(text.startswith(word) for text in (line.text.casefold() for line in written(bare, tag).description))


def test_a_quality_that_a_kind_says_is_not_told_behind_it() -> None:
    toy = Product.model_validate({"name": "Bruno", "category": "soft-toy", "features": ["soft", "handmade"]})
    title = written(toy, "en").titles[0].line.text
    assert title.casefold().count("soft") == 1 and "handmade" in title.casefold(), title


CLAIMING = (
    "analog",
    "analóg",
    "хронометр",
    "เข็ม",
    "kim",
    "alianza",
    "aliança",
    "alliance",
    "fede",
    "obrączka",
    "alyans",
    "دبلة",
)


@LANGUAGES
def test_other_words_for_a_kind_claim_no_more_than_it_is(tag: str) -> None:
    """A watch may be digital, and a ring need not be for a wedding."""
    lexicon = load_lexicons()[tag]
    words = [word for kind in ("watch", "ring") for word in lexicon.categories[kind].also]
    assert [word for word in words for claim in CLAIMING if claim in word.split() or word.startswith(claim)] == []
