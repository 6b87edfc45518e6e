"""Fruit, pumpkins, and heaps of small round things in a bowl. Everything rests on z = 0; lengths are centimetres."""

from collections.abc import Callable
from operator import itemgetter

import numpy as np

from pipelines.stages.raytrace.blade import Blade, oval
from pipelines.stages.raytrace.copies import frames, headings
from pipelines.stages.raytrace.foliage import Parts
from pipelines.stages.raytrace.mesh import Mesh, grid, join
from pipelines.stages.raytrace.solids import ball, lathe, spline, tube
from pipelines.stages.raytrace.woodland import lumpy


def turned_fruit(radius_cm: float, profile: tuple[tuple[float, float], ...]) -> Mesh:
    """A fruit of revolution about its middle, from a smooth profile in units of its radius; u and v in centimetres."""
    line = spline(np.array(profile), 60)
    line[:, 0] = np.maximum(line[:, 0], 0)
    return lathe(line * radius_cm, 72).tiled((2 * np.pi * radius_cm, 1))


def lemon(radius_cm: float, random: np.random.Generator) -> Parts:
    """A lemon lying on its side, its tip along +x."""
    long = random.uniform(1.22, 1.36)
    profile = (
        (0, -long),
        (0.16, -long * 0.96),
        (0.55, -long * 0.72),
        (0.93, -0.30),
        (0.98, 0.18),
        (0.62, long * 0.66),
        (0.30, long * 0.83),
        (0.20, long * 0.97),
        (0, long * 1.04),
    )
    body = turned_fruit(radius_cm, profile).turned("y", 90)
    return {"skin": body, "stem": ball(radius_cm * 0.1, detail=8).moved(x=-radius_cm * long)}


def orange(radius_cm: float, random: np.random.Generator) -> Parts:
    """An orange with its navel, tilted by chance."""
    body = turned_fruit(
        radius_cm, ((0, -0.94), (0.3, -0.92), (0.8, -0.58), (1.0, 0), (0.8, 0.6), (0.3, 0.9), (0.10, 0.91), (0, 0.86))
    )
    star = [Blade(radius_cm * 0.17, radius_cm * 0.1, oval, 20, 0).mesh(4, 3).turned("z", k * 72.0) for k in range(5)]
    calyx = join([*star, ball(radius_cm * 0.06, detail=6)]).moved(z=radius_cm * 0.885)
    tilt, turn = random.uniform(5, 40), random.uniform(0, 360)
    return {"skin": body.turned("x", tilt).turned("z", turn), "stem": calyx.turned("x", tilt).turned("z", turn)}


def apple(radius_cm: float, random: np.random.Generator) -> Parts:
    """An apple with stalk, standing."""
    profile = (
        (0, -0.72),
        (0.12, -0.80),
        (0.36, -0.90),
        (0.72, -0.66),
        (0.96, -0.1),
        (0.97, 0.35),
        (0.76, 0.74),
        (0.40, 0.86),
        (0.16, 0.74),
        (0.04, 0.54),
        (0, 0.5),
    )
    body = turned_fruit(radius_cm, profile)
    angle = np.arctan2(body.points[:, 1], body.points[:, 0])
    low = np.clip(-body.points[:, 2:] / radius_cm, 0, 1)
    body = Mesh(body.points * (1 + 0.05 * low * np.cos(5 * angle)[:, None]), body.faces, body.uv)
    lean = random.uniform(-0.25, 0.25)
    stalk = tube(
        radius_cm * np.array([[0, 0, 0.45], [0, 0, 0.8], [lean * 0.6, 0.05, 1.15]]),
        radius_cm * np.array([0.03, 0.03, 0.045]),
        6,
    )
    turn = random.uniform(0, 360)
    return {"skin": body.turned("z", turn), "stem": stalk.turned("z", turn)}


