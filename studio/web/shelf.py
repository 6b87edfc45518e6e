"""The library's shelf: an owner's files by day, the newest first, thumbnails with what can be done to each."""

import time
from html import escape
from itertools import groupby

from pipelines.runs.catalogue import Found, Wanted
from studio.web.house import House

_SHOWN_AT_MOST = 240
_THUMB_PX = 320


def shelf(house: House, owner: str, wanted: Wanted, tongue: str) -> str:
    """Return what an owner has made and is looking for."""
    count, items = house.desk.find(owner, wanted, _SHOWN_AT_MOST)
    if not items:
        return f'<div class="ls-empty">{escape(house.words.say("empty_library", tongue))}</div>'
    parts: list[str] = []
    for day, of_day in groupby(items, key=_day):
        tiles = "".join(_tile(item, house, tongue) for item in of_day)
        parts.append(f'<h3 class="ls-day">{day}</h3><div class="ls-tiles">{tiles}</div>')
    if count > _SHOWN_AT_MOST:
        parts.append(f"<p>{escape(house.words.say('more_in_library', tongue, count=count - _SHOWN_AT_MOST))}</p>")
    compare = escape(house.words.say("compare_hint", tongue))
    return f'<div class="ls-compared" hidden aria-live="polite"></div><p class="soft">{compare}</p>{"".join(parts)}'


def _day(item: Found) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(item.since))


def _tile(item: Found, house: House, tongue: str) -> str:
    def say(key: str) -> str:
        return escape(house.words.say(key, tongue))

    link = f"/made/{item.run}/{item.number}/{item.place}"
    where = f'data-run="{item.run}" data-number="{item.number}"'
    tools = (
        f'<a href="{link}?take" download aria-label="{say("take")}" title="{say("take")}">⤓</a>'
        f'<button type="button" data-act="like" {where} aria-pressed="{str(item.liked).lower()}" '
        f'aria-label="{say("like")}" title="{say("like")}">{"♥" if item.liked else "♡"}</button>'
        f'<button type="button" data-act="again" {where} aria-label="{say("again")}" title="{say("again")}">↻</button>'
        f'<button type="button" data-act="delete" {where} data-ask="{say("sure_delete")}" aria-label="{say("delete")}" '
        f'title="{say("delete")}">✕</button>'
    )
    seconds = f"{item.seconds:.1f} s" if item.seconds else ""
    told = escape(", ".join(part for part in (item.title, seconds) if part))
    return (
        f'<figure class="ls-tile">{_shown(item, link)}<figcaption><b>{escape(item.product)}</b><span>{told}</span>'
        f'<span class="ls-tools">{tools}</span></figcaption></figure>'
    )


def _shown(item: Found, link: str) -> str:
    name = escape(f"{item.product}, {item.title}")
    match item.medium:
        case "film":
            return f'<video src="{link}#t=0.8" preload="metadata" controls playsinline></video>'
        case "text":
            return f'<a class="ls-words" href="{link}" target="_blank" rel="noopener" aria-label="{name}">Aa</a>'
        case "picture":
            return (
                f'<button type="button" class="ls-pick" data-pick="{link}?width=1200" aria-pressed="false">'
                f'<img src="{link}?width={_THUMB_PX}" alt="{name}" loading="lazy"></button>'
            )
