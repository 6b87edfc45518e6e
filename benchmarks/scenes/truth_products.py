"""Products as things of a set, so that the path tracer can put them where our engine puts a photograph of them."""

from typing import Any

from pydantic import TypeAdapter

from presets.scenes.material import Material
from presets.scenes.schema import SceneSet
from presets.scenes.things import Thing

_THINGS: TypeAdapter[Thing] = TypeAdapter(Thing)
_HANDLE = ((3.9, 0, 8.0), (5.6, 0, 8.1), (6.7, 0, 6.6), (6.6, 0, 4.6), (5.4, 0, 2.6), (3.9, 0, 2.0))

# name: height in centimetres, colour, things
PRODUCTS: dict[str, tuple[float, str, tuple[dict[str, Any], ...]]] = {
    "mug": (
        9.6,
        "#2f6f73",
        (
            {
                "kind": "lathe",
                "profile_cm": ((0, 0), (3.6, 0, 0.3), (4.1, 1, 0.8), (4.1, 9.6), (3.8, 9.6), (3.7, 0.9), (0, 0.7)),
            },
            {"kind": "tube", "points_cm": _HANDLE, "radius_cm": 0.6},
        ),
    ),
    "bottle": (
        17.0,
        "#dfe6df",
        (
            {
                "kind": "lathe",
                "profile_cm": ((0, 0), (3, 0, 0.5), (3, 11, 2), (1.4, 13, 0.5), (1.5, 13), (1.5, 17, 0.2), (0, 17)),
            },
        ),
    ),
    "jar": (5.5, "#f4f3f0", ({"kind": "lathe", "profile_cm": ((0, 0), (3.4, 0, 0.4), (3.4, 5.5, 0.3), (0, 5.5))},)),
    "carton": (13.0, "#2a5448", ({"kind": "box", "size_cm": (9, 6, 13), "bevel_cm": 0.1, "turn_deg": 28},)),
    "carton-front": (7.0, "#b8543a", ({"kind": "box", "size_cm": (11, 6, 7), "bevel_cm": 0.1},)),
    "vase": (
        18.0,
        "#ece8e0",
        (
            {
                "kind": "lathe",
                "smooth": True,
                "profile_cm": ((2.6, 0), (4.8, 4), (5.4, 8), (3.6, 12.5), (1.6, 15.5), (2.4, 18)),
            },
        ),
    ),
    "goblet": (
        16.0,
        "#8c1f35",
        (
            {
                "kind": "lathe",
                "profile_cm": (
                    (0, 0),
                    (3.4, 0),
                    (3.4, 0.3),
                    (0.4, 0.8, 0.4),
                    (0.4, 7, 1),
                    (3.4, 10, 2),
                    (3.0, 16),
                    (0, 16),
                ),
            },
        ),
    ),
    "ball": (9.0, "#c9b26a", ({"kind": "ball", "radius_cm": 4.5},)),
}


def with_product(scene: SceneSet, name: str) -> SceneSet:
    """Return the set with the product on its stand; its material is tintable, so that its share of pixels is known."""
    _, colour, things = PRODUCTS[name]
    material = Material(colour=colour, roughness=0.35, tintable=True)
    added = tuple(_THINGS.validate_python({"material": "product", **thing}) for thing in things)
    return scene.model_copy(
        update={"things": (*scene.things, *added), "materials": {**scene.materials, "product": material}}
    )
