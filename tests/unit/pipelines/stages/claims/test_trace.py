"""Every claim has its fact, or is told."""

from decimal import Decimal
from pathlib import Path

import pytest

import studio
from models.registry import EngineChoice
from pipelines.listing import Brief, Line
from pipelines.stages.check.words.check_copy import text_slots
from pipelines.stages.claims.claim import Kind
from pipelines.stages.claims.trace import traced, traced_line
from pipelines.stages.copy.engine import COPY_ENGINES
from pipelines.stages.copy.told import months_told, price_told, quantity_told
from presets.claims.library import load_claim_words
from presets.errors import PresetError
from presets.languages.library import language
from presets.languages.schema import Language
from presets.lexicon.library import load_lexicons
from presets.library import load_presets
from presets.products.library import read_product
from presets.products.quantity import UnitStyle
from presets.products.schema import Measures, Price, Product, Translated

MUG = read_product(Path(studio.__file__).parent / "examples" / "enamel-mug" / "product.toml")


class NoWeights:
    """The weights folder of a machine that has none."""

    def path(self, weights: str) -> Path:
        raise AssertionError(weights)


def unproven(text: str, tag: str, product: Product = MUG) -> list[tuple[str, Kind]]:
    return [(claim.text, claim.kind) for claim in traced(text, tag, product).unproven]


@pytest.mark.parametrize(
    ("tag", "text", "facts"),
    [
        ("en", "Linden mug, 350 ml (11.8 fl oz), 9 cm tall", ("measures.capacity", "measures.height")),
        ("en", "8.5 cm wide, $19.90", ("measures.diameter", "prices.us")),
        ("es", "Hecha en Polonia, 17,90 €", ("made_in", "prices.es")),
        ("de", "Höhe 9 cm, hergestellt in Polen, besteht aus Emaille", ("measures.height", "made_in", "materials.0")),
        ("fr", "Fabriqué en Pologne, 9 cm de haut", ("made_in", "measures.height")),
        ("pl", "Wyprodukowano w Polsce, wysokość 9 cm", ("made_in", "measures.height")),
        ("ru", "Сделано в Польше, высота 9 см", ("made_in", "measures.height")),
        ("tr", "Polonya'da üretilmiştir, yükseklik 9 cm", ("made_in", "measures.height")),
        ("ar", "ارتفاع 9 سم، سعة 350 مل، صنع في بولندا", ("measures.height", "measures.capacity", "made_in")),
        ("ja", "高さ9cm、容量350ml、ポーランド製", ("measures.height", "measures.capacity", "made_in")),
        ("zh", "高9厘米,容量350毫升,波兰制造", ("measures.height", "measures.capacity", "made_in")),
        ("ko", "높이 9cm, 폴란드 제조", ("measures.height", "made_in")),
        ("th", "สูง 9 ซม. ผลิตในโปแลนด์", ("measures.height", "made_in")),
        ("vi", "cao 9 cm, sản xuất tại Ba Lan", ("measures.height", "made_in")),
    ],
)
def test_what_is_true_is_traced(tag: str, text: str, facts: tuple[str, ...]) -> None:
    trace = traced(text, tag, MUG)
    assert trace.unproven == ()
    assert trace.facts == facts


def test_a_measure_proves_no_other() -> None:
    assert unproven("8.5 cm tall", "en") == [("8.5 cm", Kind.MEASURE)]
    assert unproven("Height: 9 cm, diameter: 8.5 cm", "en") == []
    assert unproven("9 cm tall and 8.5 cm wide", "en") == []
    assert unproven("直径9cm、高さ8.5cm", "ja") == [("9cm", Kind.MEASURE), ("8.5cm", Kind.MEASURE)]


