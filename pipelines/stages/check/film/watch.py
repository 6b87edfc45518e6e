"""What a film's pictures show: black and frozen stretches, black bars, and some pictures to look at."""

from collections.abc import Iterable

import cv2
import numpy as np

from pipelines.stages.check.film.film_file import Bars, Seen, Span, Still
from pipelines.values import Rgb

STILLS = 8
_BLACK, _BLACK_SHARE = 28, 0.02  # 16 in limited range is 0 here; coding leaves some noise
_BLACK_SECONDS, _FROZEN_SECONDS = 0.5, 2.0
_CHANGED, _CHANGED_SHARE = 12, 0.0002  # of 255, and of the pixels
_LIT, _LIT_SHARE = 40, 0.5
_LEAST_BAR = 0.015


class Watcher:
    """Takes pictures one after the other; nothing is held but some of them."""

    def __init__(self, count: int, fps: float) -> None:
        """Prepare for so many pictures at such a rate."""
        self._fps = fps
        self._wanted = {int((part + 0.5) * count / STILLS) for part in range(STILLS)} | {0}
        self._stills = list[Still]()
        self._number = 0
        self._black = _Stretches(fps, _BLACK_SECONDS)
        self._frozen = _Stretches(fps, _FROZEN_SECONDS)
        self._anchor: Rgb | None = None
        self._brightest: Rgb | None = None

    def take(self, pixels: Rgb) -> None:
        """Look at the next picture, small, in RGB."""
        grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
        if self._number in self._wanted:
            self._stills.append(Still(self._number / self._fps, pixels.copy()))
        lit = np.count_nonzero(grey > _BLACK)
        self._black.tell(self._number, holds=bool(lit < _BLACK_SHARE * grey.size))
        self._compare(grey)
        self._brightest = grey if self._brightest is None else np.maximum(self._brightest, grey)
        self._number += 1

    def _compare(self, grey: Rgb) -> None:
        """Compare with the picture a stretch began with, so that a slow move is no standstill."""
        if self._anchor is not None:
            changed = np.count_nonzero(cv2.absdiff(grey, self._anchor) > _CHANGED)
            if changed <= max(2, _CHANGED_SHARE * grey.size):
                self._frozen.tell(self._number, holds=True)
                return
        self._frozen.tell(self._number, holds=False)
        self._anchor = grey

    def seen(self) -> Seen:
        """Return what was seen when all pictures were taken."""
        bars = bars_of(self._brightest) if self._brightest is not None else Bars()
        spread = [still for still in self._stills if still.seconds or self._number < STILLS]
        return Seen(
            count=self._number,
            black=self._black.found(self._number),
            frozen=self._frozen.found(self._number),
            bars=bars,
            stills=tuple(spread or self._stills),
        )


class _Stretches:
    """Runs of pictures for which something holds."""

    def __init__(self, fps: float, least_seconds: float) -> None:
        self._fps, self._least = fps, least_seconds
        self._start: int | None = None
        self._spans = list[Span]()

    def tell(self, number: int, *, holds: bool) -> None:
        if holds and self._start is None:
            self._start = number
        elif not holds:
            self._end(number)

    def found(self, count: int) -> tuple[Span, ...]:
        self._end(count)
        return tuple(self._spans)

    def _end(self, number: int) -> None:
        if self._start is not None and (number - self._start) / self._fps >= self._least:
            self._spans.append(Span(self._start / self._fps, number / self._fps))
        self._start = None


def watch(pictures: Iterable[Rgb], count: int, fps: float) -> Seen:
    """Look at all pictures of a film.

    Args:
        count: how many are promised; some may be missing.
    """
    watcher = Watcher(max(1, count), fps or 1.0)
    for pixels in pictures:
        watcher.take(pixels)
    return watcher.seen()


def bars_of(brightest: Rgb) -> Bars:
    """Return the black bars of a picture that holds the brightest value each pixel ever had."""
    return Bars(top_bottom=_pair(brightest), left_right=_pair(np.ascontiguousarray(brightest.T)))


def _pair(brightest: Rgb) -> float:
    """Return how thick the bars above and below are, as a fraction of the height; 0 without two alike.

    Right beside a bar the picture begins, over much of its width: black round a product on a black ground is no bar.
    """
    height = len(brightest)
    dark = (brightest > _BLACK).mean(axis=1) < _BLACK_SHARE
    if dark.all():
        return 0.0
    top, bottom = int(np.argmin(dark)), int(np.argmin(dark[::-1]))
    if min(top, bottom) < max(1, _LEAST_BAR * height) or abs(top - bottom) > max(2, 0.1 * max(top, bottom)):
        return 0.0
    inside = (min(top + 1, height - 1), max(0, height - bottom - 2))
    begins = all((brightest[row] > _LIT).mean() > _LIT_SHARE for row in inside)
    return (top + bottom) / 2 / height if begins else 0.0
