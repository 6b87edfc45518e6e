"""Films by ffmpeg: pictures go to its standard input as they are drawn, once, whatever the bytes allow.

The first file is of the quality asked for. Where it weighs too much, two passes over that file, at a rate that fits,
make the second: decoding is far cheaper than drawing again.
"""

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

import numpy as np

from models.registry import WeightsFolder
from pipelines.cores import busy_threads
from pipelines.errors import ExportError
from pipelines.progress import Progress
from pipelines.stages.encode.drawing import planes_in_order
from pipelines.stages.encode.engine import Coding, FfmpegOptions
from pipelines.stages.encode.language_code import language_code
from pipelines.stages.encode.program import executable, run
from pipelines.stages.encode.rates import AUDIO_BITS, Rates, rates_within
from pipelines.video import Sound, Video

_GROUP_SECONDS = 2
_AUDIO_HZ = 48_000
_TRIES = 4


class FfmpegEncoder:
    """Encodes with x264 and ffmpeg's own AAC."""

    def __init__(self, options: FfmpegOptions, weights: WeightsFolder) -> None:
        executable()
        self._options = options

    def close(self) -> None:
        """Nothing is held between films."""

    def encode(self, video: Video, coding: Coding, path: Path, progress: Progress) -> None:
        """See `VideoEncoder`."""
        limit = _byte_limit(video, coding)
        if limit is not None:
            rates_within(video, limit)  # what can never fit is told before anything is drawn
        with tempfile.TemporaryDirectory(prefix=".film-", dir=path.parent) as folder:
            run_of = _Run(video, coding, self._options, Path(folder), path)
            run_of.draw(progress)
            if limit is not None and path.stat().st_size > limit:
                run_of.fit(limit, progress)
            elif _is_too_thin(video, coding, path):
                run_of.thicken(progress)


def _byte_limit(video: Video, coding: Coding) -> int | None:
    limits = [coding.max_bytes] if coding.max_bytes is not None else []
    if coding.max_bits_per_second is not None:
        limits.append(int(coding.max_bits_per_second * video.seconds / 8))
    return min(limits, default=None)


def _is_too_thin(video: Video, coding: Coding, path: Path) -> bool:
    least = coding.min_bits_per_second
    return least is not None and path.stat().st_size * 8 < least * video.seconds


@dataclass(frozen=True, eq=False)
class _Run:
    """One film on its way."""

    video: Video
    coding: Coding
    options: FfmpegOptions
    folder: Path
    path: Path

    @property
    def _writing(self) -> str:
        return f"writing {self.path.name.lstrip('.')}"

    def draw(self, progress: Progress) -> None:
        """Write the film in the quality asked for, in one pass."""
        width, height = self.video.size
        source = ["-f", "rawvideo", "-pixel_format", "yuv420p", "-video_size", f"{width}x{height}"]
        source += ["-framerate", str(self.video.fps), "-i", "pipe:0", *self._sound(AUDIO_BITS)]
        source += ["-vf", _COLOUR, *self._picture_coding(), "-crf", str(self.options.quality)]

        def feed(pipe: IO[bytes]) -> None:
            pictures = planes_in_order(self.video, self.options.workers or busy_threads())
            for done, planes in enumerate(pictures, start=1):
                pipe.write(planes.data)
                progress("draw", done, self.video.count)

        run([*source, *self._container()], self._writing, feed)

    def fit(self, limit: int, progress: Progress) -> None:
        """Write the film anew in two passes, at a rate under which it keeps the bytes."""
        first = self.folder / "first.mp4"
        self.path.replace(first)
        budget = limit
        for _ in range(_TRIES):
            self._two_passes(first, rates_within(self.video, budget), progress)
            found = self.path.stat().st_size
            if found <= limit:
                return
            budget = int(budget * limit / found * 0.99)
        raise ExportError(
            f"The film weighs {self.path.stat().st_size:,} bytes after {_TRIES} tries; {limit:,} are allowed. "
            "Shorten the script, or make the film smaller."
        )

    def thicken(self, progress: Progress) -> None:
        """Write the film anew at a constant rate, padded where little moves: some slots refuse a thin stream."""
        first = self.folder / "first.mp4"
        self.path.replace(first)
        audio = AUDIO_BITS if self.video.sound else 0
        rate = str(int((self.coding.min_bits_per_second or 0) * 1.02) - audio)
        constant = ["-b:v", rate, "-minrate", rate, "-maxrate", rate, "-bufsize", rate]
        coding = [*self._picture_coding(), *constant, "-x264-params", "nal-hrd=cbr:filler=1"]
        told = partial(self._tell, progress, 0, 1)
        run(["-i", str(first), "-map", "0", "-c:a", "copy", *coding, *self._container()], self._writing, told=told)

    def _two_passes(self, first: Path, rates: Rates, progress: Progress) -> None:
        log = ["-passlogfile", str(self.folder / "passes")]
        coding = [*self._picture_coding(), "-b:v", str(rates.video)]
        # A short buffer keeps the rate from running away at the end of the film
        coding += ["-maxrate", str(rates.video * 3), "-bufsize", str(rates.video * 4), *log]
        source = ["-i", str(first)]
        one, two = (partial(self._tell, progress, number, 2) for number in range(2))
        run([*source, "-map", "0:v", *coding, "-pass", "1", "-f", "null", "-"], self._writing, told=one)
        sound = self._sound(rates.audio)
        run([*source, *sound, *coding, "-pass", "2", *self._container()], self._writing, told=two)

    def _tell(self, progress: Progress, number: int, passes: int, pictures: int) -> None:
        """Tell how far the passes over a film are, `number` of them being done."""
        count = self.video.count
        progress("fit", number * count + min(pictures, count), passes * count)

    def _picture_coding(self) -> list[str]:
        group = max(1, round(self.video.fps * _GROUP_SECONDS))
        coding = ["-c:v", "libx264", "-preset", self.options.effort, "-profile:v", "high", "-pix_fmt", "yuv420p"]
        return [*coding, "-g", str(group), "-bf", "2", "-flags", "+cgop", "-fps_mode", "passthrough"]

    def _sound(self, bits: int) -> list[str]:
        """Return the sound as a second input, and how it is coded; it is written down the first time."""
        if self.video.sound is None:
            return ["-map", "0:v"]
        raw = self.folder / "sound.f32"
        sound = self.video.sound
        if not raw.exists():
            raw.write_bytes(_stereo(sound).astype("<f4").tobytes())
        source = [
            "-f",
            "f32le",
            "-ar",
            str(sound.sample_rate),
            "-ac",
            "2",
            "-i",
            str(raw),
            "-map",
            "0:v",
            "-map",
            "1:a",
        ]
        coding = ["-c:a", "aac", "-b:a", str(bits), "-ar", str(_AUDIO_HZ)]
        return [*source, *coding, "-metadata:s:a:0", f"language={language_code(sound.language)}"]

    def _container(self) -> list[str]:
        title = ["-metadata", f"title={self.coding.title}"] if self.coding.title else []
        return [*title, "-movflags", "+faststart", "-fflags", "+bitexact", "-f", "mp4", str(self.path)]


# What the planes are; the encoder writes it into the stream, the container copies it into its `colr` box
_COLOUR = (
    "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,"
    "setparams=chroma_location=center:field_mode=prog"
)


def _stereo(sound: Sound) -> np.ndarray:
    """Return two channels as loud together as the sound: one channel in both would be 3 LU louder (ITU-R BS.1770)."""
    if sound.samples.ndim == 2:
        return sound.samples
    return np.repeat((sound.samples * np.sqrt(0.5))[:, None], 2, axis=1)
