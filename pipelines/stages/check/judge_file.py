"""Rules about the file: format, frames, colour model, pixels, bytes, name, history."""

from pathlib import PurePath

from pipelines.stages.check.finding import Verdict
from pipelines.stages.check.judge_origin import answer_name, answer_source_type
from pipelines.stages.check.judge_size import answer_shape, answer_size, answer_weight, size_words
from pipelines.stages.check.source_type import COMPUTED_CODES, GENERATIVE_CODES
from pipelines.stages.check.subject import FAILS, HOLDS, Answer, Subject
from presets.rule_base import ImageFormat
from presets.rules import (
    AspectRatio,
    Colour,
    FileFormat,
    FileName,
    FileWeight,
    JpegQuality,
    PixelSize,
    SceneUse,
    SourceType,
    Still,
    SyntheticScene,
)


def judge_file_format(rule: FileFormat, subject: Subject) -> Answer:
    file = subject.file
    allowed = " or ".join(form.value.upper() for form in rule.formats)
    demanded = f"{allowed}, with the ending to match."
    found = file.format.value.upper() if file.format else "an unknown format"
    ending = PurePath(file.name).suffix
    if file.format not in rule.formats:
        return Answer(FAILS, f"The bytes are {found}.", demanded, f"Export the picture as {allowed}.")
    if file.extension_format is not file.format:
        measured = f"The bytes are {found}, but the name ends in '{ending}'."
        return Answer(FAILS, measured, demanded, f"Export it again as {allowed}; renaming alone is for a wrong ending.")
    return Answer(HOLDS, f"{found}, and the name says so.", demanded)


def judge_pixel_size(rule: PixelSize, subject: Subject) -> Answer:
    if not rule.product_only:
        return answer_size(rule, subject.file.size)
    box = subject.picture.product_box
    if box is None:
        return Answer(Verdict.UNMEASURED, "The product cannot be told from this ground.", size_words(rule), "")
    return answer_size(rule, (box.width, box.height), "pixels, white space not counted")


def judge_aspect_ratio(rule: AspectRatio, subject: Subject) -> Answer:
    return answer_shape(rule, subject.file.size)


def judge_file_weight(rule: FileWeight, subject: Subject) -> Answer:
    return answer_weight(rule, subject.file.byte_count)


def judge_colour(rule: Colour, subject: Subject) -> Answer:
    file = subject.file
    faults = list[str]()
    if file.mode == "CMYK" and not rule.cmyk:
        faults.append("the file is CMYK, for print")
    elif file.mode not in ("RGB", "RGBA", "P", "PA", "L", "LA", "1", "CMYK"):
        faults.append(f"the colour model is {file.mode}")
    if file.bits > 8:
        faults.append(f"{file.bits} bits a channel")
    if file.transparent_fraction and not rule.alpha:
        faults.append(f"a transparency channel, {percent_transparent(file.transparent_fraction)}")
    if file.profile is not None and not file.is_srgb and file.mode != "CMYK":
        faults.append(f"the colour profile is '{file.profile}', not sRGB")
    if file.profile is None and rule.profile_required:
        faults.append("no colour profile is embedded")
    seen = f"{file.mode}, {file.bits} bits a channel, {file.profile or 'no profile'}"
    demanded = f"8-bit {'RGB or CMYK' if rule.cmyk else 'RGB'}, sRGB" + ("." if rule.alpha else ", no transparency.")
    measured = f"{seen}: {'; '.join(faults)}." if faults else f"{seen}."
    advice = "Export as 8-bit sRGB; lay a transparent picture on its ground first."
    return Answer(not faults, measured, demanded, advice, {"bits": float(file.bits)})


def percent_transparent(fraction: float | None) -> str:
    return f"{(fraction or 0) * 100:.0f} % of the pixels not opaque"


def judge_still(_rule: Still, subject: Subject) -> Answer:
    frames = subject.file.frames
    measured = "One picture." if frames == 1 else f"{frames} frames or pages."
    advice = "Export one frame as a still picture."
    return Answer(frames == 1, measured, "A still picture: one frame, one page.", advice, {"frames": float(frames)})


def judge_jpeg_quality(rule: JpegQuality, subject: Subject) -> Answer:
    demanded = f"JPEG quality at least {rule.min_quality}."
    coding = subject.file.jpeg
    if coding is None:
        what = "a JPEG without tables" if subject.file.format is ImageFormat.JPEG else "not a JPEG"
        return Answer(HOLDS, f"The file is {what}; the rule does not touch it.", demanded)
    measured = f"About quality {coding.quality}, chroma {coding.subsampling}."
    advice = f"Export again from the original at quality {max(92, rule.min_quality)} or above."
    return Answer(coding.quality >= rule.min_quality, measured, demanded, advice, {"quality": float(coding.quality)})


def judge_source_type(rule: SourceType, subject: Subject) -> Answer:
    return answer_source_type(rule, subject.file.source_tag, "picture")


def judge_synthetic_scene(rule: SyntheticScene, subject: Subject) -> Answer:
    """Judge by what the file says of itself: pixels do not tell a rendered place from a photographed one."""
    made = "a generative model" if rule.generated_only else "a computer"
    forbidden = rule.use is SceneUse.FORBIDDEN
    demanded = f"Surroundings made by {made} {'are not allowed' if forbidden else 'are disclosed'}."
    tag = subject.file.source_tag
    if tag is None or tag.fault:
        asked = "The file does not say how its surroundings were made."
        return Answer(Verdict.ASK, asked, demanded, "Look where the picture comes from.")
    said = f"The file says '{tag.code}'."
    concerned = tag.code in GENERATIVE_CODES or (not rule.generated_only and tag.code in COMPUTED_CODES)
    if forbidden:
        return Answer(not concerned, said, demanded, "Use a photo of the product as it stands.")
    if not concerned:
        return Answer(HOLDS, said, demanded)
    return Answer(Verdict.ASK, said, demanded, "Keep the metadata, and say so where the marketplace asks.")


def judge_file_name(rule: FileName, subject: Subject) -> Answer:
    return answer_name(rule, subject.file.name)
