"""Flowers: blossom on bare twigs, roses, tulips, marigolds and their garlands, dried pampas.

Heads sit at the origin and open to +z; stems grow along +x, or stand on z = 0 where said. Lengths are centimetres.
"""

import numpy as np

from pipelines.stages.raytrace.blade import Blade, disc, oval, spoon, strap
from pipelines.stages.raytrace.copies import assorted, copies, frames, headings, on_path
from pipelines.stages.raytrace.foliage import Parts, rising, shoot, side_shoots
from pipelines.stages.raytrace.mesh import Floats, Mesh, join
from pipelines.stages.raytrace.solids import ball, spline, tube

_GOLDEN_DEG = 137.508


def blossom(width_cm: float, kind: str, random: np.random.Generator, open_share: float = 1.0) -> Parts:
    """Five petals, `cherry` with a cleft tip or round `plum`, and stamens: roles `petal` and `heart`."""
    half = width_cm / 2
    petal = Blade(
        half, half * 0.98, disc if kind == "plum" else spoon, -18, 0.32, 0.06, 0.14 if kind == "cherry" else 0
    )
    meshes = [petal.mesh(8, 7, random.uniform(0, 6)) for _ in range(3)]
    yaw = np.arange(5) * 72.0 + random.normal(0, 4, 5)
    rise = 88 - open_share * random.uniform(64, 78, 5)
    ups = np.stack([-np.cos(np.radians(yaw)), -np.sin(np.radians(yaw)), np.ones(5)], -1)
    petals = assorted(meshes, frames(headings(yaw, rise), ups), np.zeros((5, 3)), random.uniform(0.94, 1.06, 5))
    count = 22
    thread = tube(np.array([[0, 0, 0], [0.5, 0, 0.04], [0.93, 0, 0.1]]), 0.016, 4)
    knob = ball(0.055, detail=6).moved(0.95, 0, 0.1)
    ways = headings(random.uniform(0, 360, count), random.uniform(38, 85, count))
    stamens = copies(
        join([thread, knob]), frames(ways, (0, 0, 1)), np.zeros((count, 3)), half * random.uniform(0.34, 0.55, count)
    )
    return {"petal": petals, "heart": stamens}


def blossom_branch(length_cm: float, kind: str, flowers: int, seed: int, twigs: int = 4) -> Parts:
    """A bare branch along +x in bloom: roles `petal`, `heart`, `bud` and `stem`."""
    random = np.random.default_rng(seed)
    main = shoot(length_cm, random.uniform(-5, 25), random)
    paths = [main, *side_shoots(main, twigs, length_cm * 0.5, random)]
    stems = [_knotty(path, 0.16 + 0.006 * length_cm if k == 0 else 0.11, random) for k, path in enumerate(paths)]
    share = np.array([len(p) for p in paths]) / sum(len(p) for p in paths)
    made: dict[str, list[Mesh]] = {"petal": [], "heart": [], "bud": [], "stem": stems}
    for path, part in zip(paths, share, strict=True):
        count = max(2, round(flowers * part))
        points, ways = on_path(path, np.clip(random.normal(0.62, 0.26, count), 0.12, 1))
        out = frames(ways, (0, 0, 1), random.uniform(-110, 110, count))[:, :, 2] + 0.35 * random.normal(
            0, 1, (count, 3)
        )
        _set_flowers(made, kind, points, out, random)
    return {role: join(meshes) for role, meshes in made.items() if meshes}


def _set_flowers(
    made: dict[str, list[Mesh]], kind: str, points: Floats, out: Floats, random: np.random.Generator
) -> None:
    """Open flowers and every fourth a bud, each on a short stalk from its point of the branch."""
    out = out / np.linalg.norm(out, axis=1, keepdims=True)
    stalk = 0.9 if kind == "cherry" else 0.25
    kinds = [blossom(2.7, kind, random, random.uniform(0.7, 1.05)) for _ in range(4)]
    flat = frames(np.cross(out, random.normal(0, 1, out.shape)), out)
    for k, (point, way) in enumerate(zip(points, out, strict=True)):
        made["stem"].append(tube(np.stack([point, point + way * stalk]), 0.05, 5))
        if k % 4 == 3:
            made["bud"].append(ball(0.42, (0.85, 0.85, 1.1), 12).mapped(flat[k]).moved(*(point + way * (stalk + 0.3))))
            continue
        for role, mesh in kinds[k % 4].items():
            size = random.uniform(0.82, 1.12)
            made[role].append(copies(mesh, flat[k : k + 1], (point + way * stalk)[None], np.array([size])))


def _knotty(path: Floats, girth_cm: float, random: np.random.Generator) -> Mesh:
    """A woody twig with knots."""
    t = np.linspace(0, 1, len(path))
    knots = 1 + 0.22 * np.abs(np.sin(t * 17 + random.uniform(0, 3))) ** 6
    return tube(path, girth_cm * (1 - 0.72 * t) * knots, 9)


