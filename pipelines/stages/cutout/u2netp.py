"""The embedded network: U2NetP (Qin et al., 2020), a 320-pixel saliency map in 4.6 MB."""

import cv2
import numpy as np
import onnxruntime

from models.registry import WeightsFolder
from pipelines.onnx_options import session_options
from pipelines.progress import Progress
from pipelines.stages.cutout.engine import U2NetPOptions
from pipelines.stages.cutout.refine import cut_with
from pipelines.stages.cutout.saliency import resized, stretched
from pipelines.values import Cutout, Matte, Photo, Rgb

_SIDE_PX = 320
_MEAN = np.array([0.485, 0.456, 0.406], np.float32)  # of ImageNet, as the network was trained
_DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)


class U2NetPCutout:
    """U2NetP on the processor, looked at twice, and our refinement."""

    def __init__(self, options: U2NetPOptions, weights: WeightsFolder) -> None:
        settings = session_options(options.threads)
        self._session = onnxruntime.InferenceSession(
            weights.path("u2netp"), settings, providers=["CPUExecutionProvider"]
        )
        self._input = self._session.get_inputs()[0].name
        self._output = self._session.get_outputs()[0].name

    def cut(self, photo: Photo, progress: Progress) -> Cutout:
        """See `CutoutEngine.cut`."""
        return cut_with(photo, self._look, progress)

    def _look(self, pixels: Rgb) -> Matte:
        squeezed = cv2.resize(pixels, (_SIDE_PX, _SIDE_PX), interpolation=cv2.INTER_AREA).astype(np.float32)
        values = (squeezed / max(float(squeezed.max()), 1e-6) - _MEAN) / _DEVIATION
        batch = np.ascontiguousarray(values.transpose(2, 0, 1)[None], np.float32)
        raw = np.asarray(self._session.run([self._output], {self._input: batch})[0])[0, 0]
        return resized(stretched(raw), pixels.shape[:2])
