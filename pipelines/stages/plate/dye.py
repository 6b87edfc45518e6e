"""Other base colours for a plate's materials, light by light, without rendering again."""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.hex_colour import rgb_of
from pipelines.linear_light import LUMINANCE, to_linear
from pipelines.plate import Plate
from pipelines.values import Linear, Matte
from presets.scenes.material import Material
from presets.scenes.schema import Dome, Lamp

# A surface that sends hardly any light of a channel does not tell, beyond this, how it would send more.
_LARGEST_FACTOR = 4.0
_BLACKEST = 0.02  # base colour below which noise would be all that a factor finds
_DIELECTRIC = 0.08  # of light is mirrored at normal incidence where `specular` is 1
_GLOWING = 0.35, 0.7  # of a pixel's light, emitted: from here on it is a lamp, not a wall that one lights


@dataclass(frozen=True, eq=False)
class _Dye:
    """A material's new colour, and its share of every pixel that takes it, shape (height, width, 3)."""

    old: Linear
    new: Linear
    share: Linear

    def matrix(self, lamp: Linear) -> Linear:
        """Return what turns the surface's light under a lamp of that colour into its new light, shape (3, 3).

        Channels are scaled by new over old. One that the old colour all but swallows follows the old colour's
        strongest instead, lest a red apple's green be its noise, and a clay pot painted white be yellow.
        """
        factor = self.new / self.old
        told = np.minimum(1, _LARGEST_FACTOR / np.maximum(factor, 1e-6))
        strongest = int(self.old.argmax())
        matrix = np.diag(factor * told)
        matrix[:, strongest] += self.new / self.old[strongest] * (lamp / lamp[strongest]) * (1 - told)
        return matrix.astype(np.float32)


def dyed_lights(plate: Plate, colours: Mapping[str, str]) -> Mapping[str, Linear] | None:
    """Return a plate's lights with new base colours of its tintable materials; None where none of them is there.

    What a glossy surface mirrors keeps its colour, as do lamps that shine in the picture, and what the old colour
    cast around it.
    """
    dyes = [_dye(plate, name, colour) for name, colour in colours.items() if name in plate.tints]
    if not dyes:
        return None
    return {lamp.id: _dyed(plate, lamp, dyes) for lamp in plate.scene.lamps}


def linear_colour(colour: str) -> Linear:
    """Return `#rrggbb` as linear light, shape (3,)."""
    return to_linear(np.array(rgb_of(colour), np.uint8))


def _dye(plate: Plate, name: str, colour: str) -> _Dye:
    material = plate.scene.materials[name]
    size = plate.camera.size
    whole = cv2.resize(plate.tints[name], size, interpolation=cv2.INTER_LINEAR)
    scattered = cv2.resize(1 - _mirrored_share(plate, material), size, interpolation=cv2.INTER_LINEAR)
    share = np.asarray(scattered * whole[..., None], np.float32)
    return _Dye(np.maximum(linear_colour(material.colour), _BLACKEST), linear_colour(colour), share)


def _dyed(plate: Plate, lamp: Lamp, dyes: list[_Dye]) -> Linear:
    light = plate.lights[lamp.id]
    shone = _lamp_colour(lamp)
    result = light.copy()
    for dye in dyes:
        scattered = light - _glow(plate, light, dye.old * shone) if isinstance(lamp, Dome) else light
        result += cv2.transform(scattered, dye.matrix(shone) - np.eye(3, dtype=np.float32)) * dye.share
    return np.maximum(result, 0)


def _lamp_colour(lamp: Lamp) -> Linear:
    shades = (lamp.top, lamp.horizon) if isinstance(lamp, Dome) else (lamp.colour,)
    return np.maximum(np.mean([linear_colour(shade) for shade in shades], axis=0), _BLACKEST)


def _glow(plate: Plate, light: Linear, surface: Linear) -> Linear:
    """Return the part of a dome's light that glowing things out of focus send past a surface of that colour.

    Things that shine are rendered with the dome. Each pixel is a mixture of both colours, as near as can be.
    """
    result = np.zeros_like(light)
    for colour in {material.colour for material in plate.scene.materials.values() if material.emit > 0}:
        emitted = linear_colour(colour)
        amount = light @ np.linalg.pinv(np.stack([surface, emitted], axis=1))[1].astype(np.float32)
        amount = np.maximum(amount, 0)
        share = amount * np.float32(emitted @ LUMINANCE) / np.maximum(light @ LUMINANCE, 1e-6)
        result = np.maximum(result, (amount * _risen(share))[..., None] * emitted)
    return np.minimum(result, light)


def _risen(share: Matte) -> Matte:
    low, high = _GLOWING
    ramp = np.clip((share - low) / (high - low), 0, 1)
    return np.asarray(ramp * ramp * (3 - 2 * ramp), np.float32)


def _mirrored_share(plate: Plate, material: Material) -> Linear:
    """Return how much of what a surface sends, in each channel, it mirrors, at the geometry's size.

    Fresnel's share by Schlick, of surroundings as bright as a white card in the set's light; metals mirror in their own
    colour, and rough surfaces too dimly to tell.
    """
    to_camera = plate.camera.origin_cm - plate.position_cm
    cosine = (to_camera * plate.normal).sum(axis=2) / np.maximum(np.linalg.norm(to_camera, axis=2), 1e-6)
    level = _DIELECTRIC * material.specular
    fresnel = level + (1 - level) * (1 - np.clip(cosine, 0, 1)) ** 5
    fresnel = cv2.medianBlur(fresnel.astype(np.float32), 3)  # a single pixel of a bevel is no mirror
    fresnel = (fresnel * (1 - material.roughness) ** 4 * (1 - material.metallic))[..., None]
    base = np.maximum(linear_colour(material.colour), _BLACKEST)
    return np.asarray(fresnel / (fresnel + (1 - fresnel) * base), np.float32)
