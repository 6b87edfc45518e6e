"""What was made, as cards: the file, what a check of it found, and how true it is to the photograph."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import TypeAlias

from pipelines.jobs.cutout_work import CutoutFile
from pipelines.jobs.made import MadeImage
from pipelines.jobs.made_films import MadeFilm
from pipelines.stages.check.finding import Finding, Report, Verdict
from presets.languages.library import language
from presets.pages.address import PageAddress
from presets.pages.library import load_pages

_VERDICTS = {Verdict.BROKEN: "broken", Verdict.WARNING: "warning"}

Link: TypeAlias = Callable[[Path], str]
"""A made file -> its address on the page, escaped."""


def verdict_of(*reports: Report) -> str:
    """Return "broken", "warning" or "pass": the gravest of the findings."""
    for verdict, word in _VERDICTS.items():
        if any(report.of(verdict) for report in reports):
            return word
    return "pass"


def picture_card(image: MadeImage, link_to: Link, *, among_its_own: bool = False) -> str:
    """Return a picture's card; `among_its_own` marketplace's, it does not name that."""
    link = link_to(image.publication.path)
    return (
        f'<div class="card"><a class="picture" href="{link}"><img src="{link}" loading="lazy" alt=""></a>'
        f'<div class="words"><h3>{_place(image.report, among_its_own=among_its_own)}</h3>{badge(image.report)}'
        f"{_shown(image)}"
        f'<span class="soft">{figures(image)}</span>'
        f"{_proof(image)}{findings_list(image.report, image.notes)}</div></div>"
    )


def cutout_card(cutout: CutoutFile, link_to: Link) -> str:
    """Return a cutout's card; what is clear shows a chequered ground."""
    link = link_to(cutout.publication.path)
    return (
        f'<div class="card"><a class="picture clear" href="{link}"><img src="{link}" loading="lazy" alt=""></a>'
        f'<div class="words"><h3>Cutout</h3><ul class="findings">'
        f"{''.join(f'<li>{escape(note)}</li>' for note in cutout.notes)}</ul></div></div>"
    )


def film_card(film: MadeFilm, link_to: Link, *, among_its_own: bool = False) -> str:
    """Return a film's card; `among_its_own` marketplace's, it does not name that."""
    link, poster = link_to(film.publication.path), link_to(film.poster)
    size = film.publication.path.stat().st_size / 1e6
    captions = "".join(
        f'<track kind="captions" srclang="{escape(film.language)}" src="{link_to(path)}">'
        for path in film.captions
        if path.suffix == ".vtt"
    )
    return (
        f'<div class="card"><div class="picture"><video src="{link}" poster="{poster}" controls preload="none" '
        f"playsinline>{captions}</video></div>"
        f'<div class="words"><h3>{_place(film.report, among_its_own=among_its_own)}</h3>'
        f"{badge(film.report)}"
        f"<span>{escape(language(film.language).title)}.</span>"
        f'<span class="soft">{film.size[0]} x {film.size[1]} px, {film.seconds:.1f} s, {size:.1f} MB'
        f"{escape(f', voice {film.voice}' if film.voice else '')}</span>"
        f"{findings_list(film.report, film.notes)}</div></div>"
    )


def not_made_card(title: str, sentence: str) -> str:
    """Return the card of what could not be made."""
    return (
        f'<div class="card"><div class="words"><h3>{escape(title)}</h3>'
        f'<span><span class="badge broken">not made</span></span><span>{escape(sentence)}</span></div></div>'
    )


def badge(*reports: Report) -> str:
    """Return whether all passes, in words and colour."""
    verdict = verdict_of(*reports)
    words = {"pass": "passes", "warning": "passes, with warnings", "broken": "breaks a rule"}[verdict]
    return f'<span><span class="badge {verdict}">{words}</span></span>'


def findings_list(report: Report, notes: Sequence[str]) -> str:
    """Return what was found: what is wrong first, what is well folded away."""
    return (
        f"{listed(sentence_of(f) for f in report.of(*_VERDICTS))}{listed(escape(note) for note in notes)}"
        f"{_more('To look at yourself', report.of(Verdict.ASK))}"
        f"{_more('Everything measured', report.of(Verdict.PASS, Verdict.NOTE, Verdict.UNMEASURED))}"
    )


def figures(image: MadeImage) -> str:
    """Return a picture's size and weight."""
    kilobytes = image.publication.path.stat().st_size / 1000
    quality = f", quality {image.quality}" if image.quality else ""
    return f"{image.size[0]} x {image.size[1]} px, {kilobytes:,.0f} kB{quality}"


def _place(report: Report, *, among_its_own: bool) -> str:
    """Return what place of its marketplace a file is for."""
    return escape(report.slot_title if among_its_own else f"{report.preset_title}: {report.slot_title}")


def _shown(image: MadeImage) -> str:
    """Return what a picture shows beyond the product."""
    if (page := image.page) is not None:
        title = load_pages().get(PageAddress.parse(page.page).template).title
        return f"<span>{escape(title)}, {escape(language(page.language).title)}. {_one_thing(page.differs)}</span>"
    if (scene := image.scene) is None:
        return ""
    return (
        f"<span>{escape(scene.title)}, seen from {scene.view_deg:g} degrees; the product is {scene.height_cm:g} cm "
        f"high and {scene.width_cm:.1f} cm wide. {_one_thing(scene.differs)}</span>"
    )


def _one_thing(differs: str) -> str:
    return f"Differs from the first by one thing: <b>{escape(differs)}</b>." if differs else ""


def _proof(image: MadeImage) -> str:
    """Return how true a picture is to the photograph: in short, the figures folded away."""
    if image.page is not None or image.receipt is None:
        return identity_line(image)
    true = f"{image.receipt.equal_share:.1%} of its pixels"
    if image.receipt.relight is not None:
        true = f"its structure by {image.receipt.edge_correlation or 1:.1%}, in the light of the place"
    return f"<details><summary>True to the photo: {true}</summary>{identity_line(image)}</details>"


def identity_line(image: MadeImage) -> str:
    """Return how true a picture is to the photograph."""
    receipt = image.receipt
    if image.page is not None:
        return ""
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
    if receipt.seen_through is not None:
        said.append(f"{receipt.seen_through:.0%} of it looks as the photo's backdrop does: if it is clear, that stays.")
    if receipt.label is not None:
        read = ", ".join(receipt.label.after)
        said.append(f"Its label reads as in the photo by {receipt.label.likeness:.0%}: {read}.")
    return f'<span class="soft">{escape(" ".join(said))}</span>'


def sentence_of(finding: Finding) -> str:
    """Return what was demanded and measured, and what to do."""
    return f"<b>{escape(finding.demanded)}</b> {escape(finding.measured)} {escape(finding.advice)}"


def _more(title: str, findings: Iterable[Finding]) -> str:
    items = [sentence_of(finding) for finding in findings]
    return f"<details><summary>{title} ({len(items)})</summary>{listed(items)}</details>" if items else ""


def listed(items: Iterable[str]) -> str:
    """Return sentences as a list; nothing where there are none."""
    lines = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="findings">{lines}</ul>' if lines else ""
