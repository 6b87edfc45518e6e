"""Which visible marks markets' laws want on a picture that a generative model made a part of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from presets.languages.library import language
from presets.markets.checks import Disclosure, Made, Place, Where
from presets.markets.library import load_markets, rulings

_LEAST_SHARE = 0.03  # of the shorter side, where law tells no size


@dataclass(frozen=True)
class Mark:
    """What is to be written.

    Attributes:
        tag: of its language.
        least_share: height of its letters, in shares of the picture's shorter side.
        law: which wants it.
    """

    text: str
    tag: str
    least_share: float
    law: str


def marks_wanted(countries: Sequence[str], today: date) -> tuple[Mark, ...]:
    """Return the marks of some markets for pictures with a generated part, each once."""
    known = load_markets().items
    found = (_of(country, today) for country in dict.fromkeys(countries) if country in known)
    return tuple(dict.fromkeys(mark for marks in found for mark in marks))


def _of(country: str, today: date) -> list[Mark]:
    market = load_markets().get(country)
    tag = language(market.languages[0]).id
    checks = [ruling.check for ruling in rulings(market) if Where.PICTURE in ruling.check.where]
    wanted = [check.measured for check in checks if check.valid_from is None or check.valid_from <= today]
    return [
        Mark(one.wording.get(tag) or language(tag).film.made_by_ai, tag, one.least_share or _LEAST_SHARE, one.law)
        for one in wanted
        if isinstance(one, Disclosure) and one.made is Made.GENERATED and Place.ON_IT in one.places
    ]
