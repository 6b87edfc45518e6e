"""Jobs and what they made, drawn for the pages."""

import json
from collections.abc import Collection, Iterator, Sequence
from html import escape
from pathlib import Path

from pipelines.jobs.job import WordsJob
from pipelines.jobs.made import MadeImage, MadePictures, Refused
from pipelines.jobs.made_films import MadeFilm, MadeFilms, RefusedFilm
from pipelines.jobs.made_words import MadeWords
from pipelines.runs.entry import Entry, State
from pipelines.stages.check.page import evidence_drawn
from studio.cards import badge, figures, findings_list, identity_line, verdict_of
from studio.desk import Desk
from studio.word_cards import words_card
from studio.words import Words

_WIDTH = 900
_DIALOGS = {
    "touch": ("title", "about", "keep", "drop", "brush", "edge", "undo"),
    "move": ("title", "about", "share", "ghost"),
    "script": ("title", "about"),
}


def progress_bars(desk: Desk, entries: Sequence[Entry], words: Words, tongue: str) -> str:
    """Return a line for each job that has not ended: what it does, how far it is, how long it will take."""
    return "".join(_bar(desk, entry, words, tongue) for entry in entries[:12])


def cards(entries: Sequence[Entry], liked: Collection[tuple[str, int]], words: Words, tongue: str) -> str:
    """Return what jobs made, in order; what failed says why and offers to try again."""
    drawn = _Cards(words, tongue)
    parts = [drawn.of(entry, liked=(entry.run, entry.number) in liked) for entry in entries]
    grid = f'<div class="ls-grid" data-words="{escape(_dialog_words(words, tongue))}">{"".join(parts)}</div>'
    return f"{drawn.take_all(entries)}{grid}" if any(parts) else ""


def _dialog_words(words: Words, tongue: str) -> str:
    both = {key: words.say(f"dialog_{key}", tongue) for key in ("close", "apply")}
    said = {name: {key: words.say(f"{name}_{key}", tongue) for key in keys} for name, keys in _DIALOGS.items()}
    return json.dumps({name: own | both for name, own in said.items()})


def _bar(desk: Desk, entry: Entry, words: Words, tongue: str) -> str:
    product = escape(entry.job.product)
    if entry.state is State.QUEUED:
        said = words.say("waits", tongue, place=desk.place(entry) + 1)
        return f'<div class="ls-bar"><span>{product}</span><span>{escape(said)}</span></div>'
    step = entry.step
    stage = escape(step.stage) if step else escape(words.say("begins", tongue))
    seconds = desk.seconds_left(entry)
    left = words.say("soon", tongue) if seconds is None else words.say("seconds_left", tongue, seconds=round(seconds))
    share = step.done / step.total if step and step.total else 0.0
    return (
        f'<div class="ls-bar" role="status"><span>{product}</span><span>{stage}, {escape(left)}</span>'
        f'<progress max="1" value="{share:.3f}" aria-label="{product}"></progress></div>'
    )


