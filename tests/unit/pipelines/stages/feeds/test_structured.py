"""JSON-LD: the official vocabulary, only facts, in one language."""

import json
from decimal import Decimal

import pytest

from pipelines.stages.feeds.shelf import Availability, Condition, Shop
from pipelines.stages.feeds.structured import structured_product
from pipelines.stages.feeds.structured_media import duration_of
from pipelines.stages.feeds.told import Told, claims_of, plain_of
from tests.fakes.vocabulary import faults_in


def plain(shelf, *countries: str) -> dict:
    return json.loads(structured_product(shelf, countries).to_json())


def value_at(product, address: str):
    value = product
    for part in address.split("."):
        value = value[int(part)] if part.isdigit() else value[part] if isinstance(value, dict) else getattr(value, part)
    return value


@pytest.mark.parametrize(("tag", "country"), [("en", "us"), ("es", "es")])
def test_every_type_property_and_value_is_of_the_vocabulary(shelf_of, tag: str, country: str) -> None:
    shelf = shelf_of(tag, country, availability=Availability.IN_STOCK, condition=Condition.NEW)
    whole = shelf.product.model_copy(
        update={"gtin": "4006381333931", "mpn": "M-1", "certifications": ("LFGB",), "warranty_months": 24}
    )
    given = {"product": whole, "availability": Availability.IN_STOCK, "condition": Condition.NEW}
    document = plain(shelf_of(tag, country, **given), "us", "es")
    assert [*faults_in(document)] == []
    assert {"gtin", "mpn", "hasCertification", "image", "offers"} <= set(document)


def test_the_vocabulary_finds_what_is_not_its_own() -> None:
    wrong = {"@type": "Product", "nmae": "Mug", "brand": {"@type": "Person", "name": "Linden"}, "offers": "cheap"}
    assert len([*faults_in(wrong)]) == 3
    assert [*faults_in({"@type": "Mug"})] == [": no type Mug"]


@pytest.mark.parametrize(("tag", "country"), [("en", "us"), ("es", "mx")])
def test_each_claim_rests_on_a_fact_that_is_there(shelf_of, tag: str, country: str) -> None:
    shelf = shelf_of(tag, country)
    claims = [*claims_of(structured_product(shelf).root)]
    assert len(claims) > 10
    for path, told in claims:
        for address in told.facts:
            assert value_at(shelf.product, address) is not None, f"{path}: {address}"


def test_a_claim_without_a_fact_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="'unbreakable' rests on no fact"):
        Told("unbreakable", ())


def test_figures_are_those_of_the_facts(shelf_of) -> None:
    document = plain(shelf_of())
    assert document["height"] == {"@type": "QuantitativeValue", "value": 9, "unitCode": "CMT"}
    assert document["weight"] == {"@type": "QuantitativeValue", "value": 190, "unitCode": "GRM"}
    extra = {one["propertyID"]: (Decimal(str(one["value"])), one["unitCode"]) for one in document["additionalProperty"]}
    assert extra == {"diameter": (Decimal("8.5"), "CMT"), "capacity": (350, "MLT")}
    (offer,) = document["offers"]
    assert (offer["price"], offer["priceCurrency"], offer["eligibleRegion"]) == ("19.90", "USD", "US")
    assert "availability" not in offer


def test_a_page_speaks_one_language(shelf_of) -> None:
    spanish = plain(shelf_of("es", "es"))
    assert spanish["name"] == "Taza Linden"
    assert spanish["color"] == ["blanco", "azul marino"]
    assert [image["contentUrl"].rpartition("/")[2] for image in spanish["image"]][-1] == "sizes.es.jpg"
    assert "subjectOf" not in spanish
    assert "sizes.es" not in json.dumps(plain(shelf_of()))


def test_what_has_no_word_in_the_language_is_left_out_and_said(shelf_of) -> None:
    document = structured_product(shelf_of("es", "es", terms={"white": "blanco"}))
    assert plain_of(document.root)["color"] == ["blanco"]
    assert any("'navy' has no word in es" in note for note in document.notes)


def test_pictures_and_films_say_how_they_were_made(shelf_of) -> None:
    document = plain(shelf_of())
    main, _side, kitchen, _garden = document["image"]
    assert main["representativeOfPage"] is True
    assert main["caption"] == "Linden mug, white"
    assert main["creditText"] == "Linden"
    assert kitchen["digitalSourceType"] == "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"
    (film,) = document["subjectOf"]
    assert film["duration"] == "PT1M12.5S"
    assert film["uploadDate"] == "2026-11-27"
    assert film["transcript"] == "This is the Linden mug. It costs $19.90."
    assert film["caption"]["contentUrl"] == "https://shop.example/mug/films/mug.en.vtt"


def test_links_are_ascii_and_whole_or_relative_and_said_so(shelf_of) -> None:
    document = plain(shelf_of())
    assert document["image"][1]["contentUrl"] == "https://shop.example/mug/pictures/side%20view%2C%20left.jpg"
    relative = structured_product(shelf_of(shop=Shop()))
    assert plain_of(relative.root)["image"][0]["contentUrl"] == "pictures/main.jpg"
    assert any("relative" in note for note in relative.notes)


def test_a_document_cannot_end_the_script_it_stands_in(shelf_of, mug) -> None:
    named = mug.model_copy(update={"name": "Mug</script><b>"})
    assert "</script" not in structured_product(shelf_of(product=named)).to_json()


@pytest.mark.parametrize(("seconds", "written"), [(8, "PT8S"), (59.96, "PT1M0S"), (600.04, "PT10M0S"), (0.3, "PT0.3S")])
def test_a_duration_is_iso_8601(seconds: float, written: str) -> None:
    assert duration_of(seconds) == written


@pytest.mark.parametrize("address", ["shop.example", "ftp://shop.example", "https://shop.example/?a=1", "https://"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="is no shop's address"):
        Shop(address)
