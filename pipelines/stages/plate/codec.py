"""A plate as a file: a ZIP of small pictures, one a lamp, and of the places of its pixels."""

import json
import zipfile
from io import BytesIO
from typing import Any

import numpy as np

from pipelines.camera import Camera
from pipelines.errors import PlateError
from pipelines.plate import Plate
from pipelines.stages.plate.geometry_code import (
    CodedDepth,
    code_depth,
    code_normals,
    code_share,
    depth_of,
    normals_of,
    share_of,
)
from pipelines.stages.plate.light_code import CodedLight, code_light, light_of
from pipelines.tone_curve import exposure_of
from pipelines.values import Linear
from presets.scenes.schema import SceneSet

_FORMAT = 1
_META = "plate.json"
_MOST_BYTES = 64_000_000  # of one entry; more is not a plate


def encode_plate(plate: Plate) -> bytes:
    """Return the plate as a file's bytes: 100-900 KB at 1024 x 1024, 270 on average."""
    whole = np.asarray(sum(plate.lights.values()), np.float32)
    exposure = exposure_of(plate)
    lights = {name: code_light(light, whole, exposure) for name, light in plate.lights.items()}
    depth = code_depth(_depth(plate.camera, plate.position_cm))
    meta = {
        "format": _FORMAT,
        "key": plate.key,
        "scene": plate.scene.id,
        "camera": _camera_data(plate.camera),
        "lamps": {name: coded.scale for name, coded in lights.items()},
        "depth": [depth.nearest, depth.furthest],
        "tints": list(plate.tints),
    }
    entries = {
        _META: json.dumps(meta, separators=(",", ":")).encode(),
        **{f"lamp-{name}": coded.data for name, coded in lights.items()},
        "depth": depth.data,
        "normal": code_normals(plate.normal),
        **{f"tint-{name}": code_share(share) for name, share in plate.tints.items()},
    }
    return _zipped(entries)


def decode_plate(data: bytes, scene: SceneSet, name: str) -> Plate:
    """Return the plate that `encode_plate` made, in the words of `scene` as it is now.

    Args:
        name: of the file, for messages.

    Raises:
        PlateError: broken, cut short, or of another set.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            return _decoded(file, scene)
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, IndexError, EOFError, NotImplementedError) as error:
        raise PlateError(
            f"{name} is not a whole plate of the scene '{scene.id}' ({error}). Delete it; it will be made again."
        ) from error


def key_of(data: bytes, name: str) -> str:
    """Return what a plate's file was rendered from, as `plate_key` names it, without decoding its pictures.

    Raises:
        PlateError: broken.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            return str(json.loads(_read(file, _META))["key"])
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError, NotImplementedError) as error:
        raise PlateError(f"{name} is not a whole plate ({error}). Install the package again.") from error


def _decoded(file: zipfile.ZipFile, scene: SceneSet) -> Plate:
    meta = json.loads(_read(file, _META))
    if meta["format"] != _FORMAT or meta["scene"] != scene.id:
        raise ValueError(f"format {meta['format']} of {meta['scene']}")
    camera = _camera(meta["camera"])
    lights = {lamp: light_of(CodedLight(_read(file, f"lamp-{lamp}"), scale)) for lamp, scale in meta["lamps"].items()}
    nearest, furthest = meta["depth"]
    depth = depth_of(CodedDepth(_read(file, "depth"), nearest, furthest))
    rays = camera.rays((depth.shape[1], depth.shape[0]))
    position = np.asarray(camera.origin_cm + rays * depth[..., None], np.float32)
    tints = {material: share_of(_read(file, f"tint-{material}")) for material in meta["tints"]}
    return Plate(str(meta["key"]), scene, camera, lights, position, normals_of(_read(file, "normal")), tints)


def _depth(camera: Camera, position_cm: Linear) -> Linear:
    return np.asarray((position_cm - camera.origin_cm) @ camera.axes[2], np.float32)


def _zipped(entries: dict[str, bytes]) -> bytes:
    """Return a ZIP that is the same for the same entries; they are coded already, so it only holds them."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        for name, data in entries.items():
            file.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def _read(file: zipfile.ZipFile, name: str) -> bytes:
    if file.getinfo(name).file_size > _MOST_BYTES:
        raise ValueError(f"{name} is too large")
    return file.read(name)


def _camera_data(camera: Camera) -> dict[str, Any]:
    return {
        "origin_cm": camera.origin_cm.tolist(),
        "axes": camera.axes.tolist(),
        "focal_px": camera.focal_px,
        "centre_px": camera.centre_px,
        "size": camera.size,
    }


def _camera(data: dict[str, Any]) -> Camera:
    width, height = data["size"]
    across, down = data["centre_px"]
    origin, axes = np.array(data["origin_cm"], np.float32), np.array(data["axes"], np.float32)
    if origin.shape != (3,) or axes.shape != (3, 3):
        raise ValueError("its camera has no place")
    return Camera(origin, axes, float(data["focal_px"]), (float(across), float(down)), (int(width), int(height)))
