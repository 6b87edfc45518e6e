"""The example products: an invented shop's range, printed with an invented name."""

import numpy as np

from benchmarks.cutout.render import packaging, tableware
from benchmarks.cutout.render.printing import Print
from benchmarks.cutout.render.stage import Material, Part, Parts
from pipelines.stages.raytrace.solids import ring_band, superellipse
from pipelines.stages.raytrace.texture import Pixels

_SERIF, _SERIF_ITALIC = "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf"
_NAVY, _CREAM = "#20304a", "#f3efe4"


def mug_print() -> Pixels:
    """The transfer on the mug's front."""
    sheet = Print(2400, 1600, _CREAM).leaf((0.5, 0.27), 0.34, "#4d6b52")
    sheet.line("LINDEN & CO", (0.5, 0.56), 0.14, _NAVY, _SERIF).band((0.27, 0.665, 0.73, 0.671), _NAVY)
    return sheet.line("garden  ·  kitchen  ·  porch", (0.5, 0.74), 0.058, _NAVY, _SERIF_ITALIC).pixels()


def enamel_mug() -> Parts:
    """A cream enamel mug with a navy rim and a printed front."""
    rim = ring_band(4.0, superellipse(0.36, 0.42, 2.2, 32)[:, :2]).moved(z=9.6)
    navy = Part(rim, Material(_NAVY, rough=0.12, clearcoat=0.6))
    return [*tableware.mug(_CREAM, "#f5f2ea", mug_print(), handle=68), navy]


def white_vase() -> Parts:
    """A matt white vase, thrown with faint ridges."""
    parts = tableware.vase("#efece5")
    turns = np.abs(np.sin(np.linspace(0, 60 * np.pi, 2048)))[:, None, None]
    ridges = (np.broadcast_to(236 + 8 * turns, (2048, 8, 3))).astype(np.uint8)
    return [Part(part.shape, Material(texture=ridges, rough=0.55, bump_cm=0.02)) for part in parts]


def tea_box() -> Parts:
    """A carton of herbal tea."""
    return packaging.carton((9, 6, 13), packaging.tea_print(), "#2a5448")
