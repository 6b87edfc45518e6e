"""Cases that resemble their opposites: products that look like something added, and additions that are hard to see."""

from collections.abc import Iterator
from functools import cache

import cv2
import numpy as np

from benchmarks.checker import breakage as broken
from benchmarks.checker.breakage import encoded
from benchmarks.checker.cases import SIZE, Case, case, in_scene, jpeg, on_white
from benchmarks.checker.patterned import PATTERNED
from benchmarks.checker.stage import Placement, canvas, lay, tiled_wall
from pipelines.values import Rgb


@cache
def on_tiles(product: str, seed: int = 1) -> Rgb:
    return lay(product, tiled_wall(SIZE, seed), Placement(0.55, 0.5, 0.62), shadow=True)


def hard_cases() -> Iterator[Case]:
    for part in (_good, _texts, _borders, _views, _grounds):
        yield from part()


def _good() -> Iterator[Case]:
    for product in PATTERNED:
        yield case(f"good {product}", "white", lambda p=product: jpeg(on_white(p)))
    for product in ("rug", "pouch", "medal", "tin"):
        make = lambda p=product: jpeg(on_white(p, shadow=True, fill=0.86, y=0.46), 85)  # noqa: E731
        yield case(f"good {product}, contact shadow, quality 85", "white", make)
    for product in ("pouch", "medal", "mug", "white_jar"):
        yield case(f"good {product} before tiles", "scene", lambda p=product: jpeg(on_tiles(p)))
    yield case("good rug, 94 % of the frame", "white", lambda: jpeg(on_white("rug", fill=0.94, y=0.5)))
    yield case("good tiles alone", "scene", lambda: jpeg(tiled_wall(SIZE, 5)))
    yield case("good porcelain, PNG", "white", lambda: encoded(on_white("porcelain"), "PNG"), file="picture.png")
    yield case("good towel up to the edges", "scene", lambda: jpeg(_close_up("towel")))
    yield case("good striped close-up", "scene", lambda: jpeg(_close_up("rug")))
    cut = lambda: jpeg(lay("towel", canvas(SIZE), Placement(1.2)))  # noqa: E731
    yield case("towel cut by the frame", "white", cut, "whole_product", "background frame_fill")


def _close_up(product: str) -> Rgb:
    """Return a product so close that it fills the frame and runs out of it."""
    return lay(product, tiled_wall(SIZE), Placement(1.25, 0.5, 0.5))


def _texts() -> Iterator[Case]:
    lines = (
        ("Tamil", "இலவச விநியோகம்", "NotoSansTamil-Bold.ttf", 0.04),
        ("Bengali", "বিনামূল্যে ডেলিভারি", "NotoSansBengali-Bold.ttf", 0.04),
        ("Russian", "БЕСПЛАТНАЯ ДОСТАВКА", "NotoSans-Bold.ttf", 0.035),
        ("Greek", "δωρεάν αποστολή", "NotoSans-Regular.ttf", 0.035),
        ("Georgian", "უფასო მიწოდება", "NotoSansGeorgian-Bold.ttf", 0.04),
    )
    korean = ("Korean", "무료배송 특가", "NotoSansCJK-Bold.ttc", 0.05)
    hebrew = ("Hebrew", "משלוח חינם", "NotoSansHebrew-Bold.ttf", 0.05)
    for script, text, face, size in lines:
        make = lambda t=text, f=face, s=size: _written(on_white("pouch"), t, (0.02, 0.03), s, face=f)  # noqa: E731
        yield case(f"{script} text over a pouch", "white", make, "added_text")
    for script, text, face, size in (korean, hebrew, *lines[:2]):
        make = lambda t=text, f=face, s=size: _written(  # noqa: E731
            on_tiles("mug"), t, (0.05, 0.82), s, face=f, colour=(250, 240, 200)
        )
        yield case(f"{script} text before tiles", "scene", make, "added_text")
    for angle in (20, 90, -35):
        make = lambda a=angle: _written(on_white("dark_bottle"), "BEST SELLER", (0.02, 0.46), 0.06, angle=a)  # noqa: E731
        yield case(f"text turned by {angle}, on white", "white", make, "added_text", "frame_fill background")
        make = lambda a=angle: _written(  # noqa: E731
            in_scene("mug", 2, x=0.7), "BEST SELLER", (0.30, 0.46), 0.07, angle=a, colour=(120, 20, 30)
        )
        yield case(f"text turned by {angle}, in a scene", "scene", make, "added_text")
    faint = {"opacity": 0.12, "colour": (60, 60, 60)}
    make = lambda: _written(on_white("mug"), "studio-photo", (0.03, 0.42), 0.13, angle=25, **faint)  # noqa: E731
    yield case("watermark of 12 % across", "white", make, "added_text", "background frame_fill")
    make = lambda: _written(on_white("dark_bottle"), "studio-photo", (0.05, 0.2), 0.05, **faint)  # noqa: E731
    yield case("watermark of 12 % beside", "white", make, "added_text", "background")
    make = lambda: _written(in_scene("mug"), "studio-photo", (0.10, 0.15), 0.10, opacity=0.12, colour=(0, 0, 0))  # noqa: E731
    yield case("watermark of 12 % in a scene", "scene", make, "added_text")
    ring = lambda: jpeg(broken.badge(on_white("medal", fill=0.86), (0.14, 0.86), 0.06, (30, 140, 70)))  # noqa: E731
    yield case("badge beside a medal", "white", ring, "added_text", "frame_fill")