def test_only_the_seller_may_say_the_best() -> None:
    proud = MUG.model_copy(update={"points": ("The best mug of 2024", *MUG.points[1:])})
    assert unproven("Enamel. The best mug of 2024!", "en", proud) == []
    assert unproven("The best mug of 2023", "en", proud) == [("best", Kind.SUPERLATIVE), ("2023", Kind.NUMBER)]
    told = Translated(points=("La mejor taza", "b", "c"))
    abroad = MUG.model_copy(update={"words": {"es": told}})
    assert traced("La mejor taza", "es", abroad).facts == ("points.0",)


def test_certificates_and_what_leans_on_them() -> None:
    tested = MUG.model_copy(update={"certifications": ("LFGB", "OEKO-TEX Standard 100")})
    assert unproven("LFGB certified; Oeko-Tex Standard 100", "en", tested) == []
    assert unproven("FDA approved", "en", tested) == [("FDA", Kind.CERTIFICATE), ("approved", Kind.CERTIFICATE)]
    assert unproven("Certified quality", "en", tested) == [("Certified", Kind.CERTIFICATE)]
    assert unproven("Ce produit", "fr", tested) == []
    assert unproven("Marqué CE", "fr", tested) == [("CE", Kind.CERTIFICATE)]


def test_what_must_never_be_said_has_no_fact() -> None:
    assert unproven("UNBREAKABLE", "en")[0] == ("UNBREAKABLE", Kind.FORBIDDEN)


def test_a_price_is_its_currencys() -> None:
    assert unproven("$19.90", "en") == []
    assert unproven("€19.90", "en") == [("€19.90", Kind.PRICE)]
    dear = Product(name="Pan", category="pan", prices={"jp": Price(amount=Decimal(1990), currency="JPY")})
    assert unproven("1,990円", "ja", dear) == []
    assert unproven("1,980円", "ja", dear) == [("1,980円", Kind.PRICE)]


def test_warranty_is_for_its_months() -> None:
    kept = Product(name="Pan", category="pan", warranty_months=24)
    assert unproven("2-year warranty", "en", kept) == []
    assert unproven("24 Monate Garantie", "de", kept) == []
    assert unproven("三年质保", "zh", kept) == [("三年", Kind.MEASURE)]
    assert unproven("Lifetime warranty", "en", kept) == [("Lifetime", Kind.WARRANTY)]


def test_declared_facts_are_held_against_the_claims() -> None:
    trace = traced_line(Line("9 cm tall, 350 ml", ("measures.height", "measures.width")), "en", MUG)
    assert trace.untold == ("measures.capacity",)
    assert trace.unknown == ("measures.width",)
    same = Product(name="Box", category="box", measures=Measures.model_validate({"width": "9 cm", "depth": "9 cm"}))
    assert traced("9 cm", "en", same, ("measures.depth",)).facts == ("measures.depth",)


def test_an_unknown_language_is_told() -> None:
    sami = Language.model_validate(
        {"id": "se", "title": "Sami", "locale": "se", "quality": "basic", "film": {"made_by_ai": "x", "action": "y"}}
    )
    with pytest.raises(PresetError, match=r"presets/claims/se\.toml is missing"):
        traced("x", sami, MUG)


@pytest.mark.parametrize("tag", sorted(load_claim_words()))
def test_every_word_of_a_list_is_found(tag: str) -> None:
    words = load_claim_words()[tag]
    bare = Product(name="Ding 1", category="mug")
    for kind, listed in (
        (Kind.SUPERLATIVE, words.superlatives),
        (Kind.MEDICAL, words.medical),
        (Kind.GREEN, words.green),
    ):
        for word in listed:
            assert kind in {claim.kind for claim in traced(word.rstrip("*"), tag, bare).unproven}, word


