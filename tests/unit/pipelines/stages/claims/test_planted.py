"""Mistakes planted into what engines make: none gets through; and what is true raises no alarm."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.registry import EngineChoice
from pipelines.errors import CopyError
from pipelines.listing import Brief, Copy, Line
from pipelines.progress import silent
from pipelines.stages.check.words.check_copy import text_slots
from pipelines.stages.claims.figures import figures_in
from pipelines.stages.claims.levelled import figures_levelled
from pipelines.stages.claims.proven import proven_lines
from pipelines.stages.claims.trace import traced, traced_line
from pipelines.stages.copy.engine import COPY_ENGINES
from pipelines.stages.copy.film_facts import film_facts
from pipelines.stages.feeds.shelf import Shelf
from pipelines.stages.feeds.structured import structured_product
from pipelines.stages.script.from_facts import script_from_facts
from pipelines.stages.script.read import read_script
from presets.claims.library import load_certificates, load_claim_words
from presets.films.facts import Facts
from presets.languages.library import language, load_languages
from presets.lexicon.library import load_lexicons
from presets.lexicon.schema import agreed
from presets.library import load_presets
from presets.markets.library import load_markets, market
from presets.products.quantity import UnitStyle
from presets.products.schema import Product
from tests.fakes.ten_products import TEN

pytestmark = pytest.mark.filterwarnings("ignore:Dictionary.create:DeprecationWarning")  # pyopenjtalk's own
TAGS = sorted(load_lexicons())
BARE = Product(name="Zog", category="mug")


class NoWeights:
    """The weights folder of a machine that has none."""

    def path(self, weights: str) -> Path:
        raise AssertionError(weights)


def written(product: Product, tag: str, units: UnitStyle = UnitStyle.BOTH) -> Copy:
    engine = COPY_ENGINES.open(EngineChoice(name="template"), NoWeights())
    slots = text_slots(load_presets().get("amazon-us"))
    return engine.write(Brief(product, language(tag), units, next(iter(product.prices)), slots), silent)


def lines_of(copy: Copy) -> list[Line]:
    return [*(title.line for title in copy.titles), *copy.bullets, *copy.description, *copy.keywords]


@pytest.mark.parametrize("tag", TAGS)
def test_true_copy_of_ten_products_raises_no_alarm(tag: str) -> None:
    for name, product in TEN.items():
        lines = lines_of(written(product, tag))
        assert len(lines) >= 6, name
        for line in lines:
            trace = traced_line(line, tag, product)
            assert (trace.unproven, trace.untold, trace.unknown) == ((), (), ()), trace


def wrong_figures(text: str, tag: str) -> Iterator[str]:
    """Yield a text with each of its figures made another one, by one digit."""
    plain = figures_levelled(text)
    for figure in figures_in(text, language(tag)):
        place = next((place for place in range(*figure.span) if plain[place].isdigit()), None)
        if place is not None:
            yield f"{text[:place]}{(int(plain[place]) + 4) % 9 + 1}{text[place + 1 :]}"


@pytest.mark.parametrize("tag", TAGS)
def test_no_wrong_figure_gets_through(tag: str) -> None:
    planted = 0
    for product in (TEN["speaker"], TEN["bottle"], TEN["knife"]):
        for line in lines_of(written(product, tag)):
            for wrong in wrong_figures(line.text, tag):
                planted += 1
                assert traced(wrong, tag, product).unproven, (line.text, wrong)
    assert planted > 20


@pytest.mark.parametrize("tag", TAGS)
def test_no_other_unit_gets_through(tag: str) -> None:
    for line in lines_of(written(TEN["bottle"], tag, UnitStyle.METRIC)):
        for right, wrong in (("cm", "mm"), ("ml", "cl"), ("мл", "л"), ("см", "мм"), ("厘米", "毫米"), ("毫升", "升")):
            changed = re.sub(rf"(?<=\d)([\s\u00a0]?){right}(?!\w)", rf"\1{wrong}", line.text, flags=re.IGNORECASE)
            assert changed == line.text or traced(changed, tag, TEN["bottle"]).unproven, changed


@pytest.mark.parametrize("tag", TAGS)
def test_no_claim_of_rank_health_nature_or_a_seal_gets_through(tag: str) -> None:
    """Each lie stands alone, and in the middle of a true line."""
    words = load_claim_words()[tag]
    true = "Zog" if tag in ("ja", "zh", "th", "ko") else "Zog:"
    lies = [words.superlatives[0], words.medical[0], words.green[0], words.certified[0], words.promises[0]]
    lies += [words.warranty[0], *(mark.written[0] for mark in load_certificates())]
    for lie in (word.rstrip("*") for word in lies):
        assert traced(lie, tag, BARE).unproven, lie
        assert traced(f"{true} {lie}, Zog", tag, BARE).unproven, lie


@pytest.mark.parametrize("tag", TAGS)
def test_no_material_colour_or_feature_that_it_lacks_gets_through(tag: str) -> None:
    lexicon = load_lexicons()[tag]
    names = {word for thing in lexicon.categories.values() for word in (thing.word, *thing.also)}
    for kind in ("materials", "colours", "features"):
        for term, said in getattr(lexicon, kind).items():
            word = agreed(said if isinstance(said, str) else said.word)
            if word not in names:  # a glass, the drinking vessel
                assert traced(word, tag, BARE).unproven, (kind, term, word)


@pytest.mark.parametrize(
    ("tag", "true", "lies"),
    [
        ("en", "Made in Japan, $59.99", ["Made in Italy, $59.99", "Made in Japan, $49.99", "Made in Japan, €59.99"]),
        ("de", "Hergestellt in China, 24 Monate Garantie", ["Hergestellt in Deutschland", "36 Monate Garantie"]),
        ("fr", "Fabriqué en Chine, 540 g", ["Fabriqué en France", "540 kg", "le meilleur son"]),
        ("es", "Hecho en China, autonomía de 20 h", ["Hecho en España", "autonomía de 30 h", "certificado UL"]),
        ("ja", "中国製、幅18cm、59.99ドル", ["日本製", "幅18mm", "高さ18cm", "世界一", "PSE認証"]),
        ("zh", "中国制造,宽18厘米", ["德国制造", "宽20厘米", "全网第一", "治疗失眠"]),
        ("zh-TW", "中國製造,寬18公分", ["德國製造", "寬20公分", "全台第一", "治療失眠", "治疗失眠", "抗菌", "SGS合格"]),
        ("ar", "صنع في الصين، 540 غرام", ["صنع في ألمانيا", "450 غرام", "الأفضل", "مضاد للبكتيريا"]),
        ("ru", "Сделано в Китае, 540 г", ["Сделано в Германии", "540 кг", "лучший звук", "лечит"]),
        ("th", "ผลิตในจีน กว้าง 18 ซม.", ["ผลิตในญี่ปุ่น", "กว้าง 19 ซม.", "ดีที่สุด"]),
        ("ko", "중국 제조, 너비 18cm", ["독일 제조", "너비 81cm", "업계 1위", "항균"]),
    ],
)
def test_lies_of_sellers_who_know_the_language(tag: str, true: str, lies: list[str]) -> None:
    product = TEN["speaker"].model_copy(update={"made_in": "jp"}) if tag == "en" else TEN["speaker"]
    assert traced(true, tag, product).unproven == ()
    for lie in lies:
        assert traced(lie, tag, product).unproven, lie


CORD = Product.model_validate(
    {
        "name": "Cord", "category": "bottle", "materials": ["steel"], "colours": ["black"], "made_in": "cn",
        "measures": {"length": "1.5 m", "weight": "190 g", "capacity": "350 ml"}, "certifications": ["CE"],
        "specs": {"Voltage": "5 V", "Battery": "2000 mAh"}, "box": [{"item": "bottle", "count": 3}],
        "prices": {"us": "19.90 USD", "de": "17.90 EUR", "jp": "2980 JPY"}, "warranty_months": 24,
    }
)  # fmt: skip
PLANTED = {
    "en": (
        "15 m long", "1.5 ft long", "€19.90", "half price", "free shipping", "buy one get one free", "water-proof",
        "fifty percent lighter", "thirty pieces", "⑤ pieces", "Ⅴ pieces", "20,000 mAh", "2 Ah", "5 kV", "5V 2A",
        "Swiss made", "German engineering", "Italian design", "Japanese steel", "imported", "lead-free",
        "over a million sold", "Amazon's Choice", "★★★★★", "IP68", "UL-listed", "5-year warranty", "190 kg", "12 fl oz",
    ),
    "de": (
        "15 m lang", "1,5 cm lang", "17,90 $", "zum halben Preis", "wasserfest", "bleifrei", "fünfzig Prozent leichter",
    ),
    "fr": ("15 m de long", "imperméable", "livraison offerte", "sans plomb"),
    "es": ("impermeable", "a prueba de agua", "envío gratis", "treinta piezas"),
    "it": ("a prova d'acqua", "spedizione gratuita"),
    "pt": ("à prova de água", "frete grátis"),
    "nl": ("waterbestendig", "gratis verzending"),
    "pl": ("wodoodporny", "darmowa dostawa"),
    "ru": ("непромокаемый", "за полцены", "швейцарское качество"),
    "tr": ("su sızdırmaz", "ücretsiz kargo"),
    "ar": ("طول ١٥ م", "طول ۱۵ متر", "بسعة ٣٥٠ لتر", "ضد الماء", "مقاوم للماء", "بنصف السعر"),
    "he": ("עמיד במים", "משלוח חינם"),
    "hi": ("१५ मी लंबा", "वाटरप्रूफ"),
    "th": ("ยาว ๑๕ ม.", "กันน้ำ", "ส่งฟรี"),
    "vi": ("chống nước", "miễn phí vận chuyển"),
    "id": ("tahan air", "gratis ongkir"),
    "ja": ("完全防水", "二千九百八十ドル", "２９８０ドル", "国産", "送料無料", "五個セット"),
    "ko": ("국산", "워터프루프", "무료배송", "서른 개 세트"),
    "zh": ("三年质保", "两年质保三个月", "贰佰克", "半价", "包邮", "不漏水", "德国工艺", "进口材料", "欧盟标准"),
    "zh-TW": ("半價", "免運", "不漏水", "進口材料"),
    "el": ("αδιάβροχο", "δωρεάν αποστολή"),
    "sv": ("vattentät", "fri frakt"),
    "uk": ("водонепроникний", "за півціни"),
}  # fmt: skip


@pytest.mark.parametrize("tag", PLANTED)
def test_no_offer_no_other_figure_and_nothing_it_cannot_do_gets_through(tag: str) -> None:
    """In any script's figures, in words, with another unit or currency, as an adjective of a country."""
    assert [lie for lie in PLANTED[tag] if not traced(lie, tag, CORD).unproven] == []


