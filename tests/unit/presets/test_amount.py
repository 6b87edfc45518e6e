"""Prices are read as sellers type them where there is one way to read them, exactly, and refused elsewhere."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from presets.products.amount import amount_typed
from presets.products.schema import Price, Product


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("19.90 USD", "19.90"), ("1299 USD", "1299"), ("0.5 EUR", "0.5"), ("19,90 EUR", "19.90"), ("7,5 EUR", "7.5"),
        ("1,299.00 USD", "1299.00"), ("1.299,00 EUR", "1299.00"), ("1.299,5 EUR", "1299.5"), ("1 299 SEK", "1299"),
        ("1 299,90 PLN", "1299.90"), ("1\u00a0299,90 PLN", "1299.90"), ("1\u202f299,90 EUR", "1299.90"),
        ("1'299.00 CHF", "1299.00"), ("1\u2019299 CHF", "1299"), ("12,800 JPY", "12800"), ("12.800 JPY", "12800"),
        ("1,280,000 KRW", "1280000"), ("150.000 IDR", "150000"), ("129.900 COP", "129900"), ("4.990 HUF", "4990"),
        ("1,299,000 USD", "1299000"), ("1.299.000 EUR", "1299000"), ("1,299,000.50 USD", "1299000.50"),
        ("1,00,000 INR", "100000"), ("12,34,567.50 INR", "1234567.50"), ("1.299 KWD", "1.299"),
        ("1,299.500 KWD", "1299.500"), ("1980.00 JPY", "1980.00"), (" 19.90usd ", "19.90"),
    ],
)  # fmt: skip
def test_an_amount_with_one_reading_is_read_exactly(typed: str, amount: str) -> None:
    read, currency = amount_typed(typed)
    assert (read, str(read), currency) == (Decimal(amount), amount, typed.strip()[-3:].upper())


@pytest.mark.parametrize(
    ("country", "typed", "amount"),
    [
        ("de", "1.299 EUR", "1299"), ("us", "1,299 USD", "1299"), ("mx", "1,299 MXN", "1299"),
        ("br", "1.299 BRL", "1299"),
        ("de", "1,299.00 EUR", "1299.00"), ("us", "1.299,00 USD", "1299.00"), ("de", "19.90 EUR", "19.90"),
    ],
)  # fmt: skip
def test_a_countrys_own_way_settles_what_could_be_two(country: str, typed: str, amount: str) -> None:
    product = Product.model_validate({"name": "Chair", "category": "chair", "prices": {country: typed}})
    assert str(product.prices[country].amount) == amount


@pytest.mark.parametrize(
    ("country", "typed"), [("us", "1.299 USD"), ("de", "1,299 EUR"), ("ca", "1,299 CAD"), ("za", "1.299 ZAR")]
)
def test_what_could_be_two_prices_is_refused_with_how_to_write_it(country: str, typed: str) -> None:
    with pytest.raises(ValidationError, match=r"in two ways.* 1299\.00 [A-Z]{3}") as error:
        Product.model_validate({"name": "Chair", "category": "chair", "prices": {country: typed}})
    assert error.value.errors()[0]["loc"] == ("prices", country)


@pytest.mark.parametrize(
    "typed",
    [
        "", "USD", "19.90", "19.90 US", "19.90 DOLLARS", "$19.90", "-5 USD", "+5 USD", "1e3 USD", "NaN USD", "inf USD",
        "Infinity USD", ".5 USD", "5. USD", "5, USD", "1,,299 USD", "1,299,00 USD", "1,29,900 USD", "12,34.00 USD",
        "1.299.00 EUR", "1,299.00.00 USD", "1.299,000 EUR", "0,299 USD", "0.299 USD", "01,299.00 USD", "1234,567 USD",
        "1,2345 USD", "1 29 USD", "1 2 3 USD", "1'29 CHF", "12,80 JPY", "12.5 KRW", "1,299.5 JPY", "1 299 000,000 EUR",
        "1_299 USD", "\uff11\uff12 USD", "\u0661\u0662 USD", "1,299.0000 KWD", "1\n299 USD", "9" * 60 + " USD",
        "0 USD", "0.00 USD", "1 USD USD",
    ],
)  # fmt: skip
def test_no_other_form_is_taken_for_a_price(typed: str) -> None:
    with pytest.raises(ValidationError):
        Price.model_validate(typed)


def test_what_is_written_back_is_read_as_the_same() -> None:
    for typed in ("1299 USD", "1299.00 EUR", "12800 JPY", "1.299 KWD"):
        price = Price.model_validate(typed)
        assert Price.model_validate(f"{price.amount:f} {price.currency}") == price
