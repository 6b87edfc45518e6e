"""What a rule demands, in one sentence a seller understands: one pure function a kind of rule."""

from collections.abc import Iterable, Sequence
from functools import singledispatch

from presets.rule_base import RuleBase
from presets.rules import (
    AddedBorder,
    AddedText,
    AspectRatio,
    Background,
    Colour,
    FileFormat,
    FileName,
    FileWeight,
    FillMeasure,
    FrameFill,
    FreeZone,
    Ground,
    ImageCount,
    ImagesBesideVideo,
    JpegQuality,
    Margins,
    NoDuplicates,
    PersonCheck,
    PixelSize,
    SceneUse,
    Sharpness,
    SingleView,
    SourceType,
    Still,
    SyntheticScene,
    VideoFile,
    VisibleShadow,
    WholeProduct,
)
from presets.text_rules import Capitals, LineCount, TextCapitals, TextLength, TextPhrases, TextSigns, WordRepeats

_SHAPES = {
    1.0: "square",
    0.75: "3:4, upright",
    1.3333: "4:3, lying",
    0.8: "4:5, upright",
    0.5625: "9:16, upright",
    1.7778: "16:9, lying",
}
_MEASURES = {
    FillMeasure.LONG_AXIS: "The product, at its longer axis, takes",
    FillMeasure.BOX_AREA: "The rectangle around the product takes",
    FillMeasure.MASK_AREA: "The product's own area takes",
    FillMeasure.WIDTH: "The product's width takes",
    FillMeasure.HEIGHT: "The product's height takes",
}
_CODECS = {"h264": "H.264", "h265": "H.265"}


@singledispatch
def demand_in_words(rule: RuleBase) -> str:
    """Return what the rule demands as one sentence, without level, sources or dates.

    Raises:
        TypeError: a kind of rule that has no words yet.
    """
    raise TypeError(f"There are no words for a rule of {type(rule).__name__}.")


@demand_in_words.register
def _(rule: FileFormat) -> str:
    return f"A {_either([form.value.upper() for form in rule.formats])} file, with the ending that belongs to it."


@demand_in_words.register
def _(rule: PixelSize) -> str:
    parts = [
        _both_sides(rule),
        _bounds("long side", rule.min_long_side, rule.max_long_side, rule),
        _bounds("short side", rule.min_short_side, rule.max_short_side, rule),
        f"at most {rule.max_pixels:,} pixels in all" if rule.max_pixels else "",
    ]
    of_what = " of the product itself, white space not counted" if rule.product_only else ""
    return _sentence("; ".join(filter(None, parts)) + of_what)


def _both_sides(rule: PixelSize) -> str:
    least, most = (rule.min_width, rule.min_height), (rule.max_width, rule.max_height)
    if least == most and None not in least:
        return f"exactly {least[0]} x {least[1]} pixels"
    parts = [_corner(least, "more than" if rule.exclusive else "at least"), _corner(most, "at most")]
    return " and ".join(filter(None, parts))


def _corner(size: tuple[int | None, int | None], word: str) -> str:
    match size:
        case (None, None):
            return ""
        case (width, None):
            return f"{word} {width:,} pixels wide"
        case (None, height):
            return f"{word} {height:,} pixels high"
        case (width, height):
            return f"{word} {width} x {height} pixels"


def _bounds(what: str, least: int | None, most: int | None, rule: PixelSize) -> str:
    if least is None and most is None:
        return ""
    lower = "" if least is None else f"{'more than' if rule.exclusive else 'at least'} {least:,}"
    upper = "" if most is None else f"at most {most:,}"
    return f"{what} {' and '.join(filter(None, (lower, upper)))} pixels"


@demand_in_words.register
def _(rule: AspectRatio) -> str:
    if rule.min_ratio == rule.max_ratio:
        return _sentence(_shape(rule.min_ratio))
    return f"A shape between {_shape(rule.min_ratio)} and {_shape(rule.max_ratio)}."


def _shape(ratio: float) -> str:
    named = next((name for value, name in _SHAPES.items() if abs(ratio / value - 1) < 1e-3), None)
    if named:
        return named
    return f"{ratio:.4g} times as wide as high" if ratio > 1 else f"{1 / ratio:.4g} times as high as wide"


