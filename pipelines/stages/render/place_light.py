"""How strongly each lamp of a set shines on the spot where a product stands, read from the plate."""

from collections.abc import Sequence

import cv2
import numpy as np

from pipelines.channels import squared
from pipelines.linear_light import LUMINANCE
from pipelines.shot import Staging
from pipelines.stages.render.beam import Vector
from pipelines.stages.render.finish import warm_tint
from pipelines.stages.render.lamp_cells import linear_colour
from pipelines.stages.render.relight import PlaceLight
from presets.scenes.schema import Dome, Panel

_AROUND_CM = 9.0


def lights_at(staging: Staging, foot_cm: Vector) -> Sequence[PlaceLight]:
    """Return the lamps' light on the foot, with the staging's gains and warmth.

    Strength is the plate's: what the lamp's own pattern, distance and angle leave of it on the ground there. Colour is
    the lamp's, as the ground's is not the light's.
    """
    plate = staging.plate
    rows, columns = plate.position_cm.shape[:2]
    offset = plate.position_cm - foot_cm
    near = (squared(offset) < _AROUND_CM**2) & (plate.normal[..., 2] > 0.7)
    found: list[PlaceLight] = []
    for lamp in plate.scene.lamps:
        light = plate.lights[lamp.id]
        small = np.asarray(cv2.resize(light, (columns, rows), interpolation=cv2.INTER_AREA), np.float32)
        strength = float((small[near] @ LUMINANCE).mean()) if near.any() else float(lamp.power)
        strength *= float(staging.lamps.get(lamp.id, 1.0))
        tint = np.asarray(warm_tint(staging.warmth) * np.float32(strength), np.float32)
        match lamp:
            case Panel():
                way = np.array(lamp.at_cm, np.float32) - foot_cm
                way = np.asarray(way / np.linalg.norm(way), np.float32)
                colour = np.asarray(linear_colour(lamp.colour) * tint / max(float(way[2]), 0.15), np.float32)
                found.append(PlaceLight(colour, way))
            case Dome():
                sky = np.asarray((linear_colour(lamp.top) + linear_colour(lamp.horizon)) / 2 * tint, np.float32)
                found.append(PlaceLight(sky, None, np.asarray(linear_colour(lamp.bottom) * tint, np.float32)))
    return found
