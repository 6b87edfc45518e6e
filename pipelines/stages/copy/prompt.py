"""What a language model is asked: a product's facts by address, the places to fill, and the shape of the answer."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from pydantic import Field

from pipelines.listing import Brief, Strategy
from pipelines.stages.copy.limits import Place
from pipelines.stages.copy.told import country_told, months_told, price_told, quantity_told
from presets.products.addresses import told_at
from presets.rule_base import Strict
from presets.schema import Role

Messages: TypeAlias = list[dict[str, str]]
Schema: TypeAlias = Mapping[str, Any]

_MOST = {Role.BULLETS: (5, 250), Role.DESCRIPTION: (6, 300), Role.KEYWORDS: (20, 40), Role.TITLE: (3, 200)}
_MOST_FACTS = 6
_RULES = """\
You write listings for online shops. You are given the facts of one product, each with its address.
Write in {language}, as a native copywriter of a good shop would: plain, concrete, warm.
Every line tells facts from the list and names their addresses. Nothing else may be claimed: no figure, unit, price,
material, colour, certificate, origin, guarantee, effect on health or on nature, no comparison, no "best" or "perfect".
Figures and units stand exactly as the facts have them. Names stay as they are written."""
_ASKED = {
    Role.TITLE: "Write one title for each strategy: keyword_first begins with what the product is, benefit_first with "
    "what speaks for it, gift_first with the occasion it is given for. {limits}",
    Role.BULLETS: "Write {most} bullet points, the strongest first, each with a short heading and a colon. {limits}",
    Role.DESCRIPTION: "Write a description of {most} sentences that read well one after another. {limits}",
    Role.KEYWORDS: "Write {most} search terms that buyers may type: synonyms, uses, occasions; small letters. {limits}",
}


class DraftLine(Strict):
    """A line as the model writes it, with the addresses of the facts that it says it tells."""

    text: str = Field(min_length=1)
    facts: tuple[str, ...] = ()


class DraftLines(Strict):
    """The model's answer for bullets, sentences or keywords."""

    lines: tuple[DraftLine, ...]


def facts_for(brief: Brief) -> Mapping[str, str]:
    """Return all that may be told, by address: figures in the language and units of the market, its price alone."""
    product, language = brief.product, brief.language
    facts = {
        address: text for address, text in told_at(product).items() if not address.startswith(("words.", "prices."))
    }
    for name, measure in product.measures.given().items():
        facts[f"measures.{name}"] = quantity_told(measure, language, brief.units)
    if price := product.prices.get(brief.market):
        facts[f"prices.{brief.market}"] = price_told(price, language, brief.market)
    if product.made_in:
        facts["made_in"] = country_told(product.made_in, language)
    if product.warranty_months:
        facts["warranty_months"] = months_told(product.warranty_months, language)
    if own := product.translated(language.id):
        facts |= {"name": own.name} if own.name else {}
        facts |= {f"points.{index}": text for index, text in enumerate(own.points)}
        facts |= {f"buyers.{index}": text for index, text in enumerate(own.buyers)}
    return facts


def asked(brief: Brief, role: Role, place: Place) -> Messages:
    """Return the question for one place."""
    most, chars = _most(role, place)
    limits = f"At most {chars} characters each."
    if place.limits.all_chars < 10**5:
        limits += f" At most {place.limits.all_chars} characters together."
    told = json.dumps(dict(facts_for(brief)), ensure_ascii=False, indent=0)
    never = f"\nNever say: {', '.join(brief.product.never)}." if brief.product.never else ""
    question = _ASKED[role].format(most=most, limits=limits)
    return [
        {"role": "system", "content": _RULES.format(language=brief.language.title)},
        {"role": "user", "content": f"Facts:\n{told}{never}\n\n{question}"},
    ]


def asked_again(before: Messages, answer: str, refused: Sequence[tuple[str, str]]) -> Messages:
    """Return the question for other lines in the place of refused ones, each with the reason."""
    listed = "\n".join(f"- {text} ({why})" for text, why in refused)
    again = (
        f"These lines were refused:\n{listed}\nWrite {len(refused)} other lines in their place, from the facts alone."
    )
    return [*before, {"role": "assistant", "content": answer}, {"role": "user", "content": again}]


def lines_schema(brief: Brief, role: Role, place: Place, count: int | None = None) -> Schema:
    """Return the shape of an answer of lines; every address is one of the facts'."""
    most, chars = _most(role, place)
    lines = {"type": "array", "items": _line(brief, chars), "minItems": 1, "maxItems": count or most}
    return _record({"lines": lines})


def titles_schema(brief: Brief, place: Place) -> Schema:
    """Return the shape of an answer of titles: one for each strategy."""
    _, chars = _most(Role.TITLE, place)
    return _record({str(strategy): _line(brief, chars) for strategy in strategies(brief)})


def strategies(brief: Brief) -> tuple[Strategy, ...]:
    """Return the strategies that the facts allow: a gift needs an occasion."""
    return tuple(one for one in Strategy if one is not Strategy.GIFT or brief.product.occasions)


def _line(brief: Brief, chars: int) -> Schema:
    addresses = {"type": "array", "items": {"enum": list(facts_for(brief))}, "minItems": 1, "maxItems": _MOST_FACTS}
    return _record({"text": {"type": "string", "minLength": 1, "maxLength": chars}, "facts": addresses})


def _record(fields: Mapping[str, Any]) -> Schema:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _most(role: Role, place: Place) -> tuple[int, int]:
    lines, chars = _MOST[role]
    return min(lines, place.limits.lines), min(chars, place.limits.chars, place.limits.all_chars)
