"""The list of pictures in the set."""

from collections.abc import Callable
from functools import partial

import numpy as np

from benchmarks.cutout.render import jewellery, objects, packaging, tableware, textiles, wearables, wires
from benchmarks.cutout.render.clutter import CLUTTER
from benchmarks.cutout.render.grounds import GROUNDS
from benchmarks.cutout.render.lights import LIGHTS
from benchmarks.cutout.render.stage import Camera, Parts, Sensor, Shot, grounded, points_of, turned

_SIZES = {"tall": (768, 1024), "wide": (1024, 768), "square": (1024, 1024)}
_HARD = ("hard sun", "hard lamp")
_NOISY = 0.016

PLAIN = Sensor()
WARM = Sensor(0.0, (1.05, 1.0, 0.92))
COOL = Sensor(0.0, (0.95, 1.0, 1.07))
GRAINY = Sensor(-0.2, (1.06, 1.0, 0.88), 0.022, 86)
DARK = Sensor(-2.9, (1.0, 1.0, 1.02), 0.009)
BRIGHT = Sensor(0.15)


def shot(
    name: str, product: Callable[[], Parts], setting: str, camera: Camera, sensor: Sensor = PLAIN, traits: str = ""
) -> Shot:
    """Put a product into `ground / light` or `ground / light / clutter`."""
    ground, light, *clutter = setting.split(" / ")
    parts = grounded(product())
    size = float(np.ptp(points_of(parts), axis=0).max())
    around = [*GROUNDS[ground](size), *(part for heap in clutter for part in CLUTTER[heap](size))]
    seen = {
        "clutter": bool(clutter),
        "neighbour-objects": bool(clutter),
        "strong-shadow": light in _HARD,
        "noise": sensor.noise > _NOISY,
        "gradient": "gradient" in ground,
        "coloured": "paper" in ground,
    }
    found = {*traits.split(), *(trait for trait, true in seen.items() if true)}
    place = " + ".join([ground, *clutter])
    return Shot(name, name.rsplit("-", 1)[0], place, parts, around, LIGHTS[light], camera, sensor, tuple(sorted(found)))


def at(elevation: float, fill: float = 0.66, frame: str = "tall", roll: float = 0.0) -> Camera:
    """A telephone held at so many degrees above the table."""
    return Camera(elevation, 0.0, 34.0, fill, (0.0, -0.03), _SIZES[frame], 0.0, roll)


def facing(product: Callable[[], Parts], degrees: float) -> Callable[[], Parts]:
    """The product turned on its spot."""
    return lambda: turned(product(), degrees)


def _tea(paper: str = "#2f5d50", board: str = "#2a5448", ink: str = "#f1e6cf") -> Parts:
    return packaging.carton((9, 6, 13), packaging.tea_print(paper, ink), board)


def _soap() -> Parts:
    return packaging.carton((11, 4, 7), packaging.soap_print(), "#f2f0ea")


_GOLD_RING = partial(jewellery.ring, jewellery.GOLD)
_SILVER_RING = partial(jewellery.ring, jewellery.SILVER, "#c23b5a")
_TEAL_MUG = partial(tableware.mug, "#2f6f73")
_WHITE_MUG = partial(tableware.mug, "#f4f3f0")

