"""Green things: branches, stems in a vase, palm fronds, ferns, grass, moss, and walls of leaves out of focus.

Branches and fronds start at the origin and grow along +x with their upper side to +z. Lengths are centimetres.
"""

from dataclasses import dataclass

import numpy as np

from pipelines.stages.raytrace.blade import Blade, Outline, disc, lance, lobed, oval, strap
from pipelines.stages.raytrace.copies import assorted, copies, frames, headings, on_path
from pipelines.stages.raytrace.mesh import Floats, Mesh, join
from pipelines.stages.raytrace.solids import tube

Parts = dict[str, Mesh]


@dataclass(frozen=True)
class Habit:
    """How a kind of branch grows: its leaf, how the leaves stand, how the stem bends.

    Attributes:
        spread_deg: between stem and leaf. `pairs`: leaves opposite, else one by one.
        droop_deg: how far the stem's tip hangs below its start.
    """

    outline: Outline
    leaf_cm: float
    slim: float
    spread_deg: float
    pairs: bool
    per_cm: float
    droop_deg: float
    cup: float = 0.3


HABITS: dict[str, Habit] = {
    "olive": Habit(lance, 5.0, 0.2, 42, pairs=True, per_cm=0.62, droop_deg=24),
    "eucalyptus": Habit(disc, 3.4, 0.86, 62, pairs=True, per_cm=0.55, droop_deg=36, cup=0.16),
    "broad": Habit(oval, 6.5, 0.46, 48, pairs=False, per_cm=0.55, droop_deg=30),
    "lemon": Habit(oval, 7.5, 0.42, 50, pairs=False, per_cm=0.6, droop_deg=34, cup=0.4),
    "ivy": Habit(disc, 4.2, 0.95, 64, pairs=False, per_cm=0.5, droop_deg=70, cup=0.1),
    "box": Habit(oval, 2.0, 0.56, 50, pairs=True, per_cm=1.3, droop_deg=14),
}


def shoot(length_cm: float, droop_deg: float, random: np.random.Generator, count: int = 28) -> Floats:
    """A stem's path along +x that bends down by so many degrees in all and wanders to the sides."""
    t = np.linspace(0, 1, count)
    wave = np.cumsum(random.normal(0, 1.0, (2, count)), axis=1) * 14 / np.sqrt(count)
    pitch = np.radians(-droop_deg * t**1.3 * random.uniform(0.7, 1.2) + wave[0] * t)
    yaw = np.radians(wave[1] * 1.2 + random.normal(0, 8) * t)
    step = np.stack([np.cos(pitch) * np.cos(yaw), np.cos(pitch) * np.sin(yaw), np.sin(pitch)], -1)
    return np.concatenate([np.zeros((1, 3)), np.cumsum(step[:-1], axis=0)]) * length_cm / (count - 1)


def leaves_of(habit: Habit, leaf_cm: float, random: np.random.Generator, kinds: int = 5) -> list[Mesh]:
    """A handful of different leaves of one habit."""
    if habit is HABITS["ivy"]:
        return [lobed("ivy", leaf_cm, random.uniform(0.04, 0.12), random) for _ in range(kinds)]
    made = []
    for _ in range(kinds):
        length, slim = leaf_cm * random.uniform(0.8, 1.1), habit.slim * random.uniform(0.88, 1.12)
        bend, cup = random.uniform(8, 48), habit.cup * random.uniform(0.4, 1.5)
        made.append(Blade(length, length * slim, habit.outline, bend, cup, 0.08).mesh(9, 5, random.uniform(0, 6)))
    return made


