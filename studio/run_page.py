"""One HTML page for a run: each product's photo, what became of it for every marketplace, and why."""

import base64
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from itertools import chain, count
from pathlib import Path
from string import Template
from urllib.parse import quote

from pipelines.jobs.lifestyle_work import LifestylePictures
from pipelines.jobs.made import MadeImage, MadePictures
from pipelines.jobs.made_films import MadeFilm, MadeFilms
from pipelines.stages.check.finding import Finding, Report, Verdict
from pipelines.stages.export.publish import replace_bytes
from studio.watching import say

_GENERATOR = b'<meta name="generator" content="listing-studio">'
_VERDICTS = {Verdict.BROKEN: "broken", Verdict.WARNING: "warning"}


def run_page(
    title: str, results: Sequence[MadePictures | MadeFilms], out: Path, failed: Sequence[tuple[str, str]] = ()
) -> str:
    """Return the page; it links files relative to `out`, so the folder can be moved as a whole.

    Args:
        failed: products of which nothing was made, each with the reason.
    """
    made = [len(result.images) if isinstance(result, MadePictures) else len(result.films) for result in results]
    refused = sum(len(result.refused) for result in results) + len(failed)
    things = "film" if results and all(isinstance(result, MadeFilms) for result in results) else "picture"
    lead = f"{_count(len({result.product for result in results}), 'product')}, {_count(sum(made), things)}"
    template = Template(files("studio").joinpath("pages/run.html").read_text(encoding="utf-8"))
    sections = [
        *(_failed(product, sentence) for product, sentence in failed),
        *(_pictures(result, out) if isinstance(result, MadePictures) else _films(result, out) for result in results),
    ]
    lead += f", {refused} not made" if refused else ""
    return template.substitute(title=escape(title), lead=escape(lead), products="\n".join(sections))


def write_page(
    title: str, results: Sequence[MadePictures | MadeFilms], out: Path, failed: Sequence[tuple[str, str]] = ()
) -> None:
    """Write the page to OUT/report.html, over that of the last run, and say where it is; see `run_page`.

    Raises:
        ExportError: it cannot be written.
    """
    page = _free_page(out)
    replace_bytes(page, run_page(title, results, out, failed).encode())
    say(f"Look at {page}")


def verdict_of(report: Report) -> str:
    """Return "broken", "warning" or "pass": the gravest of a file's findings."""
    for verdict, word in _VERDICTS.items():
        if report.of(verdict):
            return word
    return "pass"


def _free_page(out: Path) -> Path:
    """Return report.html, or the next numbered name where that is somebody else's page."""
    names = chain(["report.html"], (f"report-{number}.html" for number in count(2)))
    return next(page for name in names if not (page := out / name).exists() or _GENERATOR in page.read_bytes()[:2000])


def _failed(product: str, sentence: str) -> str:
    badge = '<span class="badge broken">not made</span>'
    return f'<section class="product"><h2>{escape(product)}</h2><p>{badge} {escape(sentence)}</p></section>'


def _films(result: MadeFilms, out: Path) -> str:
    notes = "".join(f"<li>{escape(note)}</li>" for note in result.notes)
    cards = "".join(_film(film, out) for film in result.films) + "".join(
        _not_made(f"{refused.target.preset}, {refused.language}", refused.sentence) for refused in result.refused
    )
    return (
        f'<section class="product"><div class="source"><div><h2>{escape(result.product)}</h2><ul>{notes}</ul></div>'
        f'</div><div class="grid">{cards}</div></section>'
    )


def _film(film: MadeFilm, out: Path) -> str:
    link, size = _link(film.publication.path, out), film.publication.path.stat().st_size / 1e6
    captions = "".join(
        f'<track kind="captions" srclang="{escape(film.language)}" src="{_link(path, out)}">'
        for path in film.captions
        if path.suffix == ".vtt"
    )
    return (
        f'<div class="card"><div class="picture"><video src="{link}" controls preload="metadata" playsinline>{captions}'
        f'</video></div><div class="words"><h3>{escape(film.report.preset_title)}, {escape(film.language)}</h3>'
        f"{_badge(film.report)}"
        f'<span class="soft">{film.size[0]} x {film.size[1]} px, {film.seconds:.1f} s, {size:.1f} MB, '
        f"voice {escape(film.voice)}</span>{_findings(film.report, film.notes)}</div></div>"
    )


def _pictures(result: MadePictures, out: Path) -> str:
    notes = "".join(f"<li>{escape(note)}</li>" for note in (result.reason, *result.notes))
    cards = "".join(_card(image, out) for image in result.images) + "".join(
        _not_made(refused.target.preset, refused.sentence) for refused in result.refused
    )
    return (
        f'<section class="product"><div class="source"><img src="{_inline(result.preview)}" alt="the photo">'
        f"<div><h2>{escape(result.product)}</h2><ul>{notes}</ul>{_sheet(result, out)}</div></div>"
        f'<div class="grid">{cards}</div></section>'
    )


def _not_made(title: str, sentence: str) -> str:
    return (
        f'<div class="card"><div class="words"><h3>{escape(title)}</h3>'
        f'<span><span class="badge broken">not made</span></span><span>{escape(sentence)}</span></div></div>'
    )


def _sheet(result: MadePictures, out: Path) -> str:
    if not isinstance(result, LifestylePictures) or result.sheet is None:
        return ""
    return f'<p><a href="{_link(result.sheet, out)}">All on one sheet</a></p>'


def _card(image: MadeImage, out: Path) -> str:
    link = _link(image.publication.path, out)
    return (
        f'<div class="card"><a class="picture" href="{link}"><img src="{link}" loading="lazy" alt=""></a>'
        f'<div class="words"><h3>{escape(image.report.preset_title)}</h3>{_badge(image.report)}'
        f"{_scene(image)}"
        f'<span class="soft">{_figures(image)}</span>'
        f"{_identity(image)}{_findings(image.report, image.notes)}</div></div>"
    )


def _badge(report: Report) -> str:
    verdict = verdict_of(report)
    words = {"pass": "passes", "warning": "passes, with warnings", "broken": "breaks a rule"}[verdict]
    return f'<span><span class="badge {verdict}">{words}</span></span>'


def _findings(report: Report, notes: Sequence[str]) -> str:
    return (
        f"{_list(_sentence(f) for f in report.of(*_VERDICTS))}{_list(escape(note) for note in notes)}"
        f"{_more('To look at yourself', report.of(Verdict.ASK))}"
        f"{_more('Everything measured', report.of(Verdict.PASS, Verdict.NOTE, Verdict.UNMEASURED))}"
    )


def _link(path: Path, out: Path) -> str:
    return escape(quote(path.relative_to(out).as_posix()))


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
