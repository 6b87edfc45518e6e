"""rembg's named sessions behind our refinement. rembg never downloads here: it is handed the catalogue's file."""

from pathlib import Path

import numpy as np
from PIL import Image
from rembg.sessions import sessions_class
from rembg.sessions.base import BaseSession

from models.errors import UnknownEngineError
from models.registry import WeightsFolder
from pipelines.onnx_options import session_options
from pipelines.progress import Progress
from pipelines.stages.cutout.engine import RembgOptions
from pipelines.stages.cutout.refine import cut_with
from pipelines.stages.cutout.rembg_sessions import allowed_session, weights_id
from pipelines.stages.cutout.saliency import resized
from pipelines.values import Cutout, Matte, Photo, Rgb


class RembgCutout:
    """One of rembg's networks, looked at twice, and our refinement.

    Raises:
        UnknownEngineError: rembg has no such session.
        LicenceError: the session is non-commercial or uploads, and was not accepted by name.
        MissingWeightsError, WrongBytesError: its weights are not at hand.
    """

    def __init__(self, options: RembgOptions, weights: WeightsFolder) -> None:
        session = allowed_session(options.session, options.accept_licence)
        path = None if session.uploads else weights.path(weights_id(session.name))
        self._session = _opened(session.name, path)

    def cut(self, photo: Photo, progress: Progress) -> Cutout:
        """See `CutoutEngine.cut`."""
        return cut_with(photo, self._look, progress)

    def _look(self, pixels: Rgb) -> Matte:
        mask = self._session.predict(Image.fromarray(pixels))[0]
        return resized((np.asarray(mask.convert("L")) / 255).astype(np.float32), pixels.shape[:2])


def _opened(name: str, path: Path | None) -> BaseSession:
    """rembg's session on a file of ours; where `path` is None the session has no file."""
    found = next((kind for kind in sessions_class if kind.name() == name), None)
    if found is None:
        raise UnknownEngineError(f"The installed rembg has no session '{name}'. Update it: pip install -U rembg.")
    if path is None:
        return found(name, session_options())

    class Placed(found):
        @classmethod
        def download_models(cls, *_args: object, **_options: object) -> str:
            return str(path)

    return Placed(name, session_options())
