"""A kit's files for machines: structured data, feeds and a sitemap in each language of each market, and experiments."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.jobs.kit import Kit, code_of
from pipelines.jobs.kit_alt import subject_of
from pipelines.jobs.kit_past import PastRanking, past_rankings
from pipelines.jobs.kit_variants import experiments_of
from pipelines.jobs.made_films import MadeFilm
from pipelines.jobs.made_words import MadeText
from pipelines.jobs.workbench import Workbench
from pipelines.listing import Line
from pipelines.stages.export.names import ascii_name
from pipelines.stages.export.publish import replace_bytes
from pipelines.stages.feeds.alt import Shows, alt_text
from pipelines.stages.feeds.media import MediaItem, MediaKind
from pipelines.stages.feeds.rows import feed_row
from pipelines.stages.feeds.shelf import Shelf, Shop
from pipelines.stages.feeds.sitemap import sitemap_notes, written_sitemap
from pipelines.stages.feeds.structured import structured_product
from pipelines.stages.feeds.told import Told, claims_of
from pipelines.stages.feeds.write_feed import ENDINGS, written_feed
from pipelines.stages.page.told import page_told
from pipelines.stages.variants.manifest import manifest_csv, manifest_json
from presets.feeds.library import load_feeds
from presets.lexicon.library import lexicon, load_terms, term_id
from presets.lexicon.schema import agreed
from presets.markets.library import load_markets
from presets.products.schema import Product
from presets.schema import Role

FOLDER = "data"
_TRAITS = ("colours", "materials")  # fields of a product, and kinds of the lexicon


@dataclass(frozen=True)
class ToldText:
    """One text in a file for machines, such as a caption: `image/2/caption`."""

    file: str
    place: str
    line: Line
    language: str


@dataclass(frozen=True)
class KitData:
    """The files, and what a person should know of them before they are uploaded.

    Attributes:
        told: every text in them, with the facts behind it.
        past: how versions rank by the seller's own earlier results; none where none were given.
    """

    files: tuple[Path, ...]
    notes: tuple[str, ...]
    told: tuple[ToldText, ...] = ()
    past: tuple[PastRanking, ...] = ()


def data_of(kit: Kit) -> tuple[Path, ...]:
    """Return the files that were written last, by name; none before."""
    return tuple(sorted((kit.out / FOLDER).glob(f"{ascii_name(kit.words.product)}.*")))


@dataclass(frozen=True)
class _Writing:
    """What shelves are filled from; `codes`: each made file's IPTC source type, read once."""

    kit: Kit
    bench: Workbench
    codes: Mapping[Path, str | None]


def write_data(kit: Kit, bench: Workbench) -> KitData:
    """Write a kit's data over those of the last run; the first marketplace of a market lends its pictures and words.

    Raises:
        ExportError: a file cannot be written.
    """
    codes = {made.publication.path: code_of(made) for made in (*kit.images, *kit.films)}
    writing = _Writing(kit, bench, codes)
    shelves = {(text.market, text.language): _shelf(writing, text) for text in reversed(kit.texts)}
    files: list[Path] = []
    notes: list[str] = []
    told: list[ToldText] = []

    def write(name: str, data: bytes, said: Sequence[str]) -> None:
        path = kit.out / FOLDER / name
        replace_bytes(path, data)
        files.append(path)
        notes.extend(f"{name}: {note}" for note in said)

    stem = ascii_name(kit.words.product)
    for (market, tag), shelf in reversed(shelves.items()):
        document = structured_product(shelf)
        write(f"{stem}.{market}.{tag}.jsonld", document.to_json().encode(), document.notes)
        told += _texts(files[-1].name, claims_of(document.root), tag)
        for feed in load_feeds().items.values():
            row = feed_row(shelf, feed)
            form = feed.forms[0]
            data = written_feed(feed, [row], form, shelf.name.text, kit.words.base_url or "")
            write(f"{stem}.{market}.{tag}.{feed.id}{ENDINGS[form]}", data, row.notes)
            told += _texts(files[-1].name, claims_of({cell.column.name: cell.items for cell in row.cells}), tag)
    tried = experiments_of(kit, bench)
    if any(one.can_run for one in tried):
        refused = [sentence for one in tried for sentence in one.refused]
        write(f"{stem}.experiments.csv", manifest_csv(tried).encode(), refused)
        write(f"{stem}.experiments.json", manifest_json(tried).encode(), ())
    paged = list({shelf.shop.page_url: shelf for shelf in shelves.values() if shelf.shop.page_url}.values())
    if paged:
        write(f"{stem}.sitemap.xml", written_sitemap(paged), sitemap_notes(paged))
    return KitData(tuple(files), tuple(dict.fromkeys(notes)), tuple(told), past_rankings(kit, tried, bench))