@demand_in_words.register
def _(rule: FileWeight) -> str:
    least = f"at least {_bytes(rule.min_bytes)}" if rule.min_bytes else ""
    most = f"at most {_bytes(rule.max_bytes)}" if rule.max_bytes else ""
    return f"The file weighs {' and '.join(filter(None, (least, most)))}."


def _bytes(count: int) -> str:
    size = next((unit for unit in ((10**9, "GB"), (10**6, "MB"), (10**3, "KB")) if count >= unit[0]), (1, "bytes"))
    if count % size[0] == 0:
        return f"{count // size[0]} {size[1]}"
    return f"{count:,} bytes ({count / size[0]:.1f} {size[1]})"


@demand_in_words.register
def _(rule: Colour) -> str:
    parts = ["8-bit RGB in sRGB", "or CMYK" if rule.cmyk else "not CMYK"]
    parts += ["transparency is allowed" if rule.alpha else "nothing transparent"]
    parts += ["the colour profile embedded"] if rule.profile_required else []
    return _sentence(", ".join(parts))


@demand_in_words.register
def _(_rule: Still) -> str:
    return "A still picture: one frame, one page."


@demand_in_words.register
def _(rule: Background) -> str:
    exact = f"{'pure white' if rule.colour == (255, 255, 255) else 'one exact colour'} {rule.colour}"
    words = {
        Ground.EXACT: f"The background is {exact}, everywhere.",
        Ground.LIGHT: f"The background is light: red, green and blue are at least {rule.min_channel} of 255.",
        Ground.PLAIN: "The background is one plain colour.",
        Ground.PHOTO_OR_EXACT: f"The background is a photographed surrounding, or {exact} and nothing else.",
        Ground.PHOTO_OR_PLAIN: "The background is a photographed surrounding, or one plain colour.",
    }
    return words[rule.ground]


@demand_in_words.register
def _(rule: FrameFill) -> str:
    aim = f"our pictures aim at {_percent(rule.aim_fraction)} %" if rule.aim_fraction else ""
    match (rule.min_fraction > 0, rule.max_fraction < 1):
        case (True, True):
            share = f"{_percent(rule.min_fraction)} to {_percent(rule.max_fraction)} %"
        case (True, False):
            share = f"at least {_percent(rule.min_fraction)} %"
        case (False, True):
            share = f"at most {_percent(rule.max_fraction)} %"
        case _:
            return f"{_MEASURES[rule.measure]} any share of the frame; {aim}." if aim else "Any size in the frame."
    return f"{_MEASURES[rule.measure]} {share} of the frame{f' ({aim})' * bool(aim)}."


@demand_in_words.register
def _(rule: Margins) -> str:
    vertical = f"{_percent(rule.vertical)} % of the height free above and below" if rule.vertical else ""
    horizontal = f"{_percent(rule.horizontal)} % of the width free on either side" if rule.horizontal else ""
    joint = ", or " if rule.either else ", and "
    return f"At least {joint.join(filter(None, (vertical, horizontal)))}."


@demand_in_words.register
def _(rule: FreeZone) -> str:
    across = f"{_percent(rule.left)} to {_percent(rule.right)} % across"
    return (
        f"Nothing lies {across} and {_percent(rule.top)} to {_percent(rule.bottom)} % down from the upper left corner."
    )


@demand_in_words.register
def _(_rule: WholeProduct) -> str:
    return "The whole product is in the picture; its frame cuts nothing off."


@demand_in_words.register
def _(rule: AddedText) -> str:
    if rule.max_cells == 0:
        return "No text and no logo beside the product."
    return f"Text and logos beside the product touch at most {rule.max_cells} of 100 fields of a 10 x 10 grid."


@demand_in_words.register
def _(_rule: AddedBorder) -> str:
    return "No border, frame or band, however thin."


@demand_in_words.register
def _(_rule: SingleView) -> str:
    return "One view of one product: no collage, no inset, no second view."


@demand_in_words.register
def _(rule: VisibleShadow) -> str:
    if rule.max_share == 0:
        return "No visible shadow or reflection."
    return f"A shadow or reflection darkens at most {_percent(rule.max_share)} % of the background."


@demand_in_words.register
def _(_rule: Sharpness) -> str:
    return "Sharp, and not enlarged from a smaller picture."


@demand_in_words.register
def _(rule: JpegQuality) -> str:
    return f"A JPEG of quality {rule.min_quality} or more."


