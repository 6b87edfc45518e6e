"""Rules about the product in its frame: how much it fills, how much air it has, and whether it is whole."""

from pipelines.stages.check.finding import Evidence, Mark, Verdict
from pipelines.stages.check.subject import FAILS, Answer, Subject, percent, unmeasured
from pipelines.values import Box
from presets.rules import FillMeasure, FrameFill, FreeZone, Margins, WholeProduct

_NOT_FOUND = "The product cannot be told from this ground by measuring."
_SLACK = 0.0015  # of the frame: three pixels of 2000, what an anti-aliased outline leaves open
_MEASURES = {
    FillMeasure.LONG_AXIS: "longer side of the product's box against the frame",
    FillMeasure.BOX_AREA: "area of the product's box",
    FillMeasure.MASK_AREA: "area of the product itself",
    FillMeasure.WIDTH: "width of the product's box",
    FillMeasure.HEIGHT: "height of the product's box",
}


def judge_frame_fill(rule: FrameFill, subject: Subject) -> Answer:
    least, most = percent(rule.min_fraction), percent(rule.max_fraction)
    limits = f"between {least} and {most}" if rule.max_fraction < 1 else f"at least {least}"
    demanded = f"The product fills {limits} of the frame, by the {_MEASURES[rule.measure]}."
    fill, box = subject.picture.fill, subject.picture.product_box
    if subject.picture.is_blank:
        return Answer(FAILS, "The picture is blank: nothing is on its ground.", demanded, "Show the product.")
    if fill is None or box is None:
        return unmeasured(_NOT_FOUND, demanded)
    found = fill.of(rule.measure)
    figures = {
        "long_axis": fill.long_axis,
        "box_area": fill.box_area,
        "mask_area": fill.mask_area,
        "width": fill.width,
        "height": fill.height,
    }
    measured = (
        f"{percent(found)} by that measure (longer side {percent(fill.long_axis)}, box {percent(fill.box_area)}, "
        f"product itself {percent(fill.mask_area)})."
    )
    advice = "Enlarge the product in its frame." if found < rule.min_fraction else "Give the product more air."
    holds = rule.min_fraction - _SLACK <= found <= rule.max_fraction + _SLACK
    evidence = (Evidence(Mark.PRODUCT, box, f"product, {percent(found)}"),)
    return Answer(holds, measured, demanded, advice, figures, evidence)


def judge_margins(rule: Margins, subject: Subject) -> Answer:
    both = f"{percent(rule.vertical)} above and below{' or ' if rule.either else ', '}{percent(rule.horizontal)} beside"
    demanded = f"Free space around the product: at least {both} it."
    margins, box = subject.picture.margins, subject.picture.product_box
    if margins is None or box is None:
        return unmeasured(_NOT_FOUND, demanded)
    upright = min(margins.top, margins.bottom) >= rule.vertical - _SLACK
    across = min(margins.left, margins.right) >= rule.horizontal - _SLACK
    measured = (
        f"Above {percent(margins.top)}, below {percent(margins.bottom)}, "
        f"left {percent(margins.left)}, right {percent(margins.right)}."
    )
    figures = {"left": margins.left, "top": margins.top, "right": margins.right, "bottom": margins.bottom}
    holds = upright or across if rule.either else upright and across
    advice = "Make the product smaller in its frame, or centre it."
    return Answer(holds, measured, demanded, advice, figures, (Evidence(Mark.PRODUCT, box, "product"),))


def judge_free_zone(rule: FreeZone, subject: Subject) -> Answer:
    width, height = subject.picture.size
    zone = Box(
        round(rule.left * width),
        round(rule.top * height),
        max(round(rule.left * width) + 1, round(rule.right * width)),
        max(round(rule.top * height) + 1, round(rule.bottom * height)),
    )
    demanded = (
        f"Nothing lies between {percent(rule.left)} and {percent(rule.right)} of the width "
        f"and {percent(rule.top)} and {percent(rule.bottom)} of the height."
    )
    taken = subject.picture.taken_share(zone)
    if taken is None:
        return unmeasured(_NOT_FOUND, demanded)
    advice = "Move the product, or make it smaller, so that the zone stays empty."
    evidence = (Evidence(Mark.ZONE, zone, "to be left empty"),)
    measured = f"{percent(taken)} of the zone is taken." if taken else "The zone is empty."
    return Answer(taken <= _SLACK, measured, demanded, advice, {"taken_share": taken}, evidence)


def judge_whole_product(_rule: WholeProduct, subject: Subject) -> Answer:
    demanded = "The whole product is in the frame."
    box = subject.picture.product_box
    if box is None:
        return Answer(Verdict.ASK, _NOT_FOUND, demanded, "See whether any part is cut by the frame.")
    width, height = subject.picture.size
    touches = {
        "left": box.left <= 1,
        "top": box.top <= 1,
        "right": box.right >= width - 1,
        "bottom": box.bottom >= height - 1,
    }
    cut = [side for side, touching in touches.items() if touching]
    measured = (
        f"The product touches the frame: {', '.join(cut)}." if cut else "The product touches no side of the frame."
    )
    evidence = (Evidence(Mark.PRODUCT, box, "product"),)
    return Answer(not cut, measured, demanded, "Use a photo that shows the whole product.", {}, evidence)
