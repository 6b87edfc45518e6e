"""The captions of a film: what is said, the word that is heard lit."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from math import ceil

import numpy as np

from pipelines.film import Take
from pipelines.footage import Frame
from pipelines.script import Script
from pipelines.speech import Speech
from pipelines.stages.captions.cues import Cue, cues_of
from pipelines.stages.captions.draw import draw_caption
from pipelines.stages.film.panel import Setting, fitted, in_middle, premultiplied
from pipelines.stages.film.written import Lettered, Written

_LIT_SECONDS = 0.25  # a word stays lit after its end, where none follows


class CaptionTrack:
    """Captions in one place, all in letters of one size."""

    def __init__(self, script: Script, speech: Speech, setting: Setting) -> None:
        """Lay out every caption.

        Raises:
            ScriptError: a sign that no font has, or a caption too long for its place.
        """
        self._speech = speech
        self._setting = setting
        self._cues: Sequence[Cue] = cues_of(script, speech)
        self._starts = [cue.start for cue in self._cues]
        self._layouts = fitted([script.words[cue.words[0] : cue.words[1]] for cue in self._cues], setting)
        self._drawn = lru_cache(maxsize=4)(self._draw)

    def at(self, number: int, fps: Fraction) -> Frame | None:
        """Return the caption of a frame; None where nothing is said."""
        sample = int((number + Fraction(1, 2)) * self._speech.sample_rate / fps)
        index = bisect_right(self._starts, sample) - 1
        if index < 0 or sample >= self._cues[index].end:
            return None
        return self._drawn(index, self._said(self._cues[index], sample))

    def written(self, take: Take, fps: Fraction) -> Iterator[Written]:
        """Yield the captions of a take, from the frame that first shows each up to the one that shows it no more."""
        rate = self._speech.sample_rate
        for cue, layout in zip(self._cues, self._layouts, strict=True):
            first, last = (ceil(Fraction(at) * fps / rate - Fraction(1, 2)) for at in (cue.start, cue.end))
            bare = np.zeros((*layout.plate_size[::-1], 4), np.uint8)
            lettered = Lettered(in_middle(bare, self._setting.box), cue.text, layout)
            yield lettered.written(max(first, take.first), min(last, take.last))

    def _said(self, cue: Cue, sample: int) -> int | None:
        first, last = cue.words
        words = self._speech.words[first:last]
        index = sum(1 for word in words if word.start <= sample) - 1
        lit = words[max(index, 0)].end + round(_LIT_SECONDS * self._speech.sample_rate)
        return index if index >= 0 and (sample < lit or index + 1 < len(words)) else None

    def _draw(self, index: int, said: int | None) -> Frame:
        return in_middle(premultiplied(draw_caption(self._layouts[index], said)), self._setting.box)
