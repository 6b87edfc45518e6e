"""Vases, bowls, cups, plates, baskets, crates and cushions, standing on z = 0. Lengths are centimetres."""

import numpy as np

from pipelines.stages.raytrace.foliage import Parts
from pipelines.stages.raytrace.mesh import Floats, Mesh, grid, join
from pipelines.stages.raytrace.solids import along, box_faces, lathe, rounded, spline, tube

# Outer profiles as (radius, height), both shares: of the largest radius and of the height.
VESSELS: dict[str, tuple[tuple[float, float], ...]] = {
    "bulb": ((0.52, 0), (0.72, 0.06), (0.98, 0.28), (0.97, 0.46), (0.72, 0.66), (0.40, 0.80), (0.36, 0.92), (0.44, 1)),
    "bottle": ((0.86, 0), (0.98, 0.06), (1.0, 0.42), (0.86, 0.55), (0.40, 0.68), (0.30, 0.8), (0.30, 0.96), (0.38, 1)),
    "urn": ((0.50, 0), (0.62, 0.05), (0.92, 0.42), (1.0, 0.66), (0.86, 0.84), (0.66, 0.93), (0.74, 1)),
    "cylinder": ((0.92, 0), (1.0, 0.03), (1.0, 0.5), (1.0, 1)),
    "flare": ((0.56, 0), (0.62, 0.04), (0.68, 0.35), (0.80, 0.72), (1.0, 1)),
    "bowl": ((0.42, 0), (0.46, 0.05), (0.72, 0.30), (0.92, 0.66), (1.0, 1)),
    "dish": ((0.55, 0), (0.60, 0.12), (0.82, 0.42), (1.0, 1)),
    "plate": ((0.58, 0), (0.62, 0.2), (0.72, 0.45), (1.0, 1)),
    "mug": ((0.88, 0), (0.97, 0.04), (1.0, 0.2), (1.0, 0.6), (0.99, 1)),
    "cup": ((0.50, 0), (0.56, 0.05), (0.82, 0.34), (0.95, 0.68), (1.0, 1)),
    "pot": ((0.70, 0), (0.72, 0.02), (0.92, 0.80), (1.0, 0.82), (1.0, 1)),
    "pet": ((1.0, 0), (0.99, 0.08), (0.90, 0.6), (0.84, 0.92), (0.80, 1)),
}


def vessel(shape: str, width_cm: float, height_cm: float, wall_cm: float, *, handle: bool) -> Parts:
    """A hollow body of revolution with a rounded lip, and a handle to the right if asked."""
    outer = spline(np.array(VESSELS[shape]) * (width_cm / 2, height_cm), 70)
    way = np.gradient(outer, axis=0)
    normal = np.stack([way[:, 1], -way[:, 0]], -1) / np.linalg.norm(way, axis=1, keepdims=True)
    inner = outer - normal * wall_cm
    inner = inner[(inner[:, 1] > wall_cm) & (inner[:, 0] > 0.02)]
    lip = np.linspace(0, np.pi, 9)[1:-1]
    middle, reach = (outer[-1] + inner[-1]) / 2, (outer[-1] - inner[-1]) / 2
    up = np.array([-reach[1], reach[0]])
    rim = middle + np.cos(lip)[:, None] * reach + np.sin(lip)[:, None] * up
    line = np.concatenate([[[0, 0]], outer, rim, inner[::-1], [[0, inner[0, 1]]]])
    mesh = lathe(line, 128).tiled((np.pi * width_cm, 1))
    return {"body": join([mesh, _handle(width_cm, height_cm, wall_cm)]) if handle else mesh}


def _handle(width_cm: float, height_cm: float, wall_cm: float) -> Mesh:
    r, h = width_cm / 2 - wall_cm * 0.5, height_cm
    reach = h * 0.34
    knots = [
        (r, 0, h * 0.80),
        (r + reach * 0.62, 0, h * 0.84),
        (r + reach, 0, h * 0.56),
        (r + reach * 0.72, 0, h * 0.28),
        (r, 0, h * 0.20),
    ]
    return tube(spline(np.array(knots), 40), max(0.45, h * 0.055), 16, 1.5)


