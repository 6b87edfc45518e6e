"""The report as a page: the picture with its evidence drawn on it, and every finding in words.

One self-contained file: no request leaves it, and everything that came from a file or a preset is escaped.
"""

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

import cv2
import numpy as np
from PIL import Image

from pipelines.stages.check.finding import Evidence, Finding, Mark, Report, SourceNote, Verdict
from pipelines.stages.check.ground_pixels import GroundPixels
from pipelines.values import Rgb, Size

_SHOWN_PX = 900
_THUMB_PX = 220
_INEXACT = (255, 0, 200)
_INEXACT_WORDS = '<b class="inexact">Magenta</b>: background that is not exactly white. '
_LABEL_PX, _LETTER_PX = 17, 8.2
_GROUPS = (
    (Verdict.BROKEN, "Broken"),
    (Verdict.WARNING, "Warnings"),
    (Verdict.NOTE, "Notes"),
    (Verdict.PASS, "Passed"),
    (Verdict.UNMEASURED, "Not measurable here"),
    (Verdict.ASK, "For a person to say"),
)
_ASKED = "person_check"
_DRAWN = frozenset(Mark) - {Mark.GROUND}


@dataclass(frozen=True, eq=False)
class PageEntry:
    """One file of a page: its report, and its picture ready to be shown; None for a file that could not be read."""

    report: Report
    shown: Rgb
    scale: float
    inexact_drawn: bool = False


