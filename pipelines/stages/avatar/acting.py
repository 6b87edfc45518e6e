"""All but the lips: blinks, gaze, brows, head, breath and hands, from the speech and a seed."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from pipelines.speech import Speech, frames_covering
from pipelines.stages.avatar.gestures import LOWER_SECONDS, RAISE_SECONDS, Gesture, gestures_for
from pipelines.stages.avatar.lips import Curve, MouthTrack

_LONG_PAUSE = 0.28


@dataclass(frozen=True, eq=False)
class Acting:
    """One value a frame in each curve.

    Attributes:
        lid: 0 open, 1 shut.
        gaze_x, gaze_y, brow, yaw, pitch: -1 to 1.
        tilt_deg: of the head, clockwise as seen.
        sway_x, sway_y: of the head, in body units.
        breath: 0 to 1, out to in.
        smile: 0 to 1.
        raised: how far hands are up, 0 to 1; beat: a nod of the raised hand, 0 to 1.
        gesture: index into `gestures` of the one under way or last, -1 before the first.
    """

    lid: Curve
    gaze_x: Curve
    gaze_y: Curve
    brow: Curve
    yaw: Curve
    pitch: Curve
    tilt_deg: Curve
    sway_x: Curve
    sway_y: Curve
    breath: Curve
    smile: Curve
    raised: Curve
    beat: Curve
    gesture: np.ndarray
    gestures: tuple[Gesture, ...]


def act(speech: Speech, fps: Fraction, mouth: MouthTrack, seed: int, liveliness: float) -> Acting:
    """Return how somebody carries the speech.

    Args:
        liveliness: 1 is ordinary; 0 keeps head, brows and hands still.
    """
    rng = np.random.default_rng(seed)
    count = frames_covering(len(speech.samples), speech.sample_rate, fps)
    times = np.asarray((np.arange(count) + 0.5) / float(fps), np.float64)
    pauses = _pauses(speech)
    stress = _stress(speech, times, rng) * liveliness
    talking = _smooth(np.clip(mouth.loudness, 0, 1), times, 0.35)
    lid = _blinks(times, pauses, rng)
    gaze_x, gaze_y = _gaze(times, pauses, rng)
    slow = [_drift(times, rng, period) for period in (4.6, 5.9, 3.7, 6.8, 7.9)]
    lively = liveliness * (0.45 + 0.55 * talking)
    planned = gestures_for(speech, rng) if liveliness > 0 else ()
    raised, number = _raised(planned, times)
    return Acting(
        lid=lid,
        gaze_x=gaze_x,
        gaze_y=gaze_y,
        brow=np.clip(0.62 * stress + 0.10 * slow[3] * lively, -1, 1),
        yaw=np.clip(0.16 + 0.34 * slow[0] * lively + 0.16 * gaze_x, -1, 1),
        pitch=np.clip(0.20 * slow[1] * lively + 0.42 * stress - 0.05, -1, 1),
        tilt_deg=1.7 * slow[2] * lively + 0.9 * slow[4] * liveliness,
        sway_x=4.5 * slow[4] * lively,
        sway_y=3.4 * stress,
        breath=0.5 - 0.5 * np.cos(2 * np.pi * times / 3.9 + float(rng.uniform(0, 6.28))),
        smile=np.clip(0.62 - 0.30 * talking + 0.06 * slow[1], 0, 1),
        raised=raised,
        beat=np.clip(stress, 0, 1),
        gesture=number,
        gestures=planned,
    )


def _pauses(speech: Speech) -> list[tuple[float, float]]:
    """Silences worth a breath or a blink, in seconds."""
    edges = [
        0,
        *(edge for phone in speech.phones if phone.ipa for edge in (phone.start, phone.end)),
        len(speech.samples),
    ]
    spans = [(a / speech.sample_rate, b / speech.sample_rate) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [span for span in spans if span[1] - span[0] >= _LONG_PAUSE]


def _stress(speech: Speech, times: Curve, rng: np.random.Generator) -> Curve:
    """A bump at each stressed sound, high in words that the script stresses."""
    moments = [(phone.start, float(rng.choice([0.12, 0.3, 0.5]))) for phone in speech.phones if phone.stressed]
    for word in speech.words:
        if word.emphasis:
            inside = (phone.start for phone in speech.phones if phone.stressed and word.start <= phone.start < word.end)
            moments.append((next(inside, word.start), 1.0))
    curve = np.zeros(len(times))
    for start, height in moments:
        away = times - (start / speech.sample_rate + 0.05)
        curve = np.maximum(curve, height * np.exp(-((away / np.where(away < 0, 0.10, 0.17)) ** 2)))
    return _smooth(curve, times, 0.10)


def _blinks(times: Curve, pauses: list[tuple[float, float]], rng: np.random.Generator) -> Curve:
    """A blink every few seconds, and in most long pauses: shut in 80 ms, open again in 160."""
    end = float(times[-1]) + 1 if len(times) else 0.0
    moments: list[float] = []
    moment = float(rng.uniform(0.6, 2.0))
    while moment < end:
        moments.append(moment)
        moment += float(rng.uniform(2.2, 4.8))
    moments += [start + 0.08 for start, _ in pauses if rng.random() < 0.6 and start > 0]
    lid, last = np.zeros(len(times)), -1.0
    for moment in sorted(moments):
        if moment - last < 0.7:
            continue
        away = times - moment
        lid = np.maximum(lid, np.clip(np.where(away < 0, 1 + away / 0.08, 1.25 - away / 0.13), 0, 1))
        last = moment
    return lid


def _gaze(times: Curve, pauses: list[tuple[float, float]], rng: np.random.Generator) -> tuple[Curve, Curve]:
    """Eyes rest on us, tremble a little, and glance away when a thought begins."""
    x, y = np.zeros(len(times)), np.zeros(len(times))
    moment = 0.0
    while len(times) and moment < times[-1]:
        x[times >= moment], y[times >= moment] = rng.normal(0, 0.07), rng.normal(0, 0.05)
        moment += float(rng.uniform(0.5, 1.4))
    for start, end in pauses:
        if rng.random() < 0.45 and start > 0.5:
            away = (times >= start) & (times < min(end, start + 0.7))
            x[away], y[away] = rng.choice([-0.55, 0.5]), -0.25
    return _smooth(x, times, 0.05), _smooth(y, times, 0.05)


def _raised(planned: tuple[Gesture, ...], times: Curve) -> tuple[Curve, np.ndarray]:
    raised, number = np.zeros(len(times)), np.full(len(times), -1)
    for index, gesture in enumerate(planned):
        up = np.clip((times - gesture.apex + RAISE_SECONDS) / RAISE_SECONDS, 0, 1)
        down = np.clip((gesture.leave + LOWER_SECONDS - times) / LOWER_SECONDS, 0, 1)
        share = np.minimum(up, down)
        raised = np.maximum(raised, share * share * (3 - 2 * share))
        number[times >= gesture.apex - RAISE_SECONDS] = index
    return raised, number


def _drift(times: Curve, rng: np.random.Generator, period: float) -> Curve:
    """A slow wander within [-1, 1]."""
    phases = rng.uniform(0, 2 * np.pi, 3)
    waves = [
        share * np.sin(2 * np.pi * times * ratio / period + phase)
        for share, ratio, phase in zip((0.55, 0.30, 0.15), (1.0, 1.73, 2.61), phases, strict=True)
    ]
    return np.sum(waves, axis=0)


def _smooth(curve: Curve, times: Curve, seconds: float) -> Curve:
    """A moving average over some time around each frame."""
    if len(times) < 3:
        return curve
    reach = max(0, round(seconds / (times[1] - times[0]) / 2))
    if reach == 0:
        return curve
    window = np.hanning(2 * reach + 3)[1:-1]
    return np.asarray(np.convolve(np.pad(curve, reach, mode="edge"), window / window.sum(), "valid"), np.float64)