def plank(size_cm: tuple[float, float, float], bevel_cm: float = 0.08) -> Mesh:
    """A bevelled box standing on z = 0 with texture coordinates in centimetres, u along its longest horizontal side."""
    width, depth, height = size_cm
    spans = {"left": (depth, height), "right": (depth, height), "front": (width, height), "back": (width, height)}
    faces = box_faces(size_cm, bevel_cm, 3)
    return join([mesh.tiled(spans.get(name, (width, depth))) for name, mesh in faces.items()])


def crate(size_cm: tuple[float, float, float], slats: int, seed: int) -> Parts:
    """An open box of slats with corner posts."""
    random = np.random.default_rng(seed)
    width, depth, height = size_cm
    tall = height / (slats + 0.18 * (slats - 1))
    made = [plank((width - 1, depth - 1, 0.7)).moved(z=0.1)]
    for k in range(slats):
        z = k * tall * 1.18
        for y in (-depth / 2, depth / 2):
            board = plank((width, 0.9, tall)).turned("y", random.normal(0, 0.25))
            made.append(board.moved(random.normal(0, 0.08), y, z))
        for x in (-width / 2 + 0.5, width / 2 - 0.5):
            made.append(plank((depth - 0.9, 0.9, tall)).turned("z", 90).moved(x, random.normal(0, 0.05), z))
    posts = [
        plank((height, 1.6, 1.6)).turned("y", -90).moved(x * (width / 2 - 1.8) + 0.8, y * (depth / 2 - 1.3), height / 2)
        for x in (-1, 1)
        for y in (-1, 1)
    ]
    shifted = [Mesh(m.points, m.faces, m.uv + random.uniform(0, 60, 2), m.normals) for m in [*made, *posts]]
    return {"wood": join(shifted)}


def basket(width_cm: float, height_cm: float, seed: int, *, handle: bool) -> Parts:
    """Willow woven round uprights, a plaited rim, and a bow for a handle if asked; wider at the top."""
    random = np.random.default_rng(seed)
    stakes, strand = 2 * int(width_cm * 0.55) + 1, 0.36
    made: list[Mesh] = []
    yaw = np.linspace(0, 2 * np.pi, stakes * 8 + 1)
    for k in range(int(height_cm / (strand * 1.55))):
        z = strand + k * strand * 1.55
        r = _basket_radius(z, width_cm, height_cm) + 0.26 * np.cos(
            yaw * stakes / 2 + (k % 2) * np.pi + 0.2 * random.normal()
        )
        path = np.stack([r * np.cos(yaw), r * np.sin(yaw), z + 0.05 * np.sin(3 * yaw + k)], -1)
        made.append(tube(path, strand * random.uniform(0.9, 1.1), 7))
    for k in range(stakes):
        a, z = 2 * np.pi * (k + 0.5) / stakes, np.linspace(0, height_cm, 10)
        r = _basket_radius(z, width_cm, height_cm)
        made.append(tube(np.stack([r * np.cos(a), r * np.sin(a), z], -1), 0.24, 6))
    top = _basket_radius(np.array(height_cm), width_cm, height_cm)
    for k in range(3):
        wave = yaw * 17 + k * 2 * np.pi / 3
        r = top + 0.42 * np.cos(wave)
        made.append(tube(np.stack([r * np.cos(yaw), r * np.sin(yaw), height_cm + 0.42 * np.sin(wave)], -1), 0.34, 7))
    if handle:
        made += _bow(float(top), height_cm)
    base = lathe(np.array([(0.0, 0.25), (float(_basket_radius(np.array(0.0), width_cm, height_cm)), 0.25)]), 48)
    return {"willow": join([*made, base])}


def _basket_radius(z: Floats | float, width_cm: float, height_cm: float) -> Floats:
    return np.asarray(width_cm / 2 * (0.80 + 0.20 * np.sin(np.asarray(z) / height_cm * np.pi / 2)))


def _bow(radius: float, height_cm: float) -> list[Mesh]:
    """Three wound rods over the opening."""
    t = np.linspace(0, np.pi, 90)
    rods = []
    for k in range(3):
        wind = t * 14 + k * 2 * np.pi / 3
        x = (radius + 0.3 * np.cos(wind)) * np.cos(t)
        z = height_cm * 0.8 + (height_cm * 0.85 + 0.3 * np.cos(wind)) * np.sin(t)
        rods.append(tube(np.stack([x, 0.3 * np.sin(wind), z], -1), 0.34, 7))
    return rods


