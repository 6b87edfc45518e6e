"""Plates by mitsuba 3: one path-traced picture a lamp, denoised, and the places of all pixels."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import mitsuba as mi
import numpy as np

from models.registry import WeightsFolder
from pipelines.camera import Camera, camera_of
from pipelines.errors import PlateError
from pipelines.plate import Plate
from pipelines.progress import Progress
from pipelines.stages.plate.key import plate_key
from pipelines.stages.raytrace.engine import MitsubaOptions
from pipelines.stages.raytrace.focus import circle_px, sharpness, without_finer
from pipelines.stages.raytrace.mitsuba_scene import (
    Geometry,
    Spec,
    coloured,
    geometry_of,
    gobos_alone,
    lit_by,
    sensor_of,
    surfaces_of,
)
from pipelines.stages.raytrace.oidn import Guides, denoise, smooth_guide
from pipelines.stages.raytrace.surface_points import Surface, surface_points
from pipelines.values import Linear, Matte, Size
from presets.scenes.schema import Dome, Lamp, SceneSet, View

_LANES = {"cuda_ad_rgb": 16_000_000, "llvm_ad_rgb": 2_200_000, "scalar_rgb": 1}  # paths a pass: a few seconds
_BOUNCES = 8
_BRIGHTEST = 60.0  # of one pass; brighter is a stray path that would leave a speck
_GUIDE_SAMPLES = 32
_CAST_PX = 96


@dataclass(frozen=True)
class _Take:
    """One plate in the making."""

    scene: SceneSet
    view: View
    camera: Camera
    geometry: Geometry
    samples: int


class MitsubaTracer:
    """The engine `mitsuba`."""

    def __init__(self, options: MitsubaOptions, weights: WeightsFolder) -> None:
        del weights
        if options.llvm:
            os.environ["DRJIT_LIBLLVM_PATH"] = options.llvm  # read when the variant is first set
        self._variant = options.variant
        mi.set_variant(self._variant)

    def render(self, scene: SceneSet, view: View, size: Size, samples: int, progress: Progress) -> Plate:
        """Return the set from one of its views; see `PlateEngine`."""
        mi.set_variant(self._variant)
        camera = camera_of(view.elevation_deg, view.target_cm, view.distance_cm, view.fov_deg, size)
        try:
            with TemporaryDirectory(prefix="plate-") as folder:
                progress("set", 0, 1)
                take = _Take(scene, view, camera, geometry_of(scene, Path(folder)), samples)
                return self._plate(take, progress)
        except (MemoryError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and "out of memory" not in str(error):
                raise
            width, height = size
            raise PlateError(
                f"{scene.id}: memory does not suffice for a plate of {width} x {height} pixels. "
                "Close other programs, or ask for a smaller picture."
            ) from error

    def _plate(self, take: _Take, progress: Progress) -> Plate:
        surfaces = surfaces_of(take.scene)
        surface = self._surface(take)
        radius = circle_px(take.camera, take.view, surface.position_cm)
        guides = self._guides(take, surfaces, radius)
        lights: dict[str, Linear] = {}
        for lamp in take.scene.lamps:
            noisy, sampled = self._light(take, surfaces, lamp, progress)
            lights[lamp.id] = without_finer(denoise(noisy, sampled, guides), radius)
        key = plate_key(take.scene, take.view, take.camera.size)
        tints = self._tints(take, radius)
        return Plate(key, take.scene, take.camera, lights, surface.position_cm, surface.normal, tints)

    def _light(self, take: _Take, surfaces: dict[str, Spec], lamp: Lamp, progress: Progress) -> tuple[Linear, Linear]:
        """Return the noisy light of one lamp and the albedo that the same paths met, in passes of a few seconds."""
        scene = mi.load_dict(lit_by(take.scene, take.geometry, surfaces, lamp))
        sensor = mi.load_dict(sensor_of(take.camera, take.view, _near_clip(take, lamp)))
        path = {"type": "path", "max_depth": _BOUNCES, "rr_depth": 5, "hide_emitters": not isinstance(lamp, Dome)}
        tracer = mi.load_dict({"type": "aov", "aovs": "albedo:albedo", "light": path})
        width, height = take.camera.size
        at_once = max(1, min(take.samples, _LANES[self._variant] // (width * height)))
        passes = -(-take.samples // at_once)
        total = np.zeros((height, width, 6), np.float32)
        for index in range(passes):
            progress(lamp.id, index, passes)
            traced = mi.render(scene, sensor=sensor, integrator=tracer, spp=at_once, seed=mi.UInt32(index))
            channels = np.nan_to_num(np.array(traced, np.float32))
            total += np.minimum(np.concatenate([channels[..., :3], channels[..., -3:]], axis=2), _BRIGHTEST)
        progress(lamp.id, passes, passes)
        mean = np.asarray(total / passes, np.float32)
        return mean[..., :3], mean[..., 3:]

    def _guides(self, take: _Take, surfaces: dict[str, Spec], radius: Matte) -> Guides:
        scene = mi.load_dict(lit_by(take.scene, take.geometry, surfaces, _PLAIN_DOME))
        sensor = sensor_of(take.camera, take.view)
        channels = _layers(scene, sensor, ("albedo", "sh_normal"), _GUIDE_SAMPLES)
        albedo, normal = smooth_guide("albedo", channels[..., :3]), smooth_guide("normal", channels[..., 3:])
        return Guides(albedo, normal, sharpness(radius))

    def _surface(self, take: _Take) -> Surface:
        """Return where pixel centres meet the set: every second one, where the size is even."""
        width, height = take.camera.size
        size = (width // 2, height // 2) if width % 2 == height % 2 == 0 else take.camera.size
        camera = take.camera.resized(size)
        scene = mi.load_dict(coloured(take.geometry, {}))
        sensor = sensor_of(camera, take.view, lens=False)
        channels = _layers(scene, sensor, ("position", "sh_normal", "geo_normal"), 1)
        return surface_points(camera, channels[..., :3], channels[..., 3:6], channels[..., 6:])

    def _tints(self, take: _Take, radius: Matte) -> dict[str, Matte]:
        """Return how much of each pixel each tintable material holds; three fit one picture, as its colours."""
        names = [name for name, material in take.scene.materials.items() if material.tintable]
        tints: dict[str, Matte] = {}
        for start in range(0, len(names), 3):
            group = names[start : start + 3]
            colours = {name: np.eye(3)[index].tolist() for index, name in enumerate(group)}
            scene = mi.load_dict(coloured(take.geometry, colours))
            shares = _layers(scene, sensor_of(take.camera, take.view), ("albedo",), _GUIDE_SAMPLES)
            shares = without_finer(np.clip(shares, 0, 1), radius)
            tints |= {name: np.ascontiguousarray(shares[..., k]) for k, name in enumerate(group)}
        return tints


_PLAIN_DOME = Dome(id="guide", power=1)


def _layers(scene: Any, sensor: Spec, names: Sequence[str], samples: int) -> Linear:
    """Return arbitrary output variables side by side, three channels each, shape (height, width, 3 * names)."""
    tracer = mi.load_dict({"type": "aov", "aovs": ",".join(f"{name}:{name}" for name in names)})
    camera = mi.load_dict(sensor)
    channels = np.array(mi.render(scene, sensor=camera, integrator=tracer, spp=samples, seed=mi.UInt32(0)), np.float32)
    return np.asarray(np.nan_to_num(channels[..., -3 * len(names) :]), np.float32)


def _near_clip(take: _Take, lamp: Lamp) -> float:
    """Return a distance at which the camera's rays start behind the lamp's gobos but before the set.

    Raises:
        PlateError: a gobo stands among what the camera sees.
    """
    near_cm = 0.1
    if not take.geometry.gobos.get(lamp.id):
        return near_cm
    gobos = mi.load_dict(gobos_alone(take.geometry, lamp.id))
    seen = _cast(take, mi.load_dict(coloured(take.geometry, {})), near_cm)
    for _ in range(8):
        hit = _cast(take, gobos, near_cm)
        in_front = hit[hit < seen]
        if not len(in_front):
            return near_cm
        near_cm = float(in_front.max()) * 1.01 + 0.1
        if near_cm > 0.98 * float(seen.min()):
            break
    raise PlateError(
        f"{take.scene.id}: a gobo of the lamp '{lamp.id}' stands in what the camera sees from "
        f"{take.view.elevation_deg:g} degrees. Move it nearer to the lamp, or make its surround smaller."
    )


def _cast(take: _Take, scene: Any, near_cm: float) -> Linear:
    """Return how far along the camera's axis a coarse grid of rays first meets a scene; infinite where nowhere."""
    width, height = take.camera.size
    factor = _CAST_PX / max(width, height)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    view = take.view
    camera = camera_of(view.elevation_deg, view.target_cm, view.distance_cm, view.fov_deg, size)
    position = _layers(scene, sensor_of(camera, view, near_cm, lens=False), ("position",), 1)
    depth = (position - camera.origin_cm) @ camera.axes[2]
    return np.asarray(np.where(np.abs(position).max(axis=2) > 0, depth, np.inf), np.float32)
