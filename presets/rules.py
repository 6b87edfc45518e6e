"""What a marketplace can demand, as data: one frozen model a kind of rule, told apart by `kind`.

Lengths are pixels, fractions are of the picture's side or area in [0, 1], weights are bytes. A rule says what is
demanded, never how it is measured or met: `pipelines.stages.plan` aims for it, `pipelines.stages.check` measures it.
"""

import re
from enum import StrEnum
from string import Formatter
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, field_validator, model_validator

from presets.forbidden import Forbidden
from presets.rule_base import Channel, Fraction01, ImageFormat, Pixels, RuleBase
from presets.text_rules import LineCount, TextCapitals, TextLength, TextPhrases, TextSigns, WordRepeats


class FileFormat(RuleBase):
    """The format by magic bytes; the extension must say the same."""

    kind: Literal["file_format"]
    formats: tuple[ImageFormat, ...] = Field(min_length=1)


class PixelSize(RuleBase):
    """Bounds on the picture's sides. `exclusive` minima must be exceeded. `product_only` does not count white space."""

    kind: Literal["pixel_size"]
    min_width: Pixels | None = None
    max_width: Pixels | None = None
    min_height: Pixels | None = None
    max_height: Pixels | None = None
    min_long_side: Pixels | None = None
    max_long_side: Pixels | None = None
    min_short_side: Pixels | None = None
    max_short_side: Pixels | None = None
    max_pixels: Pixels | None = None
    exclusive: bool = False
    product_only: bool = False

    @model_validator(mode="after")
    def _bounds_something(self) -> "PixelSize":
        if not any(name.startswith(("min_", "max_")) for name in self.model_fields_set):
            raise ValueError("give at least one bound, such as min_long_side")
        return self


class AspectRatio(RuleBase):
    """Width divided by height lies in [min_ratio, max_ratio], give or take `tolerance` (relative)."""

    kind: Literal["aspect_ratio"]
    min_ratio: float = Field(gt=0)
    max_ratio: float = Field(gt=0)
    tolerance: float = Field(default=0.005, ge=0, lt=0.2)


class FileWeight(RuleBase):
    """The file's bytes, exact."""

    kind: Literal["file_weight"]
    min_bytes: int | None = Field(default=None, ge=1)
    max_bytes: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _bounds_something(self) -> "FileWeight":
        if self.min_bytes is None and self.max_bytes is None:
            raise ValueError("give min_bytes, max_bytes or both")
        return self


class Colour(RuleBase):
    """RGB, 8 bits a channel, sRGB (or untagged); `alpha` says whether transparency is allowed."""

    kind: Literal["colour"]
    alpha: bool = False
    cmyk: bool = False
    profile_required: bool = False


class Still(RuleBase):
    """One frame, one page."""

    kind: Literal["still"]


class Ground(StrEnum):
    """What lies around the product."""

    EXACT = "exact"  # every border-connected pixel is `colour`
    LIGHT = "light"  # every channel at least `min_channel`
    PLAIN = "plain"  # one colour, whichever
    PHOTO_OR_EXACT = "photo_or_exact"  # a photographed surrounding, or exactly `colour`
    PHOTO_OR_PLAIN = "photo_or_plain"  # a photographed surrounding, or one colour


class Background(RuleBase):
    """What the border-connected background must be."""

    kind: Literal["background"]
    ground: Ground
    colour: tuple[Channel, Channel, Channel] = (255, 255, 255)
    min_channel: Channel = 240


class FillMeasure(StrEnum):
    """How a marketplace measures the share of the frame a product takes."""

    LONG_AXIS = "long_axis"  # max(box width / width, box height / height)
    BOX_AREA = "box_area"  # area of the bounding box
    MASK_AREA = "mask_area"  # area of the product itself
    WIDTH = "width"
    HEIGHT = "height"


class FrameFill(RuleBase):
    """The share of the frame the product takes. `aim_fraction` is where our own pictures aim."""

    kind: Literal["frame_fill"]
    measure: FillMeasure
    min_fraction: Fraction01 = 0.0
    max_fraction: Fraction01 = 1.0
    aim_fraction: Fraction01 | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "FrameFill":
        if self.aim_fraction is not None and not self.min_fraction <= self.aim_fraction <= self.max_fraction:
            raise ValueError("min_fraction <= aim_fraction <= max_fraction must hold")
        return self


class Margins(RuleBase):
    """Free space on each side of the product, in fractions of the frame's height (vertical) and width (horizontal).

    With `either`, one of the two pairs is enough.
    """

    kind: Literal["margins"]
    vertical: float = Field(default=0.0, ge=0, lt=0.5)
    horizontal: float = Field(default=0.0, ge=0, lt=0.5)
    either: bool = False


class FreeZone(RuleBase):
    """A rectangle (fractions of the frame) that product and text must leave empty."""

    kind: Literal["free_zone"]
    left: Fraction01
    top: Fraction01
    right: Fraction01
    bottom: Fraction01

    @model_validator(mode="after")
    def _is_part_of_the_frame(self) -> "FreeZone":
        if self.left >= self.right or self.top >= self.bottom:
            raise ValueError("left < right and top < bottom must hold")
        if (self.left, self.top, self.right, self.bottom) == (0, 0, 1, 1):
            raise ValueError("the zone is the whole frame and leaves no room for a product")
        return self