@demand_in_words.register
def _(rule: SourceType) -> str:
    return f"Where parts are generated, the metadata say so (DigitalSourceType {_either(rule.accepted)})."


@demand_in_words.register
def _(rule: SyntheticScene) -> str:
    made = "generated by a model" if rule.generated_only else "made on a computer"
    if rule.use is SceneUse.FORBIDDEN:
        return f"The product is photographed where it stands: no surroundings {made}."
    return f"Where the surroundings are {made}, the file or the listing says so."


@demand_in_words.register
def _(rule: FileName) -> str:
    if rule.template is None:
        return f"A file name that the regular expression {rule.pattern} matches."
    return f"A file name such as {rule.template.format(sku='SKU', number=1, ext='jpg')}, with your own SKU in it."


@demand_in_words.register
def _(rule: ImageCount) -> str:
    least = f"at least {rule.min_count}" if rule.min_count else ""
    most = f"at most {rule.max_count}" if rule.max_count is not None else ""
    number = (
        f"exactly {rule.min_count}" if rule.min_count == rule.max_count else " and ".join(filter(None, (least, most)))
    )
    together = f", {_list(rule.slots, 'and')} counted together" if len(rule.slots) > 1 else ""
    return _sentence(f"{number or 'any number'} in a listing{together}")


@demand_in_words.register
def _(_rule: NoDuplicates) -> str:
    return "No picture comes twice, not even nearly."


@demand_in_words.register
def _(rule: ImagesBesideVideo) -> str:
    return f"At most {rule.max_images} pictures where the listing's video is to be seen among them."


@demand_in_words.register
def _(rule: PersonCheck) -> str:
    return rule.statement


@demand_in_words.register
def _(rule: VideoFile) -> str:
    parts = [
        _either([name.upper() for name in rule.containers]),
        f"pictures in {_either([_CODECS.get(name, name.upper()) for name in rule.video_codecs])}"
        * bool(rule.video_codecs),
        f"sound in {_either([name.upper() for name in rule.audio_codecs])}" * bool(rule.audio_codecs),
        _span(rule.min_seconds, rule.max_seconds, "seconds"),
        _span(rule.min_fps, rule.max_fps, "frames a second"),
        _span(_mega(rule.min_bits_per_second), _mega(rule.max_bits_per_second), "Mbit a second"),
        "the sound is removed" * rule.silent,
        "captions in a file beside it" * rule.captions_file,
    ]
    return _sentence("; ".join(filter(None, parts)) or "a film")


def _mega(bits: int | None) -> float | None:
    return None if bits is None else bits / 1e6


@demand_in_words.register
def _(rule: TextLength) -> str:
    characters = _span(rule.min_chars, rule.max_chars, "characters")
    weight = f"at most {rule.max_bytes:,} bytes of UTF-8" if rule.max_bytes else ""
    whole = "All of it together is" if rule.together else "Each line is"
    return f"{whole} {_list([part for part in (characters, weight) if part], 'and')} long."


@demand_in_words.register
def _(rule: LineCount) -> str:
    return _sentence(_span(rule.min_count or None, rule.max_count, "lines"))


@demand_in_words.register
def _(rule: TextSigns) -> str:
    signs = f"the signs {' '.join(rule.forbidden)}" if rule.forbidden else ""
    parts = [part for part in (signs, rule.emoji and "emoji", rule.markup and "HTML") if part]
    return f"Without {_list(parts, 'and')}."


@demand_in_words.register
def _(rule: TextPhrases) -> str:
    return f"Without {_either([repr(phrase) for phrase in rule.forbidden])}."


@demand_in_words.register
def _(rule: TextCapitals) -> str:
    if rule.style is Capitals.NO_SHOUTING:
        return "No words in capitals alone."
    return "Begins with a capital."


@demand_in_words.register
def _(rule: WordRepeats) -> str:
    return f"No word more than {rule.max_times} times."


def _span(least: float | None, most: float | None, unit: str) -> str:
    match (least, most):
        case (None, None):
            return ""
        case (_, None):
            return f"at least {least:g} {unit}"
        case (None, _):
            return f"at most {most:g} {unit}"
        case _:
            return f"{least:g} to {most:g} {unit}"


def _percent(fraction: float) -> str:
    return f"{fraction * 100:.4g}"


def _either(words: Iterable[str]) -> str:
    return _list(list(words), "or")


def _list(words: Sequence[str], last: str) -> str:
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
