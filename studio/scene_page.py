"""A set as a page of text: what it is, what it takes, how it can be changed."""

from collections.abc import Iterator

from presets.scenes.schema import Dome, SceneSet
from studio.preset_page import Line


def scene_page(scene: SceneSet) -> list[Line]:
    """Return the page of a set."""
    return [*_head(scene), *_stand(scene), *_looks(scene), *_light(scene)]


def _head(scene: SceneSet) -> Iterator[Line]:
    yield Line("title", f"{scene.title} ({scene.id})")
    if scene.summary:
        yield Line("rule", scene.summary)
    yield Line("small", f"Tags: {', '.join(scene.tags)}.")
    if scene.seasons:
        yield Line("small", f"For: {', '.join(scene.seasons)}.")
    if scene.markets:
        yield Line("small", f"Made for {', '.join(market.upper() for market in scene.markets)}.")
    for avoid in scene.avoid:
        yield Line("rule", f"Not for {avoid.market.upper()}: {avoid.reason}")


def _stand(scene: SceneSet) -> Iterator[Line]:
    stand = scene.stand
    room = f"{stand.max_width_cm:g} x {stand.max_depth_cm:g} x {stand.max_height_cm:g} cm"
    yield Line("slot", "Products")
    yield Line("rule", f"  {', '.join(scene.stances)}; up to {room} (width, depth, height)")
    heights = ", ".join(f"{view.elevation_deg:g}" for view in scene.views)
    yield Line("rule", f"  photographed from {heights} degrees above the level, within 10 degrees")


def _looks(scene: SceneSet) -> Iterator[Line]:
    tintable = [name for name, material in scene.materials.items() if material.tintable]
    yield Line("slot", "Colours")
    yield Line("rule", f"  palettes: {', '.join(scene.palettes) or 'none'}")
    for name in tintable:
        alone = "; a brand's leaves it alone" if name in scene.natural else ""
        yield Line("small", f"    {name}: {scene.materials[name].colour}, may be any colour{alone}")


def _light(scene: SceneSet) -> Iterator[Line]:
    yield Line("slot", "Lamps")
    for lamp in scene.lamps:
        where = "from all around" if isinstance(lamp, Dome) else f"from ({', '.join(f'{at:g}' for at in lamp.at_cm)})"
        yield Line("rule", f"  {lamp.id}: {where}, power {lamp.power:g}")
    yield Line("small", f"  It may {'' if scene.mirror else 'not '}be flipped to suit the product's light.")
