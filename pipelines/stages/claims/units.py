"""Units as they are written in a language, and what each is worth."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from babel.units import format_unit

from pipelines.stages.claims.levelled import BOUND, figures_levelled
from presets.claims.library import claim_words
from presets.languages.library import language as known_language
from presets.languages.schema import Language
from presets.products.quantity import Unit

MONTH = "month"
_EXACT = ("A", "V", "W", "K")  # one letter in small is a word, or another unit


@dataclass(frozen=True)
class Worth:
    """What a unit measures, and how many of the family's own unit it is."""

    family: str
    factor: Fraction


def _worth(family: str, numerator: int = 1, denominator: int = 1) -> Worth:
    return Worth(family, Fraction(numerator, denominator))


WORTH = {unit.value: Worth(unit.dimension.value, unit.worth) for unit in Unit} | {
    "µm": Worth("length", Fraction(1, 1_000_000)), "km": Worth("length", Fraction(1000)),
    "yd": Worth("length", Fraction(9144, 10_000)), "mg": Worth("mass", Fraction(1, 1000)),
    "t": Worth("mass", Fraction(1_000_000)), "cl": Worth("volume", Fraction(1, 100)),
    "dl": Worth("volume", Fraction(1, 10)), "gal": Worth("volume", Unit.FL_OZ.worth * 128),
    "s": _worth("second"), "min": _worth("second", 60), "h": _worth("second", 3600),
    "day": _worth("second", 86_400), "week": _worth("second", 604_800),
    MONTH: _worth("month"), "year": _worth("month", 12),
    "mAh": _worth("charge"), "mA": _worth("current", 1, 1000), "A": _worth("current"), "V": _worth("voltage"),
    "W": _worth("power"), "kW": _worth("power", 1000), "Wh": _worth("energy"), "kWh": _worth("energy", 1000),
    "Hz": _worth("frequency"), "kHz": _worth("frequency", 1000), "MHz": _worth("frequency", 1_000_000),
    "GHz": _worth("frequency", 1_000_000_000), "MB": _worth("data"), "GB": _worth("data", 1000),
    "TB": _worth("data", 1_000_000), "MP": _worth("pixels"), "dB": _worth("loudness"), "lm": _worth("light"),
    "K": _worth("kelvin"), "°C": _worth("celsius"), "°F": _worth("fahrenheit"), "bar": _worth("pressure"),
    "psi": _worth("psi"), "rpm": _worth("turns"), "kcal": _worth("food energy"), "kJ": _worth("kilojoule"),
    "g/m²": _worth("grammage"), "gsm": _worth("grammage"), "cm²": _worth("area"), "m²": _worth("area", 10_000),
    "cm³": Worth("volume", Fraction(1, 1000)), "%": _worth("percent"),
}  # fmt: skip
_CLDR = {
    "mm": "length-millimeter", "cm": "length-centimeter", "m": "length-meter", "km": "length-kilometer",
    "in": "length-inch", "ft": "length-foot", "yd": "length-yard", "mg": "mass-milligram", "g": "mass-gram",
    "kg": "mass-kilogram", "oz": "mass-ounce", "lb": "mass-pound", "ml": "volume-milliliter",
    "cl": "volume-centiliter", "dl": "volume-deciliter", "l": "volume-liter", "fl oz": "volume-fluid-ounce",
    "gal": "volume-gallon", "s": "duration-second", "min": "duration-minute", "h": "duration-hour",
    "day": "duration-day", "week": "duration-week", "month": "duration-month", "year": "duration-year",
    "W": "power-watt", "kW": "power-kilowatt", "V": "electric-volt", "A": "electric-ampere", "GB": "digital-gigabyte",
    "MB": "digital-megabyte", "°C": "temperature-celsius", "°F": "temperature-fahrenheit", "lm": "light-lumen",
    "Hz": "frequency-hertz", "kcal": "energy-kilocalorie",
}  # fmt: skip
_SAMPLES = (1, 2, 5, 11, 21, 100, 1.5)  # the CLDR's plurals: one, two, few, many, other


@dataclass(frozen=True)
class UnitReader:
    """Reads the unit that stands at a place; `pattern` has one group, the unit as it is written."""

    pattern: re.Pattern[str]
    names: dict[str, str]

    def at(self, text: str, place: int) -> tuple[str, int] | None:
        """Return the unit and where it ends; None where none begins, a space or hyphen passed.

        Args:
            text: with its figures levelled.
        """
        found = self.pattern.match(text, place)
        if found is None:
            return None
        written = found["unit"]
        return self.names.get(written) or self.names[written.lower()], found.end()


def unit_reader(language: Language) -> UnitReader:
    """Return what reads units in a language: its own names, and the signs of all."""
    return _unit_reader(language.id)


@cache
def _unit_reader(tag: str) -> UnitReader:
    language = known_language(tag)
    names = {sign if sign in _EXACT else sign.lower(): sign for sign in WORTH}
    names |= {"℃": "°C", "℉": "°F", "㎝": "cm", "㎜": "mm", "㎏": "kg", "㎖": "ml", "ℓ": "l", '"': "in", "％": "%"}
    for unit, cldr in _CLDR.items():
        # `890 г.` ends a sentence with grams: no years, though the CLDR shortens these so
        names |= {name: unit for name in _cldr_names(cldr, language) if {name, name.rstrip(".")}.isdisjoint(names)}
    for unit, own in claim_words(language).units.items():
        names |= {name if name in _EXACT else name.lower(): unit for name in own}
    longest = sorted(names, key=len, reverse=True)
    each = (re.escape(name) if name in _EXACT else f"(?i:{re.escape(name)})" for name in longest)
    ending = "(?![^\\W\\d_\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])"
    return UnitReader(re.compile(rf"[ \u00a0\-]?(?P<unit>{'|'.join(each)}){ending}"), names)


def dual_units(language: Language) -> dict[str, str]:
    """Return the words that say two of a unit without a figure, as Arabic has them, and their units."""
    return _dual_units(language.locale)


@cache
def _dual_units(locale: str) -> dict[str, str]:
    told = {unit: format_unit(2, cldr, length="long", locale=locale) for unit, cldr in _CLDR.items()}
    return {words: unit for unit, words in told.items() if not any(sign.isdigit() for sign in words)}


def _cldr_names(cldr: str, language: Language) -> set[str]:
    """Return a unit's names and signs in every plural, without the figures beside them."""
    found = set[str]()
    for number in _SAMPLES:
        for length in ("long", "short", "narrow"):
            told = figures_levelled(format_unit(number, cldr, length=length, locale=language.locale))
            name = re.sub(r"\d+(?:[.,]\d+)?", "", told.replace(BOUND, " ")).strip().lower()
            found |= {name} if name else set()
    return found
