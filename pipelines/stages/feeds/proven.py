"""What a feed tells in words, held against the facts as it is written."""

from dataclasses import replace

from pipelines.errors import CopyError
from pipelines.listing import Line
from pipelines.stages.claims.proven import proven
from pipelines.stages.feeds.shelf import Shelf
from pipelines.stages.feeds.told import Told

_CODES = ("sku", "gtin", "mpn", "made_in", "category")  # numbers, countries and classes: no sentence says them
_PRICES = "prices."  # an amount stands apart from its currency


def proven_value(told: Told, shelf: Shelf) -> Told | str:
    """Return a value with what proves its claims; a sentence on why it is left out where a claim has no fact."""
    if not isinstance(told.value, str) or all(fact in _CODES or fact.startswith(_PRICES) for fact in told.facts):
        return told
    try:
        said = proven(Line(told.value, told.facts), shelf.copy.language, shelf.product)
    except CopyError as error:
        return str(error)
    return replace(told, proofs=said.proofs)
