"""Sets whose light can be written down: an endless matt floor, a wall behind it, panels and a dome, nothing else."""

from collections.abc import Sequence

import numpy as np

from pipelines.camera import Camera, camera_of
from pipelines.plate import Plate
from pipelines.stages.render.lamp_cells import linear_colour
from presets.scenes.schema import Dome, Lamp, Panel, SceneSet, Stance

SUN = Panel(id="sun", at_cm=(-90, -30, 80), aim_cm=(0, 0, 0), size_cm=(4, 4), colour="#fff0dc", power=0.8)
SKY = Dome(id="sky", top="#dfe8ff", horizon="#ffffff", bottom="#b0a898", power=0.35)
FLOOR_ALBEDO, WALL_ALBEDO = (0.62, 0.55, 0.48), (0.6, 0.6, 0.6)


def analytic_set(lamps: Sequence[Lamp] = (SUN, SKY), **stand: float) -> SceneSet:
    """Return a set with the given lamps; `stand` changes how its ground takes light."""
    view = {"elevation_deg": 12, "target_cm": (0, 0, 6), "distance_cm": 70}
    ground = {"max_width_cm": 40, "max_depth_cm": 30, "max_height_cm": 40, **stand}
    thing = {"kind": "box", "material": "floor", "size_cm": (200, 200, 1)}
    return SceneSet.model_validate(
        {
            "id": "analytic",
            "title": "Analytic",
            "tags": ["test"],
            "stances": list(Stance),
            "stand": ground,
            "views": [view],
            "lamps": [lamp.model_dump() for lamp in lamps],
            "materials": {"floor": {}},
            "things": [thing],
            "prompt": "a floor",
        }
    )


def analytic_plate(
    scene: SceneSet | None = None, camera: Camera | None = None, wall_y_cm: float = 40.0, floor_only: bool = False
) -> Plate:
    """Return the plate of an analytic set, lit by Lambert's law alone."""
    scene = scene or analytic_set()
    camera = camera or camera_of(12, (0, 0, 6), 70, 26, (192, 192))
    position, normal = _surfaces(camera, 1e5 if floor_only else wall_y_cm)
    albedo = np.where(normal[..., 2:] > 0.5, np.array(FLOOR_ALBEDO), np.array(WALL_ALBEDO))
    lights = {lamp.id: np.asarray(albedo * _arriving(lamp, position, normal), np.float32) for lamp in scene.lamps}
    return Plate("0" * 64, scene, camera, lights, position, normal)


def _surfaces(camera: Camera, wall_y_cm: float) -> tuple[np.ndarray, np.ndarray]:
    rays = camera.rays().astype(np.float64)
    to_floor = np.where(rays[..., 2] < -1e-6, -camera.origin_cm[2] / np.minimum(rays[..., 2], -1e-6), np.inf)
    to_wall = np.where(rays[..., 1] > 1e-6, (wall_y_cm - camera.origin_cm[1]) / np.maximum(rays[..., 1], 1e-6), np.inf)
    on_floor = to_floor <= to_wall
    position = camera.origin_cm + rays * np.minimum(to_floor, to_wall)[..., None]
    normal = np.where(on_floor[..., None], np.array([0, 0, 1.0]), np.array([0, -1.0, 0]))
    return position.astype(np.float32), normal.astype(np.float32)


def _arriving(lamp: Lamp, position: np.ndarray, normal: np.ndarray) -> np.ndarray:
    if isinstance(lamp, Dome):
        up = 0.5 + 0.5 * normal[..., 2:]
        return lamp.power * (linear_colour(lamp.top) * up + linear_colour(lamp.bottom) * (1 - up))
    at, aim = np.array(lamp.at_cm), np.array(lamp.aim_cm)
    way = at - position
    distance = np.linalg.norm(way, axis=-1, keepdims=True)
    facing = np.maximum((way * normal).sum(axis=-1, keepdims=True) / distance, 0)
    return lamp.power * linear_colour(lamp.colour) * facing * (np.linalg.norm(at - aim) / distance) ** 2
