"""The cutout methods that are measured, each made from the file of U2NetP's weights.

`exact-map` is no method but a bound: it is told the answer at the network's size.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
from PIL import Image

from models.registry import EngineChoice
from pipelines.errors import NoProductError
from pipelines.progress import silent
from pipelines.stages.cutout.engine import CUTOUT_ENGINES
from pipelines.stages.cutout.refine import cut_with
from pipelines.stages.cutout.saliency import resized
from pipelines.values import Matte, Photo, Rgb

DATA = Path(__file__).parent / "data"
_NETWORK_PX = 320
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


def _exact_map(_weights: Path) -> Method:
    """Our refinement of the exact map at a network's size: what is lost here, no such network wins back."""

    def cut(photo: Photo) -> tuple[Matte, Rgb]:
        truth = np.asarray(Image.open(DATA / photo.name.replace(".jpg", ".matte.png")))

        def look(pixels: Rgb) -> Matte:
            _, _, (left, top), _ = cv2.minMaxLoc(cv2.matchTemplate(photo.pixels, pixels, cv2.TM_SQDIFF))
            height, width = pixels.shape[:2]
            seen = truth[top : top + height, left : left + width].astype(np.float32) / 255
            return resized(resized(seen, (_NETWORK_PX, _NETWORK_PX)), pixels.shape)

        cutout = cut_with(photo, look, silent)
        return cutout.matte, cutout.foreground

    return cut


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
    "exact-map": _exact_map,
    "rembg-u2netp": _rembg(),
    "rembg-u2netp-matting": _rembg(alpha_matting=True),
}
