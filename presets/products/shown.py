"""What a product's pages show beyond its measures: sizes it is sold in, and where on its photo things are."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints, model_validator

from presets.products.extent import Extent
from presets.rule_base import Strict

Term: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]


def _extent(typed: Any) -> Any:
    return Extent.parse(typed) if isinstance(typed, str) else typed


Stretch: TypeAlias = Annotated[Extent, BeforeValidator(_extent), PlainSerializer(str)]


class Measured(StrEnum):
    """What a size chart tells the measures of."""

    PRODUCT = "product"
    BODY = "body"


class SizeChart(Strict):
    """Sizes, and what they measure.

    Attributes:
        of: of the product itself, or of the body it fits.
        sizes: as they are sold: `S`, `38`.
        measures: one for each size, in their order: of the lexicon's `spans`, such as `chest`, of a product's own
            measures, such as `length`, or by the seller's own words.
    """

    of: Measured = Measured.PRODUCT
    sizes: tuple[Term, ...] = Field(min_length=2, max_length=16)
    measures: dict[Term, tuple[Stretch, ...]] = Field(min_length=1, max_length=10)

    @model_validator(mode="after")
    def _measures_each_size(self) -> "SizeChart":
        if len(set(self.sizes)) < len(self.sizes):
            raise ValueError("sizes: one is there twice")
        for name, row in self.measures.items():
            if fault := _fault(row, len(self.sizes)):
                raise ValueError(f"measures.{name}: {fault}")
        return self


def _fault(row: Sequence[Extent], sizes: int) -> str:
    if len(row) != sizes:
        return f"{len(row)} of them, but there are {sizes} sizes"
    if len({extent.unit.dimension for extent in row}) > 1:
        return "some are of another kind than others"
    return ""


class Callout(Strict):
    """A part of the product on its photo, and what it is about: one of these.

    Attributes:
        at: from the left and from the top, in shares of the product's own width and height.
        point: one of the product's points, counted from 1.
        feature, material: as the facts write it.
        photo: the file's name, where the product has several; else the place is on whichever is chosen.
    """

    at: tuple[Share, Share]
    point: Annotated[int, Field(ge=1)] | None = None
    feature: Term | None = None
    material: Term | None = None
    photo: Term | None = None

    @model_validator(mode="after")
    def _is_about_one_thing(self) -> "Callout":
        if sum(about is not None for about in (self.point, self.feature, self.material)) != 1:
            raise ValueError("it is about one thing: give point, feature or material")
        return self
