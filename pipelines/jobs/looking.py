"""Looking at a product's photos: the best of them is taken, and what it suggests is returned."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from models.registry import EngineChoice
from pipelines.errors import NoProductError, PhotoError
from pipelines.jobs.workbench import Workbench
from pipelines.progress import Progress
from pipelines.stages.cutout.touchup import Touchup
from pipelines.stages.photo.best import choose_best
from pipelines.stages.photo.read import read_photo
from pipelines.stages.understand.engine import UNDERSTAND_ENGINES
from pipelines.understanding import Understanding
from pipelines.values import Cutout, Photo


@dataclass(frozen=True)
class Eyes:
    """What a photo is looked at with: how the product is cut out of it, and what then says what it is."""

    cutout: EngineChoice
    touchup: Touchup
    understand: EngineChoice


def looked_at(photos: Sequence[Path], eyes: Eyes, bench: Workbench, progress: Progress) -> Understanding | None:
    """Return what the best of the photos suggests; None where none shows a product: jobs on pictures say why.

    Raises:
        UnderstandError, ModelsError: what looks at it cannot be used.
    """
    pairs: list[tuple[Photo, Cutout]] = []
    for path in photos:
        with suppress(PhotoError, NoProductError):
            photo = read_photo(path)
            pairs.append((photo, bench.cut(photo, eyes.cutout, eyes.touchup, progress)))
    if not pairs:
        return None
    best = pairs[choose_best(pairs).index][1]
    return bench.pool.open(UNDERSTAND_ENGINES, eyes.understand).understand(best, progress)
