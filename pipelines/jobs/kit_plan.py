"""A kit is a plan of jobs: all that a listing needs on each marketplace, from one product's photos and facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from models.registry import EngineChoice
from pipelines.jobs.job import (
    AvatarVideoJob,
    Compared,
    FilmScript,
    InfographicJob,
    Job,
    LifestyleJob,
    MainImageJob,
    Offered,
    ProductClipJob,
    Target,
    WordsJob,
)
from pipelines.jobs.kit_pages import MAY_LACK, pages_of, shown_of
from pipelines.stages.claims.proven import proven_lines
from pipelines.stages.copy.film_facts import film_facts
from pipelines.stages.copy.past_results import PastResult
from presets.brands.schema import Brand
from presets.films.facts import Facts, on_screen
from presets.languages.library import language as language_of
from presets.lexicon.library import rooms_for
from presets.library import PresetLibrary
from presets.markets.choice import market_for
from presets.markets.library import load_markets
from presets.products.quantity import Quantity
from presets.products.schema import Product
from presets.rules import AddedBorder, AddedText, SingleView
from presets.schema import Media, Role, SlotHead


class Piece(StrEnum):
    """A part of a kit."""

    MAIN = "main"
    SCENES = "scenes"
    PAGES = "pages"
    WORDS = "words"
    CLIPS = "clips"
    FILMS = "films"


_AGAINST_WORDS = (AddedText, AddedBorder, SingleView)
_MEASURED = EngineChoice(name="measured")
_NOTHING_SAID = Offered()


@dataclass(frozen=True)
class KitOrder:
    """What a kit is to hold.

    Attributes:
        shared: the fields that jobs on a product have in common: its name, photos, output folder, cutout engine.
        presets: marketplaces as they were asked for, such as `shopee-sg`.
        languages: IETF tags.
        scenes: ids of sets, or `auto`; `count`: pictures in places for each marketplace.
        brand: None without one; `brand_folder`: where the files it names lie.
        music: the seller's own, under films.
        presenter: who speaks in films.
        motion: what brings clips into motion; None leaves them to the camera.
        compared: other products of the same seller, for a comparison.
        understand: what looks at the photos.
        premium: modules are those of a marketplace's own programme, instead of those that every seller has.
        offered: what feeds say of stock, condition and page.
        past: the seller's own results.
    """

    facts: Product
    shared: Mapping[str, Any]
    presets: tuple[str, ...]
    languages: tuple[str, ...]
    pieces: frozenset[Piece] = frozenset(Piece)
    scenes: tuple[str, ...] = ("auto",)
    count: int = 2
    brand: Brand | None = None
    brand_folder: Path = Path()
    music: Path | None = None
    presenter: str = "maya"
    motion: EngineChoice | None = None
    base_url: str | None = None
    compared: tuple[Compared, ...] = ()
    understand: EngineChoice = _MEASURED
    premium: bool = False
    offered: Offered = _NOTHING_SAID
    past: tuple[PastResult, ...] = ()


def kit_jobs(order: KitOrder, library: PresetLibrary) -> tuple[Job, ...]:
    """Return the jobs of a kit, the quickest first; a marketplace without a place for a piece goes without it.

    Raises:
        PresetError: no such marketplace or language.
        CopyError: a film would claim what no fact says.
    """
    return tuple(_jobs(order, library))


def notes_on(order: KitOrder, library: PresetLibrary) -> tuple[str, ...]:
    """Return what the facts given leave out of the kit, a sentence each."""
    return tuple(_notes(order, library))


def _jobs(order: KitOrder, library: PresetLibrary) -> Iterator[Job]:
    facts, shared = order.facts, order.shared
    measures = facts.measures
    liked = rooms_for(facts.category, facts.language, facts.occasions)
    across = measures.diameter or measures.width
    place = {"height_cm": _cm(measures.height), "across_cm": _cm(across), "liked": liked}
    yield WordsJob(
        product=shared["product"],
        facts=facts,
        presets=order.presets,
        languages=order.languages,
        out=shared["out"],
        base_url=order.base_url,
        understand=order.understand,
        offered=order.offered,
        past=order.past,
        photos=shared["photos"],
        cutout=shared["cutout"],
        touchup=shared["touchup"],
    )
    if targets := _targets(order, library, Piece.MAIN, (Role.MAIN,)):
        yield MainImageJob.model_validate({**shared, "targets": targets})
    if targets := _targets(order, library, Piece.SCENES, (Role.LIFESTYLE, Role.ADDITIONAL)):
        scenes = {"scenes": order.scenes, "count": order.count}
        yield LifestyleJob.model_validate({**shared, **place, **scenes, "targets": targets})
    above = [preset for preset in order.presets if not _keeps_words_below(library, preset)]
    targets = _targets(order, library, Piece.PAGES, (Role.ADDITIONAL,), above)
    if targets and (pages := pages_of(facts, order.compared)):
        yield InfographicJob.model_validate({**shared, **_paged(order), "targets": targets, "pages": pages})
    yield from _modules(order, library)
    films = {**_branded(order), "proven_by": facts, "music": order.music, "scene": order.scenes[0]}
    for preset in order.presets:
        told = _told(order, library, preset)
        if not told:
            continue
        common = {**shared, **place, **films, "facts": told}
        if targets := _targets(order, library, Piece.CLIPS, (Role.VIDEO,), [preset]):
            yield ProductClipJob.model_validate(
                {**common, "targets": targets, "languages": tuple(told), "motion": order.motion}
            )
        if targets := _targets(order, library, Piece.FILMS, (Role.VIDEO,), [preset]):
            scripts = tuple(FilmScript(language=tag) for tag in told)
            yield AvatarVideoJob.model_validate(
                {**common, "targets": targets, "scripts": scripts, "presenter": order.presenter}
            )


def _cm(measure: Quantity | None) -> float | None:
    return None if measure is None else float(measure.exact * 100)


def _modules(order: KitOrder, library: PresetLibrary) -> Iterator[Job]:
    """Yield the pictures below a listing's fold: modules a marketplace names, and the long page of details."""
    for preset in order.presets if Piece.PAGES in order.pieces else ():
        shown = {slot.id: pages for slot, pages in _shown(order, library, preset)}
        long = [slot.id for slot, _ in _shown(order, library, preset) if slot.role is Role.DETAIL]
        for slots in ([name for name in shown if name not in long], long):
            if targets := tuple(Target(preset=preset, slot=slot) for slot in slots):
                pages = {"by_slot": {slot: shown[slot] for slot in slots}, "first": 1}
                own = {**_paged(order), **pages, "targets": targets, "long_page": slots is long}
                yield InfographicJob.model_validate({**order.shared, **own})