SIGNS = {
    "en": (
        "C E", "C.E.", "F D A", "C-E mark", "steel, C E, black", "XII pieces", "Set of XII", "XII-piece set",
        "⑫ pieces", "Ⅻ pieces", "XII cm long", "XIIpcs", "IIII pieces", "C\u200bE", "water\u00adproof",
        "water\u200bproof", "СЕ mark", "the bеst",
    ),
    "de": ("mit C-E-Zeichen", "T.Ü.V.", "XII Teile", "XII-teilig"),
    "fr": ("lot de XII", "XII pièces"),
    "es": ("juego de XII",),
    "ru": ("набор из XII", "XII шт"),
    "ko": ("XII 개", "오십 퍼센트"),
    "ja": ("Ｃ Ｅ", "XII個", "半値"),
    "zh": ("五折", "全场八五折", "5折", "3折", "8.5折", "XII件", "买一赠一"),
    "zh-TW": ("五折", "五折優惠"),
}  # fmt: skip


@pytest.mark.parametrize("tag", SIGNS)
def test_no_mark_spelt_out_no_roman_number_and_no_tenths_of_a_price_get_through(tag: str) -> None:
    bare = CORD.model_copy(update={"certifications": ()})
    assert [lie for lie in SIGNS[tag] if not traced(lie, tag, bare).unproven] == []


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "by C E Moore"),
        ("en", "Vitamin C E serum"),
        ("en", "notes A C E, chord C E G"),
        ("en", "for a USB C E-Bike"),
        ("en", "Mark II, XL, CD, MIX, XL pack, Elizabeth II"),
        ("en", "III pieces, set of III"),
        ("fr", "l'anse c e la"),
        ("en", "Xmas, VIP, Vital, XXl, by МОСКВА"),
        ("ru", "СЕРВИЗ ОТ РОССТА"),
        ("zh", "三折伞，五折叠，百折不挠"),
    ],
)
def test_initials_sizes_kings_and_umbrellas_are_no_lies(tag: str, text: str) -> None:
    moore = CORD.model_copy(update={"brand": "C. E. Moore", "certifications": ()})
    assert traced(text, tag, moore).unproven == ()


