"""A pinhole camera over a set: between centimetres and pixels."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipelines.values import Box, Size

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Camera:
    """Where a plate was taken from.

    Attributes:
        origin_cm: the lens, shape (3,).
        axes: rows are the picture's right, its down, and forwards, unit vectors, shape (3, 3).
        focal_px: focal length in pixels of the plate.
        centre_px: where the forward axis meets the picture, (x, y); pixel centres lie at half numbers.
        size: of the plate.
    """

    origin_cm: Floats
    axes: Floats
    focal_px: float
    centre_px: tuple[float, float]
    size: Size

    @property
    def elevation_deg(self) -> float:
        """How far down it looks."""
        return float(np.degrees(np.arcsin(np.clip(-self.axes[2, 2], -1, 1))))

    def project(self, points_cm: Floats) -> Floats:
        """Return pixel positions of points, shape (..., 3) to (..., 2); points behind the lens give NaN."""
        seen = (np.asarray(points_cm, np.float32) - self.origin_cm) @ self.axes.T
        depth = np.where(seen[..., 2:] > 1e-6, seen[..., 2:], np.nan)
        return np.asarray(seen[..., :2] / depth * self.focal_px + np.array(self.centre_px, np.float32), np.float32)

    def px_per_cm(self, point_cm: Floats) -> float:
        """Return how many pixels a centimetre across the view takes at a point."""
        return self.focal_px / float((np.asarray(point_cm, np.float32) - self.origin_cm) @ self.axes[2])

    def on_plane(self, x_px: float, y_px: float, point_cm: Floats, normal: Floats) -> Floats:
        """Return the point of a plane that a place of the picture shows, shape (3,).

        Raises:
            ValueError: the plane is not to be seen there.
        """
        across, down = (x_px - self.centre_px[0]) / self.focal_px, (y_px - self.centre_px[1]) / self.focal_px
        ray = across * self.axes[0] + down * self.axes[1] + self.axes[2]
        approach = float(ray @ normal)
        distance = float((point_cm - self.origin_cm) @ normal) / (approach if abs(approach) > 1e-9 else 1e-9)
        if not 0 < distance < 1e6:
            raise ValueError(f"The place ({x_px:.0f}, {y_px:.0f}) does not show that plane.")
        return np.asarray(self.origin_cm + distance * ray, np.float32)

    def on_level(self, x_px: float, y_px: float, z_cm: float = 0.0) -> Floats:
        """Return the point at height `z_cm` that a place of the picture shows, shape (3,).

        Raises:
            ValueError: the place lies above that level's horizon.
        """
        return self.on_plane(x_px, y_px, np.array([0, 0, z_cm], np.float32), np.array([0, 0, 1], np.float32))

    def rays(self, size: Size | None = None) -> Floats:
        """Return the direction through each pixel's centre, scaled so that depth along the forward axis is 1.

        The grid covers the whole plate at `size`, which is the plate's own when absent; shape (height, width, 3).
        """
        width, height = size or self.size
        x = (np.arange(width, dtype=np.float32) + 0.5) * (self.size[0] / width) - self.centre_px[0]
        y = (np.arange(height, dtype=np.float32) + 0.5) * (self.size[1] / height) - self.centre_px[1]
        across, down = np.meshgrid(x / self.focal_px, y / self.focal_px)
        return np.asarray(across[..., None] * self.axes[0] + down[..., None] * self.axes[1] + self.axes[2], np.float32)

    def resized(self, size: Size) -> "Camera":
        """Return the camera of the same picture at another size of the same aspect."""
        factor = size[0] / self.size[0]
        centre = (self.centre_px[0] * factor, self.centre_px[1] * factor)
        return replace(self, focal_px=self.focal_px * factor, centre_px=centre, size=size)

    def cropped(self, box: Box) -> "Camera":
        """Return the camera of a part of the picture."""
        centre = (self.centre_px[0] - box.left, self.centre_px[1] - box.top)
        return replace(self, centre_px=centre, size=(box.width, box.height))

    def mirrored(self) -> "Camera":
        """Return the camera of the picture flipped left to right, of a set flipped likewise (x to -x)."""
        flip = np.array([-1, 1, 1], np.float32)
        axes = self.axes * flip
        axes[0] *= -1
        centre = (self.size[0] - self.centre_px[0], self.centre_px[1])
        return replace(self, origin_cm=self.origin_cm * flip, axes=axes, centre_px=centre)


def camera_of(
    elevation_deg: float, target_cm: tuple[float, float, float], distance_cm: float, fov_deg: float, size: Size
) -> Camera:
    """Return a level camera that looks down at a point from the front; `fov_deg` spans the shorter side."""
    tilt = np.radians(elevation_deg)
    forward = np.array([0, np.cos(tilt), -np.sin(tilt)], np.float32)
    right = np.array([1, 0, 0], np.float32)
    down = np.asarray(np.cross(forward, right), np.float32)
    origin = np.asarray(np.array(target_cm) - forward * distance_cm, np.float32)
    focal = min(size) / 2 / float(np.tan(np.radians(fov_deg) / 2))
    return Camera(origin, np.stack([right, down, forward]), focal, (size[0] / 2, size[1] / 2), size)
