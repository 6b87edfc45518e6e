"""Where the centre of each pixel meets the set, from samples that fell somewhere within each pixel."""

from dataclasses import dataclass

import numpy as np

from pipelines.camera import Camera
from pipelines.values import Linear

FAR_CM = 5_000.0
"""How far away the open sky is said to be."""


@dataclass(frozen=True, eq=False)
class Surface:
    """Places in centimetres and unit normals that look at the camera, both of shape (height, width, 3)."""

    position_cm: Linear
    normal: Linear


def surface_points(camera: Camera, sampled_cm: Linear, shading: Linear, facing: Linear) -> Surface:
    """Move samples within their surface to the centres of their pixels.

    Args:
        sampled_cm: one point a pixel, the origin where the ray met nothing.
        shading: smooth normals.
        facing: normals of the flat triangles.
    """
    rays = camera.rays()
    met = np.abs(facing).max(axis=2) > 0
    offset = sampled_cm - camera.origin_cm
    along = (rays * facing).sum(axis=2)
    sampled_depth = offset @ camera.axes[2]
    with np.errstate(divide="ignore", invalid="ignore"):
        depth = (offset * facing).sum(axis=2) / along
    # A surface seen edge-on has no one depth in its pixel; nor may the step leave the pixel's neighbourhood.
    unsafe = (np.abs(along) < 0.02) | ~np.isfinite(depth) | (np.abs(depth - sampled_depth) > 0.1 * sampled_depth)
    depth = np.where(unsafe, sampled_depth, depth)
    depth = np.where(met, depth, FAR_CM)
    normal = np.where(met[..., None], shading, -rays)
    normal = normal / np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-6)
    away = (normal * rays).sum(axis=2, keepdims=True) > 0
    position = camera.origin_cm + rays * depth[..., None]
    return Surface(np.asarray(position, np.float32), np.asarray(np.where(away, -normal, normal), np.float32))
