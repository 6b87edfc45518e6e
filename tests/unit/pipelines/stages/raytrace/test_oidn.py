"""Noise goes, and what the lens mixes keeps its light."""

import numpy as np
import pytest

from pipelines.values import Linear

pytest.importorskip("mitsuba_oidn", reason="pip install 'listing-studio[render]'")

from pipelines.stages.raytrace.oidn import Guides, denoise

SIDE = 128


def plane(columns: Linear) -> Linear:
    """The same row everywhere, of three channels."""
    return np.ascontiguousarray(np.broadcast_to(columns[None, :, None], (SIDE, SIDE, 3)), np.float32)


def guides(albedo: Linear, sharpness: float) -> Guides:
    return Guides(albedo, plane(np.zeros(SIDE)), np.full((SIDE, SIDE), sharpness, np.float32))


def test_noise_goes_and_grain_of_the_surface_stays() -> None:
    random = np.random.default_rng(3)
    grain = random.uniform(0.3, 0.7, (SIDE, SIDE, 1)).repeat(3, axis=2).astype(np.float32)
    noisy = np.asarray(grain * random.gamma(4, 1 / 4, grain.shape[:2])[..., None], np.float32)

    cleaned = denoise(noisy, grain, guides(grain, 1))

    assert np.abs(cleaned - grain).mean() < 0.35 * np.abs(noisy - grain).mean()
    assert np.corrcoef(cleaned[..., 0].ravel(), grain[..., 0].ravel())[0, 1] > 0.95


def test_a_blurred_edge_between_dim_soil_and_bright_leaf_has_no_line() -> None:
    random = np.random.default_rng(5)
    leaf = np.clip((np.arange(SIDE, dtype=np.float32) - 44) / 40, 0, 1)  # share of a blurred edge
    sampled = np.where(random.uniform(size=(SIDE, SIDE)) < leaf, 0.6, 0.04)[..., None].repeat(3, axis=2)
    light = np.where(sampled > 0.3, 0.06, 0.2)  # leaf in shade, soil in the sun
    truth = plane(0.2 + (0.06 - 0.2) * leaf)

    cleaned = denoise(light.astype(np.float32), sampled.astype(np.float32), guides(plane(0.04 + 0.56 * leaf), 0))

    assert np.abs(cleaned - truth)[:, 40:88].mean() < 0.02
    assert cleaned.min() > 0.04
    assert cleaned.max() < 0.22


def test_black_surfaces_keep_the_light_they_mirror() -> None:
    shine = plane(np.linspace(0.1, 0.9, SIDE, dtype=np.float32))
    black = plane(np.full(SIDE, 0.004, np.float32))

    assert np.abs(denoise(shine, black, guides(black, 1)) - shine).mean() < 0.02