def pomegranate(radius_cm: float, random: np.random.Generator) -> Parts:
    """A pomegranate with its crown up, a little tilted."""
    body = lumpy(radius_cm, (1, 1, 0.93), 0.012, int(random.integers(1 << 30)), 48)
    k = np.arange(6) * 60.0
    tooth = Blade(radius_cm * 0.42, radius_cm * 0.30, oval, -35, 0.5)
    turns = frames(headings(k, 66), headings(k, -24))
    crown = [
        tooth.mesh(6, 5).mapped(turn).moved(*(headings(a, 0) * radius_cm * 0.20))
        for turn, a in zip(turns, k, strict=True)
    ]
    neck = lathe(np.array([(0.3, -0.12), (0.22, 0.02), (0.24, 0.12)]) * radius_cm, 32)
    top = join([*crown, neck]).moved(z=radius_cm * 0.95)
    tilt, turn = random.uniform(10, 55), random.uniform(0, 360)
    return {"skin": join([body, top]).turned("x", tilt).turned("z", turn)}


def date_fruit(radius_cm: float, random: np.random.Generator) -> Parts:
    """A date: long, creased, lying any way."""
    body = lumpy(radius_cm, (1.9, 0.92, 0.9), 0.02, int(random.integers(1 << 30)), 26)
    angle = np.arctan2(body.points[:, 2], body.points[:, 1])
    crease = 1 - 0.05 * np.abs(np.sin(angle * 4 + body.points[:, 0])) ** 3
    folded = Mesh(body.points * np.stack([np.ones_like(crease), crease, crease], -1), body.faces, body.uv)
    return {"skin": folded.turned("y", random.uniform(-25, 25)).turned("z", random.uniform(0, 360))}


def _lump(radius_cm: float, random: np.random.Generator) -> Parts:
    return {"skin": lumpy(radius_cm, (1.05, 1, 0.8), 0.05, int(random.integers(1 << 30)), 14)}


def _round(radius_cm: float, random: np.random.Generator) -> Parts:
    return {"skin": ball(radius_cm * random.uniform(0.9, 1.0), detail=28)}


FRUITS: dict[str, Callable[[float, np.random.Generator], Parts]] = {
    "lemon": lemon,
    "orange": orange,
    "apple": apple,
    "pomegranate": pomegranate,
    "date": date_fruit,
    "lump": _lump,
    "ball": _round,
}


def resting(parts: Parts) -> Parts:
    """Parts shifted so that the lowest point of all touches z = 0."""
    low = min(float(mesh.points[:, 2].min()) for mesh in parts.values())
    return {role: mesh.moved(z=-low) for role, mesh in parts.items()}


def heap(kind: str, radius_cm: float, count: int, dish: tuple[float, float], seed: int) -> Parts:
    """Fruit dropped one by one into a dish of (radius, depth), each to the lowest of a few places tried."""
    random = np.random.default_rng(seed)
    made: dict[str, list[Mesh]] = {}
    for x, y, z, radius in dropped(radius_cm, count, dish, random):
        for role, mesh in FRUITS[kind](radius, random).items():
            made.setdefault(role, []).append(mesh.moved(x, y, z))
    return {role: join(meshes) for role, meshes in made.items()}


def dropped(
    radius_cm: float, count: int, dish: tuple[float, float], random: np.random.Generator
) -> list[tuple[float, ...]]:
    """Centres and radii (x, y, z, r) of balls that lie in a dish whose floor is a bowl of (radius, depth)."""
    lying: list[tuple[float, ...]] = []
    for _ in range(count):
        radius = radius_cm * random.uniform(0.9, 1.08)
        tries: list[tuple[float, ...]] = []
        for _ in range(30):
            reach = max(dish[0] - radius, 0.0) * np.sqrt(random.random())
            yaw = random.uniform(0, 2 * np.pi)
            x, y = reach * np.cos(yaw), reach * np.sin(yaw)
            floor = dish[1] * (reach / dish[0]) ** 2 + radius
            tries.append((x, y, max([floor, *(_on_top(x, y, radius, other) for other in lying)]), radius))
        lying.append(min(tries, key=itemgetter(2)))
    return lying


def _on_top(x: float, y: float, radius: float, other: tuple[float, ...]) -> float:
    """Height at which a ball comes to lie on another, or minus infinity where it passes."""
    apart, reach = np.hypot(x - other[0], y - other[1]), (radius + other[3]) * 0.96
    return other[2] + float(np.sqrt(reach**2 - apart**2)) if apart < reach else -np.inf