# id, product, ground / light / clutter, camera, sensor, traits
_ROWS: tuple[tuple[str, Callable[[], Parts], str, Camera, Sensor, str], ...] = (
    ("mug-1", _TEAL_MUG, "oak table / window left / desk", at(16, 0.62), WARM, "hole"),
    ("mug-2", facing(_WHITE_MUG, -12), "white sweep / soft", at(15, 0.66, "wide"), BRIGHT, "hole white-on-white"),
    ("mug-3", partial(tableware.mug, "#c9452f"), "yellow paper / hard sun", at(20, 0.6, "wide", 1.0), PLAIN, "hole"),
    ("jar-1", tableware.jar, "white sweep / soft", at(18, 0.62, "wide", 0.6), BRIGHT, "white-on-white"),
    ("jar-2", tableware.jar, "white marble / window right / shelf", at(14, 0.5, "wide"), WARM, ""),
    ("basket-1", textiles.basket, "grey sweep / window right", at(20, 0.76, "wide"), PLAIN, "hole thin"),
    (
        "basket-2",
        partial(textiles.basket, "#8a6238", 13.0, 22),
        "floorboards / window left",
        at(28, 0.74, "wide"),
        GRAINY,
        "hole thin",
    ),
    ("tumbler-1", tableware.tumbler, "walnut table / window left", at(14), COOL, "glass"),
    ("goblet-1", tableware.goblet, "grey gradient / two lamps", at(7, 0.76), PLAIN, "glass thin"),
    ("perfume-1", packaging.perfume, "pink paper / window left", at(13, 0.62), PLAIN, "glass"),
    (
        "perfume-2",
        facing(partial(packaging.perfume, "#dbe7ef", "#cfd2d6"), 28),
        "black marble / window right",
        at(15, 0.62),
        COOL,
        "glass",
    ),
    ("plush-1", textiles.plush, "linen / window left", at(13, 0.72), WARM, "fur"),
    (
        "plush-2",
        partial(textiles.plush, "#e9e4da", "#f3ece0", 7),
        "blue paper / window right",
        at(15, 0.74),
        PLAIN,
        "fur",
    ),
    ("tea-box-1", facing(_tea, 24), "ash table / hard sun", at(18, 0.62), PLAIN, "text"),
    (
        "tea-box-2",
        facing(partial(_tea, "#efe3cf", "#e6d8c0", "#7a2f2a"), -30),
        "oak table / evening / worktop",
        at(17, 0.6),
        GRAINY,
        "text",
    ),
    ("soap-1", facing(_soap, -22), "warm white sweep / window left", at(22, 0.64, "wide"), WARM, "text white-on-white"),
    (
        "ring-1",
        facing(_GOLD_RING, 28),
        "two papers / window right",
        at(16, 0.64, "square"),
        Sensor(0.0, (1.0, 1.0, 1.0), 0.01),
        "hole thin",
    ),
    ("ring-2", facing(_SILVER_RING, -24), "dark sweep / strip", at(15, 0.66, "square"), Sensor(-1.5), "hole thin"),
    ("necklace-1", partial(jewellery.necklace, jewellery.GOLD), "linen / window left", at(62, 0.8), PLAIN, "thin hole"),
    (
        "necklace-2",
        partial(jewellery.necklace, jewellery.SILVER, "#8c1f35"),
        "white marble / soft",
        at(66, 0.8, "square"),
        COOL,
        "thin hole",
    ),
    (
        "headphones-1",
        facing(objects.headphones, 24),
        "dark sweep / strip",
        at(10, 0.7, "square"),
        DARK,
        "black-on-black hole",
    ),
    (
        "headphones-2",
        facing(partial(objects.headphones, "#d8d2c6", "#8b6b52"), -30),
        "mint papers / window left",
        at(12, 0.7, "square"),
        PLAIN,
        "hole",
    ),
    (
        "bottle-1",
        partial(packaging.lotion, "#141416", "#1b1b1d"),
        "dark sweep / strip",
        at(8, 0.74),
        DARK,
        "black-on-black",
    ),
    ("bottle-2", partial(packaging.lotion, "#dfe6df", "#c8a468"), "green paper / hard lamp", at(12, 0.7), PLAIN, ""),
    ("dropper-1", packaging.amber, "sunset gradient / window left", at(10, 0.7), PLAIN, "text"),
    ("sneaker-1", facing(wearables.sneaker, 8), "grey sweep / window left", at(16, 0.78, "wide"), PLAIN, "shoe"),
    (
        "sneaker-2",
        facing(partial(wearables.sneaker, "#efede8", "#f4f2ee"), 152),
        "white sweep / soft",
        at(18, 0.76, "wide"),
        BRIGHT,
        "shoe white-on-white",
    ),
    (
        "sneaker-3",
        facing(partial(wearables.sneaker, "#9c3a34"), -28),
        "floorboards / hard sun",
        at(24, 0.72, "wide"),
        WARM,
        "shoe",
    ),
    (
        "spectacles-1",
        facing(objects.spectacles, 26),
        "ash table / window right",
        at(22, 0.76, "wide"),
        PLAIN,
        "thin hole",
    ),
    (
        "spectacles-2",
        facing(partial(objects.spectacles, "#1a1a1c"), -32),
        "linen / hard lamp",
        at(26, 0.72, "wide"),
        GRAINY,
        "thin hole",
    ),
    ("lamp-1", objects.tripod_lamp, "floorboards / window left", at(6, 0.78), PLAIN, "thin"),
    (
        "scissors-1",
        facing(objects.scissors, 35),
        "mint papers / window left",
        at(60, 0.74, "square"),
        PLAIN,
        "hole thin",
    ),
    ("cutlery-1", facing(tableware.cutlery, 12), "blue linen / window right", at(58, 0.76), COOL, "thin"),
    ("chair-1", facing(objects.chair, 32), "floorboards / window right", at(13, 0.78), WARM, "thin hole"),
    ("watch-1", facing(jewellery.watch, 20), "walnut table / window left", at(14, 0.64, "square"), PLAIN, "hole"),
    ("backpack-1", facing(wearables.backpack, 26), "grey sweep / two lamps", at(9, 0.78), PLAIN, "hole"),
    ("scarf-1", textiles.scarf, "ash table / window left", at(48, 0.78), WARM, "fur thin"),
    ("plant-1", wires.pot_plant, "oak table / window right", at(10, 0.78), PLAIN, "thin hole"),
    ("cactus-1", wires.cactus, "plinth / window left", at(12, 0.7), PLAIN, "fur thin"),
    (
        "teapot-1",
        facing(partial(tableware.teapot, "#55748c"), -14),
        "blue linen / window left",
        at(16, 0.74, "wide"),
        PLAIN,
        "hole",
    ),
    (
        "vase-1",
        partial(tableware.vase, "#ece8e0"),
        "warm white sweep / hard lamp",
        at(8, 0.74),
        PLAIN,
        "white-on-white",
    ),
    ("whisk-1", facing(wires.whisk, 55), "two papers / window left", at(50, 0.78, "wide"), PLAIN, "thin hole"),
    ("wire-bowl-1", wires.wire_bowl, "white sweep / hard sun", at(24, 0.78, "wide"), PLAIN, "thin hole"),
    ("brush-1", wires.brush, "pink paper / soft", at(9, 0.76), PLAIN, "fur"),
    ("hat-1", wearables.straw_hat, "linen / window right", at(24, 0.78, "wide"), WARM, ""),
    ("blocks-1", facing(objects.blocks, 22), "ash table / window left / shelf", at(15, 0.66, "wide"), PLAIN, "hole"),
)

SHOTS: dict[str, Callable[[], Shot]] = {row[0]: partial(shot, *row) for row in _ROWS}
