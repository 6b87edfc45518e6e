import pytest

from pipelines.stages.copy.film_facts import film_facts
from presets.languages.library import language as language_of
from presets.markets.choice import market_for
from presets.markets.library import load_markets
from presets.products.schema import Product


def size_told(tag: str) -> str:
    measures = {"height": "9 cm", "capacity": "350 ml"}
    product = Product.model_validate(
        {"name": "Mug", "category": "mug", "language": tag, "points": ["Light"], "measures": measures}
    )
    facts = film_facts(product, language_of(tag), market_for((), tag, load_markets()))
    assert facts is not None
    return facts.size


@pytest.mark.parametrize(("tag", "comma"), [("de", ", "), ("ja", "、"), ("zh", "，"), ("ar", "، "), ("sv", ", ")])
def test_two_sizes_stand_apart_as_the_language_writes_rows(tag: str, comma: str) -> None:
    first, second = size_told(tag).split(comma)
    assert "9" in first
    assert "350" in second


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ("de", "Höhe 14,4\u00a0cm, Durchmesser 10,6\u00a0cm"),
        ("ja", "高さ14.4\u00a0cm、直径10.6\u00a0cm"),
        ("en", "height 5.7\u00a0in, diameter 4.2\u00a0in"),
    ],
)
def test_two_lengths_say_what_they_are_of(tag: str, size: str) -> None:
    measures = {"height": "14.4 cm", "diameter": "10.6 cm"}
    product = Product.model_validate(
        {"name": "Zog", "category": "toy", "language": tag, "points": ["Zog"], "measures": measures}
    )
    facts = film_facts(product, language_of(tag), market_for((), tag, load_markets()))
    assert facts is not None and facts.size.replace(" cm", "\u00a0cm").replace(" in", "\u00a0in") == size
