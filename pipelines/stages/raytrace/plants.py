"""Builders of plants: thing -> parts."""

from collections.abc import Callable, Mapping
from typing import Any

from pipelines.stages.raytrace import flowers, foliage, woodland
from pipelines.stages.raytrace.mesh import Mesh, join
from pipelines.stages.raytrace.part import Part, Parts
from presets.scenes import plants as things
from presets.scenes.roled import RoledThing
from presets.scenes.thing import ThingBase


def in_roles(thing: RoledThing, meshes: Mapping[str, Mesh]) -> Parts:
    """Return meshes by role as parts in the materials that the thing gives them."""
    return [Part(mesh, thing.material_of(role)) for role, mesh in meshes.items()]


def _risen(meshes: Mapping[str, Mesh], rise_deg: float) -> dict[str, Mesh]:
    return {role: foliage.rising(mesh, 0, rise_deg) for role, mesh in meshes.items()}


def _branch(thing: things.BranchThing) -> Parts:
    branch = foliage.Branch(thing.habit, thing.length_cm, thing.seed, thing.leaf_cm or 0, thing.twigs, thing.droop_deg)
    return in_roles(thing, _risen(branch.parts(), thing.rise_deg))


def _stems(thing: things.StemsThing) -> Parts:
    branch = foliage.Branch(thing.habit, thing.length_cm, thing.seed, thing.leaf_cm or 0, thing.twigs, thing.droop_deg)
    return in_roles(thing, foliage.bouquet(branch, thing.count, thing.lean_deg))


def _palm(thing: things.PalmThing) -> Parts:
    frond = foliage.palm_frond(thing.length_cm, thing.seed, thing.pairs, thing.leaf_cm or 0)
    return in_roles(thing, _risen(frond, thing.rise_deg))


def _fern(thing: things.FernThing) -> Parts:
    return in_roles(thing, foliage.fern(thing.length_cm, thing.fronds, thing.seed, thing.lean_deg))


def _hedge(thing: things.HedgeThing) -> Parts:
    return in_roles(thing, foliage.hedge(thing.size_cm, thing.habit, thing.count, thing.seed))


def _grass(thing: things.GrassThing) -> Parts:
    return in_roles(thing, foliage.grass(thing.area_cm, thing.height_cm, thing.per_cm2, thing.clear_cm, thing.seed))


def _moss(thing: things.MossThing) -> Parts:
    return in_roles(thing, woodland.moss(thing.area_cm, thing.height_cm, thing.clear_cm, thing.seed))


def _fir(thing: things.FirThing) -> Parts:
    twig = woodland.FirTwig(
        thing.length_cm, thing.seed, thing.twigs, needle_cm=thing.needle_cm, droop_deg=thing.droop_deg
    )
    return in_roles(thing, _risen(twig.parts(), thing.rise_deg))


def _fir_garland(thing: things.FirGarlandThing) -> Parts:
    path = flowers.winding(thing.points_cm)
    return in_roles(thing, woodland.fir_garland(path, thing.seed, thing.reach_cm))


def _pine_cone(thing: things.PineConeThing) -> Parts:
    return in_roles(thing, woodland.pine_cone(thing.length_cm, thing.seed))


def _blossom(thing: things.BlossomThing) -> Parts:
    grown = flowers.blossom_branch(thing.length_cm, thing.flower, thing.flowers, thing.seed, thing.twigs)
    return in_roles(thing, _risen(grown, thing.rise_deg))


def _rose(thing: things.RoseThing) -> Parts:
    if thing.stem_cm is None:
        return in_roles(thing, flowers.rose(thing.width_cm, thing.seed))
    return in_roles(thing, _risen(flowers.cut_rose(thing.stem_cm, thing.width_cm, thing.seed), thing.rise_deg))


def _tulips(thing: things.TulipsThing) -> Parts:
    if thing.count == 1:
        return in_roles(thing, flowers.tulip(thing.length_cm, thing.seed))
    return in_roles(thing, flowers.tulips(thing.length_cm, thing.count, thing.lean_deg, thing.seed))


def _marigolds(thing: things.MarigoldsThing) -> Parts:
    made = flowers.marigolds(flowers.winding(thing.points_cm), thing.width_cm, thing.seed)
    return in_roles(thing, _by_turns(made))


def _pampas(thing: things.PampasThing) -> Parts:
    made: dict[str, list[Mesh]] = {}
    for k in range(thing.count):
        rise = 90 - thing.lean_deg * (0.3 + ((k * 0.618) % 1))
        for role, mesh in flowers.pampas(thing.length_cm, thing.seed * 19 + k).items():
            made.setdefault(role, []).append(foliage.rising(mesh, k * 137.5, rise))
    return in_roles(thing, {role: join(meshes) for role, meshes in made.items()})


def _litter(thing: things.LitterThing) -> Parts:
    made = woodland.Litter(thing.of, thing.count, thing.size_cm, thing.area_cm, thing.clear_cm).parts(thing.seed)
    return in_roles(thing, _by_turns(made))


def _by_turns(meshes: Mapping[str, Mesh]) -> dict[str, Mesh]:
    roles = {"a": "first", "b": "second", "c": "third"}
    return {roles[role]: mesh for role, mesh in meshes.items()}


def _stones(thing: things.StonesThing) -> Parts:
    if thing.piled:
        return in_roles(thing, woodland.cairn(thing.count, thing.radius_cm, thing.seed))
    made = woodland.stones(thing.count, thing.radius_cm, thing.area_cm, thing.clear_cm, thing.seed)
    return in_roles(thing, made)


def _shell(thing: things.ShellThing) -> Parts:
    return in_roles(thing, woodland.shell(thing.size_cm, thing.form, thing.seed))


def _driftwood(thing: things.DriftwoodThing) -> Parts:
    return [Part(woodland.rough_wood(thing.length_cm, thing.girth_cm, thing.seed, thing.bend), thing.material)]


def _log_slice(thing: things.LogSliceThing) -> Parts:
    return in_roles(thing, woodland.log_slice(thing.radius_cm, thing.height_cm, thing.seed))


PLANT_BUILDERS: Mapping[type[ThingBase], Callable[[Any], Parts]] = {
    things.BranchThing: _branch,
    things.StemsThing: _stems,
    things.PalmThing: _palm,
    things.FernThing: _fern,
    things.HedgeThing: _hedge,
    things.GrassThing: _grass,
    things.MossThing: _moss,
    things.FirThing: _fir,
    things.FirGarlandThing: _fir_garland,
    things.PineConeThing: _pine_cone,
    things.BlossomThing: _blossom,
    things.RoseThing: _rose,
    things.TulipsThing: _tulips,
    things.MarigoldsThing: _marigolds,
    things.PampasThing: _pampas,
    things.LitterThing: _litter,
    things.StonesThing: _stones,
    things.ShellThing: _shell,
    things.DriftwoodThing: _driftwood,
    things.LogSliceThing: _log_slice,
}
