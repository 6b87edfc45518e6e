"""Finding and reading lettering with PP-OCRv6, whose weights ship inside the rapidocr package."""

from collections.abc import Sequence

import cv2
import numpy as np
from rapidocr import RapidOCR

from models.registry import WeightsFolder
from pipelines.cores import busy_threads
from pipelines.stages.check.reader import RapidOptions
from pipelines.stages.check.text_line import TextLine
from pipelines.values import Box, Rgb

_LONG_SIDE_PX = 960  # lettering a seller adds is read at this size; finding it at full size costs ten times as much
_READ_HEIGHT_PX = 48


class RapidReader:
    """A `TextReader` on the CPU. Opening it takes about two seconds, so it is opened once and passed around."""

    def __init__(self, options: RapidOptions, weights: WeightsFolder) -> None:
        self._engine = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "Global.max_side_len": _LONG_SIDE_PX,
                "Det.limit_type": "max",
                "Det.limit_side_len": _LONG_SIDE_PX,
                "EngineConfig.onnxruntime.intra_op_num_threads": busy_threads(options.threads),
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def find(self, pixels: Rgb) -> Sequence[TextLine]:
        height, width = pixels.shape[:2]
        scale = min(1.0, _LONG_SIDE_PX / max(height, width))
        size = max(1, round(width * scale)), max(1, round(height * scale))
        small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
        found = self._engine(cv2.cvtColor(small, cv2.COLOR_RGB2BGR), use_det=True, use_cls=False, use_rec=False)
        corners = getattr(found, "boxes", None)
        if corners is None:
            return ()
        return tuple(_line(np.asarray(quad) / scale, width, height) for quad in corners)

    def read(self, pixels: Rgb, line: TextLine) -> tuple[str, float]:
        level = line.levelled(pixels)
        if not line.is_upright:
            return self._words(level)
        return max(self._words(level), self._words(level[::-1, ::-1]), key=lambda read: read[1])

    def _words(self, part: Rgb) -> tuple[str, float]:
        scale = _READ_HEIGHT_PX / part.shape[0]
        strip = cv2.resize(part, (max(8, round(part.shape[1] * scale)), _READ_HEIGHT_PX), interpolation=cv2.INTER_AREA)
        read = self._engine(cv2.cvtColor(strip, cv2.COLOR_RGB2BGR), use_det=False, use_cls=False, use_rec=True)
        words, sureness = getattr(read, "txts", None), getattr(read, "scores", None)
        if not words or not sureness:
            return "", 0.0
        return str(words[0]), float(sureness[0])


def _line(quad: np.ndarray[tuple[int, ...], np.dtype[np.float64]], width: int, height: int) -> TextLine:
    left, top = np.floor(quad.min(axis=0)).astype(int)
    right, bottom = np.ceil(quad.max(axis=0)).astype(int)
    left, top = min(max(0, int(left)), width - 1), min(max(0, int(top)), height - 1)
    box = Box(left, top, min(width, max(left + 1, int(right))), min(height, max(top + 1, int(bottom))))
    first, second, third, fourth = ((float(x), float(y)) for x, y in quad)
    return TextLine((first, second, third, fourth), box)
