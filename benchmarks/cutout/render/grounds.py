"""What products stand on and in front of. Every builder takes the product's largest dimension in centimetres."""

from collections.abc import Callable

import numpy as np

from benchmarks.cutout.render.stage import Material, Part, Parts
from pipelines.stages.raytrace import texture
from pipelines.stages.raytrace.mesh import Mesh, grid
from pipelines.stages.raytrace.solids import along, box, lathe, rounded

OAK = ("#6b4a2d", "#9a7048", "#bd9467", "#d8b88c")
WALNUT = ("#2a1a11", "#4a2f20", "#6a4630", "#8a6244")
ASH = ("#b39673", "#cdb08d", "#dfcaa9", "#eee0c8")


def floor(width: float, front: float, back: float, tile: float) -> Mesh:
    """A level rectangle at z = 0 from `front` to `back`, texture tiles `tile` centimetres wide."""
    y = np.linspace(front, back, 2)
    x = np.linspace(-width / 2, width / 2, 2)
    across, deep = np.meshgrid(x, y, indexing="ij")
    points = np.stack([across, deep, np.zeros_like(across)], -1)
    return grid(points, np.stack([across, deep], -1) / tile)


def wall(width: float, height: float, at: float, tile: float) -> Mesh:
    """An upright rectangle facing the camera, from just below the floor."""
    x, z = np.meshgrid(np.linspace(-width / 2, width / 2, 2), np.linspace(-1, height, 2), indexing="ij")
    return grid(np.stack([x, np.full_like(x, at), z], -1), np.stack([x, z], -1) / tile)


def cove(size: float, back: float = 2.2, radius: float = 1.2) -> Mesh:
    """A seamless sweep: floor, curve, wall; u across, v along, both 0..1."""
    turn = np.linspace(0, np.pi / 2, 40)
    y = np.concatenate([[-14, back - radius], back - radius + radius * np.sin(turn), [back]])
    z = np.concatenate([[0, 0], radius - radius * np.cos(turn), [11]])
    line = np.stack([y, z], 1) * size
    x = np.linspace(-11, 11, 2) * size
    points = np.stack([np.repeat(x[:, None], len(line), 1), *np.broadcast_to(line.T[:, None], (2, 2, len(line)))], -1)
    u, v = np.meshgrid([0.0, 1.0], along(line) / along(line)[-1], indexing="ij")
    return grid(points, np.stack([u, v], -1))


def sweep(colour: str, rough: float = 0.75) -> Callable[[float], Parts]:
    """A roll of paper in one colour, with a little tooth."""

    def build(size: float) -> Parts:
        paper = Material(texture=texture.mottled(colour, 3, 0.008, 2.6), rough=rough)
        return [Part(cove(size), paper)]

    return build


def gradient(top: str, bottom: str) -> Callable[[float], Parts]:
    """A printed backdrop that blends from one colour to another behind the product."""

    def build(size: float) -> Parts:
        mesh = cove(size)
        height = np.clip((mesh.points[:, 2] / size) / 2.2, 0.02, 0.98)
        paper = Material(texture=texture.fade(top, bottom), rough=0.8)
        return [Part(Mesh(mesh.points, mesh.faces, np.stack([mesh.uv[:, 0], height], 1)), paper)]

    return build


def two_tone(ground: str, back: str) -> Callable[[float], Parts]:
    """Coloured card on the table and another one leaning behind it."""

    def build(size: float) -> Parts:
        near = Material(texture=texture.mottled(ground, 5, 0.01, 2.4), rough=0.8)
        far = Material(texture=texture.mottled(back, 6, 0.01, 2.4), rough=0.85)
        return [
            Part(floor(24 * size, -14 * size, 1.6 * size, 40), near),
            Part(wall(24 * size, 14 * size, 1.5 * size, 40), far),
        ]

    return build


def table(colours: tuple[str, ...], plaster: str, seed: int, depth: float = 2.0) -> Callable[[float], Parts]:
    """A planked table top that ends before a plastered wall."""

    def build(size: float) -> Parts:
        planks = Material(texture=texture.wood(colours, seed), rough=0.42, bump_cm=0.02)
        top = floor(26 * size, -14 * size, depth * size, max(60.0, 3.0 * size))
        paint = Material(texture=texture.mottled(plaster, seed + 1, 0.012, 2.8), rough=0.9)
        return [Part(top, planks), Part(wall(40 * size, 20 * size, depth * size, 90), paint)]

    return build


