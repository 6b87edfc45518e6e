"""Exposure and white balance that a plain backdrop suggests: offered, applied only when asked for."""

from dataclasses import dataclass

import numpy as np

from pipelines.delta_e import delta_e
from pipelines.linear_light import to_linear, to_srgb
from pipelines.values import Cutout, Rgb

# A backdrop this even (spread of its luminance, over its mean) and this little coloured is taken for white or grey.
_MOST_SPREAD = 0.25
_MOST_CHROMA = 0.35
# Where a white backdrop belongs in linear light (sRGB 243), and the gains a photo bears.
_WHITE = 0.9
_LEAST_GAIN, _MOST_GAIN = 0.6, 2.0
_BRIGHT_ENOUGH = 0.25  # linear; a darker backdrop says nothing of exposure
_SEEN = 1.0  # CIEDE2000 below which nobody sees a change


@dataclass(frozen=True)
class Tone:
    """Gains in linear light for red, green and blue, and what they do to the product's mean colour (CIEDE2000)."""

    gains: tuple[float, float, float]
    delta_e: float

    def sentence(self, *, applied: bool) -> str:
        """Say what was done, or could be."""
        gains = " ".join(f"{name} x{gain:.2f}" for name, gain in zip(("red", "green", "blue"), self.gains, strict=True))
        change = f"{gains}; the product's colour moves by delta E {self.delta_e:.1f} on average"
        if applied:
            return f"Tone set by the backdrop: {change}."
        return f"The backdrop suggests another tone ({change}). It was not applied; --tone does."


def suggest_tone(cutout: Cutout) -> Tone | None:
    """Return the tone that makes a plain light backdrop neutral and white, or None where it says nothing."""
    ground = cutout.pixels[cutout.matte <= 0]
    if len(ground) < 1000:
        return None
    light = to_linear(ground[:: max(1, len(ground) // 200_000)])
    mean = np.median(light, axis=0)
    luminance = light.mean(axis=1)
    spread, chroma = luminance.std() / max(1e-4, luminance.mean()), (mean.max() - mean.min()) / max(1e-4, mean.max())
    if spread > _MOST_SPREAD or chroma > _MOST_CHROMA or mean.min() < _BRIGHT_ENOUGH:
        return None
    exposure = float(np.clip(_WHITE / mean.mean(), _LEAST_GAIN, _MOST_GAIN))
    gains = exposure * mean.mean() / mean  # neutral whatever the exposure's bounds
    tone = (float(gains[0]), float(gains[1]), float(gains[2]))
    change = _change(cutout, tone)
    return Tone(tone, change) if change >= _SEEN else None


def toned(cutout: Cutout, tone: Tone) -> Cutout:
    """Return the cutout in the new tone; its pixels are then no longer the photo's, which the receipt must say."""
    return Cutout(_scaled(cutout.pixels, tone.gains), cutout.matte, _scaled(cutout.foreground, tone.gains))


def _change(cutout: Cutout, gains: tuple[float, float, float]) -> float:
    product = cutout.pixels[cutout.matte > 0.9]
    sample = product[:: max(1, len(product) // 20_000)]
    return float(delta_e(sample, _scaled(sample, gains)).mean()) if len(sample) else 0.0


def _scaled(pixels: Rgb, gains: tuple[float, float, float]) -> Rgb:
    return to_srgb(to_linear(pixels) * np.array(gains, np.float32))
