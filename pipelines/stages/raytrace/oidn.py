"""Intel's Open Image Denoise, guided by clean pictures of the surfaces."""

from collections.abc import Mapping

import mitsuba_oidn
import numpy as np

from pipelines.values import Linear

_DARK = (0.02, 0.08)  # below the first, colour is not divided by the surface's; between, partly


def denoise(light: Linear, sampled: Linear, albedo: Linear, normal: Linear) -> Linear:
    """Return the light without noise, its texture kept; all of shape (height, width, 3).

    The light is divided by the albedo its own paths met, cleaned, and multiplied by the clean one: grain and weave,
    which are in the albedo, are not taken for noise, nor are edges that few paths have met by chance.

    Args:
        sampled: albedo that the paths of `light` met, as noisy.
        albedo, normal: of the same surfaces, free of noise.
    """
    irradiance = light / _divisor(sampled)
    return np.asarray(_filtered(irradiance, albedo, normal) * _divisor(albedo), np.float32)


def _divisor(albedo: Linear) -> Linear:
    """Return what light is divided by: the albedo, but 1 where a surface is black or metal, whose light is its own."""
    low, high = _DARK
    share = np.clip((albedo.max(axis=2, keepdims=True) - low) / (high - low), 0, 1)
    return np.asarray(1 - share + share * np.maximum(albedo, low), np.float32)


def smooth_guide(kind: str, guide: Linear) -> Linear:
    """Return a guide without the noise of its own samples, where the lens blurs grain; `kind` is albedo or normal."""
    return _run({kind: guide}, clean_guides=False)


def _filtered(colour: Linear, albedo: Linear, normal: Linear) -> Linear:
    planes = {"color": colour, "albedo": np.clip(albedo, 0, 1), "normal": normal}
    return np.maximum(_run(planes, clean_guides=True), 0)


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
