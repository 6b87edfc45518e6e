"""Other products of the same seller as they are typed: folders with photos and facts."""

from collections.abc import Sequence
from pathlib import Path

from pipelines.errors import PhotoError
from pipelines.jobs.job import Compared
from pipelines.stages.export.names import ascii_name
from pipelines.stages.photo.gather import Grouping, gather
from presets.products.schema import Product
from studio.facts_typed import facts_for


def compared_typed(folders: Sequence[Path], own: Product, command: str) -> tuple[Compared, ...]:
    """Return the products that one is compared with.

    Raises:
        PhotoError: a folder holds no one product with its facts, or it is another maker's.
        PresetError: its facts are wrong.
    """
    return tuple(_compared(folder, own, command) for folder in dict.fromkeys(folders))


def _compared(folder: Path, own: Product, command: str) -> Compared:
    products = gather([folder], Grouping.FOLDER).products
    if len(products) != 1:
        raise PhotoError(f"{folder} holds {len(products)} products. Give --compare one product's folder at a time.")
    facts = facts_for(products[0], None, command)
    if facts == own:
        raise PhotoError(f"{folder} holds the product itself. Give --compare another one's folder.")
    if facts.brand and own.brand and facts.brand.casefold() != own.brand.casefold():
        raise PhotoError(
            f"{folder}: {facts.name} is by {facts.brand}, and {own.name} by {own.brand}. A comparison shows one "
            "maker's products; leave it out."
        )
    return Compared(name=ascii_name(folder.resolve().name), facts=facts, photos=products[0].paths)