def test_what_a_fact_says_in_other_words_stands() -> None:
    product = CORD.model_copy(update={"features": ("waterproof",), "made_in": "jp"})
    true = {"de": "Wasserfest", "en": "Water-proof Japanese steel", "zh": "两年质保", "ja": "国産", "ar": "ضد الماء"}
    assert [text for tag, text in true.items() if traced(text, tag, product).unproven] == []


def texts_in(node: object, key: str = "") -> Iterator[str]:
    """Yield what a reader of structured data is told in words: names, descriptions, materials, colours."""
    match node:
        case dict():
            for name, value in node.items():
                yield from texts_in(value, name)
        case list():
            for value in node:
                yield from texts_in(value, key)
        case str() if key in ("name", "description", "material", "color", "caption", "value"):
            yield node


def test_structured_data_says_what_the_facts_say() -> None:
    speaker = TEN["speaker"]
    true = written(speaker, "en")
    shelf = Shelf(speaker, market("us"), true, ())
    said = list(texts_in(json.loads(structured_product(shelf).to_json())))
    assert len(said) > 4
    assert [text for text in said if traced(text, "en", speaker).unproven] == []
    lie = Line("The best speaker, 40 W, FDA approved", ("name",))
    lying = replace(shelf, copy=replace(true, description=(lie,)))
    document = structured_product(lying)
    assert list(texts_in(json.loads(document.to_json()))) == [text for text in said if text != shelf.description.text]
    assert any(note.startswith("description: 'The best speaker") for note in document.notes)


