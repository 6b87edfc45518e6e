"""The product mirrored in the ground at its foot, as rough as the ground is."""

import math
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.camera import Camera
from pipelines.channels import squared
from pipelines.cores import busy_threads
from pipelines.linear_light import to_linear
from pipelines.placed import Placed
from pipelines.shot import Shot
from pipelines.stages.render.beam import Floats
from pipelines.stages.render.body import Body, body_of
from pipelines.stages.render.upright import UP, Upright
from pipelines.stages.render.visibility import Receivers
from pipelines.values import Linear, Mask, Matte
from presets.scenes.schema import Stand

Indices = NDArray[np.intp]
_SAMPLES = 16
_BLOCK = 8192  # points whose arrays stay in a core's cache; a look-up's side is limited to 32,767
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
    frame = _Frame(upright)
    light = _gathered(receivers, near, _Mirror(stand, upright, frame, _Screen(camera, placed, shot, frame)))
    share = np.zeros(receivers.shape, np.float32)
    mirrored = np.zeros((*receivers.shape, 3), np.float32)
    share[near] = light[:, 3] * np.float32(stand.reflect)
    mirrored[near] = light[:, :3] / np.maximum(light[:, 3:], 1e-4)
    share = np.asarray(cv2.GaussianBlur(share, (0, 0), 0.7), np.float32)
    return np.where(share < _FAINTEST, 0, share).astype(np.float32), mirrored


class _Frame:
    """The product's own frame: right along its width, back from the camera, and up from its foot."""

    def __init__(self, upright: Upright) -> None:
        self.foot_cm = upright.foot_cm
        self.axes = np.stack([upright.across, upright.away, UP]).astype(np.float32)
        self.angle = np.float32(math.atan2(float(upright.across[1]), float(upright.across[0])))

    def placed(self, points_cm: Floats) -> Floats:
        """Return points, shape (n, 3), in the frame, shape (3, n)."""
        return self.turned(points_cm - self.foot_cm)

    def turned(self, vectors: Floats) -> Floats:
        """Return vectors, shape (n, 3), in the frame, shape (3, n)."""
        return np.ascontiguousarray(self.axes @ vectors.T, np.float32)


class _Screen:
    """Looks up the placed product where a point of its frame is seen."""

    def __init__(self, camera: Camera, placed: Placed, shot: Shot, frame: _Frame) -> None:
        shrink = min(1.0, 400 / max(placed.matte.shape))
        layer = np.dstack([to_linear(placed.foreground) * placed.matte[..., None], placed.matte])
        size = max(2, round(shot.place.width * shrink)), max(2, round(shot.place.height * shrink))
        self._layer = np.asarray(cv2.resize(layer, size, interpolation=cv2.INTER_AREA), np.float32)
        self._axes = np.asarray(camera.axes @ frame.axes.T, np.float32)
        self._foot = np.asarray(camera.axes @ (frame.foot_cm - camera.origin_cm), np.float32)
        self._corner = np.array([shot.place.left, shot.place.top], np.float32) - np.array(camera.centre_px, np.float32)
        self._scale = np.array([size[0] / shot.place.width, size[1] / shot.place.height], np.float32)
        self.camera = camera

    def look(self, points: Floats) -> Floats:
        """Return premultiplied light and share of product at points, shape (3, n) to (n, 4)."""
        seen = self._axes @ points + self._foot[:, None]
        nearness = np.float32(self.camera.focal_px) / np.maximum(seen[2], np.float32(1e-6))
        at = (seen[:2] * nearness - self._corner[:, None]) * self._scale[:, None] - np.float32(0.5)
        column, row = np.clip(at, -_FAR_PX, _FAR_PX)  # behind the lens, or far beside the product
        return np.asarray(cv2.remap(self._layer, column[None], row[None], cv2.INTER_LINEAR), np.float32)[0]


