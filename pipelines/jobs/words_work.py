"""The work of a `WordsJob`: facts in, a listing's words out, for each marketplace and language, checked."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path, PurePosixPath

from models.errors import ModelsError
from pipelines.errors import Cancelled, StudioError, UnderstandError
from pipelines.jobs.job import WordsJob
from pipelines.jobs.looking import Eyes, looked_at
from pipelines.jobs.made_words import MadeText, MadeWords, RefusedText
from pipelines.jobs.workbench import Workbench
from pipelines.listing import Brief, Copy, Line
from pipelines.progress import Progress, silent
from pipelines.stages.check.words.check_copy import check_copy, text_slots
from pipelines.stages.claims.proven import each_line, proven
from pipelines.stages.copy.breakdown import breakdown
from pipelines.stages.copy.engine import COPY_ENGINES
from pipelines.stages.export.names import ascii_name
from pipelines.stages.export.publish import publish_bytes
from pipelines.stages.understand.disagreements import disagreements, new_suggestions
from presets.errors import PresetError
from presets.languages.library import language as language_of
from presets.languages.schema import Language
from presets.markets.choice import market_for
from presets.markets.library import load_markets
from presets.markets.schema import Market
from presets.schema import Preset


def make_words(job: WordsJob, bench: Workbench, progress: Progress) -> MadeWords:
    """Write every marketplace's words in every language; what cannot be written stands among `refused`."""
    texts: list[MadeText] = []
    refused: list[RefusedText] = []
    wanted = [(preset, tag) for preset in job.presets for tag in job.languages]
    for index, (preset, tag) in enumerate(wanted, 1):
        try:
            texts.append(_written(job, bench, preset, language_of(tag)))
        except Cancelled:
            raise
        except (StudioError, PresetError, ModelsError) as error:
            refused.append(RefusedText(preset, tag, str(error)))
        progress("words", index, len(wanted))
    made = MadeWords(job.product, tuple(texts), tuple(refused))
    try:
        seen = looked_at(job.photos, Eyes(job.cutout, job.touchup, job.understand), bench, progress)
    except (UnderstandError, ModelsError) as error:  # the words stand without it
        return replace(made, unseen=str(error))
    told = (disagreements(seen, job.facts), new_suggestions(seen, job.facts)) if seen else ((), ())
    return replace(made, disagreements=told[0], suggestions=told[1])


def _written(job: WordsJob, bench: Workbench, preset_id: str, language: Language) -> MadeText:
    preset = bench.presets.get(preset_id)
    market = market_for(bench.presets.markets(preset_id), language.id, load_markets())
    brief = Brief(job.facts, language, market.units, market.id, text_slots(preset))
    written = bench.pool.open(COPY_ENGINES, job.writer).write(brief, silent)
    copy = each_line(written, lambda line: proven(line, language, job.facts))
    reports = check_copy(copy, job.facts, preset, bench.instruments.today)
    path = _path(job, preset, language)
    record = {
        "preset": preset_id,
        "language": language.id,
        "market": market.id,
        "writer": str(job.writer),
        "copy": asdict(copy),
        "reports": [report.to_json() for report in reports],
    }
    whole = publish_bytes(path, json.dumps(record, ensure_ascii=False, indent=1).encode())
    readable = publish_bytes(path.with_suffix(".txt"), readable_copy(copy, preset, market).encode())
    figures = tuple(breakdown(title, copy, job.facts) for title in copy.titles)
    return MadeText(preset_id, preset.title, language.id, market.id, copy, whole, readable, figures, reports)


def readable_copy(copy: Copy, preset: Preset, market: Market) -> str:
    """Return the words as a text to copy from: a heading, then the lines."""
    return "\n".join(_lines(copy, f"{preset.title} ({market.title}), {copy.language}")) + "\n"


def _lines(copy: Copy, heading: str) -> Iterator[str]:
    yield heading
    for title in copy.titles:
        yield from ("", f"TITLE, {title.strategy.replace('_', ' ')}", title.line.text)
    for name, lines in (("BULLETS", copy.bullets), ("DESCRIPTION", copy.description)):
        yield from ("", name, *(line.text for line in lines))
    yield from ("", "KEYWORDS", _joined(copy.keywords))
    if copy.notes:
        yield from ("", "NOTES", *copy.notes)


def _joined(keywords: tuple[Line, ...]) -> str:
    return " ".join(line.text for line in keywords)


def _path(job: WordsJob, preset: Preset, language: Language) -> Path:
    product = PurePosixPath(job.product)
    folders = [ascii_name(part) for part in product.parent.parts]
    return job.out.joinpath(preset.id, *folders, f"{ascii_name(product.name)}.words.{language.id}.json")
