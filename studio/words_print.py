"""A listing's words as a person reads them, and as a program does."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from pipelines.listing import Title
from pipelines.stages.copy.breakdown import Breakdown, breakdown
from pipelines.stages.variants.clicks import Ranking
from presets.lexicon.library import lexicon
from studio.words_typed import WordsFound


def readable(found: WordsFound) -> str:
    """Return titles with their measures, bullets, description and keywords, to be copied."""
    return "\n".join(_lines(found))


def record(found: WordsFound) -> str:
    """Return all of it as one JSON record; each line has the addresses of its facts."""
    measures = {title.strategy: asdict(_measured(title, found)) for title in found.copy.titles}
    whole = {"copy": asdict(found.copy), "measures": measures}
    return json.dumps(whole | {"ranking": asdict(found.ranking) if found.ranking else None}, ensure_ascii=False)


def _lines(found: WordsFound) -> Iterator[str]:
    copy = found.copy
    for title in copy.titles:
        yield from (f"TITLE, {title.strategy.replace('_', ' ')}", title.line.text, _told(_measured(title, found)), "")
    if found.ranking is not None:
        yield from (*_ranked(found.ranking), "")
    if copy.bullets:
        yield from ("BULLETS", *(line.text for line in copy.bullets), "")
    if copy.description:
        space = lexicon(copy.language).patterns.space
        yield from ("DESCRIPTION", space.join(line.text for line in copy.description), "")
    yield from ("KEYWORDS", ", ".join(line.text for line in copy.keywords))


def _measured(title: Title, found: WordsFound) -> Breakdown:
    return breakdown(title, found.copy, found.product)


def _told(measured: Breakdown) -> str:
    """Return a title's measures in a line."""
    parts = [
        f"{measured.chars} characters",
        f"{measured.bytes} bytes",
        f"{measured.facts} facts",
        f"{measured.keywords_said:.0%} of the keywords",
    ]
    if measured.ease is not None:
        parts.append(f"{measured.ease.formula} {measured.ease.score:.0f}")
    parts += [f"'{word}' {count} times" for word, count in measured.repeated]
    return f"  {', '.join(parts)}"


def _ranked(ranking: Ranking) -> Iterator[str]:
    yield f"BY YOUR RESULTS: {ranking.why}"
    for title in ranking.titles:
        yield f"  {title.share:.2%} ({title.least:.2%} to {title.most:.2%}) {title.text}"
