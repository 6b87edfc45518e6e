"""Products drawn by formula, shaded and textured like photographs, each with its exact alpha.

Every maker returns float32 RGBA in [0, 1], straight alpha, sRGB, trimmed to its alpha, about `SIZE` pixels long.
"""

from collections.abc import Callable

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.checker.drawing import OVER, SIZE, Rgba, cylinder, finish, grid, texture


def mug() -> Rgba:
    size = SIZE * OVER
    x, y = grid(size, size)
    across = (x + 0.15) / 0.62
    top = (across**2 + ((y + 0.72) / 0.14) ** 2) <= 1
    body = (np.abs(across) <= 1) & (y > -0.72) & (y < 0.80 + 0.10 * np.sqrt(np.clip(1 - across**2, 0, 1)))
    inner = ((across / 0.93) ** 2 + ((y + 0.72) / 0.118) ** 2) <= 1
    reach = np.hypot((x - 0.50) / 0.42, (y - 0.02) / 0.50)
    handle = (reach < 1) & (reach > 0.66) & (x > 0.42)
    light = cylinder(across)
    colour = np.array([0.16, 0.36, 0.62], np.float32) * light[..., None] * 1.25
    colour += 0.55 * np.exp(-(((across + 0.55) / 0.06) ** 2))[..., None] * body[..., None]
    grip = 0.45 + 0.5 * np.clip(1 - np.abs(reach - 0.8) / 0.2, 0, 1)
    colour[handle & ~body] = (np.array([0.16, 0.36, 0.62], np.float32) * grip[..., None])[handle & ~body]
    colour[top] = np.array([0.30, 0.50, 0.74], np.float32)
    colour[inner] = (np.array([0.85, 0.83, 0.78]) * (0.55 + 0.3 * (y[inner, None] + 0.85) / 0.26)).astype(np.float32)
    colour *= 1 + texture((size, size), 1, 0.02)[..., None]
    return finish(colour, (body | top | handle).astype(np.float32))


def white_jar() -> Rgba:
    """A white jar: at its outline only 5 to 40 levels darker than a white ground."""
    size = SIZE * OVER
    x, y = grid(size, size)
    across = x / 0.72
    body = (np.abs(across) <= 1) & (y > -0.55) & (y < 0.88 + 0.07 * np.sqrt(np.clip(1 - across**2, 0, 1)))
    lid_across = x / 0.76
    lid = (np.abs(lid_across) <= 1) & (y > -0.90) & (y <= -0.55 + 0.05 * np.sqrt(np.clip(1 - lid_across**2, 0, 1)))
    value = 0.995 - 0.16 * np.abs(across + 0.25) ** 2.2 - 0.02
    value = np.where(lid, value - 0.05 * (y > -0.60) - 0.012, value)
    colour = np.repeat(value[..., None], 3, axis=2) * np.array([1.0, 0.997, 0.99], np.float32)
    colour *= 1 + texture((size, size), 2, 0.004)[..., None]
    return finish(colour.astype(np.float32), (body | lid).astype(np.float32))


def carton() -> Rgba:
    """A box with lettering printed on its front."""
    size = SIZE * OVER
    canvas = Image.new("RGB", (size, size), (232, 168, 60))
    draw = ImageDraw.Draw(canvas)
    draw.rectangle((int(size * 0.62), 0, size, size), fill=(176, 120, 36))
    draw.rectangle((int(size * 0.06), int(size * 0.30), int(size * 0.56), int(size * 0.62)), fill=(250, 245, 230))
    for line, text in enumerate(("GREEN TEA", "20 bags 40 g", "Best before")):
        letters = ImageFont.load_default(size=int(size * (0.075 - 0.018 * line)))
        draw.text((int(size * 0.09), int(size * (0.34 + 0.09 * line))), text, fill=(30, 80, 40), font=letters)
    x, y = grid(size, size)
    front = (x > -0.85) & (x < 0.24) & (y > -0.85 - 0.02 * x) & (y < 0.88 + 0.03 * x)
    side = (x >= 0.24) & (x < 0.72) & (y > -0.85 - 0.005 + 0.22 * (x - 0.24)) & (y < 0.887 - 0.22 * (x - 0.24))
    colour = np.asarray(canvas, np.float32) / 255 * (0.97 - 0.10 * (y[..., None] + 1) / 2)
    colour *= 1 + texture((size, size), 3, 0.02)[..., None]
    return finish(colour, (front | side).astype(np.float32))


