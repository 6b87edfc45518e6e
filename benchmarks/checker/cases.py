"""The set: what each file is, which rule book it stands before, and which kinds of rule it breaks."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from PIL import Image, ImageCms

from benchmarks.checker import breakage as broken
from benchmarks.checker.breakage import encoded
from benchmarks.checker.products import MAKERS
from benchmarks.checker.stage import Placement, canvas, lay, scene
from pipelines.stages.check.source_type import SCHEME
from pipelines.values import Rgb

SIZE = 1600
_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
    'Iptc4xmpExt:DigitalSourceType="{}"/></rdf:RDF></x:xmpmeta>'
)


@dataclass(frozen=True)
class Case:
    """A file of the set.

    Attributes:
        breaks: kinds of rule it breaks.
        also: kinds that may be reported with them, as they follow from the same fault.
    """

    name: str
    book: str
    make: Callable[[], bytes]
    breaks: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    file_name: str = "picture.jpg"


@cache
def on_white(product: str, *, shadow: bool = False, fill: float = 0.88, y: float = 0.48) -> Rgb:
    picture = lay(product, canvas(SIZE), Placement(fill, 0.5, y), shadow=shadow)
    picture.setflags(write=False)
    return picture


@cache
def in_scene(product: str, seed: int = 1, fill: float = 0.5, x: float = 0.5) -> Rgb:
    picture = lay(product, scene(SIZE, seed), Placement(fill, x, 0.57), shadow=True)
    picture.setflags(write=False)
    return picture


def jpeg(picture: Rgb, quality: int = 92, **options: object) -> bytes:
    return encoded(picture, "JPEG", **{"quality": quality, "subsampling": 0, **options})


def case(name: str, book: str, make: Callable[[], bytes], breaks: str = "", also: str = "", file: str = "") -> Case:
    return Case(name, book, make, frozenset(breaks.split()), frozenset(also.split()), file or "picture.jpg")


def cases() -> Iterator[Case]:
    for part in (_good, _files, _grounds, _frames, _borders, _texts, _views, _sharpness, _tags):
        yield from part()


def _good() -> Iterator[Case]:
    for product in MAKERS:
        yield case(f"good {product}", "white", lambda product=product: jpeg(on_white(product)))
        if product not in ("pen", "white_jar"):
            make = lambda product=product: jpeg(on_white(product, shadow=True, fill=0.86, y=0.46))  # noqa: E731
            yield case(f"good {product}, contact shadow", "white", make)
    for quality in (75, 85, 100):
        yield case(f"good mug, quality {quality}", "white", lambda q=quality: jpeg(on_white("mug"), q))
        yield case(f"good fur ball, quality {quality}", "white", lambda q=quality: jpeg(on_white("fur_ball"), q))
    yield case("good carton, 4:2:0", "white", lambda: jpeg(on_white("carton"), 90, subsampling=2))
    yield case("good white jar, quality 80", "white", lambda: jpeg(on_white("white_jar"), 80))
    yield case("good carton, PNG", "white", lambda: encoded(on_white("carton"), "PNG"), file="picture.png")
    for product in ("mug", "shirt", "glass", "carton", "dark_bottle"):
        yield case(f"good {product} in a scene", "scene", lambda product=product: jpeg(in_scene(product)))
    yield case("good mug, no shadow asked", "bare", lambda: jpeg(on_white("mug")))
    yield case("good small mug, Japan", "japan", lambda: jpeg(lay("mug", canvas(SIZE), Placement(0.60, 0.60, 0.62))))


def _files() -> Iterator[Case]:
    mug = lambda: on_white("mug")  # noqa: E731
    yield case("WebP named .jpg", "white", lambda: encoded(mug(), "WEBP", quality=95), "file_format", "background")
    yield case("GIF", "white", lambda: encoded(mug(), "GIF"), "file_format", "background", "p.gif")
    yield case("BMP", "white", lambda: encoded(mug(), "BMP"), "file_format file_weight", file="p.bmp")
    yield case("PNG named .jpg", "white", lambda: encoded(mug(), "PNG"), "file_format")
    yield case("CMYK", "white", lambda: _mode(mug(), "CMYK"), "colour", "background")
    yield case("16-bit PNG", "white", lambda: _deep(mug()), "colour", "file_weight", "p.png")
    yield case("PNG with alpha", "white", lambda: _alpha(mug()), "colour", file="p.png")
    yield case("Adobe-like profile", "white", lambda: _profile(mug()), "colour")
    for form, ending in (("GIF", "gif"), ("WEBP", "webp"), ("PNG", "png")):
        yield case(f"animated {form}", "white", lambda f=form: _animated(f), "still", "file_format", f"p.{ending}")
    yield case("900 pixels", "white", lambda: jpeg(_scaled(900)), "pixel_size")
    yield case("999 pixels", "white", lambda: jpeg(_scaled(999)), "pixel_size")
    yield case("good 1000 pixels", "white", lambda: jpeg(_scaled(1000)))
    yield case("not square", "white", lambda: jpeg(mug()[:, 60:-60]), "aspect_ratio", "frame_fill")
    yield case("too heavy", "white", lambda: jpeg(mug()) + b"\0" * 5_000_000, "file_weight")
    yield case("quality 40", "white", lambda: jpeg(mug(), 40), "jpeg_quality", "background")
    yield case("name with an umlaut", "white", lambda: jpeg(mug()), "file_name", file="Tasse schön.jpg")


def _scaled(size: int) -> Rgb:
    return lay("mug", canvas(size), Placement(0.88))


def _mode(picture: Rgb, mode: str) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture).convert(mode).save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


def _deep(picture: Rgb) -> bytes:
    done, data = cv2.imencode(".png", picture[..., ::-1].astype(np.uint16) * 257)
    if not done:
        raise ValueError("The 16-bit PNG could not be written.")
    return data.tobytes()


def _alpha(picture: Rgb) -> bytes:
    alpha = np.where((picture > 250).all(axis=2), 0, 255).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(np.dstack([picture, alpha])).save(buffer, "PNG")
    return buffer.getvalue()


def _profile(picture: Rgb) -> bytes:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    return jpeg(picture, icc_profile=lab.tobytes())


def _animated(form: str) -> bytes:
    frames = [Image.fromarray(on_white(product)) for product in ("mug", "shirt")]
    buffer = io.BytesIO()
    frames[0].save(buffer, form, save_all=True, append_images=frames[1:], duration=300)
    return buffer.getvalue()


def _grounds() -> Iterator[Case]:
    for level in (254, 252, 248, 240):
        yield case(
            f"ground {level}", "white", lambda v=level: jpeg(broken.off_white(on_white("mug"), v), 95), "background"
        )
    yield case(
        "white jar on 250", "white", lambda: jpeg(broken.off_white(on_white("white_jar"), 250), 95), "background"
    )
    for product in ("mug", "shirt"):
        make = lambda p=product: jpeg(broken.vignette(on_white(p), 0.12))  # noqa: E731
        yield case(f"vignette, {product}", "white", make, "background")
    yield case("faint vignette", "white", lambda: jpeg(broken.vignette(on_white("ring"), 0.04)), "background")
    yield case("grey gradient", "white", lambda: jpeg(broken.gradient(on_white("carton"), 0.25)), "background")
    for reach, level in ((4, 225), (8, 240), (6, 190)):
        make = lambda r=reach, v=level: jpeg(broken.fringe(on_white("mug"), r, v))  # noqa: E731
        yield case(f"fringe {reach} px of {level}", "white", make, "background")
    yield case("fringe on a shirt", "white", lambda: jpeg(broken.fringe(on_white("shirt"), 6, 235)), "background")
    yield case(
        "scene for white", "white", lambda: jpeg(in_scene("mug", fill=0.88)), "background", "frame_fill added_text"
    )
    yield case("one colour for Japan", "japan", lambda: jpeg(_blue()), "background")
    yield case("shadow not allowed", "bare", lambda: jpeg(on_white("mug", shadow=True)), "visible_shadow")
    yield case("grey haze all around", "white", lambda: jpeg(_haze()), "background")


def _blue() -> Rgb:
    return lay("mug", canvas(SIZE, (150, 190, 225)), Placement(0.60, 0.60, 0.62))


def _haze() -> Rgb:
    picture = on_white("mug")
    body = (picture < 250).any(axis=2).astype(np.float32)
    haze = cv2.GaussianBlur(body, (0, 0), 30)[..., None] * 40 * (1 - body[..., None])
    return (picture - haze).clip(0, 255).astype(np.uint8)


def _frames() -> Iterator[Case]:
    for fill in (0.60, 0.83):
        make = lambda f=fill: jpeg(on_white("mug", fill=f))  # noqa: E731
        yield case(f"fill {fill:.0%}", "white", make, "frame_fill")
    yield case("fill 97 %", "white", lambda: jpeg(on_white("carton", fill=0.97, y=0.5)), "frame_fill")
    yield case("white jar too small", "white", lambda: jpeg(on_white("white_jar", fill=0.6)), "frame_fill")
    yield case("good pen, thin", "white", lambda: jpeg(on_white("pen", fill=0.9)))
    cut = lambda: jpeg(lay("mug", canvas(SIZE), Placement(0.92, 0.62, 0.5)))  # noqa: E731
    yield case("cut at the right", "white", cut, "whole_product")
    low = lambda: jpeg(lay("shirt", canvas(SIZE), Placement(0.94, 0.5, 0.6)))  # noqa: E731
    yield case("cut at the foot", "white", low, "whole_product")
    corner = lambda: jpeg(lay("mug", canvas(SIZE), Placement(0.8, 0.5, 0.5)))  # noqa: E731
    yield case("upper left taken", "japan", corner, "free_zone")
    tight = lambda: jpeg(lay("mug", canvas(SIZE), Placement(0.66, 0.65, 0.65)))  # noqa: E731
    yield case("margin under 5 %", "japan", tight, "margins")


def _borders() -> Iterator[Case]:
    for thickness in (1, 2, 12):
        make = lambda t=thickness: jpeg(broken.bands(on_white("mug"), "tblr", t, (200, 200, 200)))  # noqa: E731
        yield case(f"border {thickness} px", "white", make, "added_border", "background")
    one = lambda: jpeg(broken.bands(on_white("shirt"), "r", 1, (225, 225, 225)))  # noqa: E731
    yield case("one line, 1 px", "white", one, "added_border", "background")
    el = lambda: jpeg(broken.bands(on_white("mug"), "bl", 40, (200, 30, 40)))  # noqa: E731
    yield case("L-shaped band", "white", el, "added_border", "background frame_fill")
    foot = lambda: jpeg(broken.bands(on_white("ring"), "b", 170, (30, 60, 160)))  # noqa: E731
    yield case("band at the foot", "white", foot, "added_border", "background whole_product frame_fill")
    yield case(
        "inner frame",
        "white",
        lambda: jpeg(broken.inner_frame(on_white("mug"), 40, 4, (60, 60, 60))),
        "added_border",
        "added_text background",
    )
    for sides, thickness in (("tblr", 24), ("b", 160), ("tb", 200)):
        make = lambda s=sides, t=thickness: jpeg(broken.bands(in_scene("mug"), s, t, (255, 255, 255)))  # noqa: E731
        yield case(f"scene with white bands {sides}", "scene", make, "added_border")
    make = lambda: jpeg(broken.bands(in_scene("shirt"), "tblr", 3, (20, 20, 20)))  # noqa: E731
    yield case("scene with a black line", "scene", make, "added_border")
    make = lambda: jpeg(broken.inner_frame(in_scene("mug"), 50, 5, (255, 255, 255)))  # noqa: E731
    yield case("scene with an inner frame", "scene", make, "added_border")


def _texts() -> Iterator[Case]:
    lines = (
        ("Latin", "FREE SHIPPING", "NotoSans-Bold.ttf", 0.05),
        ("small print", "www.my-shop.example", "NotoSans-Regular.ttf", 0.02),
        ("Chinese", "正品保证 包邮", "NotoSansCJK-Bold.ttc", 0.05),
        ("Arabic", "توصيل مجاني", "NotoSansArabic-Bold.ttf", 0.05),
        ("Thai", "ส่งฟรีทั่วประเทศ", "NotoSansThai-Bold.ttf", 0.05),
        ("Hindi", "मुफ़्त डिलीवरी", "NotoSansDevanagari-Bold.ttf", 0.05),
        ("Japanese", "送料無料 ポイント10倍", "NotoSansCJK-Regular.ttc", 0.03),
        ("Korean", "무료배송", "NotoSansCJK-Bold.ttc", 0.05),
        ("Hebrew", "משלוח חינם", "NotoSansHebrew-Bold.ttf", 0.04),
    )
    for script, text, face, size in lines:
        make = lambda t=text, f=face, s=size: jpeg(  # noqa: E731
            broken.lettering(on_white("dark_bottle"), t, (0.03, 0.05), s, face=f, colour=(40, 40, 40))
        )
        yield case(f"{script} text on white", "white", make, "added_text")
    for script, text, face, size in lines[:6]:
        make = lambda t=text, f=face, s=size: jpeg(  # noqa: E731
            broken.lettering(in_scene("mug"), t, (0.05, 0.06), max(s, 0.03), face=f, colour=(250, 250, 250))
        )
        yield case(f"{script} text in a scene", "scene", make, "added_text")

    def mark(p: Rgb) -> bytes:
        return jpeg(broken.lettering(p, "PhotoStudio", (0.02, 0.4), 0.15, opacity=0.18, angle=30, colour=(90, 90, 90)))

    yield case("watermark across", "white", lambda: mark(on_white("mug")), "added_text", "background frame_fill")
    yield case(
        "watermark across a shirt", "white", lambda: mark(on_white("shirt")), "added_text", "background frame_fill"
    )
    yield case(
        "badge",
        "white",
        lambda: jpeg(broken.badge(on_white("dark_bottle"), (0.85, 0.12), 0.08, (220, 30, 40))),
        "added_text",
    )
    yield case(
        "badge in a scene",
        "scene",
        lambda: jpeg(
            broken.lettering(
                broken.badge(in_scene("mug"), (0.86, 0.13), 0.09, (220, 30, 40)),
                "-20%",
                (0.805, 0.148),
                0.045,
                colour=(255, 255, 255),
            )
        ),
        "added_text",
    )
    many = lambda: _paragraph(14, 0.045)  # noqa: E731
    yield case("text over a quarter, Japan", "japan", many, "added_text")
    yield case("good few words, Japan", "japan", lambda: _paragraph(1, 0.045))


def _paragraph(lines: int, size: float) -> bytes:
    picture = lay("mug", canvas(SIZE), Placement(0.50, 0.62, 0.68))
    for line in range(lines):
        picture = broken.lettering(picture, "point sale", (0.06, 0.33 + line * size), size * 0.8, colour=(20, 20, 20))
        if lines > 3:
            picture = broken.lettering(picture, "today only", (0.40, 0.05 + line * 0.02), 0.016, colour=(20, 20, 20))
    return jpeg(picture)


def _views() -> Iterator[Case]:
    def two(gap: int) -> bytes:
        wide = broken.collage([in_scene("mug"), in_scene("shirt", 3)], gap)
        return jpeg(cv2.resize(wide, (SIZE, SIZE), interpolation=cv2.INTER_AREA))

    yield case("collage of two scenes", "scene", lambda: two(0), "single_view", "sharpness")
    yield case("collage with a gap", "scene", lambda: two(24), "single_view", "sharpness")
    yield case("collage of grey panels", "white", lambda: jpeg(_panels()), "single_view", "background frame_fill")
    make = lambda: jpeg(broken.inset(in_scene("mug"), in_scene("shirt", 4), (0.68, 0.04, 0.96, 0.32)))  # noqa: E731
    yield case("inset in a scene", "scene", make, "single_view")
    make = lambda: jpeg(broken.inset(on_white("dark_bottle"), in_scene("mug", 2), (0.74, 0.05, 0.96, 0.27)))  # noqa: E731
    yield case("inset on white", "white", make, "single_view", "added_text")


def _panels() -> Rgb:
    picture = canvas(SIZE)
    for index, product in enumerate(("mug", "shirt", "carton", "ring")):
        panel = lay(product, canvas(720, (228, 226, 222)), Placement(0.8))
        left, top = 60 + 760 * (index % 2), 60 + 760 * (index // 2)
        picture[top : top + 720, left : left + 720] = panel
    return picture


def _sharpness() -> Iterator[Case]:
    for product in ("mug", "carton"):
        yield case(
            f"blurred {product}",
            "white",
            lambda p=product: jpeg(broken.blurred(on_white(p), 3.0)),
            "sharpness",
            "background",
        )
        yield case(
            f"enlarged twice, {product}",
            "white",
            lambda p=product: jpeg(broken.upscaled(on_white(p), 2.0)),
            "sharpness",
            "background",
        )
    yield case("blurred scene", "scene", lambda: jpeg(broken.blurred(in_scene("carton"), 3.0)), "sharpness")
    yield case("enlarged scene", "scene", lambda: jpeg(broken.upscaled(in_scene("shirt"), 2.5)), "sharpness")


def _tags() -> Iterator[Case]:
    def tagged(value: str) -> bytes:
        return jpeg(on_white("mug"), xmp=_XMP.format(value).encode())

    yield case("good tag", "tag", lambda: tagged(SCHEME + "compositeSynthetic"))
    yield case("bare code", "tag", lambda: tagged("trainedAlgorithmicMedia"), "source_type")
    yield case("misspelt code", "tag", lambda: tagged(SCHEME + "compositedWithTrainedAlgorithmicMedia"), "source_type")
    yield case("retired code", "tag", lambda: tagged(SCHEME + "softwareImage"), "source_type")
    yield case("no tag", "tag", lambda: jpeg(on_white("mug")))
