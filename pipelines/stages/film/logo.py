"""The seller's own logo."""

from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from pipelines.errors import PhotoError
from pipelines.footage import Rgba
from pipelines.stages.film.panel import premultiplied

_MOST_PX = 40_000_000


def read_logo(path: Path) -> Rgba:
    """Return a logo, the colours multiplied by alpha.

    Raises:
        PhotoError: it is no picture we can read, or absurdly large.
    """
    try:
        with Image.open(path) as file:
            if file.width * file.height > _MOST_PX:
                raise PhotoError(f"{path.name}: {file.width} x {file.height} pixels are too many for a logo.")
            return premultiplied(np.asarray(file.convert("RGBA")))
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError) as error:
        raise PhotoError(f"{path.name}: it is no picture we can read. Give the logo as PNG or JPEG.") from error
