"""The product mirrored in the ground at its foot, as rough as the ground is."""

import math

import cv2
import numpy as np

from pipelines.camera import Camera
from pipelines.channels import squared
from pipelines.linear_light import to_linear
from pipelines.placed import Placed
from pipelines.shot import Shot
from pipelines.stages.render.beam import Floats
from pipelines.stages.render.body import Body, body_of
from pipelines.stages.render.upright import UP, Upright
from pipelines.stages.render.visibility import Receivers
from pipelines.values import Linear, Matte
from presets.scenes.schema import Stand

_SAMPLES = 16
_LINE = 4096
_FAR_PX = 1e4
_REACH = 1.6  # of the product's size: how far from its foot it can be seen mirrored
_LEVEL = 0.7  # least upward part of the normal of what counts as ground
_FAINTEST = 0.5 / 255


def mirrored_on(
    receivers: Receivers, upright: Upright, stand: Stand, camera: Camera, placed: Placed, shot: Shot
) -> tuple[Matte, Linear] | None:
    """Return how much of the mirrored product shows and its light, both on the receivers' grid; None where none does.

    Rays that leave the ground by normals spread as GGX spreads them (Walter et al. 2007, eq. 35) meet the product's
    front, which bulges towards the camera as the solid does, and bring back the photograph's colour from there.
    """
    if stand.reflect <= 0:
        return None
    size = max(upright.shape.shape) * upright.texel_cm
    offset = receivers.position_cm - upright.foot_cm
    near = (receivers.normal[..., 2] > _LEVEL) & (squared(offset) < (_REACH * size) ** 2)
    if not near.any():
        return None
    light = _gathered(receivers, near, upright, stand, _Screen(camera, placed, shot))
    share = np.zeros(receivers.shape, np.float32)
    mirrored = np.zeros((*receivers.shape, 3), np.float32)
    share[near] = light[:, 3] * np.float32(stand.reflect)
    mirrored[near] = light[:, :3] / np.maximum(light[:, 3:], 1e-4)
    share = np.asarray(cv2.GaussianBlur(share, (0, 0), 0.7), np.float32)
    return np.where(share < _FAINTEST, 0, share).astype(np.float32), mirrored


class _Screen:
    """Looks up the placed product where a point of space is seen."""

    def __init__(self, camera: Camera, placed: Placed, shot: Shot) -> None:
        shrink = min(1.0, 400 / max(placed.matte.shape))
        layer = np.dstack([to_linear(placed.foreground) * placed.matte[..., None], placed.matte])
        size = max(2, round(shot.place.width * shrink)), max(2, round(shot.place.height * shrink))
        self._layer = np.asarray(cv2.resize(layer, size, interpolation=cv2.INTER_AREA), np.float32)
        self._corner = np.array([shot.place.left, shot.place.top], np.float32)
        self._scale = np.array([size[0] / shot.place.width, size[1] / shot.place.height], np.float32)
        self.camera = camera

    def look(self, points_cm: Floats) -> Floats:
        """Return premultiplied light and share of product at points, shape (n, 3) to (n, 4)."""
        at = (self.camera.project(points_cm) - self._corner) * self._scale - np.float32(0.5)
        at = np.clip(np.nan_to_num(at, nan=-_FAR_PX), -_FAR_PX, _FAR_PX)  # behind the lens, or far beside the product
        lines = -(-len(at) // _LINE)  # a look-up's side is limited to 32,767
        grid = np.resize(at, (lines, _LINE, 2))
        column, row = (np.ascontiguousarray(grid[..., axis]) for axis in (0, 1))
        found = np.asarray(cv2.remap(self._layer, column, row, cv2.INTER_LINEAR), np.float32)
        return found.reshape(-1, 4)[: len(at)]


def _gathered(receivers: Receivers, near: np.ndarray, upright: Upright, stand: Stand, screen: _Screen) -> Floats:
    position, normal = receivers.position_cm[near], receivers.normal[near]
    view = position - screen.camera.origin_cm
    view = view / np.linalg.norm(view, axis=1, keepdims=True)
    spin = receivers.dither[near] * np.float32(2 * math.pi)
    front = _Front(upright, body_of(upright))
    alpha = stand.roughness**2
    total = np.zeros((len(position), 4), np.float32)
    for sample in range(_SAMPLES):
        share = (sample + 0.5) / _SAMPLES
        slope = np.float32(alpha * math.sqrt(share / (1 - share)))
        turn = spin + np.float32(sample * 2.399963)  # the golden angle spreads samples evenly
        facet = normal + np.stack([np.cos(turn) * slope, np.sin(turn) * slope, np.zeros_like(turn)], axis=1)
        facet = facet / np.linalg.norm(facet, axis=1, keepdims=True)
        facing = (view * facet).sum(axis=1, keepdims=True)
        ray = np.asarray(view - 2 * facing * facet, np.float32)
        fresnel = stand.f0 + (1 - stand.f0) * (1 - np.clip(-facing, 0, 1)) ** 5  # Schlick 1994
        points, meets = front.met(np.asarray(position, np.float32), ray)
        total += np.where(meets[:, None], screen.look(points), 0) * fresnel.astype(np.float32)
    return total / np.float32(_SAMPLES)


class _Front:
    """The product's surface towards the camera."""

    def __init__(self, upright: Upright, body: Body) -> None:
        self._upright, self._body = upright, body

    def met(self, position: Floats, ray: Floats) -> tuple[Floats, np.ndarray]:
        """Return where rays meet it, and which do; two steps from the upright plane through the axis are enough."""
        upright = self._upright
        offset = position - upright.foot_cm
        slope = ray @ upright.away
        meets = (np.abs(slope) > 1e-4) & (ray[:, 2] > 0)
        slope = np.where(meets, slope, 1)
        bulge = np.zeros(len(position), np.float32)
        points = position
        for _ in range(3):
            reach = (-(offset @ upright.away) - bulge) / slope
            points = np.asarray(position + ray * reach[:, None], np.float32)
            bulge = self._bulge(points - upright.foot_cm)
            meets &= reach > -1e-3
        return points, meets

    def _bulge(self, offset: Floats) -> Floats:
        """Return how far the surface stands before the axis, centimetres."""
        upright, body = self._upright, self._body
        column = offset @ upright.across / upright.texel_cm + body.axis
        row = np.clip(len(body.half_widths) - 1 - (offset @ UP) / upright.texel_cm, 0, len(body.half_widths) - 1)
        index = row.astype(np.intp)
        half = np.maximum(body.half_widths[index], 1e-3)
        aside = np.clip(np.abs(column - body.centres[index]) / half, 0, 1)
        round_off = (1 - aside**body.squareness) ** (1 / body.squareness)
        return np.asarray(round_off * half * body.depth * upright.texel_cm, np.float32)
