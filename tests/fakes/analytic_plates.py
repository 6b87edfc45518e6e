"""Sets without a renderer: a floor and a wall, lit evenly, whose plates are worked out in closed form."""

from collections.abc import Sequence

import numpy as np

from pipelines.camera import camera_of
from pipelines.hex_colour import rgb_of
from pipelines.linear_light import to_linear
from pipelines.plate import Plate
from pipelines.progress import Progress
from pipelines.values import Size
from presets.scenes.schema import SceneSet, View

WALL_Y_CM = 50.0
FLOOR, WALL = "#b08050", "#c0c8d0"


def scene_of(scene_id: str = "test-room", elevations: Sequence[float] = (12, 25), **more: object) -> SceneSet:
    """A room whose stand holds 24 x 24 x 28 cm, seen from 86 cm."""
    return SceneSet.model_validate(
        {
            "id": scene_id,
            "title": scene_id.replace("-", " ").capitalize(),
            "tags": ["room"],
            "stand": {"max_width_cm": 24, "max_depth_cm": 24, "max_height_cm": 28},
            "views": [{"elevation_deg": e, "target_cm": [0, 0, 10], "distance_cm": 86} for e in elevations],
            "lamps": [
                {"kind": "panel", "id": "key", "at_cm": [-70, -60, 80], "size_cm": [20, 20], "power": 1.0},
                {"kind": "dome", "id": "fill", "power": 0.5},
            ],
            "materials": {
                "floor": {"colour": FLOOR, "specular": 0, "roughness": 1, "tintable": True},
                "wall": {"colour": WALL},
            },
            "things": [{"kind": "box", "material": "floor", "at_cm": [0, 0, -5], "size_cm": [400, 400, 5]}],
            "palettes": {"sage": {"floor": "#90a880"}, "night": {"floor": "#303848"}},
            "prompt": "a bare room",
            **more,
        }
    )


def plate_of(scene: SceneSet, view: View, size: Size = (512, 512), key: str = "ab" * 32) -> Plate:
    """The floor brightens towards the key lamp and has a faint check; the wall is even; positions at half size."""
    camera = camera_of(view.elevation_deg, view.target_cm, view.distance_cm, view.fov_deg, size)
    place, normal, floor = _geometry(camera.rays(size), camera.origin_cm)
    colour = np.where(floor[..., None], _light(scene.materials["floor"].colour), _light(WALL))
    check = 1 + 0.06 * np.sign(np.sin(place[..., :1] / 3) * np.sin(place[..., 1:2] / 3))
    slope = np.clip(1 - (place[..., :1] + 40) / 260, 0.3, 1.2)
    base = np.asarray(colour * np.where(floor[..., None], check, 1), np.float32)
    return Plate(
        key=key,
        scene=scene,
        camera=camera,
        lights={"key": np.asarray(base * slope * 0.7, np.float32), "fill": np.asarray(base * 0.3, np.float32)},
        position_cm=np.ascontiguousarray(place[::2, ::2]),
        normal=np.ascontiguousarray(normal[::2, ::2]),
        tints={"floor": np.ascontiguousarray(floor[::2, ::2].astype(np.float32))},
    )


def _geometry(rays: np.ndarray, origin: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    to_floor = np.where(rays[..., 2] < -1e-6, -origin[2] / np.minimum(rays[..., 2], -1e-6), np.inf)
    to_wall = np.where(rays[..., 1] > 1e-6, (WALL_Y_CM - origin[1]) / np.maximum(rays[..., 1], 1e-6), np.inf)
    floor = to_floor < to_wall
    place = origin + rays * np.minimum(to_floor, to_wall)[..., None]
    normal = np.where(floor[..., None], [0, 0, 1], [0, -1, 0])
    return np.asarray(place, np.float32), np.asarray(normal, np.float32), floor


def _light(colour: str) -> np.ndarray:
    return to_linear(np.array(rgb_of(colour), np.uint8))


class AnalyticPlates:
    """Makes every plate at once, all of one size; counts them."""

    def __init__(self, size: Size = (768, 768)) -> None:
        self.size = size
        self.made: list[tuple[str, float]] = []
        self.missing: set[str] = set()

    def is_at_hand(self, scene: SceneSet, view: View) -> bool:
        return scene.id not in self.missing

    def plate(self, scene: SceneSet, view: View, size: Size, progress: Progress, *, own_shape: bool = False) -> Plate:
        self.made.append((scene.id, view.elevation_deg))
        progress("plate", 1, 1)
        return plate_of(scene, view, self.size)
