"""Units in words, in the plural their number asks for."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from babel.numbers import format_decimal
from babel.units import format_unit

from presets.languages.schema import Language

UNITS = {
    "mm": "length-millimeter", "cm": "length-centimeter", "m": "length-meter", "km": "length-kilometer",
    "in": "length-inch", "″": "length-inch", '"': "length-inch", "ft": "length-foot", "yd": "length-yard",
    "mg": "mass-milligram", "g": "mass-gram", "kg": "mass-kilogram", "t": "mass-tonne", "oz": "mass-ounce",
    "lb": "mass-pound", "lbs": "mass-pound", "ml": "volume-milliliter", "mL": "volume-milliliter",
    "cl": "volume-centiliter", "l": "volume-liter", "L": "volume-liter", "gal": "volume-gallon",
    "pt": "volume-pint", "fl oz": "volume-fluid-ounce", "cm²": "area-square-centimeter", "m²": "area-square-meter",
    "cm³": "volume-cubic-centimeter", "m³": "volume-cubic-meter", "s": "duration-second",
    "min": "duration-minute", "h": "duration-hour", "hr": "duration-hour", "hrs": "duration-hour",
    "W": "power-watt", "kW": "power-kilowatt", "V": "electric-volt", "A": "electric-ampere",
    "mA": "electric-milliampere", "Ω": "electric-ohm", "Hz": "frequency-hertz", "kHz": "frequency-kilohertz",
    "MHz": "frequency-megahertz", "GHz": "frequency-gigahertz", "kWh": "energy-kilowatt-hour",
    "kcal": "energy-kilocalorie", "kJ": "energy-kilojoule", "MB": "digital-megabyte", "GB": "digital-gigabyte",
    "TB": "digital-terabyte", "MP": "graphics-megapixel", "°C": "temperature-celsius",
    "℃": "temperature-celsius", "％": "concentr-percent",
    "°F": "temperature-fahrenheit", "km/h": "speed-kilometer-per-hour", "mph": "speed-mile-per-hour",
    "lm": "light-lumen", "lx": "light-lux", "bar": "pressure-bar", "%": "concentr-percent",
}  # fmt: skip
_OF_GOODS = (
    "length-millimeter", "length-centimeter", "length-meter", "length-inch", "length-foot", "mass-gram",
    "mass-kilogram", "mass-ounce", "mass-pound", "volume-milliliter", "volume-liter", "volume-fluid-ounce",
)  # fmt: skip
_CYRILLIC = {
    "мм": "mm", "см": "cm", "м": "m", "км": "km", "мг": "mg", "г": "g", "кг": "kg", "мл": "ml", "л": "l",
    "Вт": "W", "В": "V", "ч": "h", "мин": "min", "с": "s",
}  # fmt: skip
_ARABIC = {
    "مم": "mm",
    "سم": "cm",
    "م": "m",
    "كم": "km",
    "غ": "g",
    "جم": "g",
    "كجم": "kg",
    "كغ": "kg",
    "مل": "ml",
    "لتر": "l",
}


@cache
def _written_short(locale: str) -> Mapping[str, str]:
    """Return the units of goods by the signs that the CLDR has for them in a language: `po` for inches in French."""
    signs: dict[str, str] = {}
    for unit in _OF_GOODS:
        for number in (1, 2, 5):
            sign = format_unit(number, unit, length="short", locale=locale).replace("\u00a0", " ")
            bare = sign.replace(format_decimal(number, locale=locale), "").strip()
            if bare and not any(figure.isdigit() for figure in bare):
                signs.setdefault(bare, unit)
    return signs


def unit_in_words(sign: str, number: Decimal, language: Language) -> str | None:
    """Return the unit's name beside a number; None where the sign is no unit we know."""
    sign = sign.replace("\u00a0", " ")
    unit = UNITS.get(_CYRILLIC.get(sign) or _ARABIC.get(sign) or sign) or _written_short(language.locale).get(sign)
    if unit is None:
        return None
    if sign == "%" and language.words and language.words.percent and "{" not in language.words.percent:
        return language.words.percent
    name = format_unit(number, unit, length="long", locale=language.locale)
    if unit in name:  # the CLDR leaves out the long name where it is the short one
        name = format_unit(number, unit, length="short", locale=language.locale)
    bare = name.replace(format_decimal(number, locale=language.locale), "").replace("\u00a0", " ").strip()
    return bare if bare and unit not in bare and not any(sign.isdigit() for sign in bare) else None


def measure_in_words(sign: str, number: Decimal, said: str, language: Language) -> str | None:
    """Return a number, as it is said, with its unit, in the order of the language: 百分之20, 摂氏60度.

    None where the sign is no unit we know.
    """
    around = language.words.percent if sign in {"%", "％"} and language.words else None
    if around and "{}" in around:
        return around.format(said)
    unit = unit_in_words(sign, number, language)
    if unit is None:
        return None
    before, gap, after = unit.partition(" ")
    stands_inside = gap and not language.spaced  # the CLDR's name goes around the number
    return f"{before}{said}{after.strip()}" if stands_inside else f"{said} {unit}"