def rose(width_cm: float, seed: int, petals: int = 34) -> Parts:
    """A garden rose's head, its inner petals wound tight: roles `petal` and `leaf` (sepals)."""
    random = np.random.default_rng(seed)
    at = (np.arange(petals) + 0.5) / petals
    yaw = np.arange(petals) * _GOLDEN_DEG + random.normal(0, 6, petals)
    rise = 90 - 64 * at**1.5 + random.normal(0, 3, petals)
    made = []
    for k in range(petals):
        length = width_cm * (0.42 + 0.16 * at[k])
        # outer petals roll their rims outwards, inner ones wrap the heart
        bend = -58 + 120 * at[k] ** 1.2
        blade = Blade(length, length * (0.62 + 0.55 * at[k]), spoon, bend, 0.75 - 0.45 * at[k], 0.07)
        made.append(blade.mesh(12, 9, random.uniform(0, 6)))
    ups = np.stack([-np.cos(np.radians(yaw)), -np.sin(np.radians(yaw)), 0.02 + 0 * yaw], -1)
    foot = headings(yaw, 0) * (width_cm * 0.10 * at**0.7)[:, None]
    foot[:, 2] = -width_cm * 0.10 * at
    turns = frames(headings(yaw, rise), ups)
    head = join([copies(mesh, turns[k : k + 1], foot[k : k + 1]) for k, mesh in enumerate(made)])
    sepal = Blade(width_cm * 0.45, width_cm * 0.13, oval, 40, 0.2).mesh(8, 5)
    sepals = copies(
        sepal, frames(headings(np.arange(5) * 72.0, -8), (0, 0, 1)), np.tile([0, 0, -width_cm * 0.12], (5, 1))
    )
    return {"petal": head, "leaf": join([sepals, ball(width_cm * 0.12, (1, 1, 1.1), 16).moved(z=-width_cm * 0.17)])}


def stemmed(head: Parts, path: Floats, girth_cm: float) -> Parts:
    """A head set on the end of a stem's path, facing along it; adds the role `stem`."""
    way = path[-1] - path[-3]
    turn = frames(np.cross([0.0, 1.0, 0.1], way), way)
    set_on = {role: copies(mesh, turn, path[-1][None]) for role, mesh in head.items()}
    return {**set_on, "stem": tube(path, girth_cm, 10)}


def cut_rose(length_cm: float, width_cm: float, seed: int) -> Parts:
    """A rose with its stem and leaves along +x, the head at the far end."""
    random = np.random.default_rng(seed)
    path = shoot(length_cm, random.uniform(-4, 10), random)
    made = stemmed(rose(width_cm, seed), path, 0.24)
    blade = Blade(4.2, 2.5, oval, 30, 0.25, 0.05).mesh(9, 5)
    at = np.repeat(np.linspace(0.3, 0.75, 3), 3)
    points, ways = on_path(path, at)
    side = np.repeat([1.0, -1.0, 1.0], 3)
    fan = np.tile([-48.0, 0.0, 48.0], 3)
    away = rotated(ways, side * 58 + fan)
    stalk = rotated(ways, side * 58) * 2.4
    leaves = copies(blade, frames(away, (0, 0.2, 1)), points + stalk, np.tile([0.72, 1.0, 0.72], 3))
    stalks = [tube(np.stack([p, p + s]), 0.07, 5) for p, s in zip(points[::3], stalk[::3], strict=True)]
    return {**made, "leaf": join([made["leaf"], leaves]), "stem": join([made["stem"], *stalks])}


def rotated(ways: Floats, yaw_deg: Floats) -> Floats:
    """Directions turned about the upright axis."""
    c, s = np.cos(np.radians(yaw_deg)), np.sin(np.radians(yaw_deg))
    return np.stack([c * ways[:, 0] - s * ways[:, 1], s * ways[:, 0] + c * ways[:, 1], ways[:, 2]], -1)


def tulip(length_cm: float, seed: int, open_share: float = 0.3) -> Parts:
    """A tulip along +x: roles `petal`, `leaf` and `stem`."""
    random = np.random.default_rng(seed)
    path = shoot(length_cm, random.uniform(-10, 16), random)
    yaw = np.arange(6) * 60.0 + random.normal(0, 4, 6)
    outer = np.arange(6) % 2
    rise = 62 + 10 * (1 - outer) - 26 * open_share + random.normal(0, 2, 6)
    ups = np.stack([-np.cos(np.radians(yaw)), -np.sin(np.radians(yaw)), 0 * yaw + 0.02], -1)
    foot = headings(yaw, 0) * 0.35
    kinds = [Blade(5.6, 4.4, spoon, bend, 0.62, 0.03).mesh(14, 9, random.uniform(0, 6)) for bend in (-46, -40)]
    petals = [
        copies(kinds[k % 2], frames(headings(yaw[k : k + 1], rise[k : k + 1]), ups[k]), foot[k : k + 1])
        for k in range(6)
    ]
    made = stemmed({"petal": join([*petals, ball(0.55, detail=12)])}, path, 0.32)
    leaf = [
        Blade(length_cm * share, 3.4, strap, bend, 0.55, 0.10).mesh(22, 7, 2.0)
        for share, bend in ((0.78, 40), (0.62, 62))
    ]
    turns = frames(np.array([[1, 0.32, 0.10], [1, -0.42, 0.1]]), np.array([[0.3, -1.0, 0.2], [0.3, 1.0, 0.2]]))
    leaves = [
        copies(mesh, turns[k : k + 1], np.array([[length_cm * 0.05 * (k + 1), 0, 0]])) for k, mesh in enumerate(leaf)
    ]
    return {**made, "leaf": join(leaves)}


