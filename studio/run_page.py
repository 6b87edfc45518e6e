"""One HTML page for a run: each product's photo, what became of it for every marketplace, and why."""

import base64
from collections.abc import Sequence
from functools import partial
from html import escape
from importlib.resources import files
from itertools import chain, count
from pathlib import Path
from string import Template
from typing import TypeAlias
from urllib.parse import quote

from pipelines.jobs.cutout_work import CutoutFile
from pipelines.jobs.lifestyle_work import LifestylePictures
from pipelines.jobs.made import MadePictures
from pipelines.jobs.made_films import MadeFilms
from pipelines.jobs.made_words import MadeWords
from pipelines.stages.export.publish import replace_bytes
from studio.cards import cutout_card, film_card, not_made_card, picture_card
from studio.own_page import may_be_written
from studio.watching import say
from studio.word_cards import words_card

Shown: TypeAlias = MadePictures | MadeFilms | MadeWords | CutoutFile


def run_page(title: str, results: Sequence[Shown], out: Path, failed: Sequence[tuple[str, str]] = ()) -> str:
    """Return the page; it links files relative to `out`, so the folder can be moved as a whole.

    Args:
        failed: products of which nothing was made, each with the reason.
    """
    refused = sum(len(result.refused) for result in results if not isinstance(result, CutoutFile)) + len(failed)
    things = "film" if results and all(isinstance(result, MadeFilms) for result in results) else "picture"
    lead = (
        f"{_count(len({result.product for result in results}), 'product')}, {_count(sum(map(_made, results)), things)}"
    )
    template = Template(files("studio").joinpath("pages/run.html").read_text(encoding="utf-8"))
    sections = [
        *(_failed(product, sentence) for product, sentence in failed),
        *(_section(result, out) for result in results),
    ]
    lead += f", {refused} not made" if refused else ""
    return template.substitute(title=escape(title), lead=escape(lead), products="\n".join(sections))


def write_page(title: str, results: Sequence[Shown], out: Path, failed: Sequence[tuple[str, str]] = ()) -> None:
    """Write the page to OUT/report.html, over that of the last run, and say where it is; see `run_page`.

    Raises:
        ExportError: it cannot be written.
    """
    page = _free_page(out)
    replace_bytes(page, run_page(title, results, out, failed).encode())
    say(f"Look at {page}")


def _free_page(out: Path) -> Path:
    """Return report.html, or the next numbered name where that is somebody else's page."""
    names = chain(["report.html"], (f"report-{number}.html" for number in count(2)))
    return next(page for name in names if may_be_written(page := out / name))


def _failed(product: str, sentence: str) -> str:
    badge = '<span class="badge broken">not made</span>'
    return f'<section class="product"><h2>{escape(product)}</h2><p>{badge} {escape(sentence)}</p></section>'


def _made(result: Shown) -> int:
    match result:
        case MadePictures():
            return len(result.images)
        case MadeFilms():
            return len(result.films)
        case MadeWords():
            return len(result.texts)
        case CutoutFile():
            return 1


def _section(result: Shown, out: Path) -> str:
    match result:
        case MadePictures():
            return _pictures(result, out)
        case MadeFilms():
            return _films(result, out)
        case MadeWords():
            return _words(result)
        case CutoutFile():
            card = cutout_card(result, partial(_link, out=out))
            head = f'<div class="source"><h2>{escape(result.product)}</h2></div>'
            return f'<section class="product">{head}<div class="grid">{card}</div></section>'


def _films(result: MadeFilms, out: Path) -> str:
    link = partial(_link, out=out)
    notes = "".join(f"<li>{escape(note)}</li>" for note in result.notes)
    cards = "".join(film_card(film, link) for film in result.films) + "".join(
        not_made_card(f"{refused.target.preset}, {refused.language}", refused.sentence) for refused in result.refused
    )
    return (
        f'<section class="product"><div class="source"><div><h2>{escape(result.product)}</h2><ul>{notes}</ul></div>'
        f'</div><div class="grid">{cards}</div></section>'
    )


def _words(result: MadeWords) -> str:
    cards = "".join(words_card(text) for text in result.texts) + "".join(
        not_made_card(f"{refused.preset}, {refused.language}", refused.sentence) for refused in result.refused
    )
    head = f'<div class="source"><h2>{escape(result.product)}</h2></div>'
    return f'<section class="product">{head}<div class="grid">{cards}</div></section>'


def _pictures(result: MadePictures, out: Path) -> str:
    link = partial(_link, out=out)
    notes = "".join(f"<li>{escape(note)}</li>" for note in (result.reason, *result.notes))
    cards = "".join(picture_card(image, link) for image in result.images) + "".join(
        not_made_card(refused.target.preset, refused.sentence) for refused in result.refused
    )
    return (
        f'<section class="product"><div class="source"><img src="{_inline(result.preview)}" alt="the photo">'
        f"<div><h2>{escape(result.product)}</h2><ul>{notes}</ul>{_sheet(result, out)}</div></div>"
        f'<div class="grid">{cards}</div></section>'
    )


def _sheet(result: MadePictures, out: Path) -> str:
    if not isinstance(result, LifestylePictures) or result.sheet is None:
        return ""
    return f'<p><a href="{_link(result.sheet, out)}">All on one sheet</a></p>'


def _link(path: Path, out: Path) -> str:
    return escape(quote(path.relative_to(out).as_posix()))


def _inline(jpeg: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
