"""The markets at hand, and the checks that hold in each."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from presets.errors import PresetError
from presets.markets.schema import CheckSet, Market, Ruling
from presets.reading import Library, did_you_mean, read_all, read_model, shipped_files


@cache
def load_markets() -> Library[Market]:
    """Return all markets.

    Raises:
        PresetError: files are wrong, or name a set that is not there; with the address of each mistake.
    """
    markets = read_all(shipped_files("presets.markets"), read_market)
    sets = load_sets()
    if faults := [fault for market in markets.values() for fault in _set_faults(market, sets)]:
        raise PresetError("\n".join(faults))
    return Library("market", markets)


@cache
def load_sets() -> Mapping[str, CheckSet]:
    """Return the checks that markets share, by the set's id."""
    return MappingProxyType(read_all(shipped_files("presets.markets.sets"), lambda path: read_model(path, CheckSet)))


def read_market(path: Path) -> Market:
    """Read one file.

    Raises:
        PresetError: unreadable, not TOML, or against the schema.
    """
    return read_model(path, Market)


def market(country: str) -> Market:
    """Return a market by its ISO country code, in any case.

    Raises:
        PresetError: there is none; the message offers the nearest.
    """
    return load_markets().get(country.strip().lower())


def rulings(market: Market) -> Sequence[Ruling]:
    """Return all checks that hold in a market, its own first."""
    of_sets = [load_sets()[name] for name in market.sets]
    return [
        Ruling(check, tuple(held.sources[name] for name in check.sources))
        for held in (market, *of_sets)
        for check in held.checks
    ]


def _set_faults(market: Market, sets: Mapping[str, CheckSet]) -> list[str]:
    ids = [check.id for check in market.checks]
    faults = list[str]()
    for name in market.sets:
        if name not in sets:
            faults.append(f"{market.id}.toml: sets: there is no set '{name}'.{did_you_mean(name, tuple(sets))}")
            continue
        again = [check.id for check in sets[name].checks if check.id in ids]
        faults += [f"{market.id}.toml: checks: '{one}' is a check of the set '{name}' too" for one in again]
        ids += [check.id for check in sets[name].checks]
    return faults
