"""Bottles, boxes, and the print on them."""

import numpy as np

from benchmarks.cutout.render.printing import Print
from benchmarks.cutout.render.stage import Material, Part, Parts
from pipelines.stages.raytrace.solids import box, box_faces, lathe, rounded, stacked, superellipse
from pipelines.stages.raytrace.texture import Pixels


def tea_print(paper: str = "#2f5d50", ink: str = "#f1e6cf", name: str = "LINDEN & CO") -> Pixels:
    """The front of a tea box of an invented house."""
    sheet = Print(900, 1300, paper).band((0.06, 0.045, 0.94, 0.955), ink, 6).leaf((0.5, 0.27), 0.26, ink)
    sheet.line(name, (0.5, 0.5), 0.062, ink, "DejaVuSerif-Bold.ttf").band((0.3, 0.555, 0.7, 0.558), ink)
    sheet.line("FINE HERBAL TEA", (0.5, 0.6), 0.030, ink).line(
        "Chamomile & Honey", (0.5, 0.69), 0.046, ink, "DejaVuSerif-Italic.ttf"
    )
    sheet.line("20 bags  ·  40 g  ·  1.4 oz", (0.5, 0.86), 0.026, ink, "DejaVuSans.ttf")
    return sheet.pixels()


def carton(size: tuple[float, float, float], front: Pixels, paper: str, bevel: float = 0.08) -> Parts:
    """A printed carton: the picture on its front, plain board elsewhere."""
    faces = box_faces(size, bevel)
    board = Material(paper, rough=0.45)
    return [
        Part(mesh, Material(texture=front, rough=0.4) if name == "front" else board) for name, mesh in faces.items()
    ]


def lotion(colour: str, cap: str, label: Pixels | None = None) -> Parts:
    """A tall bottle with a shoulder and a straight cap."""
    body = lathe(rounded([(0, 0), (2.9, 0, 0.4), (2.9, 13.0, 1.6), (1.25, 14.4, 0.5), (1.2, 15.0)]))
    top = lathe(rounded([(0, 14.7), (1.5, 14.7, 0.05), (1.5, 18.2, 0.2), (0, 18.2)]))
    parts = [Part(body, Material(colour, rough=0.22, clearcoat=0.4)), Part(top, Material(cap, rough=0.35))]
    return parts if label is None else [*parts, wrap(label, 2.92, (2.0, 11.0), 75)]


def wrap(label: Pixels, radius: float, span: tuple[float, float], half_angle: float, rough: float = 0.45) -> Part:
    """A label round the front of a cylinder, over so many degrees to each side."""
    band = lathe([(radius, span[0]), (radius, span[1])], 96, (-90 - half_angle, -90 + half_angle))
    return Part(band.tiled(np.array([1, 1 / (span[1] - span[0])])), Material(texture=label, rough=rough))


def dropper(label: Pixels, glass: str = "#6b3410") -> Parts:
    """An amber bottle with a rubber bulb; dark enough to be painted rather than poured."""
    body = lathe(rounded([(0, 0), (2.0, 0, 0.3), (2.0, 6.6, 1.0), (0.85, 7.8, 0.3), (0.85, 8.4)]))
    collar = lathe(rounded([(0, 8.1), (1.12, 8.1, 0.05), (1.12, 9.6, 0.1), (0.7, 9.6, 0.1)]), 96)
    bulb = lathe(rounded([(0.72, 9.5), (0.72, 11.2, 0.3), (0.55, 12.6, 0.5), (0, 12.7)]))
    parts = [Part(body, Material(glass, rough=0.06, clearcoat=1.0)), Part(collar, Material("#1b1b1c", rough=0.35))]
    return [*parts, Part(bulb, Material("#232325", rough=0.6)), wrap(label, 2.012, (0.9, 5.7), 115)]


def perfume(tint: str = "#f4d9b8", cap: str = "#2a2421") -> Parts:
    """A square flacon of thick glass with scent in it."""
    ring = superellipse(5.6, 3.4, 7, 96)
    shell = stacked(rounded([(0.90, 0), (1.0, 0.15, 0.2), (1.0, 6.0, 0.4), (0.35, 6.9, 0.3), (0.33, 7.3)]), ring)
    scent = stacked(rounded([(0.80, 0.75), (0.86, 0.9, 0.2), (0.86, 5.0)]), ring)
    neck = lathe(rounded([(0, 7.0), (0.95, 7.0, 0.05), (0.95, 7.7, 0.05), (0, 7.7)]))
    lid = box((2.3, 2.3, 2.6), 0.25).moved(z=7.7)
    return [
        Part(shell, Material("#fbfbf8", glass=1.5)),
        Part(scent, Material(tint, glass=1.34)),
        Part(neck, Material("#d9b36a", rough=0.2, metallic=1.0)),
        Part(lid, Material(cap, rough=0.15, clearcoat=0.6)),
    ]


def soap_print() -> Pixels:
    """The front of a soap box of the same house."""
    sheet = Print(1400, 890, "#f4f1ea").band((0.04, 0.06, 0.96, 0.94), "#8a7a63", 4).leaf((0.18, 0.5), 0.56, "#7d8f6b")
    sheet.line("LINDEN & CO", (0.6, 0.32), 0.12, "#4b4335", "DejaVuSerif-Bold.ttf")
    sheet.line("oat milk soap", (0.6, 0.52), 0.085, "#4b4335", "DejaVuSerif-Italic.ttf")
    return sheet.line("120 g · 4.2 oz", (0.6, 0.74), 0.055, "#4b4335", "DejaVuSans.ttf").pixels()


def serum_print() -> Pixels:
    """The label of a dropper bottle; it reaches two thirds of the way round."""
    ink, rust = "#2c2118", "#b5532f"
    sheet = Print(2600, 1660, "#f2ead9").band((0.0, 0.0, 1.0, 0.035), rust).band((0.0, 0.965, 1.0, 1.0), rust)
    sheet.leaf((0.5, 0.19), 0.2, rust).line("LINDEN & CO", (0.5, 0.39), 0.085, ink, "DejaVuSerif-Bold.ttf")
    sheet.band((0.42, 0.462, 0.58, 0.467), rust).line("CALENDULA FACE OIL", (0.5, 0.54), 0.048, ink)
    sheet.line("cold pressed · unscented", (0.5, 0.64), 0.046, ink, "DejaVuSerif-Italic.ttf")
    sheet.line("30 ml · 1.0 fl oz", (0.5, 0.82), 0.046, ink, "DejaVuSans.ttf")
    for k, text in enumerate(("Two drops,", "morning and", "evening.", "Keep from", "direct sun.")):
        sheet.line(text, (0.12, 0.3 + 0.09 * k), 0.042, ink, "DejaVuSans.ttf")
    return sheet.pixels()


def amber() -> Parts:
    """The dropper bottle with its label."""
    return dropper(serum_print(), "#5e2a0c")
