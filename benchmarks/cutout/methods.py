"""The cutout methods that are measured, each made from the file of U2NetP's weights."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import numpy as np
from PIL import Image

from models.registry import EngineChoice
from pipelines.errors import NoProductError
from pipelines.progress import silent
from pipelines.stages.cutout.engine import CUTOUT_ENGINES
from pipelines.values import Matte, Photo, Rgb

Method: TypeAlias = Callable[[Photo], tuple[Matte, Rgb]]


class _OneFile:
    """Every weights' id is the one file at hand."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def path(self, weights: str) -> Path:
        return self._path


def _ours(name: str) -> Callable[[Path], Method]:
    def made(weights: Path) -> Method:
        engine = CUTOUT_ENGINES.open(EngineChoice(name=name), _OneFile(weights))

        def cut(photo: Photo) -> tuple[Matte, Rgb]:
            try:
                cutout = engine.cut(photo, silent)
            except NoProductError:
                return np.zeros(photo.pixels.shape[:2], np.float32), photo.pixels
            return cutout.matte, cutout.foreground

        return cut

    return made


def _rembg(**how: bool) -> Callable[[Path], Method]:
    def made(weights: Path) -> Method:
        home = Path(tempfile.mkdtemp())
        place = home / "models" / "u2netp" / "u2netp.onnx"
        place.parent.mkdir(parents=True)
        place.symlink_to(weights.resolve())
        os.environ["REMBG_HOME"] = str(home)
        from rembg import new_session, remove  # noqa: PLC0415 - only in an environment that has it

        session = new_session("u2netp", providers=["CPUExecutionProvider"])

        def cut(photo: Photo) -> tuple[Matte, Rgb]:
            picture = np.asarray(remove(Image.fromarray(photo.pixels), session=session, **how))
            return picture[..., 3].astype(np.float32) / 255, np.ascontiguousarray(picture[..., :3])

        return cut

    return made


METHODS: dict[str, Callable[[Path], Method]] = {
    "u2netp": _ours("u2netp"),
    "backdrop": _ours("backdrop"),
    "rembg-u2netp": _rembg(),
    "rembg-u2netp-matting": _rembg(alpha_matting=True),
}
