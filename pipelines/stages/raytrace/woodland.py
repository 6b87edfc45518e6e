"""From the woods: fir twigs and wreaths, pine cones, moss, bark, log slices, driftwood, stones, shells, fallen leaves.

Lengths are centimetres. Twigs grow along +x; all else stands on z = 0 about the origin.
"""

from dataclasses import dataclass

import numpy as np

from pipelines.stages.raytrace.blade import Blade, lance, lobed, oak, oval, spoon
from pipelines.stages.raytrace.copies import assorted, copies, frames, headings, on_path, strewn
from pipelines.stages.raytrace.foliage import Parts, shoot, side_shoots
from pipelines.stages.raytrace.mesh import Floats, Mesh, grid, join
from pipelines.stages.raytrace.solids import ball, tube


def needle(sides: int = 3) -> Mesh:
    """A fir needle of length one along +x."""
    return tube(np.array([[0, 0, 0], [0.15, 0, 0], [0.8, 0, 0.015], [1, 0, 0.05]]), [0.02, 0.03, 0.026, 0.008], sides)


def needled(path: Floats, needle_cm: float, per_cm: float, random: np.random.Generator) -> Mesh:
    """Needles all round a twig, denser and longer to its sides, pointing forward."""
    length = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
    count = int(length * per_cm)
    at = random.uniform(0.02, 1.0, count)
    points, ways = on_path(path, at)
    stem = frames(ways, (0, 0, 1))
    round_deg = np.degrees(np.arctan2(0.75 * np.sin(turn := random.uniform(0, 2 * np.pi, count)), np.cos(turn)))
    out = (
        np.cos(np.radians(round_deg))[:, None] * stem[:, :, 1] + np.sin(np.radians(round_deg))[:, None] * stem[:, :, 2]
    )
    lean = np.radians(random.uniform(42, 68, count) * (1 - 0.45 * at**3))[:, None]
    away = np.cos(lean) * ways + np.sin(lean) * out
    size = needle_cm * random.uniform(0.75, 1.1, count) * (1 - 0.35 * at**4)
    return copies(needle(), frames(away, stem[:, :, 2]), points, size)


