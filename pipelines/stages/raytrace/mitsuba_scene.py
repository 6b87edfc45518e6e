"""A set as dictionaries that mitsuba loads. The variant must have been set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mitsuba as mi
import numpy as np

from pipelines.camera import Camera
from pipelines.stages.raytrace.build import build, build_gobo, panel_axes
from pipelines.stages.raytrace.lamps import dome_map, light_of, panel_radiance
from pipelines.stages.raytrace.mesh import Mesh, write_ply, write_strands
from pipelines.stages.raytrace.paint import paint
from pipelines.stages.raytrace.painted import Painted
from pipelines.stages.raytrace.part import Part
from presets.scenes.material import Material
from presets.scenes.schema import Dome, Lamp, Panel, SceneSet, View
from presets.scenes.texture import TextureBase

Spec = dict[str, Any]
_BLACK: Spec = {"type": "diffuse", "reflectance": {"type": "rgb", "value": 0.0}}
_FAR_CM = 100_000.0


@dataclass(frozen=True)
class Geometry:
    """The shapes of a set, written to a folder that must outlive their loading."""

    things: Sequence[Spec]
    materials: Sequence[str]
    gobos: Mapping[str, Sequence[Spec]]


def geometry_of(scene: SceneSet, folder: Path) -> Geometry:
    """Build and write every shape once; each scene that is loaded refers to the files."""
    parts = [part for thing in scene.things for part in build(thing)]
    things = [_written(part, folder / f"thing-{index}") for index, part in enumerate(parts)]
    gobos = {
        lamp.id: [_written(part, folder / f"gobo-{lamp.id}-{k}") for k, part in enumerate(build_gobo(lamp))]
        for lamp in scene.lamps
        if isinstance(lamp, Panel)
    }
    return Geometry(things, [part.material for part in parts], gobos)


def surfaces_of(scene: SceneSet) -> dict[str, Spec]:
    """Return each material as mitsuba's surface; textures are painted here."""
    return {name: _surface(material) for name, material in scene.materials.items()}


def lit_by(scene: SceneSet, geometry: Geometry, surfaces: Mapping[str, Spec], lamp: Lamp) -> Spec:
    """Return the set in the light of one lamp; things that glow do so with a dome."""
    spec: Spec = {"type": "scene", "lamp": _lamp(lamp), **_surface_ids(surfaces)}
    for index, (thing, name) in enumerate(zip(geometry.things, geometry.materials, strict=True)):
        shape = {**thing, "bsdf": {"type": "ref", "id": f"surface-{name}"}}
        if isinstance(lamp, Dome) and scene.materials[name].emit:
            glow = light_of(scene.materials[name].colour) * scene.materials[name].emit
            shape["emitter"] = {"type": "area", "radiance": {"type": "rgb", "value": glow.tolist()}}
        spec[f"thing-{index}"] = shape
    for index, gobo in enumerate(geometry.gobos.get(lamp.id, ())):
        spec[f"gobo-{index}"] = {**gobo, "bsdf": _BLACK}
    return spec


def coloured(geometry: Geometry, colours: Mapping[str, Sequence[float]]) -> Spec:
    """Return the set as plain matt shapes, each material in a linear colour, black where none is given."""
    spec: Spec = {"type": "scene"}
    for index, (thing, name) in enumerate(zip(geometry.things, geometry.materials, strict=True)):
        matt = {"type": "diffuse", "reflectance": {"type": "rgb", "value": list(colours.get(name, (0, 0, 0)))}}
        spec[f"thing-{index}"] = {**thing, "bsdf": {"type": "twosided", "bsdf": matt}}
    return spec


def gobos_alone(geometry: Geometry, lamp_id: str) -> Spec:
    """Return a scene of what stands in one lamp's beam."""
    shapes = {f"gobo-{index}": {**gobo, "bsdf": _BLACK} for index, gobo in enumerate(geometry.gobos[lamp_id])}
    return {"type": "scene", **shapes}


def sensor_of(camera: Camera, view: View, near_cm: float = 0.1, *, lens: bool = True) -> Spec:
    """Return the camera; without its lens everything is sharp."""
    forward, up = camera.axes[2].astype(float), -camera.axes[1].astype(float)
    origin = camera.origin_cm.astype(float)
    width, height = camera.size
    film = {"type": "hdrfilm", "width": width, "height": height, "rfilter": {"type": "box"}, "pixel_format": "rgb"}
    sensor: Spec = {
        "type": "perspective",
        "film": {**film, "component_format": "float32"},
        "sampler": {"type": "independent"},
        "fov": view.fov_deg,
        "fov_axis": "smaller",
        "to_world": mi.ScalarTransform4f().look_at(origin.tolist(), (origin + forward).tolist(), up.tolist()),
        "near_clip": near_cm,
        "far_clip": _FAR_CM,
    }
    if lens and view.aperture_cm:
        focus = view.focus_cm or view.distance_cm
        sensor.update({"type": "thinlens", "aperture_radius": view.aperture_cm, "focus_distance": focus})
    return sensor


