"""A kit's titles and pictures ranked by the seller's own earlier results."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from pipelines.errors import PhotoError
from pipelines.jobs.kit import Kit
from pipelines.jobs.workbench import Workbench
from pipelines.stages.check.picture_file import read_picture_file
from pipelines.stages.copy.past_results import PastResult, ranked
from pipelines.stages.variants.clicks import Ranking, Shown, Sort, ranked_by
from pipelines.stages.variants.manifest import Experiment
from pipelines.stages.variants.measures import Measured, measure, product_mask
from presets.languages.tags import root

_PICTURES = Sort("pictures", ("share of the tile", "outline", "contrast to the page", "attention on the product"))
_ONE_VERSION = "No place of this kit has several versions of a picture to rank. Ask for more with --count or --scene."
_BLIND = (
    "Earlier pictures cannot be measured without the network that finds products in them: 'studio models fetch u2netp'."
)


@dataclass(frozen=True)
class PastRanking:
    """How the versions for one place rank.

    Attributes:
        place: as a person reads it: `amazon-us, title in es`.
        left_out: which of the earlier results could not be used, a sentence each.
    """

    place: str
    ranking: Ranking
    left_out: tuple[str, ...] = ()


def past_rankings(kit: Kit, tried: Sequence[Experiment], bench: Workbench) -> tuple[PastRanking, ...]:
    """Return a ranking for each place with several versions; none where the seller gave no results."""
    past = kit.words.past
    titles = _of_titles(kit) if any(one.text for one in past) else ()
    pictures = _of_pictures(past, tried, bench) if any(one.image for one in past) else ()
    return (*titles, *pictures)


def _of_titles(kit: Kit) -> Iterator[PastRanking]:
    """Titles are ranked by those of their own language; a table that names none is in the facts' language."""
    own = kit.words.facts.language
    for text in kit.texts:
        same = [one for one in kit.words.past if _plain(one.language or own) == _plain(text.language)]
        titles = [title.line.text for title in text.copy.titles]
        if len(titles) > 1:
            yield PastRanking(f"{text.preset}, title in {text.language}", ranked(titles, same))


def _of_pictures(past: Sequence[PastResult], tried: Sequence[Experiment], bench: Workbench) -> Iterator[PastRanking]:
    places = [(one, {version.file: version.measured for version in one.versions}) for one in tried]
    measured = [(one, {f: m for f, m in versions.items() if m is not None}) for one, versions in places]
    runnable = [(one, versions) for one, versions in measured if len(versions) > 1]
    if not runnable:
        yield PastRanking("pictures", Ranking((), told_apart=False, why=_ONE_VERSION))
        return
    left_out: list[str] = []
    shown = [*_shown(past, bench, left_out)]
    for one, versions in runnable:
        candidates = {file: _features(figures) for file, figures in versions.items()}
        yield PastRanking(f"{one.preset}, {one.slot}", ranked_by(candidates, shown, _PICTURES), tuple(left_out))


def _shown(past: Sequence[PastResult], bench: Workbench, left_out: list[str]) -> Iterator[Shown]:
    find = bench.instruments.memory.saliency
    if find is None:
        left_out.append(_BLIND)
        return
    for one in past:
        if not one.image:
            continue
        try:
            pixels = read_picture_file(Path(one.image)).pixels
            product = product_mask(pixels, find)
            if not product.any():
                raise PhotoError("No product is found in it.")
            figures = measure(pixels, product)
        except (PhotoError, ValueError) as error:
            left_out.append(f"{Path(one.image).name}: {error}")
        else:
            yield Shown(one.image, _features(figures), one.impressions, one.clicks)


def _features(measured: Measured) -> tuple[float, ...]:
    """Return the figures that every picture has: all but that of letters."""
    return astuple(measured)[: len(_PICTURES.features)]


def _plain(tag: str) -> str:
    return root(tag).lower()