@dataclass(frozen=True)
class FirTwig:
    """A flat spray of fir: a stem with shoots to both sides."""

    length_cm: float
    seed: int
    twigs: int = 6
    needle_cm: float = 1.9
    per_cm: float = 26.0
    droop_deg: float = 10.0

    def parts(self) -> Parts:
        """The roles `leaf` (old needles), `young` (of the tips) and `stem`."""
        random = np.random.default_rng(self.seed)
        main = shoot(self.length_cm, self.droop_deg, random)
        sides = side_shoots(main, self.twigs, self.length_cm * 0.5, random)
        stems = [tube(p, np.linspace(0.22, 0.08, len(p)) * (0.7 if k else 1), 7) for k, p in enumerate([main, *sides])]
        grown = [needled(path, self.needle_cm, self.per_cm, random) for path in [main, *sides]]
        young = [needled(p[len(p) * 2 // 3 :], self.needle_cm * 0.8, self.per_cm * 0.6, random) for p in [main, *sides]]
        return {"leaf": join(grown), "young": join(young), "stem": join(stems)}


def fir_garland(path: Floats, seed: int, reach_cm: float) -> Parts:
    """Fir twigs bound along a path, sticking out to all sides; roles as of a twig."""
    random = np.random.default_rng(seed)
    count = max(4, int(np.linalg.norm(np.diff(path, axis=0), axis=1).sum() / 2.6))
    kinds = [FirTwig(reach_cm * random.uniform(0.8, 1.2), seed + k, twigs=3).parts() for k in range(4)]
    points, ways = on_path(path, random.uniform(0, 1, count))
    away = ways * random.choice([-1.0, 1.0], (count, 1)) + 0.75 * random.normal(0, 1, (count, 3)) * (1, 1, 0.45)
    away[:, 2] += 0.15
    turns, sizes = frames(away, (0, 0, 1), random.normal(0, 30, count)), random.uniform(0.8, 1.15, count)
    return {role: assorted([kind[role] for kind in kinds], turns, points, sizes) for role in kinds[0]}


def pine_cone(length_cm: float, seed: int) -> Parts:
    """An open cone lying ready to be turned: its axis is z; roles `scale` and `tip` (the rims, for snow)."""
    random = np.random.default_rng(seed)
    count = 110
    k = np.arange(count)
    at = (k + 0.5) / count
    yaw = k * 137.508 + random.normal(0, 2, count)
    rise = -25 + 105 * at**1.1
    girth = np.sin(np.pi * (0.10 + 0.86 * at)) ** 0.75
    places = np.stack([0 * at, 0 * at, length_cm * (0.06 + 0.82 * at)], -1)
    size = length_cm * (0.12 + 0.22 * girth)
    turns = frames(headings(yaw, rise), (0, 0, 1))
    scale = Blade(1.0, 0.72, spoon, -26, 0.22).mesh(7, 5)
    thick = join([scale, Mesh(scale.points - np.array([0, 0, 0.05]), scale.faces[:, ::-1], scale.uv)])
    tip = ball(0.11, (0.5, 1.5, 0.55), 8).moved(0.93, 0, 0.24)
    core = ball(1.0, (0.22, 0.22, 0.45), 16).scaled(length_cm).moved(z=length_cm * 0.47)
    return {"scale": join([copies(thick, turns, places, size), core]), "tip": copies(tip, turns, places, size)}


def mound(area_cm: tuple[float, float], height_cm: float, clear_cm: float, seed: int, cells: int = 90) -> Floats:
    """Heights of uneven ground as a lattice (cells, cells, 3): cushions, zero at the rim and in the middle."""
    random = np.random.default_rng(seed)
    x, y = np.meshgrid(np.linspace(-0.5, 0.5, cells), np.linspace(-0.5, 0.5, cells), indexing="ij")
    x, y = x * area_cm[0], y * area_cm[1]
    height = np.zeros_like(x)
    for _ in range(max(8, int(area_cm[0] * area_cm[1] / 40))):
        cx, cy = random.uniform(-0.5, 0.5, 2) * area_cm
        reach = random.uniform(2.5, 6.0)
        bump = np.clip(1 - ((x - cx) ** 2 + (y - cy) ** 2) / reach**2, 0, 1)
        height = np.maximum(height, random.uniform(0.45, 1.0) * bump**0.8)
    middle = np.clip((np.hypot(x, y) - clear_cm) / 3.5, 0, 1) if clear_cm else 1.0
    rim = np.clip(np.minimum(area_cm[0] / 2 - abs(x), area_cm[1] / 2 - abs(y)) / 2.0, 0, 1)
    return np.stack([x, y, height_cm * height * middle * rim], -1)


def moss(area_cm: tuple[float, float], height_cm: float, clear_cm: float, seed: int) -> Parts:
    """Cushions of star moss: roles `leaf`, `young` (lighter shoots) and `soil` beneath."""
    random = np.random.default_rng(seed)
    ground = mound(area_cm, height_cm, clear_cm, seed)
    count = int(area_cm[0] * area_cm[1] * 7.5)
    picks = random.uniform(0, len(ground) - 1.001, (count, 2))
    low = picks.astype(int)
    part = picks - low
    corners = [ground[low[:, 0] + i, low[:, 1] + j] for i, j in ((0, 0), (1, 0), (0, 1), (1, 1))]
    a, b = part[:, :1], part[:, 1:]
    at = corners[0] * (1 - a) * (1 - b) + corners[1] * a * (1 - b) + corners[2] * (1 - a) * b + corners[3] * a * b
    keep = at[:, 2] > 0.03 * height_cm
    at, slope = at[keep], np.gradient(ground[..., 2], axis=(0, 1))
    near = low[keep]
    cell = area_cm[0] / (len(ground) - 1)
    lean = np.stack([-slope[0][near[:, 0], near[:, 1]], -slope[1][near[:, 0], near[:, 1]], np.full(len(at), cell)], -1)
    ways = lean / np.linalg.norm(lean, axis=1, keepdims=True) + 0.22 * random.normal(0, 1, (len(at), 3))
    turns, sizes = frames(ways, (0, 1, 0), random.uniform(0, 360, len(at))), random.uniform(0.55, 1.1, len(at))
    young = np.arange(len(at)) % 3 == 0
    star = _moss_star()
    return {
        "leaf": copies(star, turns[~young], at[~young], sizes[~young]),
        "young": copies(star, turns[young], at[young] + np.array([0, 0, 0.08]), sizes[young] * 0.9),
        "soil": grid(ground - np.array([0, 0, 0.12])),
    }


def _moss_star() -> Mesh:
    """A shoot along +x with pointed leaflets in whorls."""
    blade = Blade(0.42, 0.085, lance, 30, 0.3).mesh(3, 3)
    k = np.arange(12)
    turns = frames(np.stack([0.7 + 0 * k, np.cos(k * 2.4), np.sin(k * 2.4)], -1), (1, 0, 0))
    return copies(blade, turns, np.stack([0.06 + 0.040 * k, 0 * k, 0 * k], -1), 1.05 - 0.03 * k)


def lumpy(radius_cm: float, squash: tuple[float, float, float], rough: float, seed: int, detail: int = 40) -> Mesh:
    """A ball with waves on it: a stone, a fruit, a clod; centred on the origin."""
    random = np.random.default_rng(seed)
    base = ball(1.0, detail=detail)
    swell = np.zeros(len(base.points))
    for _ in range(14):
        wave = random.normal(0, 1, 3) * random.uniform(0.8, 4.0)
        swell += np.cos(base.points @ wave + random.uniform(0, 6.3)) / max(1.0, float(np.linalg.norm(wave)))
    return Mesh(base.points * (1 + rough * swell[:, None]) * radius_cm * np.array(squash), base.faces, base.uv)


def stones(count: int, radius_cm: float, area_cm: tuple[float, float], clear_cm: float, seed: int) -> Parts:
    """Pebbles lying about, none in another: roles `stone`, `dark` and `light` by turns."""
    random = np.random.default_rng(seed)
    made: dict[str, list[Mesh]] = {"stone": [], "dark": [], "light": []}
    taken: list[tuple[float, float, float]] = []
    for k, (x, y) in enumerate(strewn(count * 4, area_cm, clear_cm, random)):
        radius = radius_cm * random.uniform(0.5, 1.15)
        if len(taken) == count or any(np.hypot(x - a, y - b) < (radius + r) * 1.05 for a, b, r in taken):
            continue
        taken.append((x, y, radius))
        flat = random.uniform(0.4, 0.62)
        stone = lumpy(radius, (random.uniform(1, 1.35), 1.0, flat), 0.045, seed * 77 + k)
        made[("stone", "dark", "light")[len(taken) % 3]].append(
            stone.turned("z", random.uniform(0, 360)).moved(x, y, radius * flat * 0.86)
        )
    return {role: join(meshes) for role, meshes in made.items() if meshes}


def cairn(count: int, radius_cm: float, seed: int) -> Parts:
    """Flat stones piled up, each smaller than the one below."""
    random = np.random.default_rng(seed)
    height, made = 0.0, []
    for k in range(count):
        radius = radius_cm * 0.78**k
        stone = lumpy(radius, (1.15, 1.0, 0.42), 0.03, seed + k)
        aside, back = random.normal(0, 0.04, 2) * radius
        made.append(stone.turned("z", random.uniform(0, 360)).moved(aside, back, height + radius * 0.40))
        height += radius * 0.78
    return {"stone": join(made)}


def shell(size_cm: float, kind: str, seed: int) -> Parts:
    """A `scallop`, lying arched side up, or a `whelk`, lying on its side."""
    if kind == "whelk":
        return {"shell": _whelk(size_cm, seed)}
    angle = np.radians(np.linspace(-68, 68, 121))[:, None]
    t = np.linspace(0.0, 1, 26)[None]
    ribs = 1 + 0.035 * np.cos(angle * 26) * t
    reach = size_cm * t * ribs * (1 - 0.10 * (angle / 1.2) ** 2)
    dome = size_cm * (
        0.30 * np.sin(np.pi * np.clip(t, 0, 1) ** 0.7 * 0.96) * np.cos(angle * 0.95) ** 0.5
        + 0.016 * np.cos(angle * 26) * t
    )
    return {"shell": grid(np.stack([reach * np.cos(angle) - size_cm / 2, reach * np.sin(angle), np.abs(dome)], -1))}


def _whelk(size_cm: float, seed: int) -> Mesh:
    """A wound shell: a tube that grows along a falling spiral."""
    turn = np.linspace(0, 2 * np.pi * 5.2, 260)
    grow = np.exp(0.16 * (turn - turn[-1]))
    path = np.stack([np.cos(turn) * 0.30 * grow, np.sin(turn) * 0.30 * grow, -1.35 * grow], -1)
    whorl = tube(path, 0.33 * grow, 22).turned("y", 97).scaled(size_cm * 0.72)
    low = whorl.points[:, 2].min()
    return whorl.moved(z=-low).turned("z", float(np.random.default_rng(seed).uniform(0, 360)))


def rough_wood(length_cm: float, girth_cm: float, seed: int, bend: float = 0.15) -> Mesh:
    """Driftwood or a thin log lying along x: a knotty, bent rod with worn ends."""
    random = np.random.default_rng(seed)
    t = np.linspace(0, 1, 70)
    sway = [np.cumsum(np.cumsum(random.normal(0, 1, 70))) for _ in range(2)]
    sway = [bend * length_cm * (s - np.linspace(s[0], s[-1], 70)) / max(1e-9, float(np.ptp(s))) for s in sway]
    girth = (
        girth_cm
        * (0.9 + 0.14 * np.sin(t * 9 + random.uniform(0, 6)) + 0.1 * np.sin(t * 23))
        * np.clip(np.minimum(t, 1 - t) * 14, 0.25, 1) ** 0.5
    )
    rod = tube(np.stack([(t - 0.5) * length_cm, sway[0], 0.3 * sway[1]], -1), girth, 40)
    angle = np.arctan2(rod.points[:, 2], rod.points[:, 1])
    ridges = 0.035 * girth_cm * np.sin(angle * 9 + rod.points[:, 0] * 0.35 + 2 * np.sin(rod.points[:, 0] * 0.22))
    points = rod.points + ridges[:, None] * np.stack([0 * angle, np.cos(angle), np.sin(angle)], -1)
    return Mesh(points - np.array([0, 0, points[:, 2].min()]), rod.faces, rod.uv)


def log_slice(radius_cm: float, height_cm: float, seed: int) -> Parts:
    """A slice of a trunk, its top at z = 0: roles `wood` (the cut, u and v are x and y) and `bark`."""
    random = np.random.default_rng(seed)
    angle = np.linspace(0, 2 * np.pi, 361)
    wave = sum(random.normal(0, 0.018) * np.cos(k * angle + random.uniform(0, 6)) for k in range(2, 9))
    fissure = sum(0.010 * np.abs(np.sin(k * angle + random.uniform(0, 3))) for k in (23, 37, 61))
    rim = radius_cm * (1 + wave)
    reach = np.linspace(0.0, 1, 24)[:, None]
    x, y = reach * rim * 0.965 * np.cos(angle), reach * rim * 0.965 * np.sin(angle)
    top = np.stack([x, y, 0 * x], -1)
    uv = np.stack([x, y], -1)
    levels = np.array([0.0, -0.03, -0.12, -0.3, -0.6, -0.9, -1.0]) * height_cm
    out = np.array([0.965, 0.985, 1.0, 1.008, 1.0, 0.995, 0.98])
    skin = rim * out[:, None] + radius_cm * fissure * np.array([0, 0.5, 1, 1, 1, 1, 1])[:, None]
    bark = np.stack([skin * np.cos(angle), skin * np.sin(angle), levels[:, None] + 0 * skin], -1)
    return {"wood": grid(top, uv), "bark": grid(bark[:, ::-1])}


FALLEN = ("maple", "beech", "oak", "petal", "needle")


def fallen(kind: str, size_cm: float, random: np.random.Generator) -> Mesh:
    """One thing that falls from a plant, about the origin, curled as it dries."""
    curl = random.uniform(-30, 55)
    if kind == "maple":
        return lobed("maple", size_cm, random.uniform(0.04, 0.2), random).moved(x=-size_cm * 0.3)
    if kind == "needle":
        return needle().scaled(size_cm).moved(x=-size_cm / 2)
    shapes = {"beech": (oval, 0.58, 0.25), "oak": (oak, 0.55, 0.2), "petal": (spoon, 0.86, 0.35)}
    outline, slim, cup = shapes[kind]
    blade = Blade(size_cm, size_cm * slim, outline, curl, cup * random.uniform(-0.6, 1.2), 0.14)
    return blade.mesh(28 if kind == "oak" else 14, 7, random.uniform(0, 6)).moved(x=-size_cm / 2)


@dataclass(frozen=True)
class Litter:
    """Fallen leaves or petals strewn over a plane about the origin, none within `clear_cm` of it."""

    kind: str
    count: int
    size_cm: float
    area_cm: tuple[float, float]
    clear_cm: float

    def parts(self, seed: int) -> Parts:
        """Three colours by turns: the roles `a`, `b` and `c`."""
        random = np.random.default_rng(seed)
        made: dict[str, list[Mesh]] = {"a": [], "b": [], "c": []}
        for k, (x, y) in enumerate(strewn(self.count, self.area_cm, self.clear_cm, random)):
            leaf = fallen(self.kind, self.size_cm * random.uniform(0.7, 1.15), random)
            leaf = leaf.turned("x", random.normal(0, 9) + 180 * (random.random() < 0.3))
            leaf = leaf.turned("y", random.normal(0, 7)).turned("z", random.uniform(0, 360))
            lift = 0.03 + 0.05 * (k % 7) - leaf.points[:, 2].min()
            made["abc"[k % 3]].append(leaf.moved(x, y, lift))
        return {role: join(meshes) for role, meshes in made.items() if meshes}
