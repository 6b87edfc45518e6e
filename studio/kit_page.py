"""A product's kit as one page to go through: every piece with what proves it, to be approved or rejected."""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from urllib.parse import quote

from pipelines.jobs.kit import Kit, refused_of
from pipelines.jobs.kit_data import KitData, ToldText
from pipelines.jobs.made import MadeImage, MadePictures
from pipelines.jobs.made_films import MadeFilms
from pipelines.jobs.made_words import MadeWords
from pipelines.listing import Line
from pipelines.stages.culture.judge import Verdicts
from presets.languages.library import language as language_of
from presets.products.addresses import told_at
from presets.products.schema import Product
from studio.cards import Link, film_card, picture_card
from studio.fact_chips import said_list
from studio.market_card import market_card
from studio.past_card import past_section
from studio.word_cards import words_card

_SAID = "What it says, and the facts behind it"
_SORTS = {"pictures": "Pictures", "words": "Words", "films": "Films"}


@dataclass(frozen=True)
class _Piece:
    """One thing to be decided on; `key` changes with its content."""

    preset: str
    sort: str
    card: str
    key: str


def kit_page(kit: Kit, verdicts: Mapping[str, Verdicts], data: KitData, link: Link | None = None) -> str:
    """Return the page.

    Args:
        verdicts: by market's title.
        data: files for machines that read shops.
        link: where files are; else beside the page, in the kit's folder, which can be moved as a whole.
    """
    link = link or partial(_link, out=kit.out)
    pieces = [*_pieces(kit, link)]
    shops = {preset: _title_of(preset, kit) for preset in dict.fromkeys(piece.preset for piece in pieces)}
    template = Template(files("studio").joinpath("pages/kit.html").read_text(encoding="utf-8"))
    facts = kit.words.facts
    return template.substitute(
        title=escape(facts.name),
        brand=escape(facts.brand or ""),
        lead=escape(_lead(len(pieces), shops, kit)),
        kit=json.dumps(kit.words.product).replace("<", "\\u003c"),
        photo=_photo(kit),
        nav="".join(f'<a href="#{escape(preset)}">{escape(title)}</a>' for preset, title in shops.items()),
        facts=_facts(facts),
        failed=_failed([*kit.failed, *refused_of(kit)]),
        seen=_seen(kit),
        shops="".join(_shop(preset, title, pieces) for preset, title in shops.items()),
        asked="".join(market_card(market, verdict) for market, verdict in verdicts.items()),
        notes="".join(f"<li>{escape(note)}</li>" for note in _notes(kit)),
        data="".join(
            f'<li><a href="{link(path)}">{escape(path.relative_to(kit.out).as_posix())}</a></li>'
            for path in (*kit.long_pages, *data.files)
        ),
        told=_told(data, facts),
        past=past_section(data.past),
        data_notes=_data_notes(data.notes),
    )


def _data_notes(notes: Sequence[str]) -> str:
    """Return what is to be known of files for machines; a note that holds for several once, with their number."""
    files: dict[str, list[str]] = {}
    for name, _, note in (note.partition(": ") for note in notes):
        files.setdefault(note, []).append(name)
    told = ((note, names[0] if len(names) == 1 else f"{len(names)} files") for note, names in files.items())
    return "".join(f'<li>{escape(note)} <span class="soft">{escape(where)}</span></li>' for note, where in told)


def _lead(count: int, shops: Mapping[str, str], kit: Kit) -> str:
    languages = ", ".join(language_of(tag).title for tag in kit.words.languages)
    return f"{count} pieces for {', '.join(shops.values()) or 'no marketplace'}, in {languages}."


def _pieces(kit: Kit, link: Link) -> Iterator[_Piece]:
    for image in kit.images:
        card = picture_card(image, link, among_its_own=True) + _says(image, kit.words.facts)
        yield _piece(image.target.preset, "pictures", card, image.publication.path)
    for text in kit.texts:
        yield _piece(text.preset, "words", words_card(text, kit.words.facts), text.publication.path)
    for film in kit.films:
        said = said_list(_SAID, _unplaced(film.lines), language_of(film.language), kit.words.facts)
        card = film_card(film, link, among_its_own=True) + said
        yield _piece(film.target.preset, "films", card, film.publication.path)


def _says(image: MadeImage, facts: Product) -> str:
    page = image.page
    return said_list(_SAID, _unplaced(page.lines), language_of(page.language), facts) if page else ""


