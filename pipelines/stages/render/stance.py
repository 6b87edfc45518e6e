"""From a placed product and how it is held to the solid that stands for it."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.camera import Camera
from pipelines.shot import Shot, Staging
from pipelines.stages.pose.base import Base, BaseShape
from pipelines.stages.render.beam import Cell, Occluder, Vector
from pipelines.stages.render.box_solid import box_of
from pipelines.stages.render.cards import Card, stencil
from pipelines.stages.render.discs import Disc
from pipelines.stages.render.feet import behind_feet, feet_of, without_feet
from pipelines.stages.render.legs import LeggedSolid, legs_of, rods_of, without_legs
from pipelines.stages.render.slab_solid import slab_of
from pipelines.stages.render.solid import Solid
from pipelines.stages.render.standing import StandingSolid
from pipelines.stages.render.upright import (
    UP,
    Footing,
    Upright,
    base_on,
    facing_camera,
    footing_of,
    sine_at,
    stand_up,
    without_far_rim,
)
from pipelines.values import Box, Matte
from presets.scenes.schema import Stance

_HIGH_SINE = 0.42  # of a camera 25 degrees up: from there on, squat products are seen rather from above
_SQUAT = 0.8  # height over width
_WIRY = 0.35  # share of its bounding box that product fills: below, it is of wires, which no prism stands for
_LYING_HEIGHT = 0.35  # of the shorter side: how thick what lies is taken to be
_THICKEST_LYING_CM = 2.5  # clothes, books and boxes of jewellery lie flat, however wide they are
_HANGING_DEPTH = 0.35  # of the width
_LOW_PART = 8  # the lowest eighth
_LEANING_DEPTH = 0.06  # of the width


@dataclass(frozen=True, eq=False)
class Held:
    """A product held in a set.

    Attributes:
        solid: what stops light.
        foot_cm: where its axis meets the ground, or the point below what hangs.
        base: its lower edge where that rests on the ground, else None.
        upright: its silhouette stood up, where it stands, leans or hangs; None for what is seen from above.
        rim: of its base on the ground, where it has a simple one.
    """

    solid: Solid
    foot_cm: Vector
    base: Base | None
    upright: Upright | None
    rim: Disc | None = None


@dataclass(frozen=True, eq=False)
class LeaningSolid:
    """A flat thing against a wall: two cards along it, as far apart as it is thick."""

    upright: Upright

    def facing(self, cell: Cell) -> Sequence[Occluder]:
        """Return the two cards, whatever the cell."""
        upright = self.upright
        shape = stencil(upright.shape, (upright.axis_column, float(len(upright.shape))), grounded=True)
        side = upright.texel_cm
        half = np.float32(_LEANING_DEPTH / 2 * upright.shape.shape[1] * side)
        return [
            Card(
                shape,
                np.asarray(upright.foot_cm + upright.away * shift, np.float32),
                upright.across,
                upright.up,
                (side, side),
            )
            for shift in (-half, half)
        ]


def held(matte: Matte, shot: Shot, staging: Staging, camera: Camera) -> Held:
    """Return the product as the staging holds it, seen by the canvas's camera."""
    match staging.stance:
        case Stance.STANDING:
            return _standing(matte, shot.place, camera)
        case Stance.LEANING:
            return _leaning(matte, shot.place, camera, staging)
        case Stance.HANGING:
            return _hanging(matte, shot.place, camera, staging)
        case Stance.LYING:
            return _lying(matte, shot.place, camera, staging)


