"""Where a clip cuts in which nobody speaks: one take for each text."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from pipelines.errors import PlanError
from pipelines.film import Cut, Figure, Take
from presets.films.schema import FilmTemplate, TakeKind

_TAKE_SECONDS = 2.8  # a point of eight words is read twice in it, at the 17 letters a second of subtitles
_LONGEST_SECONDS = 6.0
_AFTER_SECONDS = 0.3  # a text comes once its picture is there


def require_silent(template: FilmTemplate) -> None:
    """Return where nobody speaks in a template.

    Raises:
        PlanError: somebody does.
    """
    if template.presented:
        raise PlanError(f"In the template '{template.id}' somebody speaks. A product's clip takes 'parade'.")


def clip_cut(
    texts: Sequence[str], template: FilmTemplate, fps: Fraction, limits: tuple[float | None, float | None], photos: int
) -> tuple[Cut, int]:
    """Return takes in the template's rhythm with a text each, and the end card; and how many texts there is time for.

    Args:
        texts: an empty one leaves its picture without words.
        limits: the least and the most seconds of the film; None for none.
        photos: of the product; with one, it is shown closely where others would be.

    Raises:
        PlanError: there is no time for two takes and the end, or too little to show for the least.
    """
    least, most = limits
    whole = _LONGEST_SECONDS * len(texts)
    time = whole if most is None else min(whole, most - template.end_seconds - 2 / float(fps))  # edges are rounded up
    count = min(len(texts), int(time / template.least_seconds))
    if count < min(2, len(texts)):
        raise PlanError(f"A film of {most:g} s has no time for two pictures and the end card of '{template.id}'.")
    needed = 0.0 if least is None else (least - template.end_seconds) / count
    if needed > _LONGEST_SECONDS:
        raise PlanError(
            f"A film of at least {least:g} s would show each of {count} pictures for {needed:.0f} s. Give more points."
        )
    seconds = min(max(_TAKE_SECONDS, needed), time / count)
    edges = [ceil(number * seconds * fps) for number in range(count + 1)]
    rhythm = [TakeKind(template.rhythm[number % len(template.rhythm)]) for number in range(count)]
    takes = [
        Take(kind, edges[n], edges[n + 1], n, "" if photos == 1 and closely else None, rhythm[:n].count(kind))
        for n, kind in enumerate(rhythm)
        for closely in [kind is TakeKind.PRODUCT]
    ]
    takes.append(Take(TakeKind.END, edges[-1], edges[-1] + round(template.end_seconds * fps), count))
    after = round(_AFTER_SECONDS * fps)
    figures = [
        Figure(text, take.first + (after if take.number else 0), take.last)
        for text, take in zip(texts[:count], takes, strict=False)
        if text
    ]
    return Cut(tuple(takes), tuple(figures)), count
