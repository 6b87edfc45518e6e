"""From a plate's scene-referred light to what a screen shows: a fixed exposure, then a soft shoulder."""

import numpy as np

from pipelines.plate import Plate
from pipelines.values import Linear

_SHOULDER = 0.72  # display-linear light up to which the curve is straight
_STEP = 4  # a percentile needs no more than every fourth row and column


def exposure_of(plate: Plate) -> float:
    """Return the factor that brings the plate's 75th percentile, all lamps at their own power, to the set's exposure.

    It depends on the set alone, never on the product or on how lamps are set: dark sets stay dark.
    """
    total = sum(light[::_STEP, ::_STEP].mean(axis=2) for light in plate.lights.values())
    return plate.scene.exposure / max(float(np.percentile(total, 75)), 1e-6)


def displayed(light: Linear) -> Linear:
    """Return exposed light bent into [0, 1]: straight up to the shoulder, then ever slower towards 1."""
    rest = np.float32(1 - _SHOULDER)
    bent = np.maximum(light - np.float32(_SHOULDER), 0, dtype=np.float32)  # in place from here on: pictures are large
    bent /= -rest
    np.exp(bent, out=bent)
    bent *= -rest
    bent += rest
    bent += np.clip(light, 0, np.float32(_SHOULDER))
    return bent


def undisplayed(shown: Linear) -> Linear:
    """Return the exposed light that `displayed` bends into this, [0, 1]; full white is taken as just short of it."""
    rest = np.float32(1 - _SHOULDER)
    above = np.clip((shown - np.float32(_SHOULDER)) / rest, 0, np.float32(0.996))
    return np.where(above > 0, _SHOULDER - rest * np.log(1 - above), np.maximum(shown, 0)).astype(np.float32)
