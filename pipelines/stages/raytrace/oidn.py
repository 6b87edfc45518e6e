"""Intel's Open Image Denoise, guided by clean pictures of the surfaces."""

import mitsuba_oidn
import numpy as np

from pipelines.values import Linear

_DARK = (0.02, 0.08)  # below the first, colour is not divided by the surface's; between, partly


def denoise(light: Linear, albedo: Linear, normal: Linear) -> Linear:
    """Return the light without noise, its texture kept; all of shape (height, width, 3).

    Args:
        albedo: free of noise, in [0, 1]: the light is divided by it, cleaned, and multiplied again, so that grain and
            weave, which are in the albedo, are not taken for noise.
        normal: free of noise.
    """
    low, high = _DARK
    share = np.clip((albedo.max(axis=2, keepdims=True) - low) / (high - low), 0, 1)
    divisor = np.asarray(1 - share + share * np.maximum(albedo, low), np.float32)
    return np.asarray(_filtered(light / divisor, albedo, normal) * divisor, np.float32)


def _filtered(colour: Linear, albedo: Linear, normal: Linear) -> Linear:
    device = mitsuba_oidn.Device(mitsuba_oidn.DeviceType.CPU)
    network = device.new_filter("RT")
    cleaned = np.empty(colour.shape, np.float32)
    for name, plane in (("color", colour), ("albedo", np.clip(albedo, 0, 1)), ("normal", normal)):
        network.set_image(name, np.ascontiguousarray(plane, np.float32))
    network.set_image("output", cleaned)
    network.hdr = True
    network.clean_aux = True
    network.commit()
    network.execute()
    device.sync()
    return np.maximum(cleaned, 0)
