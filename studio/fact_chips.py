"""Lines with the facts behind them, as a page shows them: each claim, and the fact that proves it."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from pipelines.listing import Line
from presets.languages.schema import Language
from presets.products.addresses import told_at
from presets.products.schema import Product


def fact_chips(line: Line, facts: Product) -> str:
    """Return a chip for each claim of a line with its fact, and for each further fact that the line rests on."""
    return "".join(_chips(line, told_at(facts)))


def said_list(title: str, lines: Sequence[tuple[str, Line]], language: Language, facts: Product) -> str:
    """Return what a picture, film or file says, folded away, each line with its facts; nothing without lines.

    Args:
        lines: each after where it stands, if that is to be told: `image/2/caption`.
    """
    items = "".join(
        f"<li>{_place(place)}<span>{escape(line.text)}</span> <span class=facts>{fact_chips(line, facts)}</span></li>"
        for place, line in lines
        if any(sign.isalpha() for sign in line.text)
    )
    if not items:
        return ""
    return (
        f"<details class=says><summary>{escape(title)}</summary>"
        f'<ul lang="{escape(language.id)}" dir="{language.direction}">{items}</ul></details>'
    )


def _place(place: str) -> str:
    return f'<span class="soft" lang="en" dir="ltr">{escape(place)}</span> ' if place else ""


def _chips(line: Line, told: Mapping[str, str]) -> Iterator[str]:
    proven = [(text, address) for text, address in line.proofs if address in told]
    for text, address in proven:
        yield _chip(f"{text} → {address}", address, told)
    shown = {address for _, address in proven}
    for address in line.facts:
        if address in told and address not in shown:
            yield _chip(address, address, told)


def _chip(label: str, address: str, told: Mapping[str, str]) -> str:
    return f'<a class="fact" href="#fact-{escape(address)}" title="{escape(told[address])}">{escape(label)}</a>'
