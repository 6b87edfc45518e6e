"""Each kind of rule and the one function that judges it."""

from collections.abc import Callable, Mapping
from typing import Any

from pipelines.stages.check import judge_content, judge_file, judge_ground, judge_product
from pipelines.stages.check.subject import Answer, Subject
from presets import rules

# One line a kind of rule; `Any` is the rule's own model, which the key names
FILE_JUDGES: Mapping[type[rules.RuleBase], Callable[[Any, Subject], Answer]] = {
    rules.FileFormat: judge_file.judge_file_format,
    rules.PixelSize: judge_file.judge_pixel_size,
    rules.AspectRatio: judge_file.judge_aspect_ratio,
    rules.FileWeight: judge_file.judge_file_weight,
    rules.Colour: judge_file.judge_colour,
    rules.Still: judge_file.judge_still,
    rules.JpegQuality: judge_file.judge_jpeg_quality,
    rules.SourceType: judge_file.judge_source_type,
    rules.SyntheticScene: judge_file.judge_synthetic_scene,
    rules.FileName: judge_file.judge_file_name,
    rules.Background: judge_ground.judge_background,
    rules.VisibleShadow: judge_ground.judge_visible_shadow,
    rules.FrameFill: judge_product.judge_frame_fill,
    rules.Margins: judge_product.judge_margins,
    rules.FreeZone: judge_product.judge_free_zone,
    rules.WholeProduct: judge_product.judge_whole_product,
    rules.AddedText: judge_content.judge_added_text,
    rules.SingleView: judge_content.judge_single_view,
    rules.Sharpness: judge_content.judge_sharpness,
    rules.AddedBorder: judge_content.judge_added_border,
    rules.PersonCheck: judge_content.judge_person_check,
}
"""Rules that one picture file is judged by. Rules of a whole listing are in `listing`; films are not pictures."""