class _Cards:
    def __init__(self, words: Words, tongue: str) -> None:
        self._words = words
        self._tongue = tongue

    def of(self, entry: Entry, *, liked: bool) -> str:
        if entry.state in (State.FAILED, State.CANCELLED):
            return self._not_made(entry)
        files = {path: index for index, path in enumerate(entry.files)}
        return "".join(self._parts(entry, files, liked=liked))

    def take_all(self, entries: Sequence[Entry]) -> str:
        """Return links to zips: one for each marketplace, and one for all."""
        presets = {made.target.preset: made.report.preset_title for entry in entries for made in entry.checked}
        if not presets:
            return ""
        run = entries[0].run
        kit = f'<a class="ls-take" href="/kit/{run}" target="_blank" rel="noopener">{self._say("open_kit")}</a>'
        links = [f'<a class="ls-take" href="/zip/{run}" download>{self._say("take_all")}</a>']
        if len(presets) > 1:
            links += [
                f'<a class="ls-take" href="/zip/{run}?preset={escape(preset)}" download>{escape(title)}.zip</a>'
                for preset, title in presets.items()
            ]
        if any(isinstance(entry.job, WordsJob) and entry.results for entry in entries):
            links.insert(0, kit)
        return f'<nav class="ls-takes">{"".join(links)}</nav>'

    def _parts(self, entry: Entry, files: dict[Path, int], *, liked: bool) -> Iterator[str]:
        for result in entry.results:
            if isinstance(result, MadePictures):
                yield from (
                    self._picture(entry, image, files[image.publication.path], liked=liked) for image in result.images
                )
                yield from (self._refused(refused) for refused in result.refused)
            elif isinstance(result, MadeFilms):
                yield from (self._film(entry, film, files, liked=liked) for film in result.films)
                yield from (self._refused(refused) for refused in result.refused)
            elif isinstance(result, MadeWords):
                yield from (f'<article class="ls-card ls-text">{words_card(text)}</article>' for text in result.texts)
                yield from (self._sentence(f"{one.preset}, {one.language}", one.sentence, "") for one in result.refused)
            else:
                link = f"/made/{entry.run}/{entry.number}/0"
                shown = f'<div class="ls-stage ls-check"><img src="{link}" alt=""></div>'
                yield f'<article class="ls-card">{shown}</article>'

    def _picture(self, entry: Entry, image: MadeImage, index: int, *, liked: bool) -> str:
        here = f"{entry.run}/{entry.number}"
        title = f"{escape(entry.job.product)}, {escape(image.report.preset_title)}"
        evidence = evidence_drawn(image.report, image.size, _WIDTH)
        scene = f'<p class="soft">{escape(image.scene.title)}</p>' if image.scene else ""
        tools = (
            f'<a href="/made/{here}/{index}?take" download>{self._say("take")}</a>'
            f'<button type="button" data-toggle="evidence" aria-pressed="false">{self._say("show_evidence")}</button>'
            f'<a href="/report/{here}/{index}" target="_blank" rel="noopener">{self._say("full_report")}</a>'
            f'<button type="button" data-opens="touch">{self._say("touch_up")}</button>'
            f"{self._move(image)}{self._heart(entry, liked=liked)}"
        )
        product = json.dumps(image.scene.product) if image.scene else ""
        return (
            f'<article class="ls-card {verdict_of(image.report)}" data-here="{here}" data-number="{entry.number}" '
            f'data-index="{index}" data-product="{product}">'
            '<div class="ls-stage">'
            f'<img class="after" src="/made/{here}/{index}?width={_WIDTH}" alt="{title}" loading="lazy">'
            f'<img class="before" src="/before/{here}" alt="" loading="lazy">{evidence}</div>'
            f'<input type="range" class="ls-cut" min="0" max="100" value="0" aria-label="{self._say("before_after")}">'
            f'<div class="ls-words"><h3>{escape(image.report.preset_title)}</h3>{badge(image.report)}{scene}'
            f'<p class="soft">{figures(image)}</p><div class="ls-tools">{tools}</div>'
            f"<details><summary>{self._say('why')}</summary>{identity_line(image)}"
            f"{findings_list(image.report, image.notes)}</details></div></article>"
        )

    def _move(self, image: MadeImage) -> str:
        can = image.scene is not None and image.scene.product is not None
        return f'<button type="button" data-opens="move">{self._say("move")}</button>' if can else ""

    def _film(self, entry: Entry, film: MadeFilm, files: dict[Path, int], *, liked: bool) -> str:
        here = f"/made/{entry.run}/{entry.number}"
        tracks = "".join(
            f'<track kind="captions" srclang="{escape(film.language)}" src="{here}/{files[path]}">'
            for path in film.captions
            if path.suffix == ".vtt"
        )
        video, poster = (f"{here}/{files[path]}" for path in (film.publication.path, film.poster))
        return (
            f'<article class="ls-card {verdict_of(film.report)}" data-here="{entry.run}/{entry.number}" '
            f'data-number="{entry.number}" data-index="{files[film.publication.path]}" '
            f'data-language="{escape(film.language)}"><div class="ls-stage">'
            f'<video src="{video}" poster="{poster}" controls preload="metadata" playsinline>{tracks}</video></div>'
            '<div class="ls-words">'
            f"<h3>{escape(film.report.preset_title)}, {escape(film.language)}</h3>{badge(film.report)}"
            f'<p class="soft">{film.size[0]} x {film.size[1]} px, {film.seconds:.1f} s</p>'
            f'<div class="ls-tools"><a href="{video}?take" download>{self._say("take")}</a>'
            f'<button type="button" data-opens="script">{self._say("edit_script")}</button>'
            f"{self._heart(entry, liked=liked)}</div>"
            f"<details><summary>{self._say('why')}</summary>{findings_list(film.report, film.notes)}</details>"
            "</div></article>"
        )

    def _heart(self, entry: Entry, *, liked: bool) -> str:
        return (
            f'<button type="button" class="ls-heart" data-act="like" data-number="{entry.number}" '
            f'aria-pressed="{str(liked).lower()}" aria-label="{self._say("like")}">{"♥" if liked else "♡"}</button>'
        )

    def _refused(self, refused: Refused | RefusedFilm) -> str:
        return self._sentence(refused.target.preset, refused.sentence, "")

    def _not_made(self, entry: Entry) -> str:
        again = f'<button type="button" data-act="retry" data-number="{entry.number}">{self._say("retry")}</button>'
        sentence = entry.sentence or self._words.say("was_cancelled", self._tongue)
        return self._sentence(entry.job.product, sentence, f'<div class="ls-tools">{again}</div>')

    def _sentence(self, title: str, sentence: str, tools: str) -> str:
        return (
            f'<article class="ls-card broken"><div class="ls-words"><h3>{escape(title)}</h3>'
            f'<p role="alert">{escape(sentence)}</p>{tools}</div></article>'
        )

    def _say(self, key: str) -> str:
        return escape(self._words.say(key, self._tongue))
