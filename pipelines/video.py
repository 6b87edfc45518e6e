"""A film before it is coded: pictures at an exact rate, drawn when they are asked for, and the sound beside them.

Nothing is held but the sound, so that memory hardly grows with length. Any picture can be drawn without those before
it: a film is cut into runs of pictures for several processes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from pipelines.speech import Samples
from pipelines.values import Rgb, Size


@dataclass(frozen=True, eq=False)
class Sound:
    """What is heard.

    Attributes:
        samples: float32 within [-1, 1], shape (n,) for mono, (n, 2) for left and right.
        sample_rate: in Hz.
        language: of what is said, an IETF tag such as `pt-BR`; empty where nobody speaks.
    """

    samples: Samples
    sample_rate: int
    language: str = ""

    def __post_init__(self) -> None:
        if self.samples.dtype != np.float32 or self.samples.shape[1:] not in ((), (2,)):
            found = f"{self.samples.dtype} of {self.samples.shape}"
            raise ValueError(f"Sound is float32 of shape (n,) or (n, 2), not {found}.")
        if self.sample_rate < 1 or not len(self.samples):
            raise ValueError(f"No sound has {len(self.samples)} samples at {self.sample_rate} Hz.")
        if not -1 <= float(self.samples.min()) <= float(self.samples.max()) <= 1:
            raise ValueError(f"Sound lies in [-1, 1], not [{self.samples.min()}, {self.samples.max()}].")
        self.samples.setflags(write=False)

    @property
    def seconds(self) -> Fraction:
        return Fraction(len(self.samples), self.sample_rate)

    def lengthened(self, seconds: Fraction) -> "Sound":
        """Return the sound with silence after it up to `seconds`; one that lasts longer comes back as it is."""
        missing = int(seconds * self.sample_rate) - len(self.samples)
        if missing <= 0:
            return self
        silence = np.zeros((missing, *self.samples.shape[1:]), np.float32)
        return Sound(np.concatenate([self.samples, silence]), self.sample_rate, self.language)


@dataclass(frozen=True, eq=False)
class Video:
    """Pictures in order, and sound.

    Attributes:
        size: width and height of every picture, both even: chroma is halved both ways.
        fps: pictures a second, exact.
        count: how many there are.
        draw: the picture of a number from 0 on; the same number gives the same pixels, in any order and any process.
        sound: ends within one picture of where the pictures end; None where nothing is heard.
    """

    size: Size
    fps: Fraction
    count: int
    draw: Callable[[int], Rgb]
    sound: Sound | None = None

    def __post_init__(self) -> None:
        if min(self.size) < 2 or self.fps <= 0 or self.count < 1:
            raise ValueError(f"No video has {self.count} pictures of {self.size} at {self.fps} a second.")
        if self.size[0] % 2 or self.size[1] % 2:
            raise ValueError(f"A video's width and height are even, not {self.size[0]} x {self.size[1]}.")
        if self.sound is not None and abs(self.sound.seconds - self.seconds) > 1 / self.fps:
            lasts, shown = float(self.sound.seconds), float(self.seconds)
            raise ValueError(f"The sound lasts {lasts:.3f} s and the pictures {shown:.3f} s: over one picture apart.")

    @property
    def seconds(self) -> Fraction:
        return self.count / self.fps
