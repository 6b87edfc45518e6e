"""A plate made to suit one picture without rendering again: a part of it, flipped, or with other base colours."""

from collections.abc import Mapping
from dataclasses import replace
from math import lcm

import cv2
import numpy as np

from pipelines.hex_colour import rgb_of
from pipelines.linear_light import to_linear
from pipelines.plate import Plate
from pipelines.tone_curve import exposure_of
from pipelines.values import Box, Linear, Size
from presets.scenes.material import Material
from presets.scenes.schema import Lamp, Panel, SceneSet

# A dye multiplies what a surface reflects; beyond this a dark plate would be stretched into noise.
_LARGEST_FACTOR = 4.0
_DIELECTRIC = 0.08  # of light is mirrored at normal incidence where `specular` is 1


def grid_step(plate: Plate) -> Size:
    """Return the smallest steps, in plate pixels, at which geometry can be cut exactly along with the light."""
    rows, columns = plate.position_cm.shape[:2]
    width, height = plate.camera.size
    return lcm(width, columns) // columns, lcm(height, rows) // rows


def cropped(plate: Plate, box: Box) -> Plate:
    """Return a part of a plate; the box is cut to whole pixels of the geometry's grid, which `grid_step` tells."""
    rows, columns = plate.position_cm.shape[:2]
    width, height = plate.camera.size
    if box == Box(0, 0, width, height):
        return plate
    left, right = round(box.left * columns / width), round(box.right * columns / width)
    top, bottom = round(box.top * rows / height), round(box.bottom * rows / height)
    grid = (slice(top, max(bottom, top + 1)), slice(left, max(right, left + 1)))
    part = replace(
        plate,
        camera=plate.camera.cropped(box),
        lights={name: light[box.slices] for name, light in plate.lights.items()},
        position_cm=plate.position_cm[grid],
        normal=plate.normal[grid],
        tints={
            name: share[box.slices] if share.shape == (height, width) else share[grid]
            for name, share in plate.tints.items()
        },
    )
    return _exposed_as(plate, part)


def mirrored(plate: Plate) -> Plate:
    """Return the plate of the same set flipped left to right: its light, its geometry and where its lamps hang."""
    flip = np.array([-1, 1, 1], np.float32)
    return replace(
        plate,
        scene=_mirrored_set(plate.scene),
        camera=plate.camera.mirrored(),
        lights={name: np.ascontiguousarray(light[:, ::-1]) for name, light in plate.lights.items()},
        position_cm=np.asarray(plate.position_cm[:, ::-1] * flip, np.float32),
        normal=np.asarray(plate.normal[:, ::-1] * flip, np.float32),
        tints={name: np.ascontiguousarray(share[:, ::-1]) for name, share in plate.tints.items()},
    )


def tinted(plate: Plate, colours: Mapping[str, str]) -> Plate:
    """Return the plate with other base colours of its tintable materials, `#rrggbb` in sRGB.

    Light that a surface scatters is in proportion to its base colour, so each pixel is scaled by new over old, by the
    material's share of it; what a glossy one mirrors keeps its colour, as does what the old colour cast around it.
    """
    factor = _factor(plate, colours)
    if factor is None:
        return plate
    dyed = replace(plate, lights={name: light * factor for name, light in plate.lights.items()})
    return _exposed_as(plate, dyed)


def linear_colour(colour: str) -> Linear:
    """Return `#rrggbb` as linear light, shape (3,)."""
    return to_linear(np.array(rgb_of(colour), np.uint8))


def _exposed_as(whole: Plate, changed: Plate) -> Plate:
    """Return a changed plate that is shown as bright as the whole set was: a dark part stays dark, dark dye too."""
    kept = changed.scene.exposure * exposure_of(whole) / exposure_of(changed)
    return replace(changed, scene=changed.scene.model_copy(update={"exposure": kept}))


def _factor(plate: Plate, colours: Mapping[str, str]) -> Linear | None:
    shares = {name: plate.tints[name] for name in colours if name in plate.tints}
    if not shares:
        return None
    width, height = plate.camera.size
    factor = np.ones((height, width, 3), np.float32)
    for name, share in shares.items():
        material = plate.scene.materials[name]
        old = np.maximum(linear_colour(material.colour), 0.02)
        change = np.minimum(linear_colour(colours[name]) / old, _LARGEST_FACTOR)
        whole = cv2.resize(share, (width, height), interpolation=cv2.INTER_LINEAR)
        scattered = cv2.resize(1 - _mirrored_share(plate, material), (width, height), interpolation=cv2.INTER_LINEAR)
        factor += np.asarray(whole, np.float32)[..., None] * scattered * (change - 1)
    return factor


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
    base = np.maximum(linear_colour(material.colour), 0.02)
    return np.asarray(fresnel / (fresnel + (1 - fresnel) * base), np.float32)


def _mirrored_set(scene: SceneSet) -> SceneSet:
    return scene.model_copy(update={"lamps": tuple(_mirrored_lamp(lamp) for lamp in scene.lamps)})


def _mirrored_lamp(lamp: Lamp) -> Lamp:
    if not isinstance(lamp, Panel):
        return lamp
    at, aim = lamp.at_cm, lamp.aim_cm
    return lamp.model_copy(update={"at_cm": (-at[0], at[1], at[2]), "aim_cm": (-aim[0], aim[1], aim[2])})
