"""Pictures with words as they are typed."""

from collections.abc import Sequence
from pathlib import Path

import click

from models.registry import EngineChoice
from pipelines.jobs.job import BrandFiles, InfographicJob
from pipelines.stages.photo.gather import ProductPhotos
from presets.brands.library import read_brand
from presets.languages.library import language as language_of
from presets.pages.address import PageAddress
from studio.compared_typed import compared_typed
from studio.facts_typed import brand_beside, facts_for
from studio.typed import SlotsTyped, product_fields, read_pairs


class InfographicTyped(SlotsTyped):
    """What was typed; names are the options'."""

    facts: Path | None
    page: Sequence[str]
    language: Sequence[str]
    brand: Path | None
    spot: Sequence[str]
    compare: Sequence[Path]
    long_page: bool


def infographic_job(product: ProductPhotos, typed: InfographicTyped, cutout: EngineChoice) -> InfographicJob:
    """Return a product's job.

    Raises:
        PhotoError: there is no file of facts, or one of another maker's is to be compared.
        PresetError: facts or brand are wrong, or there is no such page or language.
        click.BadParameter: a spot that cannot be meant.
    """
    facts = facts_for(product, typed["facts"], "infographic")
    path = brand_beside(product.paths[0].parent, typed["brand"])
    brand = read_brand(path) if path else None
    files = BrandFiles()
    if brand is not None and path is not None:
        names = {"logo": brand.logo, "heading": brand.fonts.heading, "text": brand.fonts.text}
        files = BrandFiles.model_validate({key: path.parent / name for key, name in names.items() if name})
    return InfographicJob(
        **product_fields(product, typed, cutout),
        facts=facts,
        pages=_pages(typed["page"]) or ("dimensions",),
        languages=tuple(dict.fromkeys(language_of(tag).id for tag in typed["language"] or (facts.language,))),
        brand=brand,
        brand_files=files,
        long_page=typed["long_page"],
        spots=_spots(typed["spot"], len(facts.points)),
        compared=compared_typed(typed["compare"], facts, "infographic"),
    )


def _pages(texts: Sequence[str]) -> tuple[str, ...]:
    """Return pages as they were typed, each once, after those that there are not have been refused."""
    for text in texts:
        PageAddress.parse(text)
    return tuple(dict.fromkeys(texts))


def _spots(texts: Sequence[str], points: int) -> dict[int, tuple[float, float]]:
    """Return where points are, by their number."""
    spots: dict[int, tuple[float, float]] = {}
    for name, place in read_pairs(texts, "--spot", "NUMBER=X,Y, as in 1=0.3,0.7").items():
        try:
            number = int(name)
            x, y = (float(share) for share in place.split(","))
        except ValueError:
            raise _meant(f"'{name}={place}': write NUMBER=X,Y, as in 1=0.3,0.7.") from None
        if not 1 <= number <= points or not (0 <= x <= 1 and 0 <= y <= 1):
            raise _meant(f"'{name}={place}': points count from 1 to {points}, and places lie between 0 and 1.")
        spots[number] = x, y
    return spots


def _meant(sentence: str) -> click.BadParameter:
    return click.BadParameter(sentence, param_hint="--spot")
