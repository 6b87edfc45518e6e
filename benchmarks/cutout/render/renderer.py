"""Path tracing with mitsuba: the whole picture, and apart from it the light that reaches the lens from the product."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import drjit as dr
import mitsuba as mi
import mitsuba_oidn as oidn
import numpy as np
from numpy.typing import NDArray

from benchmarks.cutout.render.room import room_map
from benchmarks.cutout.render.stage import Camera, Light, Material, Part, Shot, View, aim, points_of
from benchmarks.scenes.tracer import fastest_variant
from pipelines.stages.raytrace.mesh import Mesh, write_ply, write_strands
from pipelines.stages.raytrace.texture import linear, rgb

mi.set_variant(fastest_variant())

Image = NDArray[np.float32]
_LANES = 12_000_000  # paths in flight at a time: about 2 GB
_FIREFLY = 30.0


class CoverIntegrator(mi.SamplingIntegrator):
    """Light one where a camera ray first meets the product, else none: cheap, so it can be sampled well."""

    def __init__(self, props: mi.Properties) -> None:
        super().__init__(props)
        self.product: list[Any] = []
        props.mark_queried("bounces")

    def on_product(self, si: Any) -> Any:
        """Which rays met a shape of the product."""
        hit = dr.zeros(mi.Bool)
        for shape in self.product:
            hit |= si.shape == mi.ShapePtr(shape)
        return hit & si.is_valid()

    def sample(self, scene: Any, sampler: Any, ray: Any, medium: Any, active: Any) -> tuple[Any, Any, Any]:
        """Coverage as a grey spectrum."""
        hit = self.on_product(scene.ray_intersect(mi.Ray3f(ray), active))
        return dr.select(hit, mi.Color3f(1), mi.Color3f(0)), hit, []


class ProductIntegrator(CoverIntegrator):
    """A path tracer that keeps apart what arrives from first hits on the product."""

    def __init__(self, props: mi.Properties) -> None:
        super().__init__(props)
        bounces = int(props.get("bounces", 6))
        self.path = mi.load_dict({"type": "path", "max_depth": bounces, "rr_depth": 5})

    def sample(self, scene: Any, sampler: Any, ray: Any, medium: Any, active: Any) -> tuple[Any, Any, Any]:
        """Radiance, validity, and the extra channels of `aov_names`."""
        si = scene.ray_intersect(mi.Ray3f(ray), active)
        hit, seen = self.on_product(si), active & si.is_valid()
        light, valid, _ = self.path.sample(scene, sampler, ray, medium, active)
        light = mi.Color3f(dr.clip(light, 0, _FIREFLY))
        mine = dr.select(hit, light, mi.Color3f(0))
        albedo = dr.select(seen, si.bsdf(ray).eval_diffuse_reflectance(si, seen), mi.Color3f(0))
        normal = dr.select(seen, si.sh_frame.n, mi.Normal3f(0))
        cover = dr.select(hit, mi.Float(1), mi.Float(0))
        return light, valid, [*mine, cover, *albedo, *normal, *(albedo * cover), *(normal * cover)]

    def aov_names(self) -> list[str]:
        """The product's light and coverage, then what guides the denoiser, whole and for the product alone."""
        guides = [f"{layer}.{axis}" for layer in ("albedo", "normal", "its_albedo", "its_normal") for axis in "XYZ"]
        return ["product.R", "product.G", "product.B", "cover", *guides]


mi.register_integrator("cover", CoverIntegrator)
mi.register_integrator("product", ProductIntegrator)


@dataclass(frozen=True)
class Layers:
    """A rendered shot in linear light: exact coverage, the product's own colour, everything behind it."""

    cover: Image
    product: Image
    behind: Image


