"""Figures, prices, lists and countries as a language writes them."""

from collections.abc import Sequence
from decimal import Decimal

from babel.core import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from presets.languages.schema import Language
from presets.products.quantity import Dimension, Quantity, Unit, UnitStyle
from presets.products.schema import Price

_CLDR = {
    Unit.MM: "length-millimeter",
    Unit.CM: "length-centimeter",
    Unit.M: "length-meter",
    Unit.IN: "length-inch",
    Unit.FT: "length-foot",
    Unit.G: "mass-gram",
    Unit.KG: "mass-kilogram",
    Unit.OZ: "mass-ounce",
    Unit.LB: "mass-pound",
    Unit.ML: "volume-milliliter",
    Unit.L: "volume-liter",
    Unit.FL_OZ: "volume-fluid-ounce",
}
# Of each system, the units a shop writes, smallest first: the last one that makes it `_LEAST` or more is taken.
_LADDERS = {
    (Dimension.LENGTH, True): (Unit.MM, Unit.CM, Unit.M),
    (Dimension.LENGTH, False): (Unit.IN, Unit.FT),
    (Dimension.MASS, True): (Unit.G, Unit.KG),
    (Dimension.MASS, False): (Unit.OZ, Unit.LB),
    (Dimension.VOLUME, True): (Unit.ML, Unit.L),
    (Dimension.VOLUME, False): (Unit.FL_OZ,),
}
_LEAST = {Unit.M: 3, Unit.FT: 9}  # a shelf is 180 cm, a table 71 in
_LONG = ("zh", "zh-TW")  # the CLDR's short forms mix Latin signs among ideographs: 9厘米, but 190 g
_LITRES_FROM = 4  # about a gallon: rucksacks and bins are sold by the litre everywhere
_DECIMALS = 1
_WHOLE_FROM = 100  # from here on a tenth tells a buyer nothing


def quantity_told(quantity: Quantity, language: Language, units: UnitStyle) -> str:
    """Return a measure as a language writes it: `9 cm`, `3.5 in`, or `3.5 in (9 cm)` where a market wants both.

    A measure in the wanted system keeps the seller's own figure and unit; another is converted and rounded. Figure and
    unit are bound by a space that does not break.
    """
    if units is not UnitStyle.BOTH:
        return _written(in_system(quantity, metric=units is UnitStyle.METRIC), language)
    customary, metric = (_written(in_system(quantity, metric=which), language) for which in (False, True))
    return metric if customary == metric else f"{customary} ({metric})"


def in_system(quantity: Quantity, *, metric: bool) -> Quantity:
    """Return a measure in the metric or the customary system, in the unit that a shop would write."""
    if quantity.unit.metric is metric or (quantity.unit is Unit.L and quantity.exact >= _LITRES_FROM):
        return quantity
    smallest, *others = _LADDERS[quantity.unit.dimension, metric]
    unit = smallest
    for other in others:
        if quantity.exact / other.worth >= _LEAST.get(other, 1):
            unit = other
    return quantity.in_unit(unit, 0 if quantity.exact / unit.worth >= _WHOLE_FROM else _DECIMALS)


def unit_told(unit: Unit, language: Language) -> str:
    """Return a unit by itself, as it stands at the head of a column of figures: `cm`, `in`."""
    one = number_told(Decimal(1), language)
    return _written(Quantity(Decimal(1), unit), language).replace(one, "").strip(" \u00a0.")


def number_told(value: Decimal, language: Language) -> str:
    """Return a number with the language's decimal sign; every digit that was given is kept."""
    return bound(
        Locale.parse(language.locale).decimal_formats[None].apply(value, language.locale, decimal_quantization=False)
    )


def price_told(price: Price, language: Language, market: str) -> str:
    """Return a price as buyers of a country read it in a language: `$19.90`, `17,90 €`.

    Args:
        market: country, as `us`: at home a dollar is `$`, abroad `US$`.
    """
    locale = _at_home(language, market)
    return bound(format_currency(price.amount, price.currency, locale=locale))


def list_told(items: Sequence[str], language: Language) -> str:
    """Return `A, B and C` in a language."""
    return format_list(list(items), style="standard", locale=language.locale)


def country_told(code: str, language: Language) -> str:
    """Return a country's name in a language; its code in capitals where the CLDR has none."""
    return Locale.parse(language.locale).territories.get(code.upper(), code.upper())


def months_told(months: int, language: Language) -> str:
    """Return a time in whole years where it is, else in months: `2 years`, `18 months`."""
    years, rest = divmod(months, 12)
    count, unit = (months, "duration-month") if rest else (years, "duration-year")
    return bound(format_unit(count, unit, length="long", locale=language.locale)).replace(" ", "\u00a0", 1)


def bound(text: str) -> str:
    """Return a text whose narrow spaces are the common one that does not break, which every font has."""
    return text.replace("\u202f", "\u00a0")


def _written(quantity: Quantity, language: Language) -> str:
    locale = language.locale
    number = number_told(quantity.value, language)
    # The plural is the value's, the figures are ours: the CLDR would round them, and tell some ones and twos in words
    length = "long" if language.id in _LONG else "short"
    written = bound(format_unit(quantity.value, _CLDR[quantity.unit], length=length, locale=locale))
    rounded = bound(format_decimal(quantity.value, locale=locale))
    told = written.replace(rounded, number) if rounded in written else f"{number} {written}"
    return told.replace(f"{number} ", f"{number}\u00a0")


def _at_home(language: Language, market: str) -> Locale:
    try:
        return Locale.parse(f"{language.locale.partition('_')[0]}_{market.upper()}")
    except UnknownLocaleError:
        return Locale.parse(language.locale)