def _written(picture: Rgb, text: str, at: tuple[float, float], size: float, **look: object) -> bytes:
    return jpeg(broken.lettering(picture, text, at, size, **look))


def _borders() -> Iterator[Case]:
    frames = ((24, 2, (255, 255, 255)), (70, 10, (40, 40, 40)), (36, 3, (200, 160, 60)))
    for inset, thickness, colour in frames:
        make = lambda i=inset, t=thickness, c=colour: jpeg(broken.inner_frame(on_tiles("mug"), i, t, c))  # noqa: E731
        yield case(f"frame line of {thickness} px before tiles", "scene", make, "added_border")
        make = lambda i=inset, t=thickness, c=colour: jpeg(broken.inner_frame(_close_up("towel"), i, t, c), 85)  # noqa: E731
        yield case(f"frame line of {thickness} px over a towel", "scene", make, "added_border")
    veil = lambda: jpeg(_veiled_frame(in_scene("shirt", 6)))  # noqa: E731
    yield case("frame line of half opacity", "scene", veil, "added_border")
    white = lambda: jpeg(broken.bands(on_tiles("tin"), "tblr", 40, (255, 255, 255)))  # noqa: E731
    yield case("white border around tiles", "scene", white, "added_border")


def _veiled_frame(picture: Rgb) -> Rgb:
    drawn = broken.inner_frame(picture, 60, 6, (255, 255, 255))
    return cv2.addWeighted(drawn, 0.5, picture, 0.5, 0)


def _views() -> Iterator[Case]:
    yield case("collage with a soft seam", "scene", lambda: jpeg(_soft_pair(10)), "single_view")
    yield case("collage with a hard seam", "scene", lambda: jpeg(_soft_pair(0)), "single_view")
    for at, box in (("lower left", (0.04, 0.68, 0.32, 0.96)), ("upper right", (0.66, 0.05, 0.95, 0.34))):
        make = lambda b=box: jpeg(broken.inset(on_tiles("tin"), in_scene("shirt", 4), b))  # noqa: E731
        yield case(f"inset at the {at} before tiles", "scene", make, "single_view")
    make = lambda: jpeg(broken.inset(on_tiles("mug"), on_tiles("medal", 2), (0.03, 0.03, 0.27, 0.27)))  # noqa: E731
    yield case("inset of the same tiles", "scene", make, "single_view")


def _soft_pair(blend_px: int) -> Rgb:
    """Return two scenes side by side, blended into each other over a few pixels."""
    half = SIZE // 2
    left = in_scene("mug", 1, 0.42)[:, half // 2 : half // 2 + half]
    right = lay("shirt", tiled_wall(SIZE), Placement(0.42, 0.5, 0.55), shadow=True)[:, half // 2 : half // 2 + half]
    pair = np.hstack([left, right]).astype(np.float32)
    if blend_px:
        near = slice(half - 2 * blend_px, half + 2 * blend_px)
        pair[:, near] = cv2.GaussianBlur(pair, (0, 0), sigmaX=blend_px / 4, sigmaY=0.1)[:, near]
    return pair.round().astype(np.uint8)


def _grounds() -> Iterator[Case]:
    make = lambda: jpeg(broken.off_white(on_white("porcelain"), 251), 95)  # noqa: E731
    yield case("porcelain on 251", "white", make, "background", "frame_fill")
    yield case("porcelain too small", "white", lambda: jpeg(on_white("porcelain", fill=0.62)), "frame_fill")
    yield case("fringe around a medal", "white", lambda: jpeg(broken.fringe(on_white("medal"), 6, 232)), "background")
