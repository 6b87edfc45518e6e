"""A photo of the seller's own as a set: its ground plane, its camera and its light, from what is known of it."""

import math
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.camera import Camera
from pipelines.errors import PlanError
from pipelines.linear_light import to_linear
from pipelines.plate import Plate
from pipelines.tone_curve import exposure_of, undisplayed
from pipelines.values import Photo, Rgb, Size
from presets.scenes.schema import SceneSet

SCENE_ID = "backdrop"
_LONG_SIDE_DEG = 40.0  # field of view along the longer side, where nothing is known of the lens
_MOST_PX = 2400
_KEY_SHARE = 0.6  # of the light: what a lamp or window sends; the rest comes from all around
_WALL_RISE = 0.12  # of the way from the ground's place up to the horizon: beyond, things stand upright
_GRID = 2
_NEAREST_DEG = 2.0  # below the horizon; nearer to it, a pixel is metres


class LightFrom(StrEnum):
    """The side a place is lit from."""

    LEFT = "left"
    RIGHT = "right"
    BACK = "back"


# Where the lamp hangs, in widths of the picture at the product.
_LAMPS = {LightFrom.LEFT: (-2.0, -0.9, 2.2), LightFrom.RIGHT: (2.0, -0.9, 2.2), LightFrom.BACK: (-0.5, 2.2, 2.0)}


@dataclass(frozen=True)
class BackdropView:
    """How a photo is seen as a place.

    Attributes:
        horizon: eye level as a share of the height from the top; None has the camera look at the product's place as
            the product's own photo does, from `elevation_deg`.
        ground: where the product stands, as shares of width and height.
        width_cm: what the photo's width spans there.
        light_from: where most light comes from.
    """

    horizon: float | None
    ground: tuple[float, float]
    width_cm: float
    light_from: LightFrom
    elevation_deg: float


def plate_of_photo(photo: Photo, view: BackdropView) -> Plate:
    """Return the photo as a plate whose picture, with lamps as they are, is the photo itself.

    Raises:
        PlanError: the product's place is not on the ground.
    """
    pixels = _reduced(photo.pixels)
    camera = _camera((pixels.shape[1], pixels.shape[0]), view)
    position, normal = _geometry(camera, view)
    light = undisplayed(to_linear(pixels))
    key = sha256(f"{photo.sha256} {view}".encode()).hexdigest()
    lights = {"key": light * np.float32(_KEY_SHARE), "fill": light * np.float32(1 - _KEY_SHARE)}
    plate = Plate(key, _scene(photo, camera, view), camera, lights, position, normal)
    return _exposed_by_one(plate)


def _reduced(pixels: Rgb) -> Rgb:
    """Return the photo no larger than is of use, with sides of whole grid steps."""
    factor = min(1.0, _MOST_PX / max(pixels.shape[:2]))
    width, height = (max(_GRID, int(side * factor) // _GRID * _GRID) for side in (pixels.shape[1], pixels.shape[0]))
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _camera(size: Size, view: BackdropView) -> Camera:
    """Return the camera for which the product's place is the origin of a level ground."""
    width, height = size
    focal = max(size) / 2 / math.tan(math.radians(_LONG_SIDE_DEG) / 2)
    x, y = (view.ground[0] - 0.5) * width / focal, (view.ground[1] - 0.5) * height / focal
    if view.horizon is None:
        tilt = math.radians(max(view.elevation_deg, _NEAREST_DEG)) - math.atan(y)
    else:
        tilt = math.atan((0.5 - view.horizon) * height / focal)
    if tilt + math.atan(y) < math.radians(_NEAREST_DEG):
        raise PlanError(
            f"The product's place in the backdrop, {view.ground[1]:.2f} of the way down, lies at or above its horizon. "
            f"Give a lower --ground, or a higher --horizon."
        )
    forward = np.array([0, math.cos(tilt), -math.sin(tilt)], np.float32)
    right = np.array([1, 0, 0], np.float32)
    axes = np.stack([right, np.asarray(np.cross(forward, right), np.float32), forward])
    depth_cm = focal * view.width_cm / width
    origin = -depth_cm * (x * axes[0] + y * axes[1] + axes[2])
    return Camera(np.asarray(origin, np.float32), axes, focal, (width / 2, height / 2), size)


def _geometry(camera: Camera, view: BackdropView) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return places and normals: the ground as far as a wall, which stands shortly before the horizon."""
    width, height = camera.size
    rays = camera.rays((width // _GRID, height // _GRID))
    wall_cm = _wall(camera, view)
    down = np.minimum(rays[..., 2], -1e-6)
    to_ground = np.where(rays[..., 2] < -1e-6, -camera.origin_cm[2] / down, np.inf)
    to_wall = (wall_cm - camera.origin_cm[1]) / np.maximum(rays[..., 1], 1e-6)
    on_ground = to_ground <= to_wall
    place = camera.origin_cm + rays * np.minimum(to_ground, to_wall)[..., None]
    normal = np.where(on_ground[..., None], (0, 0, 1), (0, -1, 0))
    return np.asarray(place, np.float32), np.asarray(normal, np.float32)


def _wall(camera: Camera, view: BackdropView) -> float:
    """Return y of the wall: where the ground is seen a little below the horizon."""
    horizon = camera.centre_px[1] - camera.focal_px * math.tan(math.radians(camera.elevation_deg))
    place = view.ground[1] * camera.size[1]
    row = horizon + _WALL_RISE * (place - horizon)
    return max(view.width_cm * 0.8, float(camera.on_level(camera.centre_px[0], row)[1]))


def _scene(photo: Photo, camera: Camera, view: BackdropView) -> SceneSet:
    at = tuple(part * view.width_cm for part in _LAMPS[view.light_from])
    distance = float(np.linalg.norm(camera.origin_cm))
    looks_down = math.degrees(math.asin(min(1.0, float(camera.origin_cm[2]) / distance)))
    return SceneSet.model_validate(
        {
            "id": SCENE_ID,
            "title": photo.name,
            "tags": ["backdrop"],
            "mirror": False,
            "stances": ["standing", "lying", "leaning"],
            "stand": {
                "max_width_cm": view.width_cm,
                "max_depth_cm": view.width_cm,
                "max_height_cm": view.width_cm * 2,
                "wall_y_cm": view.width_cm * 0.2,
            },
            "views": [{"elevation_deg": looks_down, "target_cm": [0, 0, 0], "distance_cm": distance}],
            "lamps": [
                {"kind": "panel", "id": "key", "at_cm": at, "size_cm": [view.width_cm * 0.7] * 2, "power": 1.0},
                {"kind": "dome", "id": "fill", "power": 0.6},
            ],
            "materials": {"photo": {}},
            "things": [{"kind": "box", "material": "photo", "size_cm": [1, 1, 1]}],
            "prompt": "the place in the photo",
        }
    )


def _exposed_by_one(plate: Plate) -> Plate:
    """Return the plate with the exposure at which its light is shown as it was photographed."""
    exposure = plate.scene.exposure / exposure_of(plate)
    scene = plate.scene.model_copy(update={"exposure": exposure})
    return Plate(plate.key, scene, plate.camera, plate.lights, plate.position_cm, plate.normal)
