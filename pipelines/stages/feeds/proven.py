"""What a feed tells in words, held against the facts as it is written."""

from pipelines.stages.claims.trace import traced
from pipelines.stages.feeds.shelf import Shelf
from pipelines.stages.feeds.told import Told
from presets.languages.library import language

_CODES = ("sku", "gtin", "mpn", "made_in", "category")  # numbers, countries and classes: no sentence says them
_PRICES = "prices."  # an amount stands apart from its currency


def why_untold(told: Told, shelf: Shelf) -> str:
    """Return why a value is not told: the sentence on its first claim without a fact; empty where all have one."""
    if not isinstance(told.value, str) or all(fact in _CODES or fact.startswith(_PRICES) for fact in told.facts):
        return ""
    unproven = traced(told.value, language(shelf.copy.language), shelf.product).unproven
    return f"'{told.value}' is left out. {unproven[0].why}" if unproven else ""
