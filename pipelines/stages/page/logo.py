"""The brand's own mark, or its name."""

import cv2
import numpy as np

from pipelines.footage import Rgba
from pipelines.stages.page.sheet import Script, Sheet, stands
from pipelines.values import Box
from presets.brands.contrast import LEAST_FOR_LARGE, contrast
from presets.pages.schema import Align, Logo, Tint

_NAME_WEIGHT = 700
_SEEN = 64  # of alpha: what is fainter is no part of a mark's colour


def draw_logo(sheet: Sheet, part: Logo) -> None:
    """Lay the logo into its area, on a plate of paper where it could not be told from what is under it.

    Raises:
        PageError: the brand's name is too long, where it has no logo.
    """
    box = sheet.box(part.area)
    if sheet.look.logo is not None:
        _lay(sheet, sheet.look.logo, box, part)
    elif sheet.material.words.brand is not None:
        centred = part.align is Align.CENTRE
        script = Script(part.letters, weight=_NAME_WEIGHT, lines=1, centred=centred)
        block = sheet.setter(sheet.material.words.brand, "brand's name", script).fitted(box.width, box.height)
        sheet.write(block, box, Tint.ACCENT, align=part.align, stand=part.stand)


def _lay(sheet: Sheet, logo: Rgba, area: Box, part: Logo) -> None:
    height, width = logo.shape[:2]
    scale = min(area.width / width, area.height / height, 1.0)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    left = area.left + round((area.width - size[0]) * sheet.share(part.align))
    top = area.top + round((area.height - size[1]) * stands(part.stand))
    box = Box(left, top, left + size[0], top + size[1])
    if contrast(sheet.ground(box), _colour(logo)) < LEAST_FOR_LARGE:
        pad = round(sheet.unit_px)
        plate = Box(max(0, left - pad), max(0, top - pad), box.right + pad, box.bottom + pad)
        sheet.canvas.panel(plate, sheet.look.scheme.paper, pad)
    small = cv2.resize(logo, size, interpolation=cv2.INTER_AREA)
    sheet.canvas.blend(np.asarray(small, np.float32), box)


def _colour(logo: Rgba) -> str:
    """Return a logo's mean colour where it is to be seen."""
    seen = logo[logo[..., 3] >= _SEEN].astype(np.float32)
    if not len(seen):
        return "#ffffff"
    red, green, blue = (round(float(value)) for value in (seen[:, :3] * 255 / seen[:, 3:]).clip(0, 255).mean(axis=0))
    return f"#{red:02x}{green:02x}{blue:02x}"