def fur_ball() -> Rgba:
    size = SIZE * OVER
    random = np.random.default_rng(5)
    alpha = np.zeros((size, size), np.uint8)
    shade = np.zeros((size, size), np.uint8)
    centre, radius = size // 2, size * 0.36
    cv2.circle(alpha, (centre, centre), int(radius), 255, -1)
    cv2.circle(shade, (centre, centre), int(radius), 120, -1)
    for _ in range(14_000):
        angle, start = random.uniform(0, 2 * np.pi), radius * np.sqrt(random.uniform(0.02, 1.0))
        length, bend = size * random.uniform(0.03, 0.10), random.normal(0, 0.35)
        steps = [(start + length * t, angle + bend * t * 0.3) for t in (0.0, 0.5, 1.0)]
        points = np.array([(centre + r * np.cos(a), centre + r * np.sin(a)) for r, a in steps], np.int32)
        light = int(np.clip(140 - 60 * np.sin(angle) * start / radius + random.normal(0, 28), 30, 240))
        cv2.polylines(alpha, [points], isClosed=False, color=255, thickness=2, lineType=cv2.LINE_AA)
        cv2.polylines(shade, [points], isClosed=False, color=light, thickness=2, lineType=cv2.LINE_AA)
    colour = shade[..., None].astype(np.float32) / 255 * np.array([1.0, 0.80, 0.58], np.float32)
    return finish(colour, alpha.astype(np.float32) / 255)


def basket() -> Rgba:
    """A lattice through which the ground shows."""
    size = SIZE * OVER
    x, y = grid(size, size)
    warp = 0.5 * (np.sin(x * 22) + np.sin(y * 22))
    strands = (np.abs(np.sin(x * 14 + 0.2 * np.sin(y * 30))) > 0.72) | (np.abs(np.sin(y * 14)) > 0.72)
    rim = np.abs(y + 0.62) < 0.07
    shape = (np.abs(x) < 0.90 - 0.18 * (y + 0.7)) & (y > -0.69) & (y < 0.70)
    edge = np.abs(np.abs(x) - (0.90 - 0.18 * (y + 0.7))) < 0.05
    alpha = shape & (strands | rim | edge | (y > 0.62))
    light = 0.55 + 0.22 * warp - 0.15 * x
    colour = np.array([0.72, 0.50, 0.28], np.float32) * light[..., None] * 1.3
    colour *= 1 + texture((size, size), 7, 0.06)[..., None]
    return finish(colour, alpha.astype(np.float32))


def glass() -> Rgba:
    """A drinking glass: mostly clear, dark and bright along its sides."""
    size = SIZE * OVER
    x, y = grid(size, size)
    across = x / (0.55 - 0.10 * y)
    body = (np.abs(across) <= 1) & (y > -0.85) & (y < 0.86 + 0.06 * np.sqrt(np.clip(1 - across**2, 0, 1)))
    wall = np.clip((np.abs(across) - 0.80) / 0.2, 0, 1)
    base = np.clip((y - 0.70) / 0.15, 0, 1)
    clear = 0.10 + 0.55 * wall**1.5 + 0.45 * base
    rim = np.abs(np.hypot(across, (y + 0.85) / 0.05) - 1) < 0.05
    alpha = np.where(body, np.clip(clear, 0, 0.9), 0) + 0.5 * (rim & (np.abs(across) <= 1.05))
    value = 0.45 + 0.35 * np.sin(across * 9) * wall + 0.2 * base
    colour = value[..., None] * np.array([0.85, 0.95, 1.0], np.float32)
    return finish(colour.astype(np.float32), np.clip(alpha, 0, 0.92).astype(np.float32))


