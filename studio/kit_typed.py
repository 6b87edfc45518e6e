"""Kits as they are typed: folders with photos and a file of facts become jobs."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

import click
from pydantic import ValidationError

from models.registry import EngineChoice
from pipelines.jobs.job import Job, Offered
from pipelines.jobs.kit_plan import KitOrder, Piece, kit_jobs, notes_on
from pipelines.jobs.workbench import Workbench
from pipelines.stages.photo.gather import ProductPhotos
from presets.brands.library import read_brand
from presets.languages.library import language as language_of
from presets.library import PresetLibrary
from presets.presenters.library import load_presenters
from presets.products.schema import Product
from studio.bench import ready_output
from studio.compared_typed import compared_typed
from studio.facts_typed import brand_beside, facts_for
from studio.motion_typed import motion_typed
from studio.past_typed import past_typed
from studio.typed import ProductTyped, shared_fields
from studio.watching import say


class KitTyped(ProductTyped):
    """What was typed; names are the options'."""

    facts: Path | None
    language: Sequence[str]
    piece: Sequence[str]
    scene: Sequence[str]
    count: int
    brand: Path | None
    music: Path | None
    presenter: str
    motion: str | None
    compare: Sequence[Path]
    premium: bool
    base_url: str | None
    understand: str
    availability: str | None
    available_on: datetime | None
    condition: str | None
    page_url: str | None
    past: Path | None
    seed: int


def folders_of(products: Sequence[ProductPhotos]) -> Sequence[PurePosixPath]:
    """Return the folder of each product's kit: its name, without the folders that all have in common."""
    names = [PurePosixPath(product.name) for product in products]
    common = PurePosixPath(os.path.commonpath([name.parent for name in names]) or ".")
    return [name.relative_to(common) for name in names]


def kit_typed(
    product: ProductPhotos, folder: PurePosixPath, typed: KitTyped, cutout: EngineChoice, library: PresetLibrary
) -> Sequence[Job]:
    """Return a product's jobs, whose files go into `folder`; what its facts leave out is said.

    Raises:
        PhotoError: there is no file of facts, or one of another maker's is to be compared.
        PresetError: the facts are wrong, or there is no such marketplace or language.
    """
    facts = facts_for(product, typed["facts"], "kit")
    order = _order(facts, shared_fields(product, typed, cutout) | _place(folder, typed), typed, product.paths[0].parent)
    for note in notes_on(order, library):
        say(f"{product.name}: {note}")
    return kit_jobs(order, library)


def _place(folder: PurePosixPath, typed: KitTyped) -> dict[str, object]:
    return {"product": folder.name, "out": typed["out"] / folder, "sku": typed["sku"], "seed": typed["seed"]}


def _order(facts: Product, shared: dict[str, Any], typed: KitTyped, photos: Path) -> KitOrder:
    brand = brand_beside(photos, typed["brand"])
    pieces = frozenset(Piece(piece) for piece in typed["piece"]) or frozenset(Piece)
    return KitOrder(
        facts=facts,
        shared=shared,
        presets=tuple(typed["preset"]),
        languages=tuple(dict.fromkeys(language_of(tag).id for tag in typed["language"] or (facts.language,))),
        pieces=pieces,
        scenes=tuple(typed["scene"]) or ("auto",),
        count=typed["count"],
        brand=read_brand(brand) if brand else None,
        brand_folder=brand.parent if brand else Path(),
        music=typed["music"],
        presenter=typed["presenter"],
        motion=motion_typed(typed["motion"]),
        base_url=typed["base_url"],
        compared=compared_typed(typed["compare"], facts, "kit"),
        offered=_offered(typed),
        past=tuple(past_typed(typed["past"])) if typed["past"] else (),
        understand=EngineChoice.parse(typed["understand"]),
        premium=typed["premium"],
    )


def _offered(typed: KitTyped) -> Offered:
    page, day = typed["page_url"], typed["available_on"]
    try:
        return Offered.model_validate(
            {
                "availability": typed["availability"],
                "available_on": day.date() if day else None,
                "condition": typed["condition"],
                "page_url": page,
            }
        )
    except ValidationError as error:
        raise click.BadParameter(
            f"'{page}' is no page's address. Write it as https://shop.example/mug, or with {{language}} in it.",
            param_hint="--page-url",
        ) from error


def ready_kit(typed: KitTyped, bench: Workbench) -> None:
    """Find out before any work whether marketplaces, presenter, signer and output folder are at hand.

    Raises:
        PresetError: there is no such marketplace, or presenter.
        ModelsError: the signer cannot be used.
        ExportError: the output folder cannot be written to.
    """
    load_presenters().get(typed["presenter"])
    for preset in typed["preset"]:
        bench.presets.get(preset)
    ready_output(bench, typed)
