"""Places painted by a network around the photographed product: for machines with a GPU."""

from functools import partial
from pathlib import Path

import numpy as np

from models.device import this_device
from models.errors import MissingWeightsError
from models.registry import EngineChoice, WeightsFolder
from models.repo_store import read_pin
from pipelines.errors import NoProductError
from pipelines.placed import Placed
from pipelines.progress import Progress, silent
from pipelines.scene import Scene
from pipelines.shot import Shot
from pipelines.stages.check.reader import TEXT_READERS
from pipelines.stages.cutout.engine import CUTOUT_ENGINES, CutoutEngine
from pipelines.stages.cutout.saliency import resized, shrunk
from pipelines.stages.render.engine import RENDER_ENGINES
from pipelines.stages.render.painting.enlarge import Enlarge, lanczos
from pipelines.stages.render.painting.gates import Judges
from pipelines.stages.render.painting.memory_tiers import NoGpuError, SteppingDown, first_loading
from pipelines.stages.render.painting.options import DiffusionOptions, Enlarger, LoadingWish
from pipelines.stages.render.painting.paint_scene import Atelier, PaintWish, paint_scene
from pipelines.stages.render.painting.painter import PAINTERS, Loading, Painter
from pipelines.stages.render.painting.swin2sr import Swin2SR
from pipelines.values import Matte, Photo, Rgb
from presets.content.unwanted import load_unwanted

_LOOKED_AT_PX = 384  # long side of what the gates' cutout network is shown
_UPSCALER = "swin2sr-x2"
_UNCLASSIFIED = "The painted scene was not looked at by a classifier of unsafe content: none is at hand."


class DiffusionScenes:
    """The embedded engine's scene, painted over by FLUX.2 klein or Z-Image, and judged before it is used."""

    def __init__(self, options: DiffusionOptions, weights: WeightsFolder) -> None:
        """Load.

        Raises:
            NoGpuError: no GPU at hand, and the processor was not asked for.
            MissingWeightsError, WrongBytesError: weights are not at hand.
        """
        folder = weights.path(options.model)
        first = _loading(options, folder)
        enlarge, notes = _enlarger(options.enlarge, weights)
        pin = read_pin(folder)
        self._wish = PaintWish(options.steps, options.strength, options.seeds, options.at_once, options.insist)
        self._atelier = Atelier(
            renderer=RENDER_ENGINES.open(EngineChoice(name="staged"), weights),
            judges=open_judges(weights),
            enlarge=enlarge,
            unwanted=load_unwanted(),
            painter=SteppingDown(partial(_open_painter, options.model, weights), first),
            model=options.model,
            revision=pin.revision if pin else "not recorded",
            notes=(*notes, _UNCLASSIFIED),
        )

    def render(self, shot: Shot, placed: Placed, progress: Progress) -> Scene:
        """See `RenderEngine.render`.

        Raises:
            PlanError: the shot has no set, or the seller's words cannot be painted.
            NoSeedPassedError: no picture passed the gates within the budget.
        """
        return paint_scene(shot, placed, self._atelier, self._wish, progress)

    def close(self) -> None:
        """Give the GPU's memory back."""
        self._atelier.painter.close()


def open_judges(weights: WeightsFolder) -> Judges:
    """Return the gates' judges: the embedded cutout network and the text reader."""
    cutter = CUTOUT_ENGINES.open(EngineChoice(name="u2netp"), weights)
    reader = TEXT_READERS.open(EngineChoice(name="rapidocr"), weights)
    return Judges(find_product=partial(_stands_out, cutter), find_text=reader.find)


def _stands_out(cutter: CutoutEngine, pixels: Rgb) -> Matte:
    """Cut the most striking thing out of a picture made small: where it is matters here, not its edge."""
    try:
        small = cutter.cut(Photo(shrunk(pixels, _LOOKED_AT_PX), "the painted scene", ""), silent).matte
    except NoProductError:
        return np.zeros(pixels.shape[:2], np.float32)
    return resized(small, pixels.shape[:2])


def _open_painter(model: str, weights: WeightsFolder, loading: Loading) -> Painter:
    return PAINTERS.open(EngineChoice(name=model, options={"loading": loading.value}), weights)


def _loading(options: DiffusionOptions, folder: Path) -> Loading:
    """Settle how the network is loaded.

    Raises:
        NoGpuError: there is no GPU, and the processor was not asked for.
    """
    if options.loading is not LoadingWish.AUTO:
        return Loading(options.loading.value)
    memory_bytes = max((gpu.memory_bytes for gpu in this_device().gpus), default=0)
    if not memory_bytes:
        raise NoGpuError(
            "The 'diffusion' engine wants an NVIDIA GPU with 8 GB or more, and none was found. Choose the 'staged' "
            "engine, or give loading=cpu if minutes to an hour a picture are no matter."
        )
    weights_bytes = sum(file.stat().st_size for file in folder.rglob("*.safetensors"))
    return first_loading(memory_bytes, weights_bytes, compiled=options.compile)


def _enlarger(wish: Enlarger, weights: WeightsFolder) -> tuple[Enlarge, tuple[str, ...]]:
    """Open Swin2SR where it is wished, or at hand; the note says what is used."""
    if wish is Enlarger.LANCZOS:
        return lanczos, ()
    try:
        folder = weights.path(_UPSCALER)
    except MissingWeightsError:
        if wish is Enlarger.SWIN2SR:
            raise
        return lanczos, (f"enlarge: auto -> lanczos (no weights {_UPSCALER} at hand)",)
    return Swin2SR(folder), ("enlarge: swin2sr",)
