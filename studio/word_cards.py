"""A listing's words as a card: each line with the facts behind it."""

from collections.abc import Iterable, Iterator
from html import escape

from pipelines.jobs.made_words import MadeText
from pipelines.listing import Line
from pipelines.stages.check.finding import Report, Verdict
from pipelines.stages.copy.breakdown import Breakdown
from presets.languages.library import language as language_of
from presets.products.schema import Product
from studio.cards import badge, listed, sentence_of
from studio.fact_chips import fact_chips

_STRATEGIES = {"keyword_first": "keyword first", "benefit_first": "benefit first", "gift_first": "gift first"}
_WRONG = (Verdict.BROKEN, Verdict.WARNING)


def words_card(text: MadeText, facts: Product | None = None) -> str:
    """Return the card of one language's words; with `facts`, each claim and its fact are told beside it."""
    language = language_of(text.language)

    def line(said: Line) -> str:
        chips = fact_chips(said, facts) if facts else ""
        return f"<span>{escape(said.text)}</span> <span class=facts>{chips}</span>"

    copy = text.copy
    titles = "".join(
        f"<dt>Title, {_STRATEGIES[title.strategy]}</dt><dd>{line(title.line)}</dd>"
        f'<dd class="soft" lang="en" dir="ltr">{_figures(figures)}</dd>'
        for title, figures in zip(copy.titles, text.breakdowns, strict=True)
    )
    bullets = _part("Bullets", f"<ul>{''.join(f'<li>{line(said)}</li>' for said in copy.bullets)}</ul>", copy.bullets)
    description = _part("Description", f"<p>{' '.join(line(said) for said in copy.description)}</p>", copy.description)
    keywords = _part("Keywords", f"<p>{' '.join(line(said) for said in copy.keywords)}</p>", copy.keywords)
    return (
        f'<div class="card text"><div class="words"><h3>{escape(text.preset_title)}, {escape(language.title)}</h3>'
        f"{badge(*text.reports)}"
        f'<dl lang="{escape(language.id)}" dir="{language.direction}">{titles}{bullets}{description}{keywords}</dl>'
        f"{listed(_findings(text.reports))}{listed(escape(note) for note in copy.notes)}</div></div>"
    )


def _figures(figures: Breakdown) -> str:
    """Return what a title measures, in words."""
    said = [
        f"{figures.chars} characters, {figures.bytes} bytes",
        f"{figures.facts} facts",
        f"{figures.keywords_said:.0%} of the words to be found by",
    ]
    if figures.ease is not None:
        said.append(f"{escape(figures.ease.formula)} {figures.ease.score:.0f}")
    said += [f"'{escape(word)}' {count} times" for word, count in figures.repeated]
    return ", ".join(said)


def _findings(reports: Iterable[Report]) -> Iterator[str]:
    for report in reports:
        yield from (f"{escape(report.file)}: {sentence_of(finding)}" for finding in report.of(*_WRONG))


def _part(name: str, inner: str, lines: Iterable[Line]) -> str:
    return f"<dt>{name}</dt><dd>{inner}</dd>" if tuple(lines) else ""