class WholeProduct(RuleBase):
    """No part of the product is cut by the frame."""

    kind: Literal["whole_product"]


class AddedText(RuleBase):
    """Cells of a 10 x 10 grid touched by text or logos outside the product; at most `max_cells`."""

    kind: Literal["added_text"]
    max_cells: int = Field(default=0, ge=0, le=100)


class AddedBorder(RuleBase):
    """No frame, border or band of any thickness."""

    kind: Literal["added_border"]


class SingleView(RuleBase):
    """One product, once: no collage, inset or second view."""

    kind: Literal["single_view"]


class VisibleShadow(RuleBase):
    """Background pixels darkened by a shadow or reflection: at most this share of the background."""

    kind: Literal["visible_shadow"]
    max_share: Fraction01 = 0.0


class Sharpness(RuleBase):
    """In focus, and not enlarged from a smaller picture."""

    kind: Literal["sharpness"]


class JpegQuality(RuleBase):
    """The quality a JPEG's quantisation tables tell (IJG scale)."""

    kind: Literal["jpeg_quality"]
    min_quality: int = Field(ge=1, le=100)


class SourceType(RuleBase):
    """The IPTC DigitalSourceType in the file's XMP must be present, valid and among `accepted` when a picture has parts
    made by a generative model."""

    kind: Literal["source_type"]
    accepted: tuple[str, ...] = Field(min_length=1)


class SceneUse(StrEnum):
    """What a marketplace says of surroundings that were not photographed together with the product."""

    FORBIDDEN = "forbidden"
    DISCLOSE = "disclose"  # allowed where the file, or the person who uploads it, says so


class SyntheticScene(RuleBase):
    """The photographed product in surroundings made on a computer; `generated_only` leaves rendered ones alone."""

    kind: Literal["synthetic_scene"]
    use: SceneUse
    generated_only: bool = False


class FileName(RuleBase):
    """The file's name, which a regular expression must match as a whole.

    `template` is how we name ours, in `str.format` notation with the fields sku (text), number (int) and ext (text).
    """

    kind: Literal["file_name"]
    pattern: str
    template: str | None = None

    @field_validator("pattern")
    @classmethod
    def _is_regular(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return pattern

    @field_validator("template")
    @classmethod
    def _has_known_fields(cls, template: str | None) -> str | None:
        known = {"sku", "number", "ext"}
        if template is not None and (unknown := _fields_of(template) - known):
            raise ValueError(f"unknown field {', '.join(sorted(unknown))}; known: {', '.join(sorted(known))}")
        return template


def _fields_of(template: str) -> set[str]:
    fields = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    if not fields - {"sku", "number", "ext"}:
        template.format(sku="A1", number=1, ext="jpg")
    return fields


class ImageCount(RuleBase):
    """How many pictures a listing holds over all the rule's slots."""

    kind: Literal["image_count"]
    min_count: int = Field(default=0, ge=0)
    max_count: int | None = Field(default=None, ge=0)


class NoDuplicates(RuleBase):
    """No two pictures of the listing are nearly the same."""

    kind: Literal["no_duplicates"]


class ImagesBesideVideo(RuleBase):
    """More pictures than this push the listing's video out of sight."""

    kind: Literal["images_beside_video"]
    max_images: int = Field(ge=0)


class PersonCheck(RuleBase):
    """What no measurement proves: the report asks a person to confirm the statement. `codes` say what it forbids."""

    kind: Literal["person_check"]
    statement: str = Field(min_length=1)
    codes: tuple[Forbidden, ...] = ()


class VideoFile(RuleBase):
    """Containers, codecs and clock of a film; its size, shape and weight are rules of their own.

    `silent` slots drop the sound. `captions_file` slots want the words in a file beside the film.
    """

    kind: Literal["video_file"]
    containers: tuple[str, ...] = ()
    video_codecs: tuple[str, ...] = ()
    audio_codecs: tuple[str, ...] = ()
    min_fps: float | None = None
    max_fps: float | None = None
    min_seconds: float | None = None
    max_seconds: float | None = None
    min_bits_per_second: int | None = Field(default=None, ge=1)
    max_bits_per_second: int | None = Field(default=None, ge=1)
    silent: bool = False
    captions_file: bool = False


Rule: TypeAlias = Annotated[
    FileFormat
    | PixelSize
    | AspectRatio
    | FileWeight
    | Colour
    | Still
    | Background
    | FrameFill
    | Margins
    | FreeZone
    | WholeProduct
    | AddedText
    | AddedBorder
    | SingleView
    | VisibleShadow
    | Sharpness
    | JpegQuality
    | SourceType
    | SyntheticScene
    | FileName
    | ImageCount
    | NoDuplicates
    | ImagesBesideVideo
    | PersonCheck
    | VideoFile
    | TextLength
    | LineCount
    | TextSigns
    | TextPhrases
    | TextCapitals
    | WordRepeats,
    Field(discriminator="kind"),
]
