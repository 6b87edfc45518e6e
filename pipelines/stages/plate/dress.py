"""A plate made to suit one picture without rendering again: a part of it, flipped, or with other base colours."""

from collections.abc import Mapping
from dataclasses import replace
from math import lcm

import numpy as np

from pipelines.plate import Plate
from pipelines.stages.plate.dye import dyed_lights
from pipelines.tone_curve import exposure_of
from pipelines.values import Box, Size
from presets.scenes.schema import Lamp, Panel, SceneSet


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
    """Return the plate with other base colours of its tintable materials, `#rrggbb` in sRGB."""
    lights = dyed_lights(plate, colours)
    return plate if lights is None else _exposed_as(plate, replace(plate, lights=lights))


def _exposed_as(whole: Plate, changed: Plate) -> Plate:
    """Return a changed plate that is shown as bright as the whole set was: a dark part stays dark, dark dye too."""
    kept = changed.scene.exposure * exposure_of(whole) / exposure_of(changed)
    return replace(changed, scene=changed.scene.model_copy(update={"exposure": kept}))


def _mirrored_set(scene: SceneSet) -> SceneSet:
    return scene.model_copy(update={"lamps": tuple(_mirrored_lamp(lamp) for lamp in scene.lamps)})


def _mirrored_lamp(lamp: Lamp) -> Lamp:
    if not isinstance(lamp, Panel):
        return lamp
    at, aim = lamp.at_cm, lamp.aim_cm
    return lamp.model_copy(update={"at_cm": (-at[0], at[1], at[2]), "aim_cm": (-aim[0], aim[1], aim[2])})
