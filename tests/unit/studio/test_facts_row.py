"""A plan's row holds a product's facts; a mistake in it has its column."""

import pytest

from studio.facts_row import FactError, fact_cells, facts_in

ROW = {
    "photos": "mug.jpg",
    "fact.name": "Linden mug", "fact.category": "mug", "fact.materials": "enamel; steel",
    "fact.colours": ["white", "navy"],
    "fact.points": "Light and tough; Smooth navy rim", "fact.box": "2 x mug; lid", "fact.never": "unbreakable",
    "fact.measures": "height 9 cm; capacity 350 ml", "fact.measures.weight": "190 g",
    "fact.prices": "us 19.90 USD; ES 17.90 EUR", "fact.prices.mx": "349 MXN",
    "fact.specs": "Wall: 0.8 mm; Ratio: 2:1", "fact.warranty_months": 24.0, "fact.no_gtin": "yes",
    "fact.words.es.name": "Taza Linden", "fact.words.es.points": "Ligera; Borde liso",
    "fact.words.pt_br.name": "Caneca Linden", "fact.words.es.terms": "Wall: Pared",
}  # fmt: skip


def test_every_sort_of_fact_stands_in_a_row() -> None:
    mug = facts_in(fact_cells(ROW))
    assert (mug.name, mug.materials, mug.colours) == ("Linden mug", ("enamel", "steel"), ("white", "navy"))
    assert [(one.item, one.count) for one in mug.box] == [("mug", 2), ("lid", 1)]
    assert {name: str(one) for name, one in mug.measures.given().items()} == {
        "height": "9 cm",
        "weight": "190 g",
        "capacity": "350 ml",
    }
    assert {country: str(price.amount) for country, price in mug.prices.items()} == {
        "us": "19.90",
        "es": "17.90",
        "mx": "349",
    }
    assert mug.specs == {"Wall": "0.8 mm", "Ratio": "2:1"} and mug.warranty_months == 24 and mug.no_gtin
    assert mug.words["es"].points == ("Ligera", "Borde liso") and mug.words["es"].terms == {"Wall": "Pared"}
    assert mug.words["pt-BR"].name == "Caneca Linden"


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"fact.colour": "white"}, "fact.colour", "Did you mean"),
        ({"fact.measures.height": "tall"}, "fact.measures.height", "is no measure"),
        ({"fact.measures": "height tall"}, "fact.measures", "is no measure"),
        ({"fact.measures": "height 9 cm", "fact.measures.height": "8 cm"}, "fact.measures.height", "another column"),
        ({"fact.measures": "tallness 9 cm"}, "fact.measures", "Extra inputs"),
        ({"fact.prices": "19.90"}, "fact.prices", "alone"),
        ({"fact.prices": "us cheap"}, "fact.prices", "no price"),
        ({"fact.specs": "0.8 mm"}, "fact.specs", "Wall: 0.8 mm"),
        ({"fact.no_gtin": "perhaps"}, "fact.no_gtin", "neither yes nor no"),
        ({"fact.name.en": "Mug"}, "fact.name.en", "nothing below"),
        ({"fact.gtin": "4006381333932"}, "fact.gtin", "last digit"),
        ({"fact.words.es.points": "Una"}, "fact.words", "words.es.points"),
        ({"fact.points": "Unbreakable", "fact.never": "unbreakable"}, "fact.", "'never' forbids"),
    ],
)
def test_a_mistake_has_its_column(cells: dict[str, object], column: str, said: str) -> None:
    with pytest.raises(FactError, match=said) as caught:
        facts_in({"fact.name": "Mug", "fact.category": "mug", **cells})
    assert caught.value.column.startswith(column)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(FactError, match="Field required") as caught:
        facts_in({"fact.name": "Mug"})
    assert caught.value.column == "fact.category"


def test_prices_in_a_cell_are_read_as_their_countries_write_them() -> None:
    cells = {"fact.name": "Chair", "fact.category": "chair"}
    read = facts_in({**cells, "fact.prices": "us 1,299.00 USD; de 1.299 EUR; jp 12,800 JPY; se 1 299 SEK"}).prices
    assert [str(price.amount) for price in read.values()] == ["1299.00", "1299", "12800", "1299"]
    with pytest.raises(FactError, match=r"'1\.299 USD' can be read in two ways"):
        facts_in({**cells, "fact.prices": "us 1.299 USD"})