def _standing(matte: Matte, place: Box, camera: Camera) -> Held:
    base = base_on(matte, place, camera)
    footing = footing_of(base, place, camera)
    box = box_of(matte, place, camera, footing)
    sine = sine_at(camera, footing.foot_cm)
    upright = without_far_rim(stand_up(matte, place, camera, footing), sine)
    if box is not None:
        return Held(box, footing.foot_cm, base, upright)
    tall_cm = _tall_cm(matte, footing.foot_cm, camera)
    wide_cm = matte.shape[1] / camera.px_per_cm(footing.foot_cm)
    squat, wiry = sine > _HIGH_SINE and tall_cm < _SQUAT * wide_cm, float(matte.mean()) <= _WIRY
    if squat and wiry and base.shape is BaseShape.UNEVEN:  # spectacles: what hangs down in the picture are no legs
        slab = slab_of(matte, place, camera, _breadth_px(matte) / camera.px_per_cm(footing.foot_cm), prism=False)
        return Held(slab, footing.foot_cm, base, upright)
    feet = feet_of(base, sine)
    if feet is not None:
        rest = without_feet(matte, feet)
        seat = footing_of(behind_feet(base, rest, sine), place, camera)
        body = StandingSolid(stand_up(rest, place, camera, seat))
        return Held(LeggedSolid(body, rods_of(feet.each, place, camera)), footing.foot_cm, base, upright)
    legs = legs_of(matte, sine) if base.shape is BaseShape.UNEVEN else []
    if legs:
        body = StandingSolid(stand_up(without_legs(matte, legs), place, camera, footing), grounded=False)
        return Held(LeggedSolid(body, rods_of(legs, place, camera)), footing.foot_cm, base, upright)
    if squat and not wiry:
        return Held(
            slab_of(matte, place, camera, max(tall_cm, 0.2 * wide_cm), prism=True), footing.foot_cm, base, upright
        )
    rim = _rim(upright, base.half_width / camera.px_per_cm(footing.foot_cm))
    return Held(StandingSolid(upright), footing.foot_cm, base, upright, rim)


def _rim(upright: Upright, half_cm: float) -> Disc:
    """Return the base on the ground: for long things, as wide as they are low down, where soles flare."""
    centre = upright.foot_cm
    if upright.squareness > 2:
        low = upright.shape[-max(2, len(upright.shape) // _LOW_PART) :] > 0.5
        columns = np.flatnonzero(low.any(axis=0))
        if len(columns):
            middle = (columns[0] + columns[-1] + 1) / 2 - upright.axis_column
            centre = np.asarray(centre + upright.across * np.float32(middle * upright.texel_cm), np.float32)
            half_cm = max(half_cm, (columns[-1] - columns[0] + 1) / 2 * upright.texel_cm)
    depth_cm = max(half_cm * upright.depth, 0.05)
    return Disc(centre, upright.across, (half_cm, depth_cm), upright.squareness)


def _tall_cm(matte: Matte, foot_cm: Vector, camera: Camera) -> float:
    """Return how high a product with a round base is: what of its silhouette's height its base does not take."""
    sine = sine_at(camera, foot_cm)
    height, width = (side / camera.px_per_cm(foot_cm) for side in matte.shape)
    return max(0.0, (height - width * sine) / float(np.sqrt(max(1 - sine * sine, 0.02))))


def _leaning(matte: Matte, place: Box, camera: Camera, staging: Staging) -> Held:
    base = base_on(matte, place, camera)
    foot = camera.on_level(place.left + base.axis[0], place.bottom)
    wall = staging.plate.scene.stand.wall_y_cm
    length = max(staging.height_cm, 1e-3)
    reach = 0.0 if wall is None else float(np.clip(wall - foot[1], 0, 0.8 * length))
    up = np.array([0, reach, np.sqrt(length**2 - reach**2)], np.float32) / np.float32(length)
    upright = stand_up(matte, place, camera, Footing(foot, camera.axes[0], _LEANING_DEPTH), up)
    return Held(LeaningSolid(upright), foot, base, upright)


def _hanging(matte: Matte, place: Box, camera: Camera, staging: Staging) -> Held:
    below = np.array([*staging.at_cm, 0], np.float32)
    across = facing_camera(camera, below)
    normal = np.asarray(np.cross(across, UP), np.float32)
    lowest = camera.on_plane(place.left + place.width / 2, place.bottom, below, normal)
    upright = stand_up(matte, place, camera, Footing(lowest, across, _HANGING_DEPTH))
    return Held(StandingSolid(upright, grounded=False), below, None, upright)


def _lying(matte: Matte, place: Box, camera: Camera, staging: Staging) -> Held:
    foot = np.array([*staging.at_cm, 0], np.float32)
    shorter_px = min(_LYING_HEIGHT * min(matte.shape), _breadth_px(matte))
    thick_cm = min(shorter_px / camera.px_per_cm(foot), _THICKEST_LYING_CM)
    slab = slab_of(matte, place, camera, thick_cm, prism=False)
    return Held(slab, foot, None, None)


def _breadth_px(matte: Matte) -> float:
    """Return how broad the parts of a silhouette are: wires, chains and rims are no thicker than that."""
    inside = cv2.distanceTransform((np.pad(matte, 1) > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    ridge = inside[(inside > 0) & (inside >= cv2.dilate(inside, np.ones((3, 3), np.uint8)))]
    return 2 * float(np.percentile(ridge, 90)) if len(ridge) else 1.0
