"""From a set's scene-referred light to what a picture shows."""

import numpy as np

from pipelines.values import Linear

_KNEE = 0.72  # below it light is shown as it is; above it runs softly into white
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)  # ITU-R BT.709


def exposure_of(light: Linear, target: float) -> float:
    """Return the factor that brings the 75th percentile of the light's luminance to `target`, display-linear."""
    return target / max(float(np.percentile(light @ _LUMINANCE, 75)), 1e-9)


def shown(light: Linear) -> Linear:
    """Return exposed light with its highlights rolled off into [0, 1], of the same shape."""
    span = 1 - _KNEE
    above = np.maximum(light - _KNEE, 0)
    rolled = _KNEE + span * (1 - np.exp(-above / span))
    return np.asarray(np.where(light > _KNEE, rolled, np.maximum(light, 0)), np.float32)
