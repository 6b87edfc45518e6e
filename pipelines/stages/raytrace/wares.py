"""Builders of wares: thing -> parts."""

from collections.abc import Callable, Mapping
from itertools import cycle
from typing import Any

import numpy as np

from pipelines.stages.raytrace import festive, flowers, foliage, lanterns, produce, vessels
from pipelines.stages.raytrace.part import Part, Parts
from pipelines.stages.raytrace.plants import in_roles
from presets.scenes import feasts, wares
from presets.scenes.thing import ThingBase


def _vessel(thing: wares.VesselThing) -> Parts:
    made = vessels.vessel(thing.shape, thing.width_cm, thing.height_cm, thing.wall_cm, handle=thing.handle)
    return [Part(mesh, thing.material) for mesh in made.values()]


def _fruit(thing: wares.FruitThing) -> Parts:
    random = np.random.default_rng(thing.seed)
    return in_roles(thing, produce.resting(produce.FRUITS[thing.of](thing.radius_cm, random)))


def _heap(thing: wares.HeapThing) -> Parts:
    dish = (thing.dish_radius_cm, thing.dish_rise_cm)
    return in_roles(thing, produce.heap(thing.of, thing.radius_cm, thing.count, dish, thing.seed))


def _half_citrus(thing: wares.HalfCitrusThing) -> Parts:
    return in_roles(thing, produce.half_citrus(thing.radius_cm, thing.seed))


def _pumpkin(thing: wares.PumpkinThing) -> Parts:
    return in_roles(thing, produce.pumpkin(thing.width_cm, thing.flatness, thing.seed, thing.ribs))


def _crate(thing: wares.CrateThing) -> Parts:
    return [Part(mesh, thing.material) for mesh in vessels.crate(thing.size_cm, thing.slats, thing.seed).values()]


def _basket(thing: wares.BasketThing) -> Parts:
    made = vessels.basket(thing.width_cm, thing.height_cm, thing.seed, handle=thing.handle)
    return [Part(mesh, thing.material) for mesh in made.values()]


def _cushion(thing: wares.CushionThing) -> Parts:
    return in_roles(thing, vessels.cushion(thing.width_cm, thing.depth_cm, thing.thick_cm, thing.seed))


def _rope(thing: wares.RopeThing) -> Parts:
    path = flowers.winding(thing.points_cm)
    return [Part(mesh, thing.material) for mesh in vessels.rope(path, thing.radius_cm).values()]


def _book_row(thing: wares.BookRowThing) -> Parts:
    books = vessels.standing_books(thing.thick_cm, thing.height_cm, thing.depth_cm, thing.seed)
    parts: list[Part] = []
    for book, cover in zip(books, cycle(thing.cover_materials), strict=False):
        parts += [Part(book["cover"], cover), Part(book["pages"], thing.material)]
    return parts


def _frame(thing: wares.FrameThing) -> Parts:
    return in_roles(thing, festive.frame(thing.width_cm, thing.height_cm, thing.band_cm, thing.depth_cm))


def _pencil(thing: wares.PencilThing) -> Parts:
    made = festive.pencil(thing.length_cm, thing.radius_cm)
    return in_roles(thing, {role: foliage.rising(mesh, 0, thing.rise_deg) for role, mesh in made.items()})


def _stacking_rings(thing: wares.StackingRingsThing) -> Parts:
    made = festive.stacking_rings(thing.width_cm, thing.rings)
    return [Part(mesh, material) for mesh, material in zip(made, cycle(thing.ring_materials), strict=False)]


def _candle(thing: feasts.CandleThing) -> Parts:
    return in_roles(thing, lanterns.candle(thing.radius_cm, thing.height_cm, thing.seed, lit=thing.lit))


def _diya(thing: feasts.DiyaThing) -> Parts:
    return in_roles(thing, lanterns.diya(thing.width_cm, lit=thing.lit))


def _paper_lantern(thing: feasts.PaperLanternThing) -> Parts:
    return in_roles(thing, lanterns.paper_lantern(thing.width_cm, thing.height_cm, thing.ribs, tassel=thing.tassel))


def _metal_lantern(thing: feasts.MetalLanternThing) -> Parts:
    return in_roles(thing, lanterns.metal_lantern(thing.width_cm, thing.height_cm, thing.sides))


def _lattice(thing: feasts.LatticeThing) -> Parts:
    screen = lanterns.lattice(thing.width_cm, thing.height_cm, thing.cell_cm, thing.bar_cm, thing.depth_cm)
    wall = lanterns.surround(thing.width_cm, thing.height_cm, thing.surround_cm)
    return [Part(mesh, thing.material) for mesh in (screen, *wall)]


def _bauble(thing: feasts.BaubleThing) -> Parts:
    return in_roles(thing, festive.bauble(thing.radius_cm))


def _bulbs(thing: feasts.BulbsThing) -> Parts:
    made = lanterns.bulbs(thing.size_cm, thing.count, thing.apart_cm, thing.radius_cm, thing.seed)
    return [Part(made, thing.material)]


def _light_string(thing: feasts.LightStringThing) -> Parts:
    path = flowers.winding(thing.points_cm)
    return in_roles(thing, lanterns.light_string(path, thing.apart_cm, thing.radius_cm))


def _gift(thing: feasts.GiftThing) -> Parts:
    return in_roles(thing, festive.gift(thing.size_cm, thing.ribbon_cm))


def _fan(thing: feasts.FanThing) -> Parts:
    made = festive.fan(thing.radius_cm, thing.spread_deg, thing.pleats)
    return [Part(made["paper"], thing.material, facets=True), Part(made["rib"], thing.material_of("rib"))]


def _heart(thing: feasts.HeartThing) -> Parts:
    return [Part(festive.heart(thing.width_cm, thing.thick_cm), thing.material)]


WARE_BUILDERS: Mapping[type[ThingBase], Callable[[Any], Parts]] = {
    wares.VesselThing: _vessel,
    wares.FruitThing: _fruit,
    wares.HeapThing: _heap,
    wares.HalfCitrusThing: _half_citrus,
    wares.PumpkinThing: _pumpkin,
    wares.CrateThing: _crate,
    wares.BasketThing: _basket,
    wares.CushionThing: _cushion,
    wares.RopeThing: _rope,
    wares.BookRowThing: _book_row,
    wares.FrameThing: _frame,
    wares.PencilThing: _pencil,
    wares.StackingRingsThing: _stacking_rings,
    feasts.CandleThing: _candle,
    feasts.DiyaThing: _diya,
    feasts.PaperLanternThing: _paper_lantern,
    feasts.MetalLanternThing: _metal_lantern,
    feasts.LatticeThing: _lattice,
    feasts.BaubleThing: _bauble,
    feasts.BulbsThing: _bulbs,
    feasts.LightStringThing: _light_string,
    feasts.GiftThing: _gift,
    feasts.FanThing: _fan,
    feasts.HeartThing: _heart,
}