def _written(part: Part, stem: Path) -> Spec:
    if isinstance(part.shape, Mesh):
        path = stem.with_suffix(".ply")
        write_ply(path, part.shape, facets=part.facets)
        return {"type": "ply", "filename": str(path), "face_normals": part.facets}
    path = stem.with_suffix(".txt")
    write_strands(path, part.shape)
    return {"type": "bsplinecurve", "filename": str(path)}


def _surface_ids(surfaces: Mapping[str, Spec]) -> Spec:
    return {f"surface-{name}": surface for name, surface in surfaces.items()}


def _surface(material: Material) -> Spec:
    if material.glass:
        tint = {"type": "rgb", "value": light_of(material.colour).tolist()}
        rough = {"type": "roughdielectric", "alpha": material.roughness**2} if material.roughness > 0.1 else {}
        return {"type": "dielectric", "int_ior": material.glass, "specular_transmittance": tint, **rough}
    if material.thin:
        return _thin(material)
    surface: Spec = {
        "type": "principled",
        "base_color": {"type": "rgb", "value": light_of(material.colour).tolist()},
        "roughness": material.roughness,
        "metallic": material.metallic,
        "specular": material.specular,
        "sheen": material.sheen,
        "clearcoat": material.clearcoat,
        "clearcoat_gloss": 0.95,
    }
    if material.texture is not None:
        painted = paint(material.texture, material.colour)
        surface["base_color"] = _bitmap(painted, material.texture, mi.Bitmap(_upright(painted.pixels)), raw=False)
        if material.bump_cm:
            relief = _bitmap(painted, material.texture, mi.Bitmap(_upright(painted.height)), raw=True)
            surface = {"type": "bumpmap", "relief": relief, "scale": material.bump_cm, "bsdf": surface}
    return {"type": "twosided", "bsdf": surface}


def _thin(material: Material) -> Spec:
    """Return a sheet that light passes through; mitsuba counts its share up to 2."""
    painted = None if material.texture is None else paint(material.texture, material.colour)
    colour: Spec = {"type": "rgb", "value": light_of(material.colour).tolist()}
    if painted is not None and material.texture is not None:
        colour = _bitmap(painted, material.texture, mi.Bitmap(_upright(painted.pixels)), raw=False)
    return {
        "type": "principledthin",
        "base_color": colour,
        "roughness": material.roughness,
        "diff_trans": 2 * material.thin,
        "sheen": material.sheen,
    }


def _bitmap(painted: Painted, texture: TextureBase, bitmap: Any, *, raw: bool) -> Spec:
    scale = mi.ScalarTransform4f().scale([1 / texture.tile_cm, 1 / texture.tile_cm, 1])
    turned = mi.ScalarTransform4f().rotate([0, 0, 1], -texture.turn_deg)
    wrap = "repeat" if painted.repeats else "clamp"
    return {"type": "bitmap", "bitmap": bitmap, "raw": raw, "wrap_mode": wrap, "to_uv": scale @ turned}


def _upright(rows: Any) -> Any:
    """Return rows in mitsuba's order: it counts v from the first one."""
    return np.ascontiguousarray(rows[::-1])


def _lamp(lamp: Lamp) -> Spec:
    if isinstance(lamp, Dome):
        stand = mi.ScalarTransform4f().rotate([1, 0, 0], 90)
        return {"type": "envmap", "bitmap": mi.Bitmap(dome_map(lamp)), "to_world": stand}
    up = panel_axes(lamp)[2]
    place = mi.ScalarTransform4f().look_at(list(lamp.at_cm), list(lamp.aim_cm), up.tolist())
    half = [lamp.size_cm[0] / 2, lamp.size_cm[1] / 2, 1]
    radiance = {"type": "rgb", "value": panel_radiance(lamp).tolist()}
    emitter = {"type": "area", "radiance": radiance}
    return {
        "type": "rectangle",
        "to_world": place @ mi.ScalarTransform4f().scale(half),
        "emitter": emitter,
        "bsdf": _BLACK,
    }
