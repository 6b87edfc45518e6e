"""What a photo is taken of: parts with materials, lights, a camera."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from pipelines.stages.raytrace.mesh import Floats, Mesh, Strands, unit
from pipelines.stages.raytrace.texture import Pixels


@dataclass(frozen=True)
class Material:
    """How a surface looks. `bump_cm` lifts the bright texels; `glass` is an index of refraction."""

    colour: str = "#cccccc"
    texture: Pixels | None = None
    rough: float = 0.5
    metallic: float = 0.0
    clearcoat: float = 0.0
    sheen: float = 0.0
    bump_cm: float = 0.0
    glass: float | None = None


@dataclass(frozen=True)
class Part:
    """One shape in one material; `facets` shows its triangles flat."""

    shape: Mesh | Strands
    material: Material
    facets: bool = False

    def moved(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> "Part":
        """The part shifted by centimetres."""
        return replace(self, shape=self.shape.moved(x, y, z))

    def turned(self, axis: str, degrees: float) -> "Part":
        """The part rotated through the origin."""
        return replace(self, shape=self.shape.turned(axis, degrees))

    def scaled(self, factor: float) -> "Part":
        """The part scaled about the origin."""
        return replace(self, shape=self.shape.scaled(factor))


Parts = list[Part]


def moved(parts: Sequence[Part], x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Parts:
    """All parts shifted."""
    return [part.moved(x, y, z) for part in parts]


def turned(parts: Sequence[Part], degrees: float, axis: str = "z") -> Parts:
    """All parts rotated."""
    return [part.turned(axis, degrees) for part in parts]


def scaled(parts: Sequence[Part], factor: float) -> Parts:
    """All parts scaled."""
    return [part.scaled(factor) for part in parts]


def grounded(parts: Sequence[Part]) -> Parts:
    """The parts moved so that their solid shapes stand on z = 0; strands give way."""
    solid = [part for part in parts if isinstance(part.shape, Mesh)]
    return moved(parts, z=-float(points_of(solid)[:, 2].min()))


def points_of(parts: Sequence[Part]) -> Floats:
    """Every vertex of the parts, (n, 3)."""
    return np.concatenate([part.shape.points.reshape(-1, 3) for part in parts])


@dataclass(frozen=True)
class Window:
    """A bright opening in the room, by its angles as seen from the product (0 azimuth is behind it, 90 its right)."""

    azimuth: float
    elevation: float
    width: float
    height: float
    power: float
    colour: str = "#eef4ff"
    panes: int = 2


@dataclass(frozen=True)
class Lamp:
    """A square light; distance and edge in multiples of the product's size."""

    azimuth: float
    elevation: float
    edge: float
    power: float
    colour: str = "#fff4e4"
    distance: float = 7.0


@dataclass(frozen=True)
class Light:
    """A room: its walls' brightness and colour, its windows, its lamps."""

    ambient: float = 0.5
    wall: str = "#e9e4dc"
    windows: tuple[Window, ...] = ()
    lamps: tuple[Lamp, ...] = ()


@dataclass(frozen=True)
class Camera:
    """Where the photo is taken from. `fill` is the product's share of the frame along its tighter side."""

    elevation: float = 12.0
    azimuth: float = 0.0
    fov: float = 30.0
    fill: float = 0.7
    shift: tuple[float, float] = (0.0, 0.0)
    size: tuple[int, int] = (1024, 1024)
    aperture: float = 0.0
    roll: float = 0.0


@dataclass(frozen=True)
class View:
    """A camera that has been aimed: origin, target, up, and the distance of sharp focus."""

    origin: Floats
    target: Floats
    up: Floats
    focus: float


@dataclass(frozen=True)
class Sensor:
    """What the telephone does to the light: exposure, white balance gains, noise, JPEG quality."""

    ev: float = 0.0
    balance: tuple[float, float, float] = (1.0, 1.0, 1.0)
    noise: float = 0.009
    quality: int = 90


@dataclass(frozen=True)
class Shot:
    """One picture to take."""

    id: str
    shape: str
    ground: str
    product: Parts = field(repr=False)
    around: Parts = field(repr=False)
    light: Light = field(repr=False)
    camera: Camera
    sensor: Sensor
    traits: tuple[str, ...] = ()


def aim(camera: Camera, product: Sequence[Part]) -> View:
    """Place the camera so that the product fills and sits in the frame as asked."""
    points = points_of(product)
    elevation, azimuth = np.radians(camera.elevation), np.radians(camera.azimuth)
    back = np.array([np.sin(azimuth) * np.cos(elevation), -np.cos(azimuth) * np.cos(elevation), np.sin(elevation)])
    right = unit(np.cross([0.0, 0.0, 1.0], back)) if camera.elevation < 89 else np.array([1.0, 0.0, 0.0])
    up = np.cross(back, right)
    roll = np.radians(camera.roll)
    right, up = right * np.cos(roll) + up * np.sin(roll), up * np.cos(roll) - right * np.sin(roll)
    width, height = camera.size
    half = np.tan(np.radians(camera.fov) / 2) * np.array([width, height]) / max(width, height)
    target = (points.min(0) + points.max(0)) / 2
    distance = float(np.ptp(points, axis=0).max()) / half.min()
    for _ in range(30):
        offset = points - (target + back * distance)
        depth = -(offset @ back)
        screen = np.stack([offset @ right, offset @ up], 1) / depth[:, None] / half
        low, high = screen.min(0), screen.max(0)
        middle = (low + high) / 2 - np.array(camera.shift) * 2
        target = target + (right * middle[0] * half[0] + up * middle[1] * half[1]) * distance
        distance *= float(((high - low) / 2).max() / camera.fill)
    near = float(np.percentile(-((points - target - back * distance) @ back), 35))
    return View(target + back * distance, target, up, near)