def leafed(path: Floats, habit: Habit, leaf_cm: float, random: np.random.Generator) -> Mesh:
    """The leaves of one stem, smaller towards the tip and turned to the light above."""
    length = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
    knots = max(3, round(length * habit.per_cm * 5.0 / leaf_cm))
    at = np.repeat((np.arange(knots) + 0.6) / knots, 2 if habit.pairs else 1) * 0.94 + 0.06
    count = len(at)
    points, ways = on_path(path, np.clip(at + random.normal(0, 0.01, count), 0, 1))
    side = np.where(np.arange(count) % 2, 1.0, -1.0) * random.uniform(0.8, 1.1, count)
    roll = np.repeat(np.arange(count // 2 + 1) * 90.0, 2)[:count] * 0.5 * habit.pairs + random.normal(0, 24, count)
    stem = frames(ways, (0, 0, 1), roll)
    spread = np.radians(habit.spread_deg * random.uniform(0.7, 1.25, count) * (1 - 0.45 * at))
    away = np.cos(spread)[:, None] * stem[:, :, 0] + (np.sin(spread) * side)[:, None] * stem[:, :, 1]
    away += 0.16 * random.normal(0, 1, (count, 3))
    face = stem[:, :, 2] * 0.8 + np.array([0, 0, 0.7]) + 0.45 * random.normal(0, 1, (count, 3))
    size = (1 - 0.45 * at) * random.uniform(0.75, 1.12, count)
    order = random.permutation(count)
    return assorted(leaves_of(habit, leaf_cm, random), frames(away, face)[order], points[order], size[order])


@dataclass(frozen=True)
class Branch:
    """A branch to be grown; `leaf_cm` 0 is the habit's own size."""

    habit: str
    length_cm: float
    seed: int
    leaf_cm: float = 0.0
    twigs: int = 0
    droop_deg: float | None = None

    def parts(self) -> Parts:
        """The roles `leaf` and `stem`."""
        random = np.random.default_rng(self.seed)
        habit = HABITS[self.habit]
        leaf_cm = self.leaf_cm or habit.leaf_cm
        droop = habit.droop_deg if self.droop_deg is None else self.droop_deg
        main = shoot(self.length_cm, droop, random)
        paths = [main, *side_shoots(main, self.twigs, self.length_cm * 0.45, random)]
        girth = 0.055 + self.length_cm * 0.0035
        stems = [
            tube(path, np.linspace(girth, girth * 0.3, len(path)) * (0.7 if k else 1), 7)
            for k, path in enumerate(paths)
        ]
        return {"leaf": join([leafed(path, habit, leaf_cm, random) for path in paths]), "stem": join(stems)}


def side_shoots(main: Floats, count: int, length_cm: float, random: np.random.Generator) -> list[Floats]:
    """Shorter shoots that leave a stem to both sides by turns."""
    made = []
    for k in range(count):
        at = 0.15 + 0.7 * (k + random.uniform(0.2, 0.8)) / count
        point, way = on_path(main, [at])
        side = frames(way, (0, 0, 1), random.normal(0, 35))[0]
        lean = np.radians(random.uniform(32, 58)) * (1 if k % 2 else -1)
        heading = np.cos(lean) * side[:, 0] + np.sin(lean) * side[:, 1]
        path = shoot(length_cm * random.uniform(0.7, 1.1) * (1.15 - 0.6 * at), 12, random, 16)
        made.append(path @ frames(heading, (0, 0, 1))[0].T + point[0])
    return made


def rising(mesh: Mesh, yaw_deg: float, rise_deg: float) -> Mesh:
    """Something grown along +x, now rising over the level in the direction of a yaw."""
    return mesh.turned("y", -rise_deg).turned("z", yaw_deg)


def bouquet(branch: Branch, count: int, lean_deg: float) -> Parts:
    """Branches out of a vase's mouth at the origin, leaning out by about so many degrees from upright."""
    random = np.random.default_rng(branch.seed + 1000)
    made: dict[str, list[Mesh]] = {}
    for k in range(count):
        length = branch.length_cm * random.uniform(0.75, 1.1)
        one = Branch(branch.habit, length, branch.seed + 17 * k, branch.leaf_cm, branch.twigs, branch.droop_deg)
        rise = 90 - lean_deg * (0.25 + 0.95 * ((k * 0.618) % 1))
        for role, mesh in one.parts().items():
            made.setdefault(role, []).append(rising(mesh, k * 137.5 + random.uniform(-20, 20), rise))
    return {role: join(meshes) for role, meshes in made.items()}


def palm_frond(length_cm: float, seed: int, pairs: int = 32, leaf_cm: float = 0.0) -> Parts:
    """A feather palm's leaf, arched, its leaflets folded and drooping at the tips."""
    random = np.random.default_rng(seed)
    t = np.linspace(0, 1, 40)
    arch = np.stack([length_cm * t * (1 - 0.1 * t), 0 * t, length_cm * (0.32 * t - 0.5 * t**2)], -1)
    at = np.repeat(np.linspace(0.1, 0.99, pairs), 2)
    count = len(at)
    points, ways = on_path(arch, at)
    stem = frames(ways, (0, 0, 1))
    side = np.where(np.arange(count) % 2, 1.0, -1.0)
    spread = np.radians(64 - 40 * at + random.normal(0, 3, count))
    away = np.cos(spread)[:, None] * stem[:, :, 0] + (np.sin(spread) * side)[:, None] * stem[:, :, 1]
    away[:, 2] += random.normal(0.12, 0.1, count)
    full = leaf_cm or length_cm * 0.4
    size = np.sin(np.pi * np.clip(0.16 + at * 0.8, 0, 1)) ** 0.8 * random.uniform(0.92, 1.06, count)
    kinds = [Blade(full, full * 0.075, lance, bend, 0.5).mesh(10, 5) for bend in (18, 30, 44)]
    turns = frames(away, stem[:, :, 2], side * random.uniform(6, 30, count))
    order = random.permutation(count)
    leaves = assorted(kinds, turns[order], points[order], size[order])
    return {"leaf": leaves, "stem": tube(arch, np.linspace(0.010, 0.003, 40) * length_cm, 8)}


def fern_frond(length_cm: float, seed: int, pairs: int = 24) -> Parts:
    """One frond, twice feathered and arching over."""
    random = np.random.default_rng(seed)
    spine = shoot(length_cm, random.uniform(55, 85), random, 36)
    pinna = _pinna()
    at = np.repeat(np.linspace(0.12, 0.995, pairs), 2)
    count = len(at)
    points, ways = on_path(spine, at)
    stem = frames(ways, (0, 0, 1))
    side = np.where(np.arange(count) % 2, 1.0, -1.0)
    spread = np.radians(78 - 30 * at + random.normal(0, 3, count))
    away = np.cos(spread)[:, None] * stem[:, :, 0] + (np.sin(spread) * side)[:, None] * stem[:, :, 1]
    away -= 0.12 * stem[:, :, 2]
    size = length_cm * 0.26 * np.clip(at * 6, 0.3, 1) * (1.04 - at) ** 0.75 * random.uniform(0.92, 1.06, count)
    leaves = copies(pinna, frames(away, stem[:, :, 2], random.normal(0, 8, count)), points, size)
    return {"leaf": leaves, "stem": tube(spine, np.linspace(0.16, 0.03, 36) * length_cm / 30, 6)}


def _pinna() -> Mesh:
    """A side feather of length one with its little teeth."""
    leaflet = Blade(1.0, 0.42, oval, 14, 0.2).mesh(5, 3)
    at = np.repeat(np.linspace(0.04, 0.98, 15), 2)
    side = np.where(np.arange(30) % 2, 1.0, -1.0)
    ways = headings(side * (68 - 24 * at), 0)
    places = np.stack([at, 0 * at, -0.10 * at**2], -1)
    blades = copies(leaflet, frames(ways, (0, 0, 1)), places, 0.21 * (1.08 - at) ** 0.7)
    rib = tube(np.stack([np.linspace(0, 1, 6), np.zeros(6), -0.1 * np.linspace(0, 1, 6) ** 2], -1), 0.008, 4)
    return join([blades, rib])


def fern(length_cm: float, fronds: int, seed: int, lean_deg: float = 38) -> Parts:
    """A crown of fronds out of one root at the origin."""
    random = np.random.default_rng(seed)
    made: dict[str, list[Mesh]] = {}
    for k in range(fronds):
        rise = 90 - lean_deg * random.uniform(0.5, 1.2)
        for role, mesh in fern_frond(length_cm * random.uniform(0.7, 1.1), seed * 31 + k).items():
            made.setdefault(role, []).append(rising(mesh, k * 137.5 + random.uniform(-15, 15), rise))
    return {role: join(meshes) for role, meshes in made.items()}


def hedge(size_cm: tuple[float, float, float], habit: str, count: int, seed: int) -> Parts:
    """A box full of branches standing on z = 0, for behind: roles `leaf`, `young` (every third branch) and `stem`."""
    random = np.random.default_rng(seed)
    half = np.array([size_cm[0] / 2, size_cm[1] / 2])
    made: dict[str, list[Mesh]] = {"leaf": [], "young": [], "stem": []}
    kinds = [Branch(habit, 28, seed + k, twigs=4).parts() for k in range(5)]
    for k, kind in enumerate(kinds):
        many = max(1, count // len(kinds))
        places = np.concatenate([random.uniform(-half, half, (many, 2)), random.uniform(0, size_cm[2], (many, 1))], 1)
        turns = frames(headings(random.uniform(0, 360, many), random.uniform(-25, 75, many)), (0, 0, 1))
        sizes = random.uniform(0.7, 1.3, many)
        made["young" if k % 3 == 2 else "leaf"].append(copies(kind["leaf"], turns, places, sizes))
        made["stem"].append(copies(kind["stem"], turns, places, sizes))
    return {role: join(meshes) for role, meshes in made.items()}


def grass(area_cm: tuple[float, float], height_cm: float, per_cm2: float, clear_cm: float, seed: int) -> Parts:
    """A lawn or tuft: roles `leaf` and `young` (every third blade, lighter in life)."""
    random = np.random.default_rng(seed)
    half = np.array(area_cm) / 2
    count = int(area_cm[0] * area_cm[1] * per_cm2)
    places = random.uniform(-half, half, (count, 2))
    places = places[np.hypot(places[:, 0], places[:, 1]) >= clear_cm]
    count = len(places)
    at = np.concatenate([places, np.zeros((count, 1))], 1)
    turns = frames(headings(random.uniform(0, 360, count), random.uniform(48, 86, count)), (0, 0, 1))
    sizes = height_cm * random.uniform(0.45, 1.15, count)
    blades = [Blade(1.0, 0.055, strap, bend, 0.4).mesh(6, 3) for bend in (15, 40, 65, 95)]
    third = np.arange(count) % 3 == 2
    return {
        "leaf": assorted(blades, turns[~third], at[~third], sizes[~third]),
        "young": assorted(blades, turns[third], at[third], sizes[third]),
    }