def cloth(colour: str, seed: int, plaster: str = "#d9d2c7") -> Callable[[float], Parts]:
    """A linen cloth with soft folds away from the middle."""

    def build(size: float) -> Parts:
        count, reach = 500, 6.0
        x, y = np.meshgrid(np.linspace(-reach, reach, count), np.linspace(-reach, 2.6, count), indexing="ij")
        fold = np.exp(-((np.abs(texture.noise(count, 5.6, seed, (1.0, 0.35)).astype(float)) / 0.4) ** 1.5))
        calm = np.clip((np.hypot(x, y) - 0.75) / 1.2, 0, 1) ** 2
        points = np.stack([x, y, 0.13 * fold * calm], -1) * size
        linen = Material(texture=texture.weave(colour, seed), rough=0.95, sheen=0.3, bump_cm=0.02)
        sheet = grid(points, np.stack([x, y], -1) * size / 9)
        paint = Material(texture=texture.mottled(plaster, seed + 1, 0.012, 2.8), rough=0.9)
        return [Part(sheet, linen), Part(wall(40 * size, 20 * size, 2.5 * size, 90), paint)]

    return build


def marble_top(base: str, vein: str, plaster: str, seed: int) -> Callable[[float], Parts]:
    """A polished stone top before a wall."""

    def build(size: float) -> Parts:
        stone = Material(texture=texture.marble(base, vein, seed), rough=0.18)
        paint = Material(texture=texture.mottled(plaster, seed + 1, 0.01, 2.8), rough=0.9)
        top = floor(26 * size, -14 * size, 2.2 * size, max(50.0, 3 * size))
        return [Part(top, stone), Part(wall(40 * size, 20 * size, 2.2 * size, 90), paint)]

    return build


def room_floor(colours: tuple[str, ...], plaster: str, seed: int) -> Callable[[float], Parts]:
    """Floorboards, a skirting board and a painted wall: for furniture."""

    def build(size: float) -> Parts:
        boards = Material(texture=texture.wood(colours, seed, planks=8), rough=0.4)
        paint = Material(texture=texture.mottled(plaster, seed + 1, 0.012, 2.8), rough=0.9)
        back = 0.9 * size
        skirting = box((30 * size, 1.6, 9), 0.4).moved(y=back - 0.8)
        parts = [
            Part(floor(26 * size, -14 * size, back, 140), boards),
            Part(wall(40 * size, 20 * size, back, 200), paint),
        ]
        return [*parts, Part(skirting, Material("#efece6", rough=0.35))]

    return build


def turntable(colour: str, backdrop: str) -> Callable[[float], Parts]:
    """A round plinth before a sweep."""

    def build(size: float) -> Parts:
        disc = lathe(
            rounded([(0, -0.0), (0.95 * size, 0.0, 0.03 * size), (0.95 * size, -0.25 * size), (0, -0.25 * size)])
        )
        plinth = Material(texture=texture.mottled(colour, 8, 0.02), rough=0.7)
        ground = cove(size, back=3.0).moved(z=-0.25 * size)
        return [Part(disc, plinth), Part(ground, Material(backdrop, rough=0.8))]

    return build


GROUNDS: dict[str, Callable[[float], Parts]] = {
    "white sweep": sweep("#f4f4f2"),
    "warm white sweep": sweep("#efeae2"),
    "grey sweep": sweep("#9a9c9e"),
    "dark sweep": sweep("#17181a", 0.5),
    "blue paper": sweep("#3f78a8"),
    "pink paper": sweep("#e7a9a4"),
    "yellow paper": sweep("#e9bd4b"),
    "green paper": sweep("#7e9c7c"),
    "grey gradient": gradient("#5c6066", "#d9dadb"),
    "sunset gradient": gradient("#3c5f86", "#efc7a4"),
    "two papers": two_tone("#d98e73", "#f0d9c0"),
    "mint papers": two_tone("#b8d8c8", "#6fa396"),
    "oak table": table(OAK, "#d9d3c8", 11),
    "walnut table": table(WALNUT, "#8c9793", 12),
    "ash table": table(ASH, "#e9e5dd", 13),
    "linen": cloth("#d8cbb6", 21),
    "blue linen": cloth("#7c8ea3", 22),
    "white marble": marble_top("#eeece8", "#7d8086", "#c9cdcc", 31),
    "black marble": marble_top("#1c1c1f", "#b9b4aa", "#3b3d40", 32),
    "floorboards": room_floor(OAK, "#d4d8d3", 41),
    "plinth": turntable("#e3d3c2", "#cbb7a4"),
}