def ring() -> Rgba:
    size = SIZE * OVER
    x, y = grid(size, size)
    reach = np.hypot(x / 0.86, y / 0.78)
    band = (reach < 1) & (reach > 0.80)
    angle = np.arctan2(y, x)
    value = 0.55 + 0.35 * np.sin(angle * 3 + 0.7) + 0.25 * np.cos((reach - 0.9) * 30)
    colour = value[..., None] * np.array([0.93, 0.78, 0.42], np.float32)
    colour *= 1 + texture((size, size), 11, 0.02)[..., None]
    return finish(colour.astype(np.float32), band.astype(np.float32))


def shirt() -> Rgba:
    size = SIZE * OVER
    x, y = grid(size, size)
    body = (np.abs(x) < 0.52 - 0.04 * np.cos(y * 3)) & (y > -0.80) & (y < 0.88)
    sleeves = (np.abs(x) >= 0.40) & (np.abs(x) < 0.95) & (np.abs(y + 0.62 - 0.55 * (np.abs(x) - 0.45)) < 0.24)
    neck = np.hypot(x / 0.22, (y + 0.83) / 0.16) < 1
    folds = 0.10 * np.sin(x * 9 + 2 * np.sin(y * 4)) + 0.05 * np.sin(y * 13 + x * 5)
    colour = np.array([0.62, 0.14, 0.17], np.float32) * (0.85 + folds)[..., None]
    colour *= 1 + texture((size, size), 13, 0.10)[..., None]
    return finish(colour, ((body | sleeves) & ~neck).astype(np.float32))


def dark_bottle() -> Rgba:
    size = SIZE * OVER
    x, y = grid(size, size)
    half = np.where(y < -0.45, 0.11, 0.11 + 0.21 * np.clip((y + 0.45) / 0.22, 0, 1) ** 0.7)
    across = x / half
    body = (np.abs(across) <= 1) & (y > -0.92) & (y < 0.92 + 0.03 * np.sqrt(np.clip(1 - across**2, 0, 1)))
    light = 0.09 + 0.20 * cylinder(np.clip(across, -1, 1)) + 0.5 * np.exp(-(((across + 0.6) / 0.07) ** 2))
    colour = light[..., None] * np.array([0.45, 0.62, 0.40], np.float32)
    label = (y > 0.05) & (y < 0.55)
    paper = np.array([0.90, 0.87, 0.78], np.float32) * cylinder(np.clip(across, -1, 1))[..., None] * 1.1
    colour = np.where(label[..., None], paper, colour)
    colour *= 1 + texture((size, size), 17, 0.02)[..., None]
    return finish(colour.astype(np.float32), body.astype(np.float32))


def pen() -> Rgba:
    """Long and thin: no share of area can be asked of it."""
    size = SIZE * OVER
    x, y = grid(size, size // 8)
    body = (np.abs(y) < 0.55) & (x > -0.97) & (x < 0.80)
    tip = (x >= 0.80) & (x < 0.98) & (np.abs(y) < 0.55 * (0.98 - x) / 0.18)
    light = 0.35 + 0.6 * np.exp(-(((y + 0.25) / 0.25) ** 2))
    colour = light[..., None] * np.where((x < 0.2)[..., None], [0.1, 0.1, 0.45], [0.75, 0.75, 0.78])
    return finish(colour.astype(np.float32), (body | tip).astype(np.float32))


MAKERS: dict[str, Callable[[], Rgba]] = {
    "mug": mug,
    "white_jar": white_jar,
    "carton": carton,
    "fur_ball": fur_ball,
    "basket": basket,
    "glass": glass,
    "ring": ring,
    "shirt": shirt,
    "dark_bottle": dark_bottle,
    "pen": pen,
}
