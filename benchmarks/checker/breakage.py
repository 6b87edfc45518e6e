"""Ways to break a good picture, each against one kind of rule."""

import io
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from pipelines.values import Rgb

_FONT_FOLDERS = (Path("/usr/share/fonts"), Path.home() / ".fonts")


def off_white(picture: Rgb, level: int) -> Rgb:
    broken = picture.copy()
    broken[(picture == 255).all(axis=2)] = level
    return broken


def vignette(picture: Rgb, depth: float) -> Rgb:
    height, width = picture.shape[:2]
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    fall = 1 - depth * np.clip((rows**2 + columns**2) / 2, 0, 1) ** 1.5
    return (picture * fall[..., None]).round().astype(np.uint8)


def gradient(picture: Rgb, depth: float) -> Rgb:
    fall = 1 - depth * np.linspace(0, 1, picture.shape[0])[:, None, None]
    return (picture * fall).round().astype(np.uint8)


def fringe(picture: Rgb, reach_px: int, level: int) -> Rgb:
    """Leave a strip of an old backdrop around the product."""
    body = (picture < 250).any(axis=2).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach_px + 1, 2 * reach_px + 1))
    strip = (cv2.dilate(body, kernel) > 0) & (picture >= 250).all(axis=2)
    broken = picture.copy()
    broken[strip] = level
    return broken


def bands(picture: Rgb, sides: str, thickness_px: int, colour: tuple[int, int, int]) -> Rgb:
    """Lay bands over the sides named by their first letters: "tblr"."""
    broken = picture.copy()
    t = thickness_px
    views = {"t": np.s_[:t], "b": np.s_[-t:], "l": np.s_[:, :t], "r": np.s_[:, -t:]}
    for side in sides:
        broken[views[side]] = colour
    return broken


def inner_frame(picture: Rgb, inset_px: int, thickness_px: int, colour: tuple[int, int, int]) -> Rgb:
    image = Image.fromarray(picture)
    box = (inset_px, inset_px, image.width - 1 - inset_px, image.height - 1 - inset_px)
    ImageDraw.Draw(image).rectangle(box, outline=colour, width=thickness_px)
    return np.asarray(image)


def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a Debian font by file name.

    Raises:
        FileNotFoundError: it is not installed: apt-get install fonts-noto-core fonts-noto-cjk.
    """
    found = next((path for folder in _FONT_FOLDERS for path in folder.rglob(name)), None)
    if found is None:
        raise FileNotFoundError(f"{name}: install fonts-noto-core and fonts-noto-cjk.")
    return ImageFont.truetype(str(found), size)


def lettering(picture: Rgb, text: str, at: tuple[float, float], size: float, **look: object) -> Rgb:
    """Write text; `at` and `size` are fractions of the frame. look: face, colour, opacity, angle."""
    height, width = picture.shape[:2]
    face = font(str(look.get("face", "NotoSans-Bold.ttf")), int(size * height))
    layer = Image.new("L", (width, height), 0)
    ImageDraw.Draw(layer).text((at[0] * width, at[1] * height), text, fill=255, font=face)
    if angle := look.get("angle"):
        layer = layer.rotate(float(str(angle)), resample=Image.Resampling.BICUBIC)
    alpha = np.asarray(layer, np.float32)[..., None] / 255 * float(str(look.get("opacity", 1)))
    colour = np.array(look.get("colour", (190, 20, 30)), np.float32)
    return (picture * (1 - alpha) + colour * alpha).round().astype(np.uint8)


def badge(picture: Rgb, at: tuple[float, float], radius: float, colour: tuple[int, int, int]) -> Rgb:
    """Draw a round flat badge with a star."""
    height, width = picture.shape[:2]
    layer = Image.fromarray(picture).resize((width * 2, height * 2))
    draw = ImageDraw.Draw(layer)
    x, y, r = at[0] * width * 2, at[1] * height * 2, radius * height * 2
    draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
    draw.regular_polygon((x, y, r * 0.55), 3, fill=(255, 255, 255))
    return np.asarray(layer.resize((width, height), Image.Resampling.LANCZOS))


def inset(picture: Rgb, other: Rgb, box: tuple[float, float, float, float]) -> Rgb:
    height, width = picture.shape[:2]
    left, top, right, bottom = (round(v * s) for v, s in zip(box, (width, height, width, height), strict=True))
    broken = picture.copy()
    broken[top:bottom, left:right] = cv2.resize(other, (right - left, bottom - top), interpolation=cv2.INTER_AREA)
    return broken


def collage(pictures: Sequence[Rgb], gap_px: int) -> Rgb:
    """Lay pictures side by side, with a white gap."""
    gap = np.full((pictures[0].shape[0], max(1, gap_px), 3), 255, np.uint8)
    parts: list[Rgb] = []
    for picture in pictures:
        parts += [picture, gap] if gap_px else [picture]
    return np.hstack(parts[:-1] if gap_px else parts)


def blurred(picture: Rgb, sigma_px: float) -> Rgb:
    return cv2.GaussianBlur(picture, (0, 0), sigma_px)


def upscaled(picture: Rgb, factor: float) -> Rgb:
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (round(width / factor), round(height / factor)), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)


def encoded(picture: Rgb, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, form, **options)
    return buffer.getvalue()