def tulips(length_cm: float, count: int, lean_deg: float, seed: int) -> Parts:
    """Tulips out of a vase's mouth at the origin."""
    random = np.random.default_rng(seed)
    made: dict[str, list[Mesh]] = {}
    for k in range(count):
        flower = tulip(length_cm * random.uniform(0.78, 1.08), seed * 13 + k, random.uniform(0.1, 0.5))
        rise = 90 - lean_deg * (0.2 + ((k * 0.618) % 1))
        for role, mesh in flower.items():
            made.setdefault(role, []).append(rising(mesh, k * _GOLDEN_DEG, rise))
    return {role: join(meshes) for role, meshes in made.items()}


def pompon(width_cm: float, seed: int, petals: int = 130) -> Mesh:
    """A marigold's head: ruffled petals all round, closed below."""
    random = np.random.default_rng(seed)
    k = np.arange(petals)
    rise = 88 - 118 * ((k + 0.5) / petals) ** 0.85
    yaw = k * _GOLDEN_DEG + random.normal(0, 5, petals)
    kinds = [Blade(1.0, 0.72, spoon, bend, 0.3, 0.30).mesh(7, 7, random.uniform(0, 6)) for bend in (-50, -30, -12, 8)]
    ups = np.stack([-np.cos(np.radians(yaw)), -np.sin(np.radians(yaw)), 0.4 + 0 * yaw], -1)
    ways = headings(yaw, rise)
    size = width_cm * 0.36 * random.uniform(0.85, 1.1, petals)
    return assorted(kinds, frames(ways, ups), ways * width_cm * 0.14, size)


def marigolds(path: Floats, width_cm: float, seed: int) -> Parts:
    """A garland: heads threaded close along a path, two colours by turns: roles `a` and `b`."""
    random = np.random.default_rng(seed)
    length = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
    count = max(2, int(length / (width_cm * 0.62)))
    points, ways = on_path(path, (np.arange(count) + 0.5) / count)
    heads = [pompon(width_cm, seed + k) for k in range(4)]
    ups = ways + 0.35 * random.normal(0, 1, ways.shape)
    turns = frames(np.cross(ups, random.normal(0, 1, ways.shape)), ups)
    sizes = random.uniform(0.86, 1.1, count)
    first = (np.arange(count) // 3) % 2 == 0
    made = {"a": assorted(heads, turns[first], points[first], sizes[first])}
    if (~first).any():
        made["b"] = assorted(heads, turns[~first], points[~first], sizes[~first])
    return made


def hanging(
    start: tuple[float, float, float], end: tuple[float, float, float], sag_cm: float, count: int = 60
) -> Floats:
    """The path of a string between two nails."""
    t = np.linspace(0, 1, count)[:, None]
    path = (1 - t) * np.array(start) + t * np.array(end)
    path[:, 2] -= (4 * sag_cm * t * (1 - t))[:, 0]
    return path


def winding(points: tuple[tuple[float, float, float], ...], count: int = 120) -> Floats:
    """A smooth path through points, for strings and garlands that lie on a table."""
    return spline(np.array(points), count)


def pampas(length_cm: float, seed: int) -> Parts:
    """A dried plume on its stalk along +x: roles `plume` and `stem`."""
    random = np.random.default_rng(seed)
    path = shoot(length_cm, random.uniform(18, 40), random, 40)
    count = 130
    at = np.sort(random.uniform(0.46, 1.0, count))
    points, ways = on_path(path, at)
    out = frames(ways, (0, 0, 1), random.uniform(0, 360, count))[:, :, 2]
    sprays = []
    for k in range(count):
        reach = length_cm * 0.16 * np.sin(np.pi * (0.12 + 0.85 * (at[k] - 0.46) / 0.54)) ** 0.6
        t = np.linspace(0, 1, 9)[:, None]
        spray = points[k] + reach * (t * ways[k] * 0.9 + 0.5 * t * out[k]) - np.array([0, 0, 0.28 * reach]) * t**2
        sprays.append(_hairs(spray, 34, random))
    return {"plume": join(sprays), "stem": tube(path, np.linspace(0.16, 0.05, 40), 7)}


def _hairs(path: Floats, count: int, random: np.random.Generator) -> Mesh:
    """Fine hairs along one spray."""
    hair = Blade(1.0, 0.028, strap, 35, 0.0).mesh(4, 3)
    points, ways = on_path(path, random.uniform(0.05, 1, count))
    away = ways + 0.55 * random.normal(0, 1, ways.shape)
    return copies(hair, frames(away, (0, 0, 1)), points, random.uniform(0.7, 1.7, count))
