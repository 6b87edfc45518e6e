"""Rules about what does not belong in the picture: lettering, borders, second views; and whether it is sharp."""

from collections.abc import Sequence

from pipelines.stages.check.finding import Evidence, Mark, Verdict
from pipelines.stages.check.judge_origin import answer_person
from pipelines.stages.check.lettering import GRID, Added, Lettering, is_flat_mark, touched_cells
from pipelines.stages.check.panels import is_attached_inset, is_corner_inset, is_panel
from pipelines.stages.check.picture import Picture
from pipelines.stages.check.subject import FAILS, HOLDS, Answer, Subject, percent
from pipelines.values import Box
from presets.rules import AddedBorder, AddedText, PersonCheck, Sharpness, SingleView

MAX_EDGE_SIGMA_PX = 1.7
MIN_FINE_SHARE = 0.0075
_CLEAR_LEVELS = 12
_LARGEST_INSET = 0.6  # of the picture: more than that is a line around it


def judge_added_text(rule: AddedText, subject: Subject) -> Answer:
    """Judge by the grid cells that lettering and marks outside the product touch."""
    most = f"at most {rule.max_cells} of 100 cells" if rule.max_cells else "none"
    demanded = f"Added text or logos outside the product: {most}."
    picture = subject.picture
    found = picture.lettering
    cells = touched_cells([item.box for item in found], picture.size)
    figures = {"cells": float(len(cells)), "places": float(len(found))}
    measured = f"{_words(found)} {len(cells)} of 100 cells." if found else "No text or logo outside the product."
    if not picture.can_read:
        measured += " No text reader is at hand; only marks on a plain ground were looked for."
        if not picture.ground.plain:
            return Answer(Verdict.UNMEASURED, measured, demanded, "Look for text and logos yourself.", figures)
    holds: bool | Verdict = len(cells) <= rule.max_cells
    advice = "Remove the text or logo, or use the picture before it was added."
    if not holds and picture.product is None:
        holds, advice = Verdict.ASK, "See whether the text is printed on the product; if it was added, remove it."
    return Answer(holds, measured, demanded, advice, figures, (*_text_evidence(found), *_cell_evidence(cells, picture)))


def _words(found: Sequence[Lettering]) -> str:
    read = [f"'{item.text}'" for item in found if item.text]
    unread = sum(1 for item in found if item.kind is Added.LETTERS and not item.text)
    marks = sum(1 for item in found if item.kind is Added.MARK)
    parts = [", ".join(read[:6])] if read else []
    if unread:
        parts.append(f"{unread} line{'s' if unread > 1 else ''} in letters that were not read")
    if marks:
        parts.append(f"{marks} logo{'s' if marks > 1 else ''} or badge{'s' if marks > 1 else ''}")
    if any(item.kind is Added.TINT for item in found):
        parts.append("a flat tint, as of a watermark")
    return f"Outside the product: {'; '.join(parts)}:"


def _text_evidence(found: Sequence[Lettering]) -> tuple[Evidence, ...]:
    label = {Added.LETTERS: "lettering", Added.MARK: "logo or badge", Added.TINT: "watermark"}
    return tuple(Evidence(Mark.TEXT, item.box, item.text or label[item.kind]) for item in found)


