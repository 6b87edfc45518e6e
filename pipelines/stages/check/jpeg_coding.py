"""How hard a JPEG was compressed, from its own tables."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# ITU-T T.81 Annex K, table K.1, natural order; scaled by quality as the IJG library does (jcparam.c)
_LUMINANCE = np.array(
    (
        (16, 11, 10, 16, 24, 40, 51, 61),
        (12, 12, 14, 19, 26, 58, 60, 55),
        (14, 13, 16, 24, 40, 57, 69, 56),
        (14, 17, 22, 29, 51, 87, 80, 62),
        (18, 22, 37, 56, 68, 109, 103, 77),
        (24, 35, 55, 64, 81, 104, 113, 92),
        (49, 64, 78, 87, 103, 121, 120, 101),
        (72, 92, 95, 98, 112, 100, 103, 99),
    )
).ravel()


@dataclass(frozen=True)
class JpegCoding:
    """A JPEG's luminance quality on the IJG scale (1 to 100) and its chroma subsampling ("4:4:4", or "other")."""

    quality: int
    subsampling: str


def quality_of(table: Sequence[int]) -> int:
    """Return the IJG quality whose luminance table is nearest to `table` (64 values, natural order)."""
    found = np.asarray(table, dtype=np.int64)
    return 1 + int(np.argmin([np.abs(_table_at(quality) - found).sum() for quality in range(1, 101)]))


def _table_at(quality: int) -> NDArray[np.int64]:
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    return np.clip((_LUMINANCE * scale + 50) // 100, 1, 255)
