"""The values of one product for the columns of a feed, each inside its bounds or left out whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pipelines.stages.feeds.media import MediaItem
from pipelines.stages.feeds.proven import proven_value
from pipelines.stages.feeds.shelf import Availability, Shelf
from pipelines.stages.feeds.structured import main_picture, terms_told
from pipelines.stages.feeds.told import Told
from presets.feeds.schema import Column, Feed, FeedForm, Holds
from presets.products.quantity import Quantity, Unit, plain
from presets.schema import Role


@dataclass(frozen=True)
class Cell:
    """One column's value: its items in order, and whether each has an element of its own in RSS."""

    column: Column
    items: tuple[Told | str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(str(item.value) if isinstance(item, Told) else item for item in self.items)

    @property
    def table_text(self) -> str:
        return (self.column.joined_by or "").join(self.texts)

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(fact for item in self.items if isinstance(item, Told) for fact in item.facts)


@dataclass(frozen=True)
class FeedRow:
    """One product in one feed.

    Attributes:
        notes: what is missing that the feed wants, and what was left out, for the person.
    """

    feed: Feed
    cells: tuple[Cell, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Ask:
    """What is asked for: one column of one product; `notes` takes what a person should know."""

    shelf: Shelf
    feed: Feed
    column: Column
    notes: list[str]


def feed_row(shelf: Shelf, feed: Feed, form: FeedForm | None = None) -> FeedRow:
    """Return a product's values for a feed; nothing is cut: what is over a bound is left out, and said.

    Args:
        form: in which it will be written; the feed's usual one without.
    """
    notes = [*shelf.shop.notes]
    written = [column for column in feed.columns if not column.rss_only or (form or feed.forms[0]) == "rss"]
    cells = [cell for column in written if (cell := _cell(Ask(shelf, feed, column, notes)))]
    held = {cell.column.holds for cell in cells} | {cell.column.of for cell in cells}
    for column in feed.columns:
        said = any(note.startswith(f"{column.name}: ") for note in notes)
        if column.required and not said and column.holds not in held and column.holds.value not in held:
            notes.append(_MISSING.get(column.holds, f"{column.name}: {feed.title} wants it, and the facts have none."))
    return FeedRow(feed, tuple(cells), tuple(dict.fromkeys(notes)))


_MISSING = {
    Holds.AVAILABILITY: "availability: it is no fact of the product. Say it with --availability, as in_stock.",
    Holds.CONDITION: "condition: it is no fact of the product. Say it with --condition, as new.",
    Holds.PAGE: "link: the product's page is not known. Give its address with --page-url.",
}


def _cell(ask: Ask) -> Cell | None:
    column, notes = ask.column, ask.notes
    items = [item for item in _held(_FILLED[column.holds](ask), ask) if _fits(item, column, notes)]
    if column.max_items and len(items) > column.max_items:
        notes.append(f"{column.name}: {len(items)} of them, and {column.max_items} are read; the first are taken.")
        items = items[: column.max_items]
    if len(items) < max(1, column.min_items):
        return None
    cell = Cell(column, tuple(items))
    while column.max_chars and len(cell.table_text) > column.max_chars and len(cell.items) > 1:
        notes.append(f"{column.name}: '{cell.texts[-1]}' is left out, as all would pass {column.max_chars} characters.")
        cell = Cell(column, cell.items[:-1])
    return cell


def _held(items: Iterable[Told | str], ask: Ask) -> Iterator[Told | str]:
    """Yield what is told with what proves it; a value of which a claim has no fact is left out, and noted."""
    for item in items:
        held = proven_value(item, ask.shelf) if isinstance(item, Told) else item
        if isinstance(item, Told) and isinstance(held, str):
            ask.notes.append(f"{ask.column.name}: {held}")
        else:
            yield held


def _fits(item: Told | str, column: Column, notes: list[str]) -> bool:
    text = str(item.value) if isinstance(item, Told) else item
    most = column.max_each_chars or column.max_chars
    if most and len(text) > most:
        notes.append(f"{column.name}: '{text[:40]}...' has {len(text)} characters, over {most}; it is left out.")
        return False
    return True


def _id(ask: Ask) -> Iterator[Told | str]:
    product = ask.shelf.product
    for key in ("sku", "gtin", "mpn"):
        if value := getattr(product, key):
            yield Told(value, (key,))
            return
    ask.notes.append("id: the facts have no sku, gtin or mpn to know the product by. Add sku to the product's file.")


def _title(ask: Ask) -> Iterator[Told]:
    if not ask.shelf.by_model or ask.column.required:
        yield Told(ask.shelf.title.text, ask.shelf.title.facts or ask.shelf.name.facts)


def _description(ask: Ask) -> Iterator[Told]:
    description = ask.shelf.description
    if description is None or not description.facts:
        ask.notes.append("description: there are no words for it.")
    elif not ask.shelf.by_model or ask.column.required:
        yield Told(description.text, description.facts)


def _by_model(ask: Ask) -> Iterator[Told]:
    line = ask.shelf.title if ask.column.of == "title" else ask.shelf.description
    if ask.shelf.by_model and line is not None and line.facts:
        yield Told(line.text, line.facts)


def _highlights(ask: Ask) -> Iterator[Told]:
    yield from (Told(line.text, line.facts) for line in ask.shelf.copy.bullets if line.facts)


def _page(ask: Ask) -> Iterator[str]:
    if url := ask.shelf.shop.page_url:
        yield url


def _main_image(ask: Ask) -> Iterator[str]:
    if picture := main_picture(ask.shelf):
        yield from _links(ask, [picture])


def _lifestyle(ask: Ask) -> Iterator[str]:
    yield from [*_links(ask, ask.shelf.pictures(Role.LIFESTYLE))][:1]


def _additional(ask: Ask) -> Iterator[str]:
    """All pictures but the main one, and but the one that a column of its own shows in life."""
    roles = (Role.ADDITIONAL, Role.SWATCH, Role.SIZE_CHART, Role.DETAIL, Role.LIFESTYLE)
    own = {column.holds: column for column in ask.feed.columns}.get(Holds.LIFESTYLE_IMAGE)
    taken = [*_lifestyle(replace(ask, column=own, notes=[]))] if own else []
    yield from (link for link in _links(ask, ask.shelf.pictures(*roles)) if link not in taken)


def _links(ask: Ask, pictures: Iterable[MediaItem]) -> Iterator[str]:
    for picture in pictures:
        if ask.column.image_formats and picture.format not in ask.column.image_formats:
            left = "is in a format that is not read there; it is left out."
            ask.notes.append(f"{ask.column.name}: {picture.path} {left}")
        else:
            yield ask.shelf.shop.url_of(picture)


def _videos(ask: Ask) -> Iterator[str]:
    yield from (ask.shelf.shop.url_of(film) for film in ask.shelf.films())


def _price(ask: Ask) -> Iterator[Told]:
    country = ask.shelf.market.id
    price = ask.shelf.product.prices.get(country)
    if price is None:
        ask.notes.append(f"price: the facts have none for {country}. Add it to [prices] in the product's file.")
    else:
        yield Told(f"{price.amount:f} {price.currency}", (f"prices.{country}",))


def _taxonomy(ask: Ask) -> Iterator[Told]:
    if path := ask.shelf.taxonomy:
        yield Told(path, ("category",))


def _identified(ask: Ask) -> Iterator[str]:
    product = ask.shelf.product
    if product.no_gtin:
        yield "no"
    elif not product.gtin and not (product.brand and product.mpn):
        ask.notes.append(
            f"{ask.column.name}: the facts have neither gtin nor brand and mpn. Add them, or no_gtin = true if the "
            "maker gave it none."
        )


def _told(key: str) -> Callable[[Ask], Iterator[Told]]:
    def fill(ask: Ask) -> Iterator[Told]:
        if value := getattr(ask.shelf.product, key):
            yield Told(value, (key,))

    return fill


def _terms(key: str) -> Callable[[Ask], Iterator[Told]]:
    return lambda ask: terms_told(ask.shelf, key, ask.notes)


def _measure(*names: str) -> Callable[[Ask], Iterator[Told]]:
    """The first of some measures, in a unit that the column's reader takes."""

    def fill(ask: Ask) -> Iterator[Told]:
        given = ask.shelf.product.measures.given()
        if name := next((name for name in names if name in given), None):
            yield Told(_written(given[name], ask.column.units), (f"measures.{name}",))

    return fill


def _written(quantity: Quantity, units: tuple[Unit, ...]) -> str:
    if units and quantity.unit not in units:
        same = [unit for unit in units if unit.metric is quantity.unit.metric]
        quantity = quantity.in_unit((same or units)[0], 2)
    return f"{plain(quantity.value)} {quantity.unit}"


def _available_on(ask: Ask) -> Iterator[str]:
    """The day, with what is ordered ahead alone."""
    ahead = ask.shelf.availability in (Availability.PREORDER, Availability.BACKORDER)
    if ahead and ask.shelf.available_on:
        yield ask.shelf.available_on.isoformat()
    elif ahead:
        ask.notes.append(f"{ask.column.name}: {ask.feed.title} wants the day with {ask.shelf.availability}.")


def _said(key: str) -> Callable[[Ask], Iterator[str]]:
    def fill(ask: Ask) -> Iterator[str]:
        if value := getattr(ask.shelf, key):
            yield ask.column.spelled.get(str(value), str(value))

    return fill


_FILLED: Mapping[Holds, Callable[[Ask], Iterator[Told | str]]] = {
    Holds.ID: _id,
    Holds.TITLE: _title,
    Holds.DESCRIPTION: _description,
    Holds.HIGHLIGHTS: _highlights,
    Holds.PAGE: _page,
    Holds.MAIN_IMAGE: _main_image,
    Holds.ADDITIONAL_IMAGES: _additional,
    Holds.LIFESTYLE_IMAGE: _lifestyle,
    Holds.VIDEOS: _videos,
    Holds.PRICE: _price,
    Holds.AVAILABILITY: _said("availability"),
    Holds.AVAILABLE_ON: _available_on,
    Holds.CONDITION: _said("condition"),
    Holds.BRAND: _told("brand"),
    Holds.GTIN: _told("gtin"),
    Holds.MPN: _told("mpn"),
    Holds.IDENTIFIED: _identified,
    Holds.COLOURS: _terms("colours"),
    Holds.MATERIALS: _terms("materials"),
    Holds.LENGTH: _measure("length", "depth"),
    Holds.WIDTH: _measure("width", "diameter"),
    Holds.HEIGHT: _measure("height"),
    Holds.WEIGHT: _measure("weight"),
    Holds.TAXONOMY: _taxonomy,
    Holds.MADE_BY_MODEL: _by_model,
}
