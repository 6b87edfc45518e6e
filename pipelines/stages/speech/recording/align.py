"""A recording and the same script spoken by an engine -> the recording as speech: when it says each word and sound."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipelines.errors import RecordingError
from pipelines.script import Script
from pipelines.speech import Samples, Speech
from pipelines.stages.speech.loudness import normalised
from pipelines.stages.speech.recording.activity import Flags, kept_frames, spoken_frames
from pipelines.stages.speech.recording.fit import Fit, check_fit, fit_of
from pipelines.stages.speech.recording.frames import HOP_SECONDS, Rows, frames_of, sounds
from pipelines.stages.speech.recording.moments import Moments, in_order
from pipelines.stages.speech.recording.read import Recording
from pipelines.stages.speech.recording.warp import Warp, coarse_warp, warp

_TRACTS = (0.84, 0.92, 1.0, 1.08, 1.18)  # from a woman's to a man's voice, and back
_SLOWEST, _FASTEST = 2.6, 0.38  # of the model's time without pauses; nobody reads out so slowly, or so fast


def aligned(recording: Recording, script: Script, models: Iterable[Speech], loudness_lufs: float) -> Speech:
    """Return the recording as the script's speech.

    Args:
        models: the script as an engine speaks it; the next is asked for only where those
            before fit poorly.

    Raises:
        RecordingError: it says something else, or leaves a sentence out; or there is no speech in it.
    """
    best: _Match | None = None
    for model in models:
        match = _matched(recording, script, model)
        best = match if best is None or match.fit.usual < best.fit.usual else best
        if best.fit.is_good:
            break
    if best is None:
        raise ValueError("A recording is aligned by at least one model.")
    check_fit(recording.name, script, best.fit)
    return _speech(recording, best, loudness_lufs)


@dataclass(frozen=True, eq=False)
class _Heard:
    """What of a sound is compared.

    Attributes:
        rows: sounds of the kept frames, shape (m, 20).
        kept: their numbers, shape (m,).
        spoken: in which of all frames somebody speaks, shape (n,).
    """

    rows: Rows
    kept: NDArray[np.intp]
    spoken: Flags


@dataclass(frozen=True, eq=False)
class _Match:
    """A recording beside one model of it."""

    model: Speech
    way: Warp
    ours: _Heard
    theirs: _Heard
    fit: Fit


def _matched(recording: Recording, script: Script, model: Speech) -> _Match:
    said = spoken_frames(frames_of(model.samples, model.sample_rate).loudness)
    heard = spoken_frames(frames_of(recording.samples, recording.sample_rate).loudness)
    _check_pace(recording, int(heard.sum()), int(said.sum()))
    ours = _heard(model.samples, model.sample_rate, said)
    theirs = min(
        (_heard(recording.samples, recording.sample_rate, heard, tract) for tract in _TRACTS),
        key=lambda heard: float(coarse_warp(ours.rows, heard.rows).costs.mean()),
    )
    way = warp(ours.rows, theirs.rows)
    unlike = float(warp(ours.rows[::-1], theirs.rows).costs.mean())  # the same sounds, but nothing said
    fit = fit_of(script, model, ours.kept[way.rows] * HOP_SECONDS, way.costs / unlike)
    return _Match(model, way, ours, theirs, fit)


def _heard(samples: Samples, sample_rate: int, spoken: Flags, tract: float = 1.0) -> _Heard:
    kept = kept_frames(spoken)
    return _Heard(sounds(frames_of(samples, sample_rate, tract), spoken)[kept], kept, spoken)


def _check_pace(recording: Recording, theirs: int, ours: int) -> None:
    if not _FASTEST * ours < theirs < _SLOWEST * ours:
        raise RecordingError(
            f"{recording.name} has {theirs * HOP_SECONDS:.0f} s of speech; this script takes about "
            f"{ours * HOP_SECONDS:.0f} s. Record the whole script, and nothing else."
        )


def _speech(recording: Recording, match: _Match, loudness_lufs: float) -> Speech:
    rate, count = recording.sample_rate, len(recording.samples)
    model, theirs = match.model, match.model.sample_rate
    moments = Moments(match.way, match.ours.kept, match.theirs.kept, match.theirs.spoken)
    words = in_order([moments.span(w.start / theirs, w.end / theirs) for w in model.words], rate, count)
    phones = in_order([moments.span(p.start / theirs, p.end / theirs) for p in model.phones], rate, count)
    return Speech(
        normalised(recording.samples, rate, loudness_lufs),
        rate,
        model.language,
        tuple(replace(p, start=start, end=end) for p, (start, end) in zip(model.phones, phones, strict=True)),
        tuple(replace(w, start=start, end=end) for w, (start, end) in zip(model.words, words, strict=True)),
    )
