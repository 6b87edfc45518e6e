"""One market on a kit's page: what does not hold there, what a person reads, and which disclosure stands where."""

from collections.abc import Sequence
from html import escape

from pipelines.stages.check.finding import SourceNote, Verdict
from pipelines.stages.culture.disclosure import Owed
from pipelines.stages.culture.judge import Observed, ToRead, Verdicts
from presets.markets.checks import Place

_LEVELS = {Verdict.BROKEN: "bad", Verdict.WARNING: "warn", Verdict.NOTE: "soft"}
_NAMES = {Verdict.BROKEN: "Against the law", Verdict.WARNING: "Better changed", Verdict.NOTE: "Note"}
_PLACES = {Place.ON_IT: "seen in it", Place.IN_FILE: "in its file, for machines", Place.ON_UPLOAD: "told on upload"}


def market_card(title: str, verdicts: Verdicts) -> str:
    """Return one market's part of the page."""
    faults = "".join(_fault(one) for one in verdicts.faults)
    lines = "".join(f"<li><label><input type=checkbox> {_line(line)}</label></li>" for line in verdicts.to_read)
    more = f'<p class="soft">{verdicts.left} more are among what was checked.</p>' if verdicts.left else ""
    body = f"<ul>{faults}{lines}</ul>{more}{_disclosures(verdicts.disclosures)}"
    held = sum(one.finding.verdict is Verdict.PASS for one in verdicts.observed)
    return f'<h3>{escape(title)} <span class="soft">{held} checks hold</span></h3>{body}'


def _fault(one: Observed) -> str:
    found = one.finding
    name = f'<b style="color: var(--{_LEVELS[found.verdict]})">{_NAMES[found.verdict]}:</b>'
    return f"<li>{name} {escape(found.measured)} {escape(found.demanded)} {_sources(found.sources)}</li>"


def _sources(sources: Sequence[SourceNote]) -> str:
    told = (
        f'<a href="{escape(source.url)}">{escape(source.title)}</a>'
        if source.url
        else f"{escape(source.title)} (generally known; no page was read)"
        for source in sources
    )
    return f'<span class="soft">{"; ".join(told)}</span>'


def _line(line: ToRead) -> str:
    if line.why:
        return f"{escape(line.statement)} <b>{escape(line.why)}</b>"
    pieces = f' <span class="soft">{escape(", ".join(line.pieces))}</span>' if line.pieces else ""
    return f"{escape(line.statement)}{pieces}"


def _disclosures(disclosures: Sequence[Owed]) -> str:
    """A row for each disclosure, with all pieces that it stands on."""
    pieces = dict[tuple[str, Place, str, str], list[str]]()
    for owed in disclosures:
        pieces.setdefault((owed.wanted_by, owed.place, owed.text, owed.met_by), []).append(owed.piece)
    if not pieces:
        return ""
    rows = "".join(
        f"<tr><td>{escape(wanted)}</td><td>{_PLACES[place]}{_quoted(text)}</td>"
        f"<td>{escape(met) or '<b>still to do</b>'}</td><td class=soft>{escape(', '.join(names))}</td></tr>"
        for (wanted, place, text, met), names in pieces.items()
    )
    head = "<tr><th>Disclosure wanted by</th><th>Where</th><th>Met by</th><th>On</th></tr>"
    return f"<details><summary>{len(pieces)} disclosures</summary><table>{head}{rows}</table></details>"


def _quoted(text: str) -> str:
    return f": <q>{escape(text)}</q>" if text else ""
