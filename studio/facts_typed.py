"""A product's facts and its brand: the files typed, or those beside its photos."""

from pathlib import Path

from pipelines.errors import PhotoError
from pipelines.stages.photo.gather import ProductPhotos
from presets.brands.library import FILE_NAME as BRAND_FILE
from presets.products.library import FILE_NAME, read_product
from presets.products.schema import Product


def facts_for(product: ProductPhotos, typed: Path | Product | None, command: str) -> Product:
    """Return the facts typed, or told by a plan's row, or those in the folder of the product's photos.

    Raises:
        PhotoError: there is no file of facts.
        PresetError: it is wrong.
    """
    if isinstance(typed, Product):
        return typed
    beside = sorted({path.parent / FILE_NAME for path in product.paths})
    path = typed or next((path for path in beside if path.is_file()), None)
    if path is None:
        raise PhotoError(
            f"{product.name} has no facts: there is no {beside[0]}. Write it ('studio {command} --help' shows how), or "
            "give --facts FILE."
        )
    return read_product(path)


def brand_beside(folder: Path, typed: Path | None) -> Path | None:
    """Return the brand's file: the one typed, or the one in the photos' folder or above it; None without any."""
    beside = (folder / BRAND_FILE, folder.parent / BRAND_FILE)
    return typed or next((path for path in beside if path.is_file()), None)
