"""From a plate's lamps and what the product does to them to the layers of a scene."""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.linear_light import LUMINANCE
from pipelines.scene import Scene
from pipelines.shot import Shot, Staging
from pipelines.stages.render.lit_ground import LitGround
from pipelines.tone_curve import displayed, exposure_of
from pipelines.values import Linear, Mask, Matte, Size
from presets.scenes.schema import Dome

_BY_WAY_OF_THE_SET = 0.18  # of a panel's light on the ground: what arrives from walls and things it lights
_SPILL = 0.4  # of the even light that the product stops: what it sends on instead, in its own colour
_LIT_FOOT = 0.55  # of the contact's darkness: what a white product lights up again
_UNTOUCHED = 0.003  # a change of light below this is none
_WARM = np.array([1.09, 1.0, 0.84], np.float32)  # of the strongest warmth, before its luminance is kept
_CHROMA_GRAIN = 0.35  # of the grain: what red and blue have of their own
_GRAIN_TILE = 1024


def resized_lights(staging: Staging, size: Size) -> Mapping[str, Linear]:
    """Return the plate's lights at the canvas's size, with the staging's gains and warmth, exposed for the screen."""
    plate = staging.plate
    tint = np.float32(exposure_of(plate)) * warm_tint(staging.warmth)
    return {
        name: np.asarray(_resized(light, size) * (tint * np.float32(staging.lamps.get(name, 1.0))), np.float32)
        for name, light in plate.lights.items()
    }


def warm_tint(warmth: float) -> Linear:
    """Return factors on red, green and blue that warm a white by `warmth` in [-1, 1] and keep its luminance."""
    tint = _WARM**warmth
    return np.asarray(tint / float(tint @ LUMINANCE), np.float32)


def _resized(light: Linear, size: Size) -> Linear:
    if (light.shape[1], light.shape[0]) == size:
        return light
    method = cv2.INTER_AREA if size[0] < light.shape[1] else cv2.INTER_CUBIC
    return np.maximum(np.asarray(cv2.resize(light, size, interpolation=method), np.float32), 0)


@dataclass(frozen=True, eq=False)
class Finish:
    """Puts the layers of one scene together.

    Attributes:
        staging, shot: what was planned.
        lights: lamp id -> its light on the canvas, exposed.
    """

    staging: Staging
    shot: Shot
    lights: Mapping[str, Linear]

    def scene(self, ground: LitGround, gain: Linear | None) -> Scene:
        """Return the scene of the shot's canvas."""
        layers = list(self.lights.values())
        empty = layers[0].copy()
        for light in layers[1:]:
            empty += light
        plate = displayed(empty)
        shadow = self._shadow(ground, plate)
        share, mirrored = self._mirrored(ground)
        return Scene(self._grained(plate), shadow, share, mirrored, gain)

    def _shadow(self, ground: LitGround, plate: Linear) -> Linear:
        """Return the share of display light that is left, 1 away from the product."""
        shade = np.ones(plate.shape, np.float32)
        darkest = np.maximum.reduce([ground.around, *ground.dimmed.values()])
        rows, columns = _region(darkest > _UNTOUCHED, self.shot.size)
        around = _part(ground.around, rows, columns, self.shot.size)[..., None]
        around = around * (1 - np.float32(_SPILL) * ground.colour)
        light = np.zeros(plate[rows, columns].shape, np.float32)
        for lamp in self.staging.plate.scene.lamps:
            taken = _part(ground.dimmed[lamp.id], rows, columns, self.shot.size)[..., None]
            if isinstance(lamp, Dome):
                taken = taken * (1 - np.float32(_SPILL) * ground.colour)
            else:
                taken = taken * np.float32(1 - _BY_WAY_OF_THE_SET) + around * np.float32(_BY_WAY_OF_THE_SET)
            light += self.lights[lamp.id][rows, columns] * (1 - np.float32(self.staging.shadow) * taken)
        left = displayed(light) / np.maximum(plate[rows, columns], 1e-5)
        shade[rows, columns] = np.where(left > 1 - _UNTOUCHED, 1, np.maximum(left, 0))
        if ground.line is not None:
            self._draw_line(ground.line, 1 - np.float32(_LIT_FOOT) * ground.colour, shade)
        return shade

    def _draw_line(self, line: Matte, tint: Linear, shade: Linear) -> None:
        """Darken the foot where the shadow has not done so; `tint` is how much of the line each channel takes."""
        place = self.shot.place
        part = shade[place.top : place.top + len(line), place.left : place.right]
        np.minimum(part, 1 - np.float32(self.staging.shadow) * line[: len(part), :, None] * tint, out=part)

    def _mirrored(self, ground: LitGround) -> tuple[Matte | None, Linear | None]:
        if ground.mirrored is None:
            return None, None
        width, height = self.shot.size
        share, light = np.zeros((height, width), np.float32), np.zeros((height, width, 3), np.float32)
        rows, columns = _region(ground.mirrored[0] > 0, self.shot.size)
        share[rows, columns] = _part(ground.mirrored[0], rows, columns, self.shot.size)
        light[rows, columns] = _part(ground.mirrored[1], rows, columns, self.shot.size)
        return share, light

    def _grained(self, plate: Linear) -> Linear:
        """Lay the photo's grain on the plate, after it has got its size."""
        grain = self.staging.grain
        if grain <= 0:
            return plate
        random = np.random.default_rng(self.shot.seed)
        tile = random.standard_normal((_GRAIN_TILE, _GRAIN_TILE), dtype=np.float32) * np.float32(grain)
        height, width = plate.shape[:2]
        noise = np.tile(tile, (-(-height // _GRAIN_TILE), -(-width // _GRAIN_TILE)))[:height, :width]
        # The slope of light over its sRGB value, near 2.2 x light ** 0.545, turns display grain into light.
        slope = 2.1 * np.sqrt(plate) + np.float32(0.02)
        for channel, shift in ((0, 311), (1, 0), (2, 733)):
            own = noise if not shift else noise + np.float32(_CHROMA_GRAIN) * np.roll(noise, shift, axis=1)
            slope[..., channel] *= own
        return np.asarray(np.clip(plate + slope, 0, 1), np.float32)


def _part(layer: Linear, rows: slice, columns: slice, size: Size) -> Linear:
    """Return a part of the canvas of a layer that covers it on a coarser grid, clipped to [0, 1]."""
    high, wide = rows.stop - rows.start, columns.stop - columns.start
    if not high or not wide:
        return np.zeros((high, wide, *layer.shape[2:]), np.float32)
    scale_x, scale_y = layer.shape[1] / size[0], layer.shape[0] / size[1]
    # Pixel centres of the canvas in the layer's grid.
    matrix = np.array(
        [
            [scale_x, 0, (columns.start + 0.5) * scale_x - 0.5],
            [0, scale_y, (rows.start + 0.5) * scale_y - 0.5],
        ],
        np.float32,
    )
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    found = cv2.warpAffine(layer, matrix, (wide, high), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(np.clip(found, 0, 1), np.float32)


def _region(mask: Mask, size: Size) -> tuple[slice, slice]:
    """Return the rows and columns of the canvas that hold all of a coarser grid's mask."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return slice(0, 0), slice(0, 0)
    scale_x, scale_y = size[0] / mask.shape[1], size[1] / mask.shape[0]
    top, bottom = max(0, int((rows[0] - 1) * scale_y)), min(size[1], int((rows[-1] + 2) * scale_y) + 1)
    left, right = max(0, int((columns[0] - 1) * scale_x)), min(size[0], int((columns[-1] + 2) * scale_x) + 1)
    return slice(top, bottom), slice(left, right)
