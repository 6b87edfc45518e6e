"""Set -> parts: which generator builds which kind of thing, and where the parts come to stand."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from pipelines.stages.raytrace import cloths, gobos, grounds, shapes
from pipelines.stages.raytrace.mesh import Floats, unit
from pipelines.stages.raytrace.part import Part, Parts
from pipelines.stages.raytrace.plants import PLANT_BUILDERS
from pipelines.stages.raytrace.wares import WARE_BUILDERS
from presets.scenes import cloths as cloth_things
from presets.scenes import gobos as gobo_things
from presets.scenes import grounds as ground_things
from presets.scenes import shapes as shape_things
from presets.scenes.schema import Panel
from presets.scenes.thing import ThingBase

Builder = Callable[[Any], Parts]

BUILDERS: Mapping[type[ThingBase], Builder] = {
    shape_things.BoxThing: shapes.box,
    shape_things.CylinderThing: shapes.cylinder,
    shape_things.DiscThing: shapes.disc,
    shape_things.LatheThing: shapes.lathe,
    shape_things.BallThing: shapes.ball,
    shape_things.RingThing: shapes.ring,
    shape_things.TubeThing: shapes.tube,
    shape_things.ArchThing: shapes.arch,
    shape_things.FloorThing: shapes.floor,
    shape_things.WallThing: shapes.wall,
    shape_things.CycThing: shapes.cyc,
    shape_things.BooksThing: shapes.books,
    gobo_things.WindowThing: gobos.window,
    gobo_things.BlindsThing: gobos.blinds,
    cloth_things.ClothThing: cloths.cloth,
    cloth_things.CurtainThing: cloths.curtain,
    cloth_things.TowelsThing: cloths.towels,
    ground_things.PlanksThing: grounds.planks,
    ground_things.TilesThing: grounds.tiles,
    ground_things.WaterThing: grounds.water,
    ground_things.DunesThing: grounds.dunes,
    ground_things.PegboardThing: grounds.pegboard,
    **PLANT_BUILDERS,
    **WARE_BUILDERS,
}


def build(thing: ThingBase) -> list[Part]:
    """Return a thing's parts where they stand in the set."""
    parts: list[Part] = []
    for part in BUILDERS[type(thing)](thing):
        turned = part.scaled(thing.scale).turned("x", thing.tilt_deg).turned("y", thing.roll_deg)
        parts.append(turned.turned("z", thing.turn_deg).moved(*thing.at_cm))
    return parts


def build_gobo(panel: Panel) -> list[Part]:
    """Return what stands in a lamp's beam, where it stands in the set."""
    axes = panel_axes(panel)
    return [
        Part(part.shape.mapped(axes.T).moved(*panel.aim_cm), part.material, part.facets)
        for thing in panel.gobo
        for part in build(thing)
    ]


def panel_axes(panel: Panel) -> Floats:
    """Return unit vectors as rows, shape (3, 3): right as the lamp looks, along its beam, and up."""
    beam = unit(np.array(panel.aim_cm, float) - np.array(panel.at_cm, float))
    upright = np.array([0.0, 0.0, 1.0]) if abs(beam[2]) < 0.999 else np.array([0.0, 1.0, 0.0])
    right = unit(np.cross(beam, upright))
    return np.stack([right, beam, np.cross(right, beam)])
