"""A listing's words as they are typed: which facts, which language, which marketplace."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict

from models.registry import EngineChoice
from pipelines.errors import CopyError
from pipelines.listing import Brief, Copy, Strategy
from pipelines.progress import silent
from pipelines.stages.check.words.check_copy import text_slots
from pipelines.stages.copy.engine import COPY_ENGINES
from pipelines.stages.copy.past_results import ranked
from pipelines.stages.variants.clicks import Ranking
from presets.languages.library import language as language_of
from presets.languages.tags import root
from presets.library import load_presets
from presets.markets.choice import market_for
from presets.markets.library import load_markets
from presets.products.library import read_product
from presets.products.schema import Product
from studio.past_typed import past_typed
from studio.settings import Settings
from studio.weights import open_store


class WordsTyped(TypedDict):
    """The options of `studio words`."""

    facts: Path
    language: str
    preset: str
    strategy: str | None
    past: Path | None
    as_json: bool


@dataclass(frozen=True)
class WordsFound:
    """What was written, of what, and how its titles rank where the seller gave results."""

    product: Product
    copy: Copy
    ranking: Ranking | None


def written_words(settings: Settings, typed: WordsTyped) -> WordsFound:
    """Return the words that were asked for.

    Raises:
        PresetError: no such language or marketplace, or the product's file is wrong.
        CopyError: nothing can be written in the language, no fact bears the strategy, or the results cannot be read.
    """
    presets = load_presets(settings.presets_folder)
    preset, language = presets.get(typed["preset"]), language_of(typed["language"])
    market = market_for(presets.markets(typed["preset"]), language.id, load_markets())
    product = read_product(typed["facts"])
    brief = Brief(product, language, market.units, market.id, text_slots(preset))
    copy = COPY_ENGINES.open(EngineChoice(name="template"), open_store(settings)).write(brief, silent)
    copy = copy if typed["strategy"] is None else _only(copy, Strategy(typed["strategy"]))
    past = typed["past"]
    return WordsFound(product, copy, None if past is None else _ranking(copy, past))


def _only(copy: Copy, strategy: Strategy) -> Copy:
    titles = tuple(title for title in copy.titles if title.strategy is strategy)
    if not titles:
        raise CopyError(
            f"No title of '{strategy}' can be written: benefit_first needs points or features, gift_first occasions, "
            "and what they say has to fit the marketplace's limits."
        )
    return replace(copy, titles=titles)


def _ranking(copy: Copy, past: Path) -> Ranking:
    tag = root(copy.language)
    same = [one for one in past_typed(past) if one.text and (one.language or tag).split("-")[0] == tag]
    return ranked([title.line.text for title in copy.titles], same)