def _cell_evidence(cells: frozenset[tuple[int, int]], picture: Picture) -> tuple[Evidence, ...]:
    width, height = picture.size
    return tuple(
        Evidence(
            Mark.CELL,
            Box(column * width // GRID, row * height // GRID, (column + 1) * width // GRID, (row + 1) * height // GRID),
            "",
        )
        for row, column in sorted(cells)
        if width >= GRID and height >= GRID
    )


def judge_added_border(_rule: AddedBorder, subject: Subject) -> Answer:
    demanded = "No border, frame or band, of any thickness."
    bands, frame = subject.picture.bands, subject.picture.inner_frame
    if not bands and frame is None:
        return Answer(HOLDS, "No border, frame or band on any side.", demanded)
    parts = [f"{band.thickness_px} px on the {band.side} in {band.colour}" for band in bands]
    evidence = [Evidence(Mark.BAND, band.box, f"band, {band.thickness_px} px") for band in bands]
    if frame is not None:
        parts.append("a line drawn around the picture")
        evidence.append(Evidence(Mark.BAND, frame, "inner frame"))
    figures = {"bands": float(len(bands)), "thickest_px": float(max((band.thickness_px for band in bands), default=0))}
    advice = "Cut the border off, or export the product again on its ground."
    return Answer(FAILS, f"An added border: {', '.join(parts)}.", demanded, advice, figures, tuple(evidence))


def judge_single_view(_rule: SingleView, subject: Subject) -> Answer:
    demanded = "One picture of the product: no collage, inset or second view."
    picture = subject.picture
    panels = _panels(picture)
    figures = {"seams": float(len(picture.seams)), "panels": float(len(panels))}
    if picture.seams or panels:
        parts = [f"{len(picture.seams)} straight seam(s) from side to side"] if picture.seams else []
        parts += [f"{len(panels)} inset or pasted rectangle(s)"] if panels else []
        evidence = tuple(Evidence(Mark.PANEL, box, "seam") for box in picture.seams)
        evidence += tuple(Evidence(Mark.PANEL, box, "inset") for box in panels)
        advice = "Show one view; put the others into slots of their own."
        return Answer(FAILS, f"{' and '.join(parts).capitalize()}.", demanded, advice, figures, evidence)
    return _pieces(picture, demanded, figures)


def _panels(picture: Picture) -> tuple[Box, ...]:
    layout = picture.layout
    if layout is None:
        return tuple(box for box in picture.rectangles if is_corner_inset(box, picture.size))
    clear = picture.ground.deviation > _CLEAR_LEVELS
    pieces = [thing for thing in (*layout.objects, *layout.marks) if is_panel(clear, thing.box)]
    photographed = [thing for thing in pieces if not is_flat_mark(picture.fine, thing)]
    # One rectangle alone on its ground may be the product: a book, a poster, a box from the front
    alone = layout.objects[:1] if photographed == list(layout.objects[:1]) else ()
    return tuple(picture.whole_box(thing.box) for thing in photographed if thing not in alone)


def _may_be_inset(box: Box, picture: Picture) -> bool:
    width, height = picture.size
    return box.width * box.height < _LARGEST_INSET * width * height and not picture.is_printed(box)


def _pieces(picture: Picture, demanded: str, figures: dict[str, float]) -> Answer:
    """Judge what only a person can tell from a second view: several pieces, or a rectangle that may be a part."""
    layout = picture.layout
    if layout is None:
        boxes = tuple(box for box in picture.rectangles if _may_be_inset(box, picture))
        what = "upright rectangle(s) in the scene, which may be insets"
    else:
        ground, product = picture.whole_ground, picture.product
        attached = () if ground is None or product is None else picture.rectangles
        whole = None if product is None else picture.whole_mask(product)
        boxes = tuple(
            b for b in attached if ground is not None and whole is not None and is_attached_inset(b, whole, ground)
        )
        what = "rectangle(s) jutting out of the product, which may be insets"
        if not boxes and len(layout.objects) > 1:
            boxes = tuple(picture.whole_box(thing.box) for thing in layout.objects)
            what = "separate objects: right when all of them are sold together"
    figures = {**figures, "objects": float(len(layout.objects) if layout else 0)}
    if not boxes:
        return Answer(HOLDS, "One view: no seam, no inset, no second object.", demanded, "", figures)
    evidence = tuple(Evidence(Mark.OBJECT, box, "one of several") for box in boxes)
    return Answer(Verdict.ASK, f"{len(boxes)} {what}.", demanded, "Look at the marked places.", figures, evidence)


def judge_sharpness(_rule: Sharpness, subject: Subject) -> Answer:
    demanded = "In focus, and not enlarged from a smaller picture."
    found = subject.picture.sharpness
    sigma, fine = found.edge_sigma_px, found.fine_share
    if sigma is None or fine is None:
        return Answer(Verdict.ASK, "Too little detail to measure sharpness.", demanded, "Look at it at full size.")
    figures = {"edge_sigma_px": sigma, "fine_share": fine}
    measured = f"The crispest edges are blurred by {sigma:.2f} px; the finest detail has {percent(fine)} of the coarse."
    if sigma > MAX_EDGE_SIGMA_PX:
        advice = "Use a sharper photo."
        return Answer(FAILS, f"Blurred. {measured}", demanded, advice, figures)
    if fine < MIN_FINE_SHARE:
        advice = "Use a photo large enough that it need not be enlarged, or export it smaller."
        return Answer(FAILS, f"The finest detail is missing, as after enlarging. {measured}", demanded, advice, figures)
    return Answer(HOLDS, measured, demanded, "", figures)


def judge_person_check(rule: PersonCheck, _subject: Subject) -> Answer:
    return answer_person(rule, "Look at the picture, and confirm it.")
