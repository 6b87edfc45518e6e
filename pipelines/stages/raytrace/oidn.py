"""Intel's Open Image Denoise, guided by clean pictures of the surfaces."""

from collections.abc import Mapping
from dataclasses import dataclass

import mitsuba_oidn
import numpy as np
from numpy.typing import NDArray

from pipelines.values import Linear, Matte

_DARK = (0.03, 0.1)  # of albedo; below the first, light is not divided by it; between, partly
_LEAST = 0.02  # of albedo as a divisor
_SEEN_PX = 64  # around a pixel, of which its cleaning takes account


@dataclass(frozen=True, eq=False)
class Guides:
    """What is known of the surfaces of a picture without noise; planes of shape (height, width, ...).

    Attributes:
        albedo, normal: as the lens sees them, shape (height, width, 3).
        sharpness: 1 in focus, 0 where the lens blurs, 0 too within reach of such a blur.
    """

    albedo: Linear
    normal: Linear
    sharpness: Matte


def denoise(light: Linear, sampled: Linear, guides: Guides) -> Linear:
    """Return the light without noise, its texture kept; all of shape (height, width, 3).

    In focus the light is divided by the albedo its own paths met, cleaned, and multiplied by the clean one: grain and
    weave, which are in the albedo, are not taken for noise, nor are edges that few paths have met by chance. Where the
    lens mixes surfaces the light is no product of two means, and there is no grain to keep: it is cleaned as it is, and
    so is that of black surfaces and metals, whose light is their own.

    Args:
        sampled: albedo that the paths of `light` met, as noisy.
    """
    low, high = _DARK
    share = np.clip((guides.albedo.max(axis=2) - low) / (high - low), 0, 1) * guides.sharpness
    whole, divided = light.copy(), light.copy()
    _clean_rows(whole, light, guides, share < 1)
    divisor = np.maximum(guides.albedo, _LEAST)
    _clean_rows(divided, np.asarray(light / np.maximum(sampled, _LEAST), np.float32), guides, share > 0)
    return np.asarray(whole + share[..., None] * (divided * divisor - whole), np.float32)


def _clean_rows(target: Linear, light: Linear, guides: Guides, wanted: NDArray[np.bool_]) -> None:
    """Write the light without noise into the rows of `target` that hold a wanted pixel, and into those between."""
    rows = np.flatnonzero(wanted.any(axis=1))
    if not len(rows):
        return
    first, last = int(rows[0]), int(rows[-1]) + 1
    start, end = max(0, first - _SEEN_PX), last + _SEEN_PX
    planes = {"color": light, "albedo": np.clip(guides.albedo, 0, 1), "normal": guides.normal}
    cleaned = _run({name: plane[start:end] for name, plane in planes.items()}, clean_guides=True)
    target[first:last] = np.maximum(cleaned[first - start : last - start], 0)


def smooth_guide(kind: str, guide: Linear) -> Linear:
    """Return a guide without the noise of its own samples, where the lens blurs grain; `kind` is albedo or normal."""
    return _run({kind: guide}, clean_guides=False)


def _run(planes: Mapping[str, Linear], *, clean_guides: bool) -> Linear:
    device = mitsuba_oidn.Device(mitsuba_oidn.DeviceType.CPU)
    network = device.new_filter("RT")
    held = {name: np.ascontiguousarray(plane, np.float32) for name, plane in planes.items()}
    cleaned = np.empty(next(iter(held.values())).shape, np.float32)
    for name, plane in held.items():
        network.set_image(name, plane)
    network.set_image("output", cleaned)
    if "color" in held:
        network.hdr = True
        network.clean_aux = clean_guides
    network.commit()
    network.execute()
    device.sync()
    return cleaned