def page_entry(report: Report, pixels: Rgb, background: GroundPixels | None) -> PageEntry:
    """Return a picture at screen size, its inexact background coloured so that it can be seen."""
    height, width = pixels.shape[:2]
    scale = min(1.0, _SHOWN_PX / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    shown = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    drawn = False
    if background is not None and report.of(Verdict.BROKEN, Verdict.WARNING):
        off = cv2.resize(background.off.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.2
        shown = np.where(off[..., None], np.array(_INEXACT, np.uint8), shown)
        drawn = bool(off.any())
    return PageEntry(report, np.ascontiguousarray(shown, dtype=np.uint8), scale, drawn)


def write_page(entries: Sequence[PageEntry], unread: Sequence[str], listing: Sequence[Finding] = ()) -> str:
    """Return the whole page.

    Args:
        entries: the files that were checked.
        unread: a sentence for each file that could not be read.
        listing: findings about all files together.
    """
    template = files("pipelines.stages.check").joinpath("page.html").read_text(encoding="utf-8")
    first = entries[0].report if entries else None
    title = f"{first.preset_title}, {first.slot_title}" if first else "Check"
    dates = f"Checked on {first.checked_on}, by rules read on {first.rules_checked_on}." if first else ""
    passed = sum(entry.report.passed for entry in entries)
    parts = {
        "TITLE": escape(title),
        "SUMMARY": escape(f"{passed} of {len(entries)} files pass. {dates}"),
        "UNREAD": "".join(f'<p class="unread">{escape(sentence)}</p>' for sentence in unread),
        "SHEET": _sheet(entries) if len(entries) > 1 else "",
        "LISTING": f'<section class="listing"><h2>The listing</h2>{_groups(listing)}</section>' if listing else "",
        "FILES": "".join(_file(index, entry) for index, entry in enumerate(entries)),
    }
    for name, text in parts.items():
        template = template.replace(f"<!--{name}-->", text)
    return template


def _sheet(entries: Sequence[PageEntry]) -> str:
    cells = []
    for index, entry in enumerate(entries):
        state = "pass" if entry.report.passed else "broken"
        picture = _data_url(_thumb(entry.shown))
        cells.append(
            f'<a class="{state}" href="#file-{index}"><img src="{picture}" alt="">'
            f"<span>{escape(_short(entry.report.file))}</span></a>"
        )
    return f'<nav class="sheet">{"".join(cells)}</nav>'


def _short(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def _thumb(shown: Rgb) -> Rgb:
    scale = min(1.0, _THUMB_PX / max(shown.shape[:2]))
    return np.asarray(cv2.resize(shown, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _data_url(pixels: Rgb) -> str:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=88, subsampling=0)
    return "data:image/jpeg;base64," + base64.b64encode(buffer.getvalue()).decode()


def _file(index: int, entry: PageEntry) -> str:
    report = entry.report
    warned = len(report.of(Verdict.WARNING))
    words = "No rule broken" if report.passed else f"{len(report.of(Verdict.BROKEN))} broken"
    state = ("pass" if report.passed else "broken", words + (f", {warned} to look at" if warned else ""))
    return (
        f'<section class="file" id="file-{index}"><h2><span class="state {state[0]}">{escape(state[1])}</span> '
        f"{escape(_short(report.file))}</h2><div class='pair'><figure>{_drawing(entry)}"
        f"<figcaption>{_INEXACT_WORDS if entry.inexact_drawn else ''}SHA-256 {escape(report.sha256[:16])}…</figcaption>"
        "</figure>"
        f"<div class='findings'>{_groups(report.findings)}</div></div></section>"
    )


def _drawing(entry: PageEntry) -> str:
    height, width = entry.shown.shape[:2]
    shapes = _shapes(entry.report, width, height, entry.scale)
    image = f'<image href="{_data_url(entry.shown)}" width="{width}" height="{height}"/>'
    return f'<svg viewBox="0 0 {width} {height}" role="img">{image}{shapes}</svg>'


def evidence_drawn(report: Report, size: Size, width: int) -> str:
    """Return what a report's findings rest on as an SVG, to be laid over its picture of `size`, shown at `width`."""
    scale = width / size[0]
    height = round(size[1] * scale)
    shapes = _shapes(report, width, height, scale)
    return f'<svg class="evidence" viewBox="0 0 {width} {height}" aria-hidden="true">{shapes}</svg>'


def _shapes(report: Report, width: int, height: int, scale: float) -> str:
    places = [place for finding in report.findings for place in _shown_places(finding)]
    labels = _Labels(width, height)
    return "".join(_shape(place, scale, labels) for place in dict.fromkeys(places))


def _shown_places(finding: Finding) -> Sequence[Evidence]:
    if finding.verdict is Verdict.PASS:
        return [place for place in finding.evidence if place.mark is Mark.PRODUCT]
    return [place for place in finding.evidence if place.mark in _DRAWN or place.label.startswith("worst")]


class _Labels:
    """Places for words on a drawing, so that none lies over another or out of the picture."""

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._taken = list[tuple[float, float, float]]()

    def place(self, words: str, x: float, y: float) -> tuple[float, float]:
        """Return where the words begin, on or near the line asked for."""
        length = len(words) * _LETTER_PX
        x = max(3.0, min(x, self._width - length))
        # Up or down by whole lines, the nearest free one first
        lines = sorted((y + step * _LABEL_PX for step in range(-40, 41)), key=lambda line: abs(line - y))
        inside = [line for line in lines if _LABEL_PX - 3 <= line <= self._height - 4] or [y]
        y = next((line for line in inside if self._is_free(x, line, length)), inside[0])
        self._taken.append((x, y, length))
        return x, y

    def _is_free(self, x: float, y: float, length: float) -> bool:
        return all(
            abs(y - other_y) >= _LABEL_PX or x >= other_x + other_length or other_x >= x + length
            for other_x, other_y, other_length in self._taken
        )


def _shape(place: Evidence, scale: float, labels: _Labels) -> str:
    x, y = place.box.left * scale, place.box.top * scale
    width, height = max(2.0, place.box.width * scale), max(2.0, place.box.height * scale)
    rectangle = f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
    words = ""
    if place.label:
        left, line = labels.place(place.label, x + 3, y - 5 if y > _LABEL_PX else y + _LABEL_PX)
        words = f'<text x="{left:.1f}" y="{line:.1f}">{escape(place.label)}</text>'
    return f'<g class="{place.mark.value}">{rectangle}{words}</g>'


def _groups(findings: Sequence[Finding]) -> str:
    parts = list[str]()
    for verdict, title in _GROUPS:
        group = [finding for finding in findings if finding.verdict is verdict]
        if group:
            items = "".join(_item(finding) for finding in group)
            parts.append(f'<h3 class="{verdict.value}">{title} <small>{len(group)}</small></h3><ul>{items}</ul>')
    return "".join(parts)


def _item(finding: Finding) -> str:
    if finding.rule == _ASKED:
        sources = " · ".join(_source(source) for source in finding.sources)
        return f'<li class="ask box"><p>{escape(finding.demanded)}</p><p class="source">{sources}</p></li>'
    advice = f'<p class="advice">{escape(finding.advice)}</p>' if finding.advice else ""
    sources = " · ".join(_source(source) for source in finding.sources)
    name = escape(finding.rule.replace("_", " ").capitalize())
    return (
        f'<li class="{finding.verdict.value}"><strong>{name}</strong><p>{escape(finding.measured)}</p>'
        f'<p class="demanded">{escape(finding.demanded)}</p>{advice}<p class="source">{sources}</p></li>'
    )


def _source(source: SourceNote) -> str:
    title = escape(source.title)
    if source.url and source.url.startswith(("https://", "http://")):
        title = f'<a href="{escape(source.url)}" rel="noreferrer">{title}</a>'
    seen = f", seen {source.seen}" if source.seen else ""
    return f"{title} ({escape(source.confidence)}{seen})"
