"""The same little film by moviepy's own composition and by ours, in one run: seconds a film-second, and their ratio.

A product with soft edges drifts, and a caption stands, over a still ground, with sound. Wants moviepy, which the studio
itself does not: `pip install moviepy`, then `python -m benchmarks.film.against_moviepy`.
"""

import resource
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from moviepy import CompositeVideoClip, ImageClip
from moviepy.audio.AudioClip import AudioArrayClip

from pipelines.progress import silent
from pipelines.stages.encode.engine import Coding, FfmpegOptions
from pipelines.stages.encode.ffmpeg import FfmpegEncoder
from pipelines.values import Rgb
from pipelines.video import Sound, Video

SIZE, FPS, SECONDS, RATE = (1080, 1920), 25, 3, 48_000


def ground() -> Rgb:
    rows = np.linspace(0, 1, SIZE[1])[:, None, None]
    shade = np.broadcast_to(240 - rows * np.array([40, 60, 90]), (SIZE[1], SIZE[0], 3))
    return np.ascontiguousarray(shade, dtype=np.uint8)


def soft_disc(size: int) -> np.ndarray:
    """An RGBA disc with a wide soft edge."""
    matte = cv2.GaussianBlur(
        cv2.circle(np.zeros((size, size), np.uint8), (size // 2,) * 2, size // 3, 255, -1), (0, 0), 9
    )
    return np.dstack([np.full((size, size, 3), (180, 70, 40), np.uint8), matte])


def caption() -> np.ndarray:
    plate = np.zeros((160, 800, 4), np.uint8)
    plate[...] = (20, 24, 30, 220)
    cv2.putText(plate, "Warm for an hour", (60, 100), cv2.FONT_HERSHEY_SIMPLEX, 2, (255, 255, 255, 255), 4, cv2.LINE_AA)
    return plate


def left_at(seconds: float) -> int:
    return int(60 + 80 * seconds)


def by_moviepy(path: Path, wave: np.ndarray) -> None:
    layers = [
        ImageClip(ground()),
        ImageClip(soft_disc(800)).with_position(lambda t: (left_at(t), 300)),
        ImageClip(caption()).with_position((140, 1500)),
    ]
    film = CompositeVideoClip([layer.with_duration(SECONDS) for layer in layers], size=SIZE)
    film = film.with_audio(AudioArrayClip(np.stack([wave, wave], axis=1), fps=RATE))
    shape = ["-pix_fmt", "yuv420p", "-movflags", "+faststart", "-crf", "20"]
    film.write_videofile(
        str(path), fps=FPS, codec="libx264", preset="veryfast", audio_codec="aac", ffmpeg_params=shape, logger=None
    )


def by_ours(path: Path, wave: np.ndarray) -> None:
    plain, disc, words = ground(), soft_disc(800), caption()
    lay(plain, words, 140, 1500)

    def draw(number: int) -> Rgb:
        picture = plain.copy()
        lay(picture, disc, left_at(number / FPS), 300)
        return picture

    video = Video(SIZE, Fraction(FPS), FPS * SECONDS, draw, Sound(wave, RATE))
    FfmpegEncoder(FfmpegOptions(), None).encode(video, Coding(), path, silent)  # type: ignore[arg-type]


def lay(canvas: Rgb, layer: np.ndarray, left: int, top: int) -> None:
    under = canvas[top : top + layer.shape[0], left : left + layer.shape[1]]
    over = layer[:, : under.shape[1]]
    alpha = cv2.cvtColor(over[..., 3], cv2.COLOR_GRAY2RGB)
    mine = cv2.multiply(np.ascontiguousarray(over[..., :3]), alpha, scale=1 / 255)
    cv2.add(cv2.multiply(under, cv2.bitwise_not(alpha), scale=1 / 255), mine, dst=under)


def timed(make: Callable[[Path, np.ndarray], None], path: Path, wave: np.ndarray) -> tuple[float, float]:
    """Return wall and CPU seconds a film-second, children's included."""
    start, before = time.perf_counter(), cpu()
    make(path, wave)
    return (time.perf_counter() - start) / SECONDS, (cpu() - before) / SECONDS


def cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    wave = (0.2 * np.sin(np.arange(SECONDS * RATE) * 2 * np.pi * 220 / RATE)).astype(np.float32)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, make in (("moviepy", by_moviepy), ("ours", by_ours)):
            path = Path(folder) / f"{name}.mp4"
            found[name] = timed(make, path, wave)
            wall, busy = found[name]
            print(f"{name}: {wall:.2f} s a film-second, {busy:.2f} CPU s, {path.stat().st_size:,} bytes")
    ratios = [theirs / mine for theirs, mine in zip(found["moviepy"], found["ours"], strict=True)]
    print(f"moviepy takes {ratios[0]:.1f} times as long, and {ratios[1]:.1f} times the CPU time")


if __name__ == "__main__":
    main()