def test_a_film_script_and_its_captions_say_what_the_facts_say() -> None:
    """Captions are the words of the script, so the script's lines stand for both."""
    bottle = TEN["bottle"]
    facts = Facts(name="Tarn bottle", size="26 cm, 750 ml", price="$34.95", lines=("Keeps drinks cold for 24 hours",))
    true = script_from_facts(facts, language("en"), "x").splitlines()
    assert [line for line in true if traced(line, "en", bottle).unproven] == []
    for field, wrong in (
        ("size", "28 cm, 750 ml"),
        ("price", "$24.95"),
        ("lines", ("Keeps drinks cold for 48 hours",)),
    ):
        lines = script_from_facts(facts.model_copy(update={field: wrong}), language("en"), "x").splitlines()
        assert sum(bool(traced(line, "en", bottle).unproven) for line in lines) == 1, field


SPOKEN = sorted(tag for tag, one in load_languages().items() if one.script)


@pytest.mark.parametrize("tag", SPOKEN)
def test_no_film_that_is_written_from_facts_is_refused_for_its_own_sentences(tag: str) -> None:
    """In every market: Korean has the syllable of gold in its word for now, Russian shortens ounces by full stops."""
    spoken, said = language(tag), 0
    for name, product in TEN.items():
        own = product.model_copy(update={"language": tag, "name": "Zog 9", "points": ("Zog",)})
        for place in load_markets().items.values():
            facts = film_facts(own, spoken, place)
            script = read_script(script_from_facts(facts, spoken, "x"), tag, "x")
            said += len(proven_lines((sentence.text for sentence in script.sentences), spoken, own))
        assert said, name


@pytest.mark.parametrize(
    ("text", "lies"),
    [("지금 주문하세요. 제품은 Zog, 금요일, 은은한 빛", 0), ("금 반지", 1), ("은반지", 1), ("18K금", 1), ("금도금", 1)],
)
def test_a_korean_syllable_is_a_metal_where_it_is_a_word(text: str, lies: int) -> None:
    assert len([claim for claim in traced(text, "ko", BARE).unproven if claim.kind.value == "material"]) == lies


def test_a_film_with_another_size_is_not_said() -> None:
    bottle = TEN["bottle"]
    assert proven_lines(["Keeps drinks cold for 24 hours."], "en", bottle)[0].facts == ("points.0",)
    with pytest.raises(CopyError, match="It holds 500 ml"):
        proven_lines(["It holds 500 ml."], "en", bottle)


def test_a_claim_keeps_its_place_where_unseen_signs_are_left_out() -> None:
    claims = traced("It is water\u00adproof.", "en", BARE).claims
    assert {(claim.text, claim.span) for claim in claims} == {("water\u00adproof", (6, 17))}
    soft = Product(name="Spülmaschinen\u00adfest", category="mug", language="de")
    assert traced("Spülmaschinen\u00adfest", "de", soft).unproven == ()
