"""A feed as data: its columns, what each holds, and its bounds."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

from pydantic import Field, model_validator

from presets.products.quantity import Unit
from presets.rule_base import ImageFormat, Strict
from presets.scenes.fields import Id
from presets.schema import Source

FeedForm: TypeAlias = Literal["csv", "tsv", "rss"]


class Holds(StrEnum):
    """What a column is filled with."""

    ID = "id"
    TITLE = "title"
    DESCRIPTION = "description"
    HIGHLIGHTS = "highlights"
    PAGE = "page"
    MAIN_IMAGE = "main_image"
    ADDITIONAL_IMAGES = "additional_images"
    LIFESTYLE_IMAGE = "lifestyle_image"
    VIDEOS = "videos"
    PRICE = "price"
    AVAILABILITY = "availability"
    AVAILABLE_ON = "available_on"  # the day from which what is ordered ahead is sent
    CONDITION = "condition"
    BRAND = "brand"
    GTIN = "gtin"
    MPN = "mpn"
    IDENTIFIED = "identified"  # that the maker gave it neither GTIN nor MPN
    COLOURS = "colours"
    MATERIALS = "materials"
    LENGTH = "length"
    WIDTH = "width"
    HEIGHT = "height"
    WEIGHT = "weight"
    TAXONOMY = "taxonomy"  # the category's path in Google's product taxonomy
    MADE_BY_MODEL = "made_by_model"  # title or description that a language model wrote


class Column(Strict):
    """One column.

    Attributes:
        of: which text a column of `made_by_model` holds.
        required: the feed is refused without it.
        max_chars: of the whole value; of each item where there are several, and `max_each_chars` is given.
        min_items, max_items: of a value with several.
        joined_by: between items in a table; absent where each item has a column or element of its own.
        rss_only: a table has no way to write it.
        spelled: our word -> the reader's, for values of a closed list: `in_stock` -> `in stock`.
        units: that the reader takes.
        image_formats: that the reader takes; empty is any.
        sources: ids of the file's sources that state it.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_\[\].]*$")
    holds: Holds
    of: Literal["title", "description"] | None = None
    required: bool = False
    max_chars: int | None = Field(default=None, ge=1)
    max_each_chars: int | None = Field(default=None, ge=1)
    min_items: int = Field(default=0, ge=0)
    max_items: int | None = Field(default=None, ge=1)
    joined_by: str | None = None
    rss_only: bool = False
    spelled: dict[str, str] = Field(default_factory=dict[str, str])
    units: tuple[Unit, ...] = ()
    image_formats: tuple[ImageFormat, ...] = ()
    sources: tuple[str, ...] = Field(min_length=1)


class Feed(Strict):
    """One feed.

    Attributes:
        forms: in which it can be written; the first is the usual one.
        prefix: of names in RSS: `g`, with its `namespace`.
    """

    id: Id
    title: str = Field(min_length=1)
    checked_on: date
    forms: tuple[FeedForm, ...] = Field(min_length=1)
    prefix: str = "g"
    namespace: str = "http://base.google.com/ns/1.0"
    sources: dict[str, Source] = Field(min_length=1)
    columns: tuple[Column, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_consistent(self) -> "Feed":
        if faults := [*self._faults()]:
            raise ValueError("\n".join(faults))
        return self

    def _faults(self) -> Iterator[str]:
        seen = set[str]()
        for index, column in enumerate(self.columns):
            if column.name in seen:
                yield f"columns.{index}.name: '{column.name}' is the name of an earlier column"
            seen.add(column.name)
            if unknown := set(column.sources) - set(self.sources):
                yield f"columns.{index}.sources: no such source: {', '.join(sorted(unknown))}"
            if (column.holds is Holds.MADE_BY_MODEL) is (column.of is None):
                yield f"columns.{index}.of: it says which text a language model wrote, there alone"