def cushion(width_cm: float, depth_cm: float, thick_cm: float, seed: int) -> Parts:
    """A filled cushion lying flat: pulled-in sides, pointed corners, folds towards them, piped seam (role `trim`)."""
    random = np.random.default_rng(seed)
    s = np.linspace(-1, 1, 90)
    x, y = np.meshgrid(s, s, indexing="ij")
    pull_x, pull_y = 1 - 0.07 * (1 - y**2), 1 - 0.07 * (1 - x**2)
    full = np.clip((1 - x**4) * (1 - y**4), 0, 1) ** 0.55
    corner = np.clip(np.abs(x * y) * 1.5 - 0.25, 0, 1)
    angle = np.arctan2(np.abs(y) - 1, np.abs(x) - 1)
    folds = 0.05 * corner * np.sin(angle * 16 + random.uniform(0, 6)) + 0.025 * np.sin(
        3 * x + 2 * y + random.uniform(0, 6)
    )
    half = thick_cm / 2
    halves = []
    for side in (1.0, -1.0):
        z = side * half * full * (1 + folds * side)
        points = np.stack([x * pull_x * width_cm / 2, y * pull_y * depth_cm / 2, z + half], -1)
        uv = np.stack([x * width_cm / 2, y * depth_cm / 2], -1)
        mesh = grid(points, uv)
        halves.append(mesh if side > 0 else Mesh(mesh.points, mesh.faces[:, ::-1], mesh.uv))
    lattice = halves[0].points.reshape(90, 90, 3)
    edge = np.concatenate([lattice[0], lattice[1:, -1], lattice[-1, -2::-1], lattice[-2::-1, 0]])
    return {"cloth": join(halves), "trim": tube(edge, 0.28, 8).tiled((2, 1))}


def rope(path: Floats, radius_cm: float) -> Parts:
    """Three strands wound round a path."""
    length = along(path)
    steps = max(60, int(length[-1] / radius_cm * 3))
    at = np.linspace(0, length[-1], steps)
    line = np.stack([np.interp(at, length, path[:, k]) for k in range(3)], -1)
    way = np.gradient(line, axis=0)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    side = np.cross(way, np.array([0, 0, 1.0]))
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
    up = np.cross(side, way)
    strands = []
    for k in range(3):
        wind = (at / (radius_cm * 5.5) * 2 * np.pi + k * 2 * np.pi / 3)[:, None]
        strands.append(tube(line + 0.52 * radius_cm * (np.cos(wind) * side + np.sin(wind) * up), radius_cm * 0.56, 8))
    return {"fibre": join(strands)}


def standing_books(thick_cm: tuple[float, ...], height_cm: float, depth_cm: float, seed: int) -> list[Parts]:
    """Books side by side from x = 0 to the right, backs to the camera: for each the roles `cover` and `pages`."""
    random = np.random.default_rng(seed)
    x, books = 0.0, []
    for thick in thick_cm:
        tall, deep = height_cm * random.uniform(0.84, 1.04), depth_cm * random.uniform(0.86, 1.0)
        spine = rounded([(0, 0), (0, 0.45, 0.4), (thick, 0.45, 0.4), (thick, 0)], 6)
        back = _prism(np.concatenate([spine * (1, -1), [[thick, 0.4], [0, 0.4]]]), tall)
        boards = [plank((0.22, deep, tall), 0.06).moved(side, deep / 2) for side in (0.11, thick - 0.11)]
        pages = plank((thick - 0.4, deep - 0.5, tall - 0.6), 0.03).moved(thick / 2, deep / 2 - 0.1, 0.3)
        put = x + thick / 2 + random.uniform(0.0, 0.12)
        books.append({"cover": join([back, *boards]).moved(x=put - thick / 2), "pages": pages.moved(x=put - thick / 2)})
        x = put + thick / 2
    return books


def _prism(outline: Floats, height: float) -> Mesh:
    """An outline in the xy plane raised along z, closed at both ends."""
    ring = np.concatenate([outline, outline[:1]])
    middle = np.broadcast_to(ring.mean(0), ring.shape)
    rows = [(middle, 0.0), (ring, 0.0), (ring, height), (middle, height)]
    points = np.stack([np.concatenate([xy, np.full((len(xy), 1), z)], 1) for xy, z in rows])
    run = along(ring)
    uv = np.stack([np.broadcast_to(run, (4, len(ring))), np.array([0, 0, height, height])[:, None] + 0 * run], -1)
    return grid(points, uv)