def _texts(file: str, claims: Iterable[tuple[str, Told]], tag: str) -> Iterator[ToldText]:
    for place, told in claims:
        if isinstance(told.value, str) and any(sign.isalpha() for sign in told.value):
            yield ToldText(file, place, Line(told.value, told.facts, told.proofs), tag)


def _shelf(writing: _Writing, text: MadeText) -> Shelf:
    kit = writing.kit
    facts, tag = kit.words.facts, text.language
    market = load_markets().get(text.market)
    offered = kit.words.offered
    page = f"{ascii_name(kit.words.product)}.{tag}.html" if kit.words.base_url else None
    shop = Shop(kit.words.base_url, page, offered.page_in(tag, text.market))
    bare = Shelf(
        product=facts,
        market=market,
        copy=text.copy,
        media=(),
        shop=shop,
        terms=dict(_terms(facts, tag)),
        availability=offered.availability,
        condition=offered.condition,
        available_on=offered.available_on,
        by_model=kit.words.writer.name == "llm",
        taxonomy=_taxonomy(facts),
    )
    return replace(bare, media=[*_pictures(writing, text, bare), *_films(writing, text, bare)])


def _pictures(writing: _Writing, text: MadeText, shelf: Shelf) -> Iterator[MediaItem]:
    kit, bench = writing.kit, writing.bench
    seen: set[object] = set()
    for image in kit.images:
        if image.target.preset != text.preset:
            continue
        role = bench.presets.slot(image.target.preset, image.target.slot).head.role
        place = bench.sets.library.items.get(image.scene.id) if image.scene else None
        role = Role.LIFESTYLE if place else role
        words = image.page.lines if image.page and image.page.language == text.language else ()
        page = page_told(words, text.language)
        first = (role, place and place.id) not in seen
        shows = Shows(role, place=place, words=page.words, head=page.head, first=first)
        seen.add((role, place and place.id))
        path = image.publication.path.relative_to(kit.out).as_posix()
        name, traits = subject_of(shelf, whole=role is Role.MAIN)
        alt = {text.language: alt_text(name, traits, shows, text.language, kit.words.facts)}
        tag = image.page.language if image.page else None
        code = writing.codes[image.publication.path]
        yield MediaItem(path, role, MediaKind.IMAGE, image.size, alt, language=tag, source_code=code)


def _films(writing: _Writing, text: MadeText, shelf: Shelf) -> Iterator[MediaItem]:
    for film in writing.kit.films:
        if film.target.preset == text.preset and film.language == text.language:
            yield _film(writing, film, shelf)


def _film(writing: _Writing, film: MadeFilm, shelf: Shelf) -> MediaItem:
    kit, today = writing.kit, writing.bench.instruments.today
    captions = next((path for path in film.captions if path.suffix == ".vtt"), None)
    shows = Shows(Role.VIDEO, MediaKind.VIDEO)
    return MediaItem(
        film.publication.path.relative_to(kit.out).as_posix(),
        Role.VIDEO,
        MediaKind.VIDEO,
        film.size,
        {film.language: alt_text(shelf.name, (), shows, film.language, kit.words.facts)},
        spoken=film.lines if film.voice else (),
        seconds=film.seconds,
        thumbnail=film.poster.relative_to(kit.out).as_posix(),
        captions=captions.relative_to(kit.out).as_posix() if captions else None,
        language=film.language,
        source_code=writing.codes[film.publication.path],
        made_on=today,
    )


def _terms(facts: Product, tag: str) -> Iterator[tuple[str, str]]:
    """Yield a language's words for terms of the facts, and for the names of measures."""
    words = lexicon(tag)
    written = [(kind, term) for kind in _TRAITS for term in getattr(facts, kind)]
    for kind, typed in (*written, ("categories", facts.category)):
        if (term := term_id(kind, typed, facts.language)) is not None:
            yield typed, agreed(getattr(words, kind)[term].word)
    for name in facts.measures.given():
        yield name, getattr(words.labels, name)


def _taxonomy(facts: Product) -> str | None:
    term = term_id("categories", facts.category, facts.language)
    return load_terms().categories[term].google if term else None