def render(shot: Shot, samples: int, cover_samples: int = 36) -> Layers:
    """Trace the shot and take product and surroundings apart."""
    with TemporaryDirectory() as folder:
        scene = mi.load_dict(_scene(shot, Path(folder)), optimize=False)  # merged shapes would lose their names
    cover = _trace(scene, "cover", shot, cover_samples)[..., 0]
    channels = _trace(scene, "product", shot, samples)
    whole, mine, rough = channels[..., :3], channels[..., 3:6], channels[..., 6]
    albedo, normal, its_albedo, its_normal = (channels[..., k : k + 3] for k in (7, 10, 13, 16))
    clean = denoise(whole, albedo, normal)
    product = _drawn_out(clean, (rough > 0.999) & (cover > 0.999))
    behind = _drawn_out(clean, (rough < 0.001) & (cover < 0.001))
    if np.isnan(product[cover > 0]).any():
        thin = _undone(denoise(mine, its_albedo, its_normal), rough)
        product = np.where(np.isnan(product), thin, product)
    if np.isnan(behind[cover < 1]).any():
        gaps = _undone(denoise(whole - mine, albedo - its_albedo, normal - its_normal), 1 - rough)
        behind = np.where(np.isnan(behind), gaps, behind)
    return Layers(cover, np.nan_to_num(product), np.nan_to_num(behind))


def _drawn_out(colour: Image, sure: NDArray[np.bool_]) -> Image:
    """A layer's colour where it fills the pixel, carried over its soft rim from next to it; NaN elsewhere."""
    layer = np.where(sure[..., None], colour, np.nan)
    known = sure.astype(np.float32)
    for sigma in (0.8, 1.6):
        weight = cv2.GaussianBlur(known, (0, 0), sigma)
        near = cv2.GaussianBlur(colour * known[..., None], (0, 0), sigma) / np.maximum(weight, 1e-6)[..., None]
        fits = np.isnan(layer[..., 0]) & (weight > 0.04)
        layer[fits] = near[fits]
    return layer


def _undone(premultiplied: Image, share: Image) -> Image:
    """Divide by the share of each pixel that a layer holds, borrowing from neighbours where it holds little."""
    result = np.where(share[..., None] > 0.9, premultiplied / np.maximum(share, 1e-6)[..., None], 0)
    done = share > 0.9
    for sigma in (0.7, 1.5, 4.0):
        weight = cv2.GaussianBlur(share, (0, 0), sigma)
        near = cv2.GaussianBlur(premultiplied, (0, 0), sigma) / np.maximum(weight, 1e-6)[..., None]
        fits = ~done & (weight > 0.02)
        result[fits] = near[fits]
        done |= fits
    return result


def denoise(colour: Image, albedo: Image, normal: Image) -> Image:
    """Intel's Open Image Denoise, guided by albedo and normal."""
    device = oidn.Device(oidn.DeviceType.CPU)
    net = device.new_filter("RT")
    out = np.empty_like(colour)
    planes = {"color": colour, "albedo": np.clip(albedo, 0, 1), "normal": normal}
    for name, plane in planes.items():
        net.set_image(name, np.ascontiguousarray(plane, np.float32))
    net.set_image("output", out)
    net.hdr = True
    net.commit()
    net.execute()
    device.sync()
    return np.maximum(out, 0)