def half_citrus(radius_cm: float, seed: int) -> Parts:
    """Half a lemon or orange, cut face up: roles `skin`, `pith` and `flesh`."""
    random = np.random.default_rng(seed)
    angle = np.linspace(-np.pi / 2, 0, 30)
    shell = lathe(np.stack([np.cos(angle), 1.05 * np.sin(angle)], 1) * radius_cm, 64).tiled((2 * np.pi * radius_cm, 1))
    pith = lathe(np.array([(0, -0.005), (0.995, 0.0)]) * radius_cm, 64)
    wedges = []
    for k in range(10):
        wide = np.radians(36 * 0.44)
        corner = np.array([(0.10, 0), (0.80, -wide), (0.86, -wide * 0.8), (0.885, 0), (0.86, wide * 0.8), (0.80, wide)])
        rim = spline(
            np.stack([corner[:, 0] * np.cos(corner[:, 1]), corner[:, 0] * np.sin(corner[:, 1])], -1), 48, closed=True
        )
        middle = rim.mean(0)
        share = np.array([1.0, 0.94, 0.6, 0.3, 0.0])[:, None, None]
        flat = middle + share * (rim - middle)
        puff = np.array([0, 0.022, 0.03, 0.03, 0.03])[:, None] * (1 + 0.25 * random.normal(0, 1, (5, 48)))
        wedge = grid(np.concatenate([flat, puff[..., None]], -1) * radius_cm)
        wedges.append(wedge.turned("z", k * 36.0 + random.uniform(-1, 1)))
    lift = radius_cm * 1.05
    return {"skin": shell.moved(z=lift), "pith": pith.moved(z=lift), "flesh": join(wedges).moved(z=lift)}


def pumpkin(width_cm: float, flat: float, seed: int, ribs: int = 11) -> Parts:
    """A pumpkin: roles `skin` and `stem`; `flat` is its height over its width."""
    random = np.random.default_rng(seed)
    yaw = np.linspace(0, 2 * np.pi, ribs * 16 + 1)[:, None]
    up = np.linspace(-np.pi / 2, np.pi / 2, 48)[None]
    groove = np.abs(np.cos(yaw * ribs / 2)) ** 0.55
    uneven = 1 + sum(0.02 * np.cos(k * yaw + random.uniform(0, 6)) for k in (1, 2, 3))
    reach = np.cos(up) ** 0.75 * (0.86 + 0.14 * groove) * uneven
    height = np.sin(up) * (0.92 + 0.08 * groove) * (1 - 0.42 * np.exp(-((np.cos(up) / 0.34) ** 2)))
    half = width_cm / 2
    points = np.stack([reach * np.cos(yaw), reach * np.sin(yaw), height * flat + 0 * yaw], -1) * half
    uv = np.stack(np.broadcast_arrays(yaw * half, up * half), -1)
    skin = grid(points, uv)
    t = np.linspace(0, 1, 18)
    lean = random.uniform(0, 2 * np.pi)
    bow = 0.42 * t**2
    path = np.stack([bow * np.cos(lean), bow * np.sin(lean), flat * 0.48 + 0.55 * t - 0.14 * t**2], -1) * half
    stalk = tube(path, half * (0.09 + 0.13 * (1 - t) ** 3 + 0.03 * t**6), 40)
    turn = np.arctan2(
        stalk.points[:, 1] - np.interp(stalk.points[:, 2], path[:, 2], path[:, 1]),
        stalk.points[:, 0] - np.interp(stalk.points[:, 2], path[:, 2], path[:, 0]),
    )
    middle = np.stack([np.interp(stalk.points[:, 2], path[:, 2], path[:, k]) for k in range(2)], -1)
    fluted = stalk.points.copy()
    fluted[:, :2] = middle + (stalk.points[:, :2] - middle) * (1 + 0.16 * np.cos(5 * turn))[:, None]
    return resting({"skin": skin, "stem": Mesh(fluted, stalk.faces, stalk.uv)})
