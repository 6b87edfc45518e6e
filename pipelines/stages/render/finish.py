"""From a plate's lamps and what the product takes from them to the layers of a scene."""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.scene import Scene
from pipelines.shot import Shot, Staging
from pipelines.stages.render.lit_ground import LitGround
from pipelines.tone_curve import displayed, exposure_of
from pipelines.values import Linear, Mask, Matte, Size
from presets.scenes.schema import Dome

_BY_WAY_OF_THE_SET = 0.18  # of a panel's light on the ground: what arrives from walls and things it lights
_UNTOUCHED = 0.003  # a change of light below this is none
_WARM = np.array([1.09, 1.0, 0.84], np.float32)  # of the strongest warmth, before its luminance is kept
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)  # IEC 61966-2-1


def resized_lights(staging: Staging, size: Size) -> Mapping[str, Linear]:
    """Return the plate's lights at the canvas's size, with the staging's gains and warmth, exposed for the screen."""
    plate = staging.plate
    tint = exposure_of(plate) * warm_tint(staging.warmth)
    return {
        name: np.asarray(_resized(light, size) * (tint * np.float32(staging.lamps.get(name, 1.0))), np.float32)
        for name, light in plate.lights.items()
    }


def warm_tint(warmth: float) -> Linear:
    """Return factors on red, green and blue that warm a white by `warmth` in [-1, 1] and keep its luminance."""
    tint = _WARM**warmth
    return np.asarray(tint / float(tint @ _LUMINANCE), np.float32)


def _resized(light: Linear, size: Size) -> Linear:
    if (light.shape[1], light.shape[0]) == size:
        return light
    method = cv2.INTER_AREA if size[0] < light.shape[1] else cv2.INTER_CUBIC
    return np.maximum(np.asarray(cv2.resize(light, size, interpolation=method), np.float32), 0)


@dataclass(frozen=True, eq=False)
class Finish:
    """Puts the layers of one scene together."""

    staging: Staging
    shot: Shot
    lights: Mapping[str, Linear]

    def scene(self, ground: LitGround) -> Scene:
        """Return the scene of the shot's canvas."""
        empty = np.asarray(sum(self.lights.values()), np.float32)
        plate = displayed(empty)
        shadow = self._shadow(ground, plate)
        return Scene(self._grained(plate), shadow)

    def _shadow(self, ground: LitGround, plate: Linear) -> Linear:
        """Return the share of display light that is left, 1 away from the product."""
        shade = np.ones(plate.shape, np.float32)
        darkest = np.maximum.reduce([ground.around, *ground.dimmed.values()])
        rows, columns = _region(_to_canvas(darkest, self.shot.size) > _UNTOUCHED)
        light = np.zeros((*shade[rows, columns].shape[:2], 3), np.float32)
        around = _to_canvas(ground.around, self.shot.size)[rows, columns]
        for lamp in self.staging.plate.scene.lamps:
            taken = _to_canvas(ground.dimmed[lamp.id], self.shot.size)[rows, columns]
            if not isinstance(lamp, Dome):
                taken = taken * (1 - _BY_WAY_OF_THE_SET) + around * _BY_WAY_OF_THE_SET
            light += self.lights[lamp.id][rows, columns] * (1 - np.float32(self.staging.shadow) * taken)[..., None]
        left = displayed(light) / np.maximum(plate[rows, columns], 1e-5)
        shade[rows, columns] = np.where(left > 1 - _UNTOUCHED, 1, np.maximum(left, 0))
        if ground.line is not None:
            self._draw_line(ground.line, shade)
        return shade

    def _draw_line(self, line: Matte, shade: Linear) -> None:
        """Darken the foot where the shadow has not done so."""
        place = self.shot.place
        part = shade[place.top : place.top + len(line), place.left : place.right]
        np.minimum(part, (1 - np.float32(self.staging.shadow) * line[: len(part)])[..., None], out=part)

    def _grained(self, plate: Linear) -> Linear:
        grain = self.staging.grain
        if grain <= 0:
            return plate
        random = np.random.default_rng(self.shot.seed)
        noise = random.standard_normal(plate.shape[:2], dtype=np.float32) * np.float32(grain)
        # The slope of light over its sRGB value, near 2.2 x light ** 0.545, turns display grain into light.
        slope = 2.1 * np.sqrt(np.maximum(plate, 0)) + np.float32(0.02)
        return np.clip(plate + noise[..., None] * slope, 0, 1).astype(np.float32)


def _to_canvas(layer: Matte, size: Size) -> Matte:
    return np.clip(np.asarray(cv2.resize(layer, size, interpolation=cv2.INTER_CUBIC), np.float32), 0, 1)


def _region(mask: Mask) -> tuple[slice, slice]:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return slice(0, 0), slice(0, 0)
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
