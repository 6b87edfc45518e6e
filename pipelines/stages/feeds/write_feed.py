"""A feed's rows as a file: tables with tabs or commas, or RSS 2.0."""

import csv
import io
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from pipelines.stages.feeds.rows import Cell, FeedRow
from presets.feeds.schema import Column, Feed, FeedForm, Holds

_MODEL = "trained_algorithmic_media"  # IPTC's code, as feeds spell it
ENDINGS: dict[FeedForm, str] = {"csv": ".csv", "tsv": ".tsv", "rss": ".xml"}


def written_feed(feed: Feed, rows: Sequence[FeedRow], form: FeedForm, title: str, link: str = "") -> bytes:
    """Return a feed's file, in UTF-8.

    Args:
        title, link: of the shop, which RSS tells of the channel.

    Raises:
        ValueError: the feed is not read in that form, or a row is of another feed.
    """
    if form not in feed.forms:
        raise ValueError(f"{feed.title} is written as {' or '.join(feed.forms)}, not as {form}.")
    if any(row.feed.id != feed.id for row in rows):
        raise ValueError(f"A row of another feed cannot stand in {feed.title}.")
    return _rss(feed, rows, title, link) if form == "rss" else _table(feed, rows, form)


def _table(feed: Feed, rows: Sequence[FeedRow], form: FeedForm) -> bytes:
    """Columns that no row fills are left out, unless the feed wants them."""
    filled = {cell.column.name for row in rows for cell in row.cells}
    columns = [one for one in feed.columns if not one.rss_only and (one.required or one.name in filled)]
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t" if form == "tsv" else ",", lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        cells = {cell.column.name: cell for cell in row.cells}
        writer.writerow([_flat(column, cells.get(column.name)) for column in columns])
    return text.getvalue().encode()


def _flat(column: Column, cell: Cell | None) -> str:
    if cell is None:
        return ""
    text = " ".join(cell.table_text.split())  # a table has neither tabs nor lines inside a value
    return f"{_MODEL}:{text}" if column.holds is Holds.MADE_BY_MODEL else text


def _rss(feed: Feed, rows: Sequence[FeedRow], title: str, link: str) -> bytes:
    register_namespace(feed.prefix, feed.namespace)
    root = Element("rss", {"version": "2.0"})
    channel = SubElement(root, "channel")
    for name, text in (("title", title), ("link", link), ("description", title)):
        SubElement(channel, name).text = text
    for row in rows:
        item = SubElement(channel, "item")
        for cell in row.cells:
            _add(item, feed, cell)
    indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8") + b"\n"


def _add(item: Element, feed: Feed, cell: Cell) -> None:
    """A value with several items has an element for each, unless they are joined into one by a sign of their own."""
    name = f"{{{feed.namespace}}}{cell.column.name}"
    apart = cell.column.joined_by in (None, ",")
    for text in cell.texts if apart else (cell.table_text,):
        element = SubElement(item, name)
        if cell.column.holds is not Holds.MADE_BY_MODEL:
            element.text = text
            continue
        SubElement(element, f"{{{feed.namespace}}}digital_source_type").text = _MODEL
        SubElement(element, f"{{{feed.namespace}}}content").text = text
