"""A set without a renderer: a bright wall over a darker table, with a shadow under whatever stands there."""

import cv2
import numpy as np

from pipelines.camera import camera_of
from pipelines.placed import Placed
from pipelines.plate import Plate
from pipelines.progress import Progress
from pipelines.scene import Scene
from pipelines.shot import Shot, Staging
from pipelines.values import Box, Cutout, Linear, Size, bounding_box
from presets.scenes.schema import SceneSet, Stance

SET = SceneSet.model_validate(
    {
        "id": "tiny-table",
        "title": "A table",
        "tags": ["wood", "warm-light"],
        "seasons": ["autumn"],
        "stand": {"max_width_cm": 60, "max_depth_cm": 40, "max_height_cm": 40},
        "views": [{"elevation_deg": 12, "target_cm": [0, 0, 8], "distance_cm": 80}],
        "lamps": [{"kind": "dome", "id": "sky", "power": 1}],
        "materials": {"oak": {}},
        "things": [{"kind": "box", "material": "oak", "size_cm": [80, 60, 2]}],
        "prompt": "an oak table before a plastered wall",
    }
)


def tiny_plate(size: Size = (96, 80)) -> Plate:
    """Return the set's plate: light falls off to the right, the table begins at 60 % of the height."""
    width, height = size
    across = np.linspace(1, 0.55, width, dtype=np.float32)[None, :, None]
    wall, table = np.array([0.62, 0.60, 0.56], np.float32), np.array([0.22, 0.13, 0.07], np.float32)
    rows = (np.arange(height) < 0.6 * height)[:, None, None]
    light = np.asarray(np.where(rows, wall, table) * across, np.float32)
    spot = np.zeros((height // 2, width // 2, 3), np.float32)
    camera = camera_of(12, (0, 0, 8), 80, 26, size)
    return Plate("0" * 64, SET, camera, {"sky": light}, spot, spot.copy())


def tiny_shot(cutout: Cutout, size: Size = (192, 160), seed: int = 0, words: str = "", **staging: object) -> Shot:
    """Return a shot of a product that stands on the table, a third of the canvas high."""
    crop = bounding_box(cutout.matte, 1 / 255)
    assert crop is not None
    height = size[1] // 3
    width = max(1, round(height * crop.width / crop.height))
    left, top = (size[0] - width) // 2, round(0.8 * size[1]) - height
    held = Staging(tiny_plate(), Stance.STANDING, 12.0, words=words, **staging)  # type: ignore[arg-type]
    return Shot(size, crop, Box(left, top, left + width, top + height), seed=seed, staging=held)


class PlainStaged:
    """Stands in for the embedded engine: the plate as it is, and a soft shadow below the product."""

    def __init__(self) -> None:
        self.sizes: list[Size] = []

    def render(self, shot: Shot, placed: Placed, progress: Progress) -> Scene:
        """See `RenderEngine.render`."""
        assert shot.staging is not None
        self.sizes.append(shot.size)
        progress("render", 0, 1)
        plate = cv2.resize(shot.staging.plate.lights["sky"], shot.size, interpolation=cv2.INTER_LINEAR)
        gain = np.full((shot.place.height, shot.place.width, 3), 0.9, np.float32) if shot.staging.relight else None
        progress("render", 1, 1)
        return Scene(np.asarray(plate, np.float32), _shadow(shot), gain=gain)


def _shadow(shot: Shot) -> Linear:
    light = np.ones((shot.size[1], shot.size[0]), np.float32)
    centre = ((shot.place.left + shot.place.right) // 2, shot.place.bottom)
    cv2.ellipse(light, centre, (shot.place.width // 2 + 2, max(2, shot.place.width // 10)), 0, 0, 360, 0.4, cv2.FILLED)
    return np.asarray(cv2.GaussianBlur(light, (0, 0), max(0.6, shot.place.width / 20)), np.float32)