def _unplaced(lines: Sequence[Line]) -> list[tuple[str, Line]]:
    return [("", line) for line in lines]


def _told(data: KitData, facts: Product) -> str:
    """Return every text for machines, file by file, with its facts."""
    files: dict[str, list[ToldText]] = {}
    for text in data.told:
        files.setdefault(text.file, []).append(text)
    return "".join(
        said_list(
            f"{name}: {len(texts)} texts, and the facts behind them",
            [(text.place, text.line) for text in texts],
            language_of(texts[0].language),
            facts,
        )
        for name, texts in files.items()
    )


def _piece(preset: str, sort: str, card: str, path: Path) -> _Piece:
    return _Piece(preset, sort, card, f"{path.name} {sha256(path.read_bytes()).hexdigest()[:16]}")


def _title_of(preset: str, kit: Kit) -> str:
    """Return how a marketplace is called, with its country where it was asked for by that."""
    made = (*kit.images, *kit.films)
    titles = [one.report.preset_title for one in made if one.target.preset == preset]
    title = next(iter([*titles, *(text.preset_title for text in kit.texts if text.preset == preset)]))
    country = preset.rpartition("-")[2]
    return f"{title}, {country.upper()}" if len(country) == 2 else title


def _shop(preset: str, title: str, pieces: Sequence[_Piece]) -> str:
    groups = "".join(
        f'<h3>{name}</h3><div class="grid {sort}">{"".join(_judged(piece) for piece in found)}</div>'
        for sort, name in _SORTS.items()
        if (found := [piece for piece in pieces if piece.preset == preset and piece.sort == sort])
    )
    return f'<section class="shop" id="{escape(preset)}"><h2>{escape(title)}</h2>{groups}</section>'


def _judged(piece: _Piece) -> str:
    name = escape(piece.key.partition(" ")[0])
    return (
        f'<div class="piece" data-key="{escape(piece.key)}">{piece.card}'
        f'<div class="judge" role="group" aria-label="{name}">'
        f'<button type="button" data-say="approved">Approve</button>'
        f'<button type="button" data-say="rejected">Reject</button>'
        f'<input type="text" placeholder="What is to change" aria-label="What is to change in {name}"></div></div>'
    )


def _photo(kit: Kit) -> str:
    pictures = next((result for result in kit.results if isinstance(result, MadePictures)), None)
    if pictures is None:
        return ""
    return f'<img src="data:image/jpeg;base64,{b64encode(pictures.preview).decode()}" alt="The photo it is made of">'


def _facts(facts: Product) -> str:
    rows = (
        f'<tr id="fact-{escape(address)}"><th scope="row">{escape(address)}</th><td>{escape(text)}</td></tr>'
        for address, text in told_at(facts).items()
    )
    return f"<table>{''.join(rows)}</table>"


def _seen(kit: Kit) -> str:
    """Return where the photo contradicts the facts, and what it shows beyond them."""
    words = [result for result in kit.results if isinstance(result, MadeWords)]
    lines = [
        f"{escape(one.address)}: the facts say <b>{escape(one.said)}</b>, the photo shows <b>{escape(one.seen)}</b>. "
        "Which is right?"
        for result in words
        for one in result.disagreements
    ]
    lines += [
        f"{escape(one.field)}: <b>{escape(one.value)}</b> is seen, and not among the facts. It was not used."
        for result in words
        for one in result.suggestions
    ]
    listed = "".join(f"<li>{line}</li>" for line in lines)
    return f'<section><h2>What the photo says</h2><ul class="findings">{listed}</ul></section>' if listed else ""


def _failed(sentences: Sequence[str]) -> str:
    """Return what was not made, each reason once: jobs of one photo fail alike."""
    lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in dict.fromkeys(sentences))
    return f'<section><h2>Not made</h2><ul class="findings">{lines}</ul></section>' if lines else ""


def _notes(kit: Kit) -> list[str]:
    """Return what a person should know of the product's photos and places, each note once."""
    notes: list[str] = []
    for result in kit.results:
        match result:
            case MadePictures():
                notes += [result.reason, *result.notes]
            case MadeFilms():
                notes += result.notes
            case _:
                pass
    return list(dict.fromkeys(notes))


def _link(path: Path, out: Path) -> str:
    return escape(quote(path.relative_to(out).as_posix()))
