"""The library's shelf: an owner's files by day, the newest first, thumbnails with what can be done to each."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from pipelines.jobs.cutout_work import CutoutFile
from pipelines.jobs.made import MadePictures
from pipelines.jobs.made_films import MadeFilms
from pipelines.jobs.made_words import MadeWords
from pipelines.runs.entry import Entry, State
from studio.web.house import House

_SHOWN_AT_MOST = 240
_THUMB_PX = 320


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words of product, marketplace or place; a preset's id; a day as YYYY-MM-DD; liked only."""

    words: str = ""
    preset: str = ""
    since: str = ""
    liked: bool = False


@dataclass(frozen=True)
class _Item:
    entry: Entry
    index: int
    title: str
    words: str
    preset: str
    is_film: bool
    liked: bool

    @property
    def day(self) -> str:
        return time.strftime("%Y-%m-%d", time.localtime(self.entry.since))


def shelf(house: House, owner: str, wanted: Wanted, tongue: str) -> str:
    """Return what an owner has made and is looking for."""
    items = [item for item in _items(house, owner) if _is_wanted(item, wanted)]
    if not items:
        return f'<div class="ls-empty">{escape(house.words.say("empty_library", tongue))}</div>'
    parts: list[str] = []
    for day, of_day in groupby(items[:_SHOWN_AT_MOST], key=lambda item: item.day):
        tiles = "".join(_tile(item, house, tongue) for item in of_day)
        parts.append(f'<h3 class="ls-day">{day}</h3><div class="ls-tiles">{tiles}</div>')
    if len(items) > _SHOWN_AT_MOST:
        parts.append(f"<p>{escape(house.words.say('more_in_library', tongue, count=len(items) - _SHOWN_AT_MOST))}</p>")
    compare = escape(house.words.say("compare_hint", tongue))
    return f'<div class="ls-compared" hidden aria-live="polite"></div><p class="soft">{compare}</p>{"".join(parts)}'


def _items(house: House, owner: str) -> Iterator[_Item]:
    favourites = house.desk.favourites()
    for head in house.desk.runs(owner):
        for entry in house.desk.entries(owner, head.id):
            if entry.state is State.DONE:
                yield from _of(entry, liked=(entry.run, entry.number) in favourites)


def _of(entry: Entry, *, liked: bool) -> Iterator[_Item]:
    indexes = {path: index for index, path in enumerate(entry.files)}
    for result in entry.results:
        match result:
            case MadePictures():
                for image in result.images:
                    place = image.scene.title if image.scene else ""
                    words = f"{entry.job.product} {image.report.preset_title} {image.target.preset} {place}"
                    title, index = image.report.preset_title, indexes[image.publication.path]
                    yield _Item(entry, index, title, words, image.target.preset, is_film=False, liked=liked)
            case MadeFilms():
                for film in result.films:
                    words = f"{entry.job.product} {film.report.preset_title} {film.target.preset} {film.language}"
                    title, index = f"{film.report.preset_title}, {film.language}", indexes[film.publication.path]
                    yield _Item(entry, index, title, words, film.target.preset, is_film=True, liked=liked)
            case MadeWords():
                pass
            case CutoutFile():
                yield _Item(entry, 0, entry.job.product, entry.job.product, "", is_film=False, liked=liked)


def _is_wanted(item: _Item, wanted: Wanted) -> bool:
    return (
        all(word in item.words.lower() for word in wanted.words.lower().split())
        and wanted.preset in ("", item.preset)
        and (not wanted.since or item.day >= wanted.since.strip())
        and (item.liked or not wanted.liked)
    )


def _tile(item: _Item, house: House, tongue: str) -> str:
    def say(key: str) -> str:
        return escape(house.words.say(key, tongue))

    entry = item.entry
    link, product = f"/made/{entry.run}/{entry.number}/{item.index}", escape(entry.job.product)
    shown = (
        f'<video src="{link}#t=0.8" preload="metadata" controls playsinline></video>'
        if item.is_film
        else f'<button type="button" class="ls-pick" data-pick="{link}?width=1200" aria-pressed="false">'
        f'<img src="{link}?width={_THUMB_PX}" alt="{product}, {escape(item.title)}" loading="lazy">'
        "</button>"
    )
    where = f'data-run="{entry.run}" data-number="{entry.number}"'
    tools = (
        f'<a href="{link}?take" download aria-label="{say("take")}" title="{say("take")}">⤓</a>'
        f'<button type="button" data-act="like" {where} aria-pressed="{str(item.liked).lower()}" '
        f'aria-label="{say("like")}" title="{say("like")}">{"♥" if item.liked else "♡"}</button>'
        f'<button type="button" data-act="again" {where} aria-label="{say("again")}" title="{say("again")}">↻</button>'
        f'<button type="button" data-act="delete" {where} data-ask="{say("sure_delete")}" aria-label="{say("delete")}" '
        f'title="{say("delete")}">✕</button>'
    )
    seconds = f", {entry.seconds:.1f} s" if entry.seconds else ""
    return (
        f'<figure class="ls-tile">{shown}<figcaption><b>{product}</b><span>{escape(item.title)}{seconds}</span>'
        f'<span class="ls-tools">{tools}</span></figcaption></figure>'
    )