def _trace(scene: Any, integrator: str, shot: Shot, samples: int) -> Image:
    """Average passes small enough for memory, each with its own seed."""
    glass = any(part.material.glass for part in shot.product)
    tracer = mi.load_dict({"type": integrator, "bounces": 14 if glass else 6})
    tracer.product = [shape for shape in scene.shapes() if shape.id().startswith("product")]
    width, height = shot.camera.size
    room = 1 << int(np.log2(max(1, _LANES // (width * height))))  # the sampler rounds odd counts up
    per_pass = min(samples, room)
    passes = -(-samples // per_pass)
    total = sum(np.array(mi.render(scene, integrator=tracer, spp=per_pass, seed=k)) for k in range(passes))
    return np.asarray(total, np.float32) / passes


def _scene(shot: Shot, folder: Path) -> dict[str, Any]:
    """The shot as mitsuba's dictionary."""
    size = float(np.ptp(points_of(shot.product), axis=0).max())
    scene: dict[str, Any] = {"type": "scene", "sensor": _sensor(shot.camera, aim(shot.camera, shot.product))}
    for name, parts in (("product", shot.product), ("around", shot.around)):
        for k, part in enumerate(parts):
            scene[f"{name}_{k}"] = _shape(part, folder / f"{name}_{k}")
    scene.update(_lights(shot.light, size))
    return scene


def _shape(part: Part, stem: Path) -> dict[str, Any]:
    """One part, its geometry written beside."""
    if isinstance(part.shape, Mesh):
        path = stem.with_suffix(".ply")
        write_ply(path, part.shape, facets=part.facets)
        return {"type": "ply", "filename": str(path), "face_normals": part.facets, "bsdf": _bsdf(part.material)}
    path = stem.with_suffix(".txt")
    write_strands(path, part.shape)
    return {"type": "bsplinecurve", "filename": str(path), "bsdf": _bsdf(part.material)}


def _bsdf(material: Material) -> dict[str, Any]:
    """A material as mitsuba's principled surface, or as glass."""
    tint = {"type": "rgb", "value": linear(rgb(material.colour))}
    if material.glass:
        return {"type": "dielectric", "int_ior": material.glass, "specular_transmittance": tint}
    image = tint
    if material.texture is not None:
        upright = np.ascontiguousarray(material.texture[::-1])  # mitsuba counts v from the first row
        image = {"type": "bitmap", "bitmap": mi.Bitmap(upright), "raw": False}
    surface = {"type": "principled", "base_color": image, "roughness": material.rough, "metallic": material.metallic}
    surface.update({"clearcoat": material.clearcoat, "clearcoat_gloss": 0.95, "sheen": material.sheen})
    if material.bump_cm and material.texture is not None:
        relief = np.ascontiguousarray(material.texture[::-1].mean(-1).astype(np.uint8))
        height = {"type": "bitmap", "bitmap": mi.Bitmap(relief), "raw": True}
        surface = {"type": "bumpmap", "arbitrary": height, "scale": material.bump_cm, "bsdf": surface}
    return {"type": "twosided", "bsdf": surface}


def _lights(light: Light, size: float) -> dict[str, Any]:
    """The room around, and the lamps in it."""
    stand = mi.ScalarTransform4f().rotate([1, 0, 0], 90)
    lights: dict[str, Any] = {"room": {"type": "envmap", "bitmap": mi.Bitmap(room_map(light)), "to_world": stand}}
    for k, lamp in enumerate(light.lamps):
        elevation, azimuth = np.radians(lamp.elevation), np.radians(lamp.azimuth)
        way = np.array([np.sin(azimuth) * np.cos(elevation), np.cos(azimuth) * np.cos(elevation), np.sin(elevation)])
        place = mi.ScalarTransform4f().look_at((way * lamp.distance * size).tolist(), [0, 0, 0], [0, 0.02, 1])
        edge = lamp.edge * size / 2
        radiance = np.array(linear(rgb(lamp.colour))) * lamp.power * (lamp.distance / lamp.edge) ** 2
        emitter = {"type": "area", "radiance": {"type": "rgb", "value": radiance.tolist()}}
        black = {"type": "diffuse", "reflectance": {"type": "rgb", "value": 0.0}}
        shape = {"type": "rectangle", "to_world": place @ mi.ScalarTransform4f().scale([edge, edge, 1])}
        lights[f"lamp_{k}"] = {**shape, "emitter": emitter, "bsdf": black}
    return lights


def _sensor(camera: Camera, view: View) -> dict[str, Any]:
    """The camera as mitsuba's dictionary."""
    width, height = camera.size
    film = {
        "type": "hdrfilm",
        "width": width,
        "height": height,
        "rfilter": {"type": "box"},
        "component_format": "float32",
    }
    place = mi.ScalarTransform4f().look_at(view.origin.tolist(), view.target.tolist(), view.up.tolist())
    sensor = {"fov": camera.fov, "fov_axis": "larger", "to_world": place, "near_clip": 0.1, "far_clip": 10_000.0}
    sampler = {"type": "multijitter", "sample_count": 4}
    if not camera.aperture:
        return {"type": "perspective", "film": film, "sampler": sampler, **sensor}
    lens = {"aperture_radius": camera.aperture, "focus_distance": view.focus}
    return {"type": "thinlens", "film": film, "sampler": sampler, **lens, **sensor}
