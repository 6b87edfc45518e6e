"""The light of a place on the photographed product: soft, bounded, and only when asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipelines.channels import brightest
from pipelines.delta_e import delta_e
from pipelines.linear_light import LUMINANCE, to_linear, to_srgb
from pipelines.placed import Placed
from pipelines.stages.render.beam import Floats, Vector
from pipelines.values import Linear, Matte, Size

LEAST_GAIN, MOST_GAIN = 0.75, 1.25
MOST_MEAN_DELTA_E = 5.0
_STRENGTH = 0.55  # the photograph's own shading stays: the place's is added to it in part
_KEPT_CAST = 0.5  # of the place's colour cast
_SOFTNESS = 0.05  # of the product's height: no detail of the photograph is touched
_WRAP = 0.4  # how far light reaches round a surface that turns away
_WORKING_PX = 120
_WHITEST, _BLOWN = 0.97, 0.96  # linear light that noise keeps below white; what the photo itself shows as white


@dataclass(frozen=True, eq=False)
class PlaceLight:
    """What one lamp sends to the product's place.

    Attributes:
        colour: linear light, as strong as it arrives.
        way: unit vector towards it; None is light from all around.
        below: colour of what comes from below, for light from all around.
    """

    colour: Linear
    way: Vector | None
    below: Linear | None = None


def light_gain(placed: Placed, lights: Sequence[PlaceLight], right: Vector, relight: float) -> Linear | None:
    """Return the factor on the product's linear light, of the placed product's shape; None where nothing is to change.

    Args:
        placed: the product.
        lights: of the place.
        right: the picture's right, a unit vector on the ground.
        relight: 0 leaves the photograph as it is, 1 takes the place's light as far as bounds allow.
    """
    if relight <= 0 or not lights:
        return None
    height, width = placed.matte.shape
    factor = min(1.0, _WORKING_PX / max(height, width))
    size = max(4, round(width * factor)), max(4, round(height * factor))
    matte = np.asarray(cv2.resize(placed.matte, size, interpolation=cv2.INTER_AREA), np.float32)
    shade = _shade(_normals(matte, right), lights)
    log_gain = np.log(_balanced(shade, matte)) * np.float32(relight * _STRENGTH)
    log_gain = np.asarray(cv2.GaussianBlur(log_gain, (0, 0), max(1.0, _SOFTNESS * size[1])), np.float32)
    log_gain = np.clip(log_gain, np.log(LEAST_GAIN), np.log(MOST_GAIN))
    log_gain = np.minimum(log_gain, _headroom(placed, size)[..., None])
    bounded = log_gain * np.float32(_bound(placed, log_gain))
    return np.exp(np.asarray(cv2.resize(bounded, (width, height), interpolation=cv2.INTER_LINEAR), np.float32))


def _normals(matte: Matte, right: Vector) -> Floats:
    """Return surface normals of a rounded body of that silhouette, shape (rows, columns, 3)."""
    solid = matte > 0.5
    columns = np.arange(matte.shape[1], dtype=np.float32) + 0.5
    left_end, right_end = solid.argmax(axis=1), matte.shape[1] - solid[:, ::-1].argmax(axis=1)
    half = np.maximum((right_end - left_end) / 2, 1)[:, None]
    across = np.clip((columns[None, :] - ((left_end + right_end) / 2)[:, None]) / half, -1, 1) * 0.92
    rows = np.linspace(1, -1, matte.shape[0], dtype=np.float32)[:, None]
    upwards = 0.3 * rows * np.abs(rows)
    ahead = np.sqrt(np.clip(1 - across**2 - upwards**2, 0.02, 1))
    towards = np.array([right[1], -right[0], 0], np.float32)
    up = np.array([0, 0, 1], np.float32)
    normal = across[..., None] * right + (upwards + 0 * across)[..., None] * up + ahead[..., None] * towards
    return np.asarray(normal / np.linalg.norm(normal, axis=2, keepdims=True), np.float32)


def _shade(normal: Floats, lights: Sequence[PlaceLight]) -> Linear:
    total = np.zeros(normal.shape, np.float32)
    for light in lights:
        if light.way is None:
            up = (0.5 + 0.5 * normal[..., 2])[..., None]
            below = light.colour if light.below is None else light.below
            total += light.colour * up + below * (1 - up)
        else:
            total += light.colour * np.clip((normal @ light.way + _WRAP) / (1 + _WRAP), 0, 1)[..., None]
    return total


def _balanced(shade: Linear, matte: Matte) -> Linear:
    """Return light relative to its mean over the product, whose colour is drawn half way to white."""
    weight = matte / max(float(matte.sum()), 1e-6)
    mean = np.asarray((shade * weight[..., None]).sum(axis=(0, 1)), np.float32)
    brightness = max(float(mean @ LUMINANCE), 1e-6)
    cast = np.maximum(mean / brightness, 0.2)
    tint = cast**_KEPT_CAST
    relative = np.maximum(shade / np.maximum(mean, 1e-6), 0.05) * (tint / float(tint @ LUMINANCE))
    return np.asarray(relative, np.float32)


def _headroom(placed: Placed, size: Size) -> Floats:
    """Return the logarithm of what the product may brighten before it is white, softly, shape (rows, columns).

    White has no structure left to keep, so what is blown out in the photograph asks for no room.
    """
    light = brightest(to_linear(placed.foreground))
    counts = ((placed.matte >= 1) & (light < _BLOWN)).astype(np.float32)
    share = np.asarray(cv2.resize(counts, size, interpolation=cv2.INTER_AREA), np.float32)
    small = cv2.resize(np.asarray(light * counts, np.float32), size, interpolation=cv2.INTER_AREA)
    lightest = np.where(share > 0.05, small / np.maximum(share, 0.05), 0.0)
    room = np.log(_WHITEST / np.maximum(lightest, 1 / MOST_GAIN / 2)).astype(np.float32)
    reach = 2 * max(1, round(_SOFTNESS * size[1])) + 1
    lowest = cv2.erode(np.maximum(room, 0), np.ones((reach, reach), np.uint8))
    return np.asarray(cv2.GaussianBlur(lowest, (0, 0), max(1.0, _SOFTNESS * size[1] / 2)), np.float32)


def _bound(placed: Placed, log_gain: Floats) -> float:
    """Return the share of the change that keeps the mean difference of colours within its bound."""
    height, width = placed.matte.shape
    step = max(1, round(np.sqrt(height * width / 4000)))
    pixels, inside = placed.foreground[::step, ::step], placed.matte[::step, ::step] >= 1
    if not inside.any():
        return 1.0
    small = cv2.resize(log_gain, (pixels.shape[1], pixels.shape[0]), interpolation=cv2.INTER_LINEAR)
    before, change = pixels[inside], np.asarray(small, np.float32)[inside]
    share = 1.0
    for _ in range(6):
        after = to_srgb(to_linear(before) * np.exp(change * np.float32(share)))
        mean = float(delta_e(before, after).mean())
        if mean <= MOST_MEAN_DELTA_E:
            return share
        share *= 0.97 * MOST_MEAN_DELTA_E / mean
    return share
