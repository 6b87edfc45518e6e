"""Rules about sides, shape and bytes, which pictures and films share."""

from pipelines.stages.check.subject import Answer
from pipelines.values import Size
from presets.rules import AspectRatio, FileWeight, PixelSize

_SAME_SIZE = 1e-9


def answer_size(rule: PixelSize, size: Size, what: str = "pixels") -> Answer:
    """Judge a picture's sides; `what` names what was measured."""
    width, height = size
    broken = [text for text, holds in _size_tests(rule, width, height) if not holds]
    figures = {"width_px": float(width), "height_px": float(height)}
    measured = f"{width} x {height} {what}."
    advice = "Export it at a size inside the limits; enlarging a small photo does not help."
    return Answer(not broken, measured, size_words(rule), advice, figures)


def _size_tests(rule: PixelSize, width: int, height: int) -> list[tuple[str, bool]]:
    sides = (
        ("width", width, rule.min_width, rule.max_width),
        ("height", height, rule.min_height, rule.max_height),
        ("long side", max(width, height), rule.min_long_side, rule.max_long_side),
        ("short side", min(width, height), rule.min_short_side, rule.max_short_side),
        ("pixels in all", width * height, None, rule.max_pixels),
    )
    tests = list[tuple[str, bool]]()
    for name, found, least, most in sides:
        if least is not None:
            more = "more than" if rule.exclusive else "at least"
            tests.append((f"{name} {more} {least:,}", found > least if rule.exclusive else found >= least))
        if most is not None:
            tests.append((f"{name} at most {most:,}", found <= most))
    return tests


def size_words(rule: PixelSize) -> str:
    """Return what a rule demands of the sides, as a sentence."""
    words = ", ".join(text for text, _holds in _size_tests(rule, 1, 1))
    return f"{words[0].upper()}{words[1:]}{' of the product alone' if rule.product_only else ''}."


def answer_shape(rule: AspectRatio, size: Size) -> Answer:
    """Judge width to height."""
    width, height = size
    ratio = width / height
    least, most = rule.min_ratio * (1 - rule.tolerance), rule.max_ratio * (1 + rule.tolerance)
    if rule.min_ratio == rule.max_ratio:
        demanded = f"Width : height = {rule.min_ratio:.4g} : 1."
    else:
        demanded = f"Width : height between {rule.min_ratio:.4g} and {rule.max_ratio:.4g} to 1."
    return Answer(
        least - _SAME_SIZE <= ratio <= most + _SAME_SIZE,
        f"{width} x {height}, a ratio of {ratio:.4g} : 1.",
        demanded,
        "Give the canvas the demanded shape; do not stretch the product.",
        {"ratio": ratio},
    )


def answer_weight(rule: FileWeight, found: int) -> Answer:
    """Judge a file's bytes."""
    limits = []
    if rule.min_bytes is not None:
        limits.append(f"at least {rule.min_bytes:,}")
    if rule.max_bytes is not None:
        limits.append(f"at most {rule.max_bytes:,}")
    too_small = rule.min_bytes is not None and found < rule.min_bytes
    too_large = rule.max_bytes is not None and found > rule.max_bytes
    advice = "Export at a higher quality or size." if too_small else "Export at a lower quality or size."
    demanded = f"The file weighs {' and '.join(limits)} bytes."
    return Answer(not (too_small or too_large), f"{found:,} bytes.", demanded, advice, {"bytes": float(found)})
