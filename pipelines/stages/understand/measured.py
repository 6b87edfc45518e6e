"""Understanding without a network: what can be measured and read."""

import numpy as np

from models.registry import EngineChoice, EngineOptions, WeightsFolder
from pipelines.progress import Progress
from pipelines.stages.check.reader import TEXT_READERS, LateReader
from pipelines.stages.understand.colours import colours_of
from pipelines.stages.understand.lettering import words_on
from pipelines.understanding import How, Suggestion, Understanding
from pipelines.values import Cutout

_STAGE = "understand"


class Measured:
    """Names colours, reads lettering, measures proportions."""

    def __init__(self, options: EngineOptions, weights: WeightsFolder) -> None:
        """Nothing is loaded before lettering is looked for."""
        self._reader = LateReader(lambda: TEXT_READERS.open(EngineChoice(name="rapidocr"), weights))

    def understand(self, cutout: Cutout, progress: Progress) -> Understanding:
        """See `UnderstandEngine.understand`."""
        progress(_STAGE, 0, 2)
        colours = [Suggestion("colours", name, How.MEASURED, share) for name, share in colours_of(cutout).items()]
        progress(_STAGE, 1, 2)
        words = [Suggestion("label", text, How.READ) for text in words_on(cutout, self._reader)]
        progress(_STAGE, 2, 2)
        return Understanding((*colours, *words), aspect_of(cutout))


def aspect_of(cutout: Cutout) -> float:
    """Return the product's height by its width in the photo."""
    product = cutout.matte >= 0.5
    rows, columns = np.flatnonzero(product.any(axis=1)), np.flatnonzero(product.any(axis=0))
    return float((rows[-1] - rows[0] + 1) / (columns[-1] - columns[0] + 1))
