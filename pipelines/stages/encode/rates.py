"""How many bits a second a film may take so that its file keeps the bytes."""

from dataclasses import dataclass
from fractions import Fraction

from pipelines.errors import ExportError
from pipelines.video import Video

AUDIO_BITS = 128_000
_AUDIO_BITS_LEAST = 96_000
# x264 keeps an average of two passes within some 2 %; the container takes its share besides
_MARGIN = 0.97
# Below this share of a bit a pixel, faces turn into blocks even where little moves
_LEAST_BITS_A_PIXEL = 0.008


@dataclass(frozen=True)
class Rates:
    """Bits a second of pictures and of sound."""

    video: int
    audio: int


def rates_within(video: Video, max_bytes: int, file_bits: int | None = None) -> Rates:
    """Return the rates that fill the bytes.

    Args:
        max_bytes: of the whole file.
        file_bits: a second, where the file must not exceed them either.

    Raises:
        ExportError: too few for a picture of this size.
    """
    seconds = float(video.seconds)
    total = max_bytes * 8 / seconds
    if file_bits is not None:
        total = min(total, float(file_bits))
    audio = 0 if video.sound is None else AUDIO_BITS if total > 12 * AUDIO_BITS else _AUDIO_BITS_LEAST
    room = int((total * _MARGIN - audio) - _index_bits(video.fps))
    width, height = video.size
    least = int(_LEAST_BITS_A_PIXEL * width * height * video.fps)
    if room < least:
        needed = (least + audio) / _MARGIN * seconds / 8
        raise ExportError(
            f"A film of {seconds:.0f} s and {width} x {height} pixels does not fit {max_bytes:,} bytes in a quality "
            f"worth showing, which takes some {needed:,.0f}. Shorten the script, or make the film smaller."
        )
    return Rates(room, audio)


def _index_bits(fps: Fraction) -> int:
    """Return what an MP4's tables take a second: some 16 bytes a picture or block of sound."""
    return int(16 * 8 * (fps + 48_000 // 1024))
