"""One HTML page for a run: each product's photo, what became of it for every marketplace, and why."""

import base64
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from urllib.parse import quote

from pipelines.jobs.lifestyle_work import LifestylePictures
from pipelines.jobs.made import MadeImage, MadePictures
from pipelines.stages.check.finding import Finding, Verdict

GENERATOR = b'<meta name="generator" content="listing-studio">'
_VERDICTS = {Verdict.BROKEN: "broken", Verdict.WARNING: "warning"}


def run_page(title: str, results: Sequence[MadePictures], out: Path) -> str:
    """Return the page; it links the pictures relative to `out`, so the folder can be moved as a whole."""
    pictures = sum(len(result.images) for result in results)
    refused = sum(len(result.refused) for result in results)
    lead = f"{_count(len(results), 'product')}, {_count(pictures, 'picture')}" + (
        f", {refused} refused" if refused else ""
    )
    template = Template(files("studio").joinpath("pages/run.html").read_text(encoding="utf-8"))
    products = "\n".join(_product(result, out) for result in results)
    return template.substitute(title=escape(title), lead=escape(lead), products=products)


def verdict_of(image: MadeImage) -> str:
    """Return "broken", "warning" or "pass": the gravest of a picture's findings."""
    for verdict, word in _VERDICTS.items():
        if image.report.of(verdict):
            return word
    return "pass"


def _product(result: MadePictures, out: Path) -> str:
    notes = "".join(f"<li>{escape(note)}</li>" for note in (result.reason, *result.notes))
    cards = "".join(_card(image, out) for image in result.images) + "".join(
        f'<div class="card"><div class="words"><h3>{escape(refused.target.preset)}</h3>'
        f'<span><span class="badge broken">not made</span></span><span>{escape(refused.sentence)}</span></div></div>'
        for refused in result.refused
    )
    return (
        f'<section class="product"><div class="source"><img src="{_inline(result.preview)}" alt="the photo">'
        f"<div><h2>{escape(result.product)}</h2><ul>{notes}</ul>{_sheet(result, out)}</div></div>"
        f'<div class="grid">{cards}</div></section>'
    )


def _sheet(result: MadePictures, out: Path) -> str:
    if not isinstance(result, LifestylePictures) or result.sheet is None:
        return ""
    link = escape(quote(result.sheet.relative_to(out).as_posix()))
    return f'<p><a href="{link}">All on one sheet</a></p>'


def _card(image: MadeImage, out: Path) -> str:
    verdict = verdict_of(image)
    words = {"pass": "passes", "warning": "passes, with warnings", "broken": "breaks a rule"}[verdict]
    link = escape(quote(image.publication.path.relative_to(out).as_posix()))
    return (
        f'<div class="card"><a class="picture" href="{link}"><img src="{link}" loading="lazy" alt=""></a>'
        f'<div class="words"><h3>{escape(image.report.preset_title)}</h3>'
        f'<span><span class="badge {verdict}">{words}</span></span>'
        f"{_scene(image)}"
        f'<span class="soft">{_figures(image)}</span>'
        f"{_identity(image)}{_list(_sentence(f) for f in image.report.of(*_VERDICTS))}"
        f"{_list(escape(note) for note in image.notes)}"
        f"{_more('To look at yourself', image.report.of(Verdict.ASK))}"
        f"{_more('Everything measured', image.report.of(Verdict.PASS, Verdict.NOTE, Verdict.UNMEASURED))}"
        f"</div></div>"
    )


def _figures(image: MadeImage) -> str:
    kilobytes = image.publication.path.stat().st_size / 1000
    quality = f", quality {image.quality}" if image.quality else ""
    return f"{image.size[0]} x {image.size[1]} px, {kilobytes:,.0f} kB{quality}"


def _scene(image: MadeImage) -> str:
    scene = image.scene
    if scene is None:
        return ""
    differs = f"Differs from the first by one thing: <b>{escape(scene.differs)}</b>." if scene.differs else ""
    return (
        f"<span>{escape(scene.title)}, seen from {scene.view_deg:g} degrees; the product is {scene.height_cm:g} cm "
        f"high and {scene.width_cm:.1f} cm wide. {differs}</span>"
    )


def _identity(image: MadeImage) -> str:
    receipt = image.receipt
    if receipt is None:
        return '<span class="soft">The product is too fine here to be compared pixel by pixel.</span>'
    said = [
        f"Product: {receipt.equal_share:.1%} of its pixels are the photograph scaled {receipt.scale:.2f}x; "
        f"the encoder moves colours by {receipt.encoder_mean_delta_e:.2f} delta E."
    ]
    if receipt.px_per_cm is not None:
        said.append(f"A true centimetre of it takes {receipt.px_per_cm:.1f} px.")
    if receipt.silhouette_overlap is not None and image.scene is not None:
        said.append(f"Its outline is the photo's by {receipt.silhouette_overlap:.1%}.")
    if receipt.relight is not None:
        least, most = receipt.relight
        said.append(
            f"The place's light changes its own by {least:.2f}x to {most:.2f}x, {receipt.mean_delta_e:.1f} delta E on "
            f"average; its fine structure stays the photo's by {receipt.edge_correlation or 1:.3f}."
        )
    if receipt.label is not None:
        read = ", ".join(receipt.label.after)
        said.append(f"Its label reads as in the photo by {receipt.label.likeness:.0%}: {read}.")
    return f'<span class="soft">{escape(" ".join(said))}</span>'


def _sentence(finding: Finding) -> str:
    return f"<b>{escape(finding.demanded)}</b> {escape(finding.measured)} {escape(finding.advice)}"


def _more(title: str, findings: Iterable[Finding]) -> str:
    items = [_sentence(finding) for finding in findings]
    return f"<details><summary>{title} ({len(items)})</summary>{_list(items)}</details>" if items else ""


def _list(items: Iterable[str]) -> str:
    lines = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="findings">{lines}</ul>' if lines else ""


def _inline(jpeg: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
