"""Things that stand about on a seller's table and are not for sale."""

import numpy as np

from benchmarks.cutout.render.objects import blocks, scissors
from benchmarks.cutout.render.packaging import carton, lotion, tea_print
from benchmarks.cutout.render.stage import Material, Part, Parts, moved, scaled, turned
from benchmarks.cutout.render.tableware import mug, vase
from pipelines.stages.raytrace.solids import box, lathe, rounded, tube


def books(seed: int, count: int = 4) -> Parts:
    """A pile of cloth-bound books, about 20 cm wide."""
    random = np.random.default_rng(seed)
    inks = ("#2f4b66", "#a0493c", "#d9b25f", "#5e7a63", "#e4dccb", "#3a3a40")
    pile: Parts = []
    z = 0.0
    for k in range(count):
        thick, width = random.uniform(1.8, 3.4), random.uniform(17, 21)
        cover = Part(box((width, 14, thick), 0.15), Material(inks[(seed + k) % len(inks)], rough=0.7))
        pages = Part(box((width - 0.5, 13.8, thick - 0.7), 0.05).moved(0, -0.3, 0.35), Material("#efe8d8", rough=0.9))
        pile += moved(turned([cover, pages], random.uniform(-14, 14)), z=z)
        z += thick
    return pile


def pencils(seed: int) -> Parts:
    """A cup of pencils."""
    random = np.random.default_rng(seed)
    cup = Part(
        lathe(rounded([(0, 0), (3.6, 0, 0.3), (3.6, 10, 0.1), (3.3, 10, 0.1), (3.3, 0.6), (0, 0.6)])),
        Material("#c9cdd2", rough=0.5),
    )
    inks = ("#d8b13c", "#b8432f", "#2f6d9a", "#3c7d57", "#222222")
    sticks = []
    for k in range(8):
        a, lean = random.uniform(0, 6.3), random.uniform(1.5, 3.1)
        foot = np.array([-np.cos(a) * lean * 0.6, -np.sin(a) * lean * 0.6, 1.0])
        head = np.array([np.cos(a) * lean * 1.25, np.sin(a) * lean * 1.25, random.uniform(15, 18)])
        sticks.append(Part(tube(np.array([foot, head]), 0.36, 8), Material(inks[k % 5], rough=0.4)))
    return [cup, *sticks]


def desk(size: float) -> Parts:
    """Objects behind and beside the product, some touching its outline, in proportion to it."""
    k = size / 14
    behind = [*moved(turned(books(2), 12), -15, 17), *moved(pencils(3), 13, 15), *moved(vase("#7d8f94"), 1, 26)]
    beside = [
        *moved(turned(carton((7, 5, 11), tea_print("#a9503f"), "#8d4032"), -28), 14.5, 3.5),
        *moved(mug("#4b6f8c"), -14, 4),
    ]
    return scaled([*behind, *beside], k)


def shelf(size: float) -> Parts:
    """A crowded row right behind the product."""
    k = size / 14
    row = [
        *moved(lotion("#d9d4ca", "#b99a5f"), -11, 9),
        *moved(lotion("#3d5a4c", "#d9d9d6"), -4.2, 11),
        *moved(vase("#c9a58b"), 7.5, 13),
        *moved(turned(books(5, 5), -8), 22, 15),
        *moved(mug("#e0b64e"), 14, 4),
    ]
    return scaled(row, k)


def worktop(size: float) -> Parts:
    """Tools and toys to the left and right, lower than the product."""
    k = size / 16
    mess = [
        *moved(turned(scissors("#2f6d9a"), 60), -20, 4),
        *moved(scaled(blocks(), 0.55), 14, 8),
        *moved(books(7, 2), -12, 16),
    ]
    return scaled([*mess, *moved(pencils(5), 4, 19)], k)


CLUTTER = {"desk": desk, "shelf": shelf, "worktop": worktop}