def _shown(order: KitOrder, library: PresetLibrary, preset: str) -> Iterator[tuple[SlotHead, tuple[str, ...]]]:
    """Yield a marketplace's slots that show pages, with those the facts bear."""
    slots = library.get(preset).slots
    programmes = {slot.role for slot in slots if slot.premium}
    for slot in slots:
        if slot.shows and (slot.role not in programmes or slot.premium is order.premium):
            branded = order.brand is not None
            if pages := shown_of(slot.shows, order.facts, order.compared, branded=branded):
                yield slot, pages


def _keeps_words_below(library: PresetLibrary, preset: str) -> bool:
    """Tell whether words have a place below a marketplace's pictures, and none among those.

    Its rules forbid them there, or the bands and panels on which they stand.
    """
    asked = library.get(preset)
    forbidden = {slot for rule in asked.rules if isinstance(rule, _AGAINST_WORDS) for slot in rule.slots}
    below = any(slot.role is Role.DETAIL and slot.shows for slot in asked.slots)
    return below and any(slot.role is Role.ADDITIONAL and slot.id in forbidden for slot in asked.slots)


def _paged(order: KitOrder) -> dict[str, Any]:
    """Return the words and the look of pictures with words; they are counted after those of places."""
    scenes = order.count if Piece.SCENES in order.pieces else 0
    files: dict[str, Path] = {}
    if (brand := order.brand) is not None:
        names = {"logo": brand.logo, "heading": brand.fonts.heading, "text": brand.fonts.text}
        files = {key: order.brand_folder / name for key, name in names.items() if name}
    return {
        "facts": order.facts,
        "languages": order.languages,
        "brand": brand,
        "brand_files": files,
        "first": scenes + 1,
        "may_lack": MAY_LACK,
        "compared": order.compared,
    }


def _branded(order: KitOrder) -> dict[str, Any]:
    """Return a film's colour and logo by the brand."""
    brand = order.brand
    if brand is None:
        return {}
    logo = order.brand_folder / brand.logo if brand.logo else None
    return {"brand": brand.colours.accent or brand.colours.primary, "logo": logo}


def _targets(
    order: KitOrder, library: PresetLibrary, piece: Piece, roles: Sequence[Role], presets: Sequence[str] | None = None
) -> tuple[Target, ...]:
    """Return each marketplace's first place of the first of some roles that it has."""
    if piece not in order.pieces:
        return ()
    found = ((preset, _slot(library, preset, roles)) for preset in (order.presets if presets is None else presets))
    return tuple(Target(preset=preset, slot=slot) for preset, slot in found if slot is not None)


def _slot(library: PresetLibrary, preset: str, roles: Sequence[Role]) -> str | None:
    slots = library.get(preset).slots
    places = ((role, slot) for role in roles for slot in slots if slot.role is role)
    usable = (slot.id for _, slot in places if slot.export is not None or slot.media is Media.VIDEO)
    return next(usable, None)


def _told(order: KitOrder, library: PresetLibrary, preset: str) -> dict[str, Facts]:
    """Return what films for a marketplace may claim, in each language that the seller has words in."""
    told: dict[str, Facts] = {}
    for tag in order.languages:
        language = language_of(tag)
        market = market_for(library.markets(preset), language.id, load_markets())
        if (facts := film_facts(order.facts, language, market)) is not None:
            proven_lines(on_screen(facts), language, order.facts)
            told[language.id] = facts
    return told


def _notes(order: KitOrder, library: PresetLibrary) -> Iterator[str]:
    filmed = order.pieces & {Piece.CLIPS, Piece.FILMS}
    for tag in order.languages if filmed else ():
        if film_facts(order.facts, language_of(tag), market_for((), tag, load_markets())) is None:
            yield (
                f"There is no film in {language_of(tag).title}: the facts have no points in it. "
                f"Add a table [words.{tag}] with points."
            )
    measures = order.facts.measures
    if Piece.SCENES in order.pieces and not (measures.height or measures.diameter or measures.width):
        yield "The facts have no measures.height: the product's size in places is that of things of its shape."
    without = [preset for preset in order.presets if filmed and _slot(library, preset, (Role.VIDEO,)) is None]
    yield from (f"{library.get(preset).title} has no place for films." for preset in without)