@pytest.mark.parametrize("tag", sorted(load_claim_words()))
@pytest.mark.parametrize("units", list(UnitStyle))
def test_what_the_studio_tells_is_traced(tag: str, units: UnitStyle) -> None:
    """The same figures through CLDR's words and back, in every language, both systems and many markets."""
    goods = Product.model_validate(
        {
            "name": "Ding", "category": "pan", "made_in": "vn", "warranty_months": 24,
            "measures": {"height": "9 cm", "length": "412 cm", "weight": "1.25 kg", "capacity": "2500 ml"},
            "prices": {
                "us": "1219.90 USD", "sg": "26.90 SGD", "es": "17.90 EUR", "mx": "349 MXN", "jp": "1990 JPY",
                "cn": "99 CNY", "sa": "75 SAR", "br": "99.90 BRL", "id": "150000 IDR", "kr": "26900 KRW",
            },
        }
    )  # fmt: skip
    spoken = language(tag)
    for name, measure in goods.measures.given().items():
        trace = traced(quantity_told(measure, spoken, units), spoken, goods)
        assert trace.unproven == () and trace.facts == (f"measures.{name}",), trace.text
    for market, price in goods.prices.items():
        trace = traced(price_told(price, spoken, market), spoken, goods)
        assert trace.unproven == () and trace.facts == (f"prices.{market}",), trace.text
    trace = traced(months_told(24, spoken), spoken, goods)
    assert trace.unproven == () and trace.facts == ("warranty_months",), trace.text


def test_materials_colours_and_features_are_the_products() -> None:
    assert unproven("White enamel mug with a navy rim, hand-wash, shatterproof steel", "en") == []
    found = unproven("Stainless steel and oak, dishwasher-safe, red, nonstick", "en")
    assert found == [
        ("Stainless steel", Kind.MATERIAL),
        ("oak", Kind.MATERIAL),
        ("dishwasher-safe", Kind.FEATURE),
        ("red", Kind.COLOUR),
        ("nonstick", Kind.FEATURE),
    ]


def test_an_exact_material_proves_the_general_one_and_not_the_other_way_round() -> None:
    oaken = Product(name="Board", category="board", materials=("oak", "stainless-steel"))
    assert traced("Wood and steel", "en", oaken).facts == ("materials.0", "materials.1")
    plain = Product(name="Board", category="board", materials=("wood",))
    assert unproven("Oak", "en", plain) == [("Oak", Kind.MATERIAL)]


def test_a_word_of_two_sorts_is_proven_by_either() -> None:
    soap = Product(name="Soap", category="soap", features=("organic", "hypoallergenic"))
    assert unproven("Organic and hypoallergenic", "en", soap) == []
    assert {kind for _, kind in unproven("Organic", "en")} == {Kind.GREEN, Kind.FEATURE}


def test_what_the_template_engine_writes_is_proven() -> None:
    engine = COPY_ENGINES.open(EngineChoice(name="template"), NoWeights())
    slots = text_slots(load_presets().get("amazon-us"))
    for tag in load_lexicons():
        brief = Brief(MUG, language(tag), UnitStyle.BOTH, "us", slots)
        copy = engine.write(brief, lambda *_: None)
        lines = [*(title.line for title in copy.titles), *copy.bullets, *copy.description, *copy.keywords]
        assert len(lines) > 10
        for line in lines:
            trace = traced_line(line, tag, MUG)
            assert (trace.unproven, trace.untold, trace.unknown) == ((), (), ()), trace


def test_a_size_of_the_chart_proves_no_measure_of_another_name() -> None:
    chart = {"sizes": ["S", "M"], "measures": {"chest": ["92 cm", "98 cm"]}}
    tee = Product.model_validate(
        {"name": "Tee", "category": "t-shirt", "size_chart": chart, "steps": ["Wash at 30 °C"]}
    )
    assert traced("M: chest 98 cm", "en", tee).facts == ("size_chart.chest.1",)
    assert traced("Height 98 cm", "en", tee).unproven
    assert traced("Chest 97 cm", "en", tee).unproven
    assert not traced("Wash at 30 °C", "en", tee).unproven and traced("Wash at 60 °C", "en", tee).unproven


def test_a_category_in_the_sellers_own_words_is_a_fact() -> None:
    doll = MUG.model_copy(update={"category": "soft-toy"})
    assert unproven("Linden Soft-toy", "en", doll) == []
    assert unproven("Linden soft mug", "en", doll) == [("soft", Kind.FEATURE)]
