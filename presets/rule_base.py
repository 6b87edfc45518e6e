"""What every rule has, and every file of data."""

from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

Fraction01: TypeAlias = Annotated[float, Field(ge=0, le=1)]
Channel: TypeAlias = Annotated[int, Field(ge=0, le=255)]
Pixels: TypeAlias = Annotated[int, Field(ge=1)]


class Strict(BaseModel):
    """Frozen data in which an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Level(StrEnum):
    """What breaking a rule means: `must` fails the check, `should` warns, `note` informs."""

    MUST = "must"
    SHOULD = "should"
    NOTE = "note"


class ImageFormat(StrEnum):
    """A still-picture format, as its magic bytes tell it."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    BMP = "bmp"
    TIFF = "tiff"
    HEIC = "heic"
    AVIF = "avif"
    SVG = "svg"
    PSD = "psd"


class RuleBase(Strict):
    """What every rule has.

    Attributes:
        slots: ids of the slots it holds for.
        level: what breaking it means.
        sources: ids of the preset's sources that state it.
        note: the marketplace's demand or a conflict between sources, in one sentence for the seller.
        valid_from: the day the rule comes into force; announced until then.
        valid_until: the last day on which it holds.
    """

    slots: tuple[str, ...] = Field(min_length=1)
    level: Level
    sources: tuple[str, ...] = Field(min_length=1)
    note: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    @model_validator(mode="after")
    def _starts_before_it_ends(self) -> "RuleBase":
        if self.valid_from and self.valid_until and self.valid_from > self.valid_until:
            raise ValueError("valid_from is later than valid_until")
        return self

    @model_validator(mode="after")
    def _bounds_are_ordered(self) -> "RuleBase":
        for name in type(self).model_fields:
            least, most = getattr(self, name), getattr(self, name.replace("min_", "max_", 1), None)
            if name.startswith("min_") and least is not None and most is not None and least > most:
                raise ValueError(f"{name} is larger than {name.replace('min_', 'max_', 1)}")
        return self

    def level_on(self, day: date) -> Level | None:
        """Return what breaking the rule means on a day: None once it has ended, at most a warning before it starts."""
        if self.valid_until and day > self.valid_until:
            return None
        announced = self.valid_from is not None and day < self.valid_from
        return Level.SHOULD if announced and self.level is Level.MUST else self.level
