"""Reading a product's file."""

from pathlib import Path

from presets.products.schema import Product
from presets.reading import read_model

FILE_NAME = "product.toml"


def read_product(path: Path) -> Product:
    """Read and check a product's facts.

    Raises:
        PresetError: unreadable, not TOML, or against the schema: `product.toml: measures.height: ...`, a line for each
            mistake.
    """
    return read_model(path, Product)
