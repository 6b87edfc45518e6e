"""Leaves and petals: thin curved surfaces from an outline, a bend along the middle and a cup across it.

Every blade starts at the origin and grows along +x; its upper face looks to +z.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pipelines.stages.raytrace.mesh import Floats, Mesh, grid

Outline = Callable[[Floats], Floats]


def lance(t: Floats) -> Floats:
    """Half width over length of a willow or olive leaf, largest value 1."""
    return np.sin(np.pi * t**0.8) ** 0.9


def oval(t: Floats) -> Floats:
    """Of a beech or lemon leaf: full in the middle with a drawn-out tip."""
    return np.sin(np.pi * t**0.75) ** 0.75 * (1 - 0.25 * t**4)


def disc(t: Floats) -> Floats:
    """Of a eucalyptus leaf or a plum petal: round."""
    return np.sqrt(np.clip(1 - (2 * t - 1) ** 2, 0, 1))


def spoon(t: Floats) -> Floats:
    """Of a tulip or rose petal: narrow foot, broad shoulder, blunt tip."""
    return (t**0.55) * np.sqrt(np.clip(1 - t**5, 0, 1)) * 1.05


def strap(t: Floats) -> Floats:
    """Of a blade of grass: even, then a long point."""
    return np.clip(1.15 * (1 - t**2.2), 0, 1) * np.clip(t * 12 + 0.35, 0, 1)


def oak(t: Floats) -> Floats:
    """Of an oak leaf: rounded lobes, broadest beyond the middle."""
    return np.sin(np.pi * t**1.15) ** 0.8 * (0.78 + 0.22 * np.cos(2 * np.pi * 4.2 * t))


@dataclass(frozen=True)
class Blade:
    """A blade's shape.

    Attributes:
        bend_deg: how far the tip's direction lies under the foot's.
        cup: how far the rims rise over the middle, as a share of the half width; negative turns them down.
        ripple: waves of the rim, as a share of the half width.
        notch: a cleft in the tip, as a share of the length (cherry petals).
    """

    length_cm: float
    width_cm: float
    outline: Outline = lance
    bend_deg: float = 20.0
    cup: float = 0.25
    ripple: float = 0.0
    notch: float = 0.0

    def mesh(self, steps: int = 10, across: int = 7, phase: float = 0.0) -> Mesh:
        """The surface, with u along and v across; `phase` shifts the rim's waves."""
        t = np.linspace(0, 1, steps)
        s = np.linspace(-1, 1, across)
        angle = np.radians(self.bend_deg) * t
        run = np.concatenate([[0], np.cumsum(np.cos((angle[1:] + angle[:-1]) / 2))]) / (steps - 1)
        fall = np.concatenate([[0], np.cumsum(np.sin((angle[1:] + angle[:-1]) / 2))]) / (steps - 1)
        half = np.maximum(self.outline(t), 0.02)[:, None] * self.width_cm / 2
        rim = np.abs(s)[None]
        lift = half * (self.cup * rim**1.6 + self.ripple * rim**2 * np.sin(9 * t[:, None] + phase + 1.3 * np.sign(s)))
        pull = self.notch * self.length_cm * (1 - rim) ** 1.5 * t[:, None] ** 4
        along = self.length_cm * run[:, None] + lift * np.sin(angle)[:, None] - pull * np.cos(angle)[:, None]
        up = -self.length_cm * fall[:, None] + lift * np.cos(angle)[:, None]
        points = np.stack([along, half * s[None], up + 0 * rim], -1)
        u, v = np.meshgrid(t, (s + 1) / 2, indexing="ij")
        return grid(points, np.stack([u, v], -1))


LOBED: dict[str, tuple[tuple[float, float], ...]] = {
    "maple": (
        (0, 1.0), (9, 0.77), (16, 0.80), (24, 0.46), (38, 0.72), (53, 0.92), (60, 0.67), (69, 0.70), (79, 0.40),
        (97, 0.50), (113, 0.62), (126, 0.38), (150, 0.27), (174, 0.12), (180, 0.03),
    ),
    "ivy": (
        (0, 1.0), (14, 0.70), (28, 0.52), (46, 0.62), (60, 0.74), (78, 0.52), (104, 0.50), (124, 0.58), (150, 0.45),
        (172, 0.20), (180, 0.12),
    ),
}  # fmt: skip
"""Half outlines about the stalk's end: degrees from the tip, reach as a share of the longest lobe."""


def lobed(kind: str, length_cm: float, curl: float, random: np.random.Generator) -> Mesh:
    """A leaf with pointed lobes about the end of its stalk, wavy; `curl` is how far its rim lifts, a share."""
    half = np.array(LOBED[kind])
    whole = np.concatenate([half[:0:-1] * (-1, 1), half])
    corners = whole[:, 1:] * np.stack([np.cos(np.radians(whole[:, 0])), np.sin(np.radians(whole[:, 0]))], -1)
    at = np.linspace(0, len(corners) - 1, 6 * (len(corners) - 1) + 1)
    rim = np.stack([np.interp(at, np.arange(len(corners)), corners[:, k]) for k in range(2)], -1)
    radius = np.linspace(0.0, 1, 7)[:, None]
    x, y = radius * rim[:, 0], radius * rim[:, 1]
    angle = np.arctan2(rim[:, 1], rim[:, 0])
    reach = radius * np.hypot(rim[:, 0], rim[:, 1])
    wave = curl * reach**2 * (1 + np.sin(2 * angle + random.uniform(0, 6)) + 0.35 * np.sin(7 * angle))
    points = np.stack([x + 0.1, y, wave], -1) * length_cm / 1.2
    return grid(points, np.stack([x / 2 + 0.5, y / 2 + 0.5], -1) * length_cm)
