"""How much of the frame a product takes, measured every way marketplaces do."""

from dataclasses import dataclass

from pipelines.values import Box, Size
from presets.rules import FillMeasure


@dataclass(frozen=True)
class FillFigures:
    """Fractions of the frame, in [0, 1]."""

    width: float
    height: float
    box_area: float
    mask_area: float

    @property
    def long_axis(self) -> float:
        return max(self.width, self.height)

    def of(self, measure: FillMeasure) -> float:
        return {
            FillMeasure.LONG_AXIS: self.long_axis,
            FillMeasure.BOX_AREA: self.box_area,
            FillMeasure.MASK_AREA: self.mask_area,
            FillMeasure.WIDTH: self.width,
            FillMeasure.HEIGHT: self.height,
        }[measure]


@dataclass(frozen=True)
class MarginFigures:
    """Free space beside a product, as fractions of the frame's width (left, right) and height (top, bottom)."""

    left: float
    top: float
    right: float
    bottom: float


def fill_figures(box: Box, mask_area: float, size: Size) -> FillFigures:
    width, height = box.width / size[0], box.height / size[1]
    return FillFigures(width, height, width * height, mask_area)


def margin_figures(box: Box, size: Size) -> MarginFigures:
    width, height = size
    return MarginFigures(box.left / width, box.top / height, 1 - box.right / width, 1 - box.bottom / height)
