"""What is heard, out of ffmpeg's own meters: loudness (EBU R 128), true peak, silence, and how long it lasts."""

import re
from dataclasses import dataclass
from fractions import Fraction

from pipelines.stages.check.film.film_file import Span

METERS = (
    "aresample=48000,astats=measure_perchannel=none:measure_overall=Number_of_samples,"
    "silencedetect=noise=-50dB:duration=1,ebur128=peak=true:framelog=quiet"
)
_METER_HZ = 48_000
_GATE_LUFS = -70.0  # EBU Tech 3341: nothing below it counts
_SAMPLES = re.compile(r"Number of samples: (\d+)")
_LOUDNESS = re.compile(r"Integrated loudness:\s+I:\s+(-?[\d.]+|-?inf|nan) LUFS")
_PEAK = re.compile(r"True peak:\s+Peak:\s+(-?[\d.]+|-?inf) dBFS")
_SILENCE = re.compile(r"silence_(start|end): (-?[\d.]+)")


@dataclass(frozen=True)
class Heard:
    """What the meters showed; see `SoundStream`."""

    seconds: Fraction
    loudness_lufs: float | None
    true_peak_db: float
    silences: tuple[Span, ...]


def read_meters(said: str) -> Heard | None:
    """Return what the meters showed; None where nothing was heard through them."""
    samples, loudness, peak = (pattern.search(said) for pattern in (_SAMPLES, _LOUDNESS, _PEAK))
    if not (samples and loudness and peak):
        return None
    seconds = Fraction(int(samples[1]), _METER_HZ)
    lufs = float(loudness[1])
    heard = lufs if lufs > _GATE_LUFS else None  # also where it is no number
    return Heard(seconds, heard, float(peak[1]), _silences(said, float(seconds)))


def _silences(said: str, end: float) -> tuple[Span, ...]:
    spans, start = list[Span](), None
    for kind, second in _SILENCE.findall(said):
        if kind == "start":
            start = max(0.0, float(second))
        elif start is not None:
            spans.append(Span(start, float(second)))
            start = None
    return (*spans, *([Span(start, end)] if start is not None and end > start else []))