def _gathered(receivers: Receivers, near: Mask, mirror: "_Mirror") -> Floats:
    """Return the light that near points mirror, premultiplied, and its share, shape (n, 4)."""
    position, normal, dither = (part[near] for part in (receivers.position_cm, receivers.normal, receivers.dither))

    def block(start: int) -> Floats:
        part = slice(start, start + _BLOCK)
        return mirror.light(position[part], normal[part], dither[part])

    with ThreadPoolExecutor(busy_threads()) as pool:
        return np.concatenate(list(pool.map(block, range(0, len(dither), _BLOCK))))


class _Mirror:
    """The ground before a product's front."""

    def __init__(self, stand: Stand, upright: Upright, frame: _Frame, screen: _Screen) -> None:
        self._stand, self._frame, self._screen = stand, frame, screen
        self._front = _Front(upright, body_of(upright))

    def light(self, position_cm: Floats, normal: Floats, dither: Floats) -> Floats:
        """Return what ground points mirror, shape (n, 3) to (n, 4)."""
        place, up = self._frame.placed(position_cm), self._frame.turned(normal)
        view = self._frame.turned(position_cm - self._screen.camera.origin_cm)
        view /= np.sqrt((view * view).sum(axis=0))
        spin = dither * np.float32(2 * math.pi) - self._frame.angle
        total = np.zeros((len(dither), 4), np.float32)
        for sample in range(_SAMPLES):
            share = (sample + 0.5) / _SAMPLES
            slope = np.float32(self._stand.roughness**2 * math.sqrt(share / (1 - share)))
            turn = spin + np.float32(sample * 2.399963)  # the golden angle spreads samples evenly
            facet = np.stack([up[0] + np.cos(turn) * slope, up[1] + np.sin(turn) * slope, up[2]])
            facet /= np.sqrt((facet * facet).sum(axis=0))
            facing = (view * facet).sum(axis=0)
            index, met = self._front.met(place, view - 2 * facing * facet)
            if len(index):
                total[index] += self._screen.look(met) * self._fresnel(facing[index])[:, None]
        return total / np.float32(_SAMPLES)

    def _fresnel(self, facing: Floats) -> Floats:
        """Return the reflected share of light (Schlick 1994)."""
        f0 = np.float32(self._stand.f0)
        grazing = 1 - np.clip(-facing, 0, 1)
        square = grazing * grazing
        return np.asarray(f0 + (1 - f0) * square * square * grazing, np.float32)


class _Front:
    """The product's surface towards the camera, in its frame."""

    def __init__(self, upright: Upright, body: Body) -> None:
        self._texel, self._body = np.float32(upright.texel_cm), body

    def met(self, place: Floats, ray: Floats) -> tuple[Indices, Floats]:
        """Return which rays meet it, and where; two steps from the upright plane through the axis are enough."""
        index = np.flatnonzero((np.abs(ray[1]) > 1e-4) & (ray[2] > 0))
        index, points = self._reached(index, place, ray, np.zeros(len(index), np.float32))
        for _ in range(2):
            index, points = self._reached(index, place, ray, self._bulge(points))
        return index, points

    def _reached(self, index: Indices, place: Floats, ray: Floats, bulge: Floats) -> tuple[Indices, Floats]:
        """Return which of the rays reach a plane that stands so far before the axis, and where."""
        start, way = place[:, index], ray[:, index]
        reach = (-start[1] - bulge) / way[1]
        meets = reach > -1e-3
        return index[meets], (start + reach * way)[:, meets]

    def _bulge(self, points: Floats) -> Floats:
        """Return how far the surface stands before the axis, centimetres."""
        body, last = self._body, len(self._body.half_widths) - 1
        index = np.clip(last - points[2] / self._texel, 0, last).astype(np.intp)
        half = np.maximum(body.half_widths[index], np.float32(1e-3))
        aside = np.minimum(np.abs(points[0] / self._texel + np.float32(body.axis) - body.centres[index]) / half, 1)
        square = aside * aside
        round_off = np.sqrt(1 - square) if body.squareness == 2 else (1 - square * square) ** np.float32(0.25)
        return round_off * half * np.float32(body.depth * self._texel)
