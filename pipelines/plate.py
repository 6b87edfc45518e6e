"""An empty set that has been rendered: its light lamp by lamp, and where each of its pixels lies in space."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipelines.camera import Camera
from pipelines.values import Linear, Matte
from presets.scenes.schema import SceneSet

Vectors = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Plate:
    """One set from one camera.

    Attributes:
        key: SHA-256 of what it was rendered from, hexadecimal.
        scene: the set: its lamps, stand, exposure.
        camera: where it was seen from; its size is the plates'.
        lights: lamp id -> linear light of that lamp alone, scene-referred, shape (height, width, 3). Their sum is the
            set with all lamps at their own power.
        position_cm: where each pixel lies, shape (rows, columns, 3), at the plate's size or smaller, same aspect.
        normal: unit surface normals, of the same shape.
        tints: tintable material -> its share of each pixel, shape (height, width) or as the positions'.
    """

    key: str
    scene: SceneSet
    camera: Camera
    lights: Mapping[str, Linear]
    position_cm: Vectors
    normal: Vectors
    tints: Mapping[str, Matte] = field(default_factory=dict)

    def __post_init__(self) -> None:
        width, height = self.camera.size
        if set(self.lights) != {lamp.id for lamp in self.scene.lamps}:
            raise ValueError(f"The set's lamps are not the plate's: {', '.join(self.lights)}.")
        for name, light in self.lights.items():
            if light.shape != (height, width, 3) or light.dtype != np.float32:
                raise ValueError(f"The light of '{name}' is {light.dtype} {light.shape}, not float32 of the plate.")
            light.setflags(write=False)
        if self.position_cm.shape != self.normal.shape or self.position_cm.shape[2:] != (3,):
            raise ValueError(f"Positions {self.position_cm.shape} and normals {self.normal.shape} do not fit.")
        for name, share in self.tints.items():
            if share.shape not in ((height, width), self.position_cm.shape[:2]):
                raise ValueError(f"The tint '{name}' is {share.shape}, not of the plate or the positions' grid.")
        for array in (self.position_cm, self.normal, *self.tints.values()):
            array.setflags(write=False)
