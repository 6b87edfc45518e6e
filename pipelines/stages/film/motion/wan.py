"""Wan 2.2 TI2V 5B: film of a still, on machines with a GPU."""
# pyright: reportPrivateImportUsage=false

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers import WanImageToVideoPipeline
from PIL import Image

from models.device import this_device
from models.registry import WeightsFolder
from pipelines.progress import Progress
from pipelines.stages.film.motion.engine import MotionOrder, WanOptions
from pipelines.stages.render.painting.inpaint import load_pipeline
from pipelines.stages.render.painting.memory_tiers import NoGpuError, first_loading
from pipelines.stages.render.painting.options import LoadingWish
from pipelines.stages.render.painting.painter import Loading
from pipelines.stages.render.painting.quiet import no_bars
from pipelines.values import Rgb

_NEVER = "the object changes, morphs, melts or turns, new objects, people, hands, text, watermark, flicker, blur"


class WanMotion:
    """The image-to-video pipeline of diffusers, opened once."""

    def __init__(self, options: WanOptions, weights: WeightsFolder) -> None:
        """Load.

        Raises:
            NoGpuError: no GPU at hand, or too small a one, and the processor was not asked for.
            MissingWeightsError, WrongBytesError: weights are not at hand.
        """
        no_bars()
        self._options = options
        folder = weights.path("wan22-ti2v-5b")
        try:
            self._pipe: Any = load_pipeline(WanImageToVideoPipeline, folder, _loading(options, folder))
        except torch.OutOfMemoryError as error:
            self.close()
            raise NoGpuError("The GPU's memory does not hold Wan 2.2 TI2V 5B. Give loading=streamed.") from error
        self._pipe.vae.enable_tiling()

    def move(self, order: MotionOrder, progress: Progress) -> Sequence[Rgb]:
        """See `MotionEngine.move`."""
        height, width = order.still.shape[:2]
        steps = self._options.steps

        def after_step(_pipe: object, step: int, _time: object, tensors: dict[str, Any]) -> dict[str, Any]:
            progress("motion", step + 1, steps)
            return tensors

        try:
            (frames,) = self._pipe(
                image=Image.fromarray(order.still),
                prompt=order.prompt,
                negative_prompt=_NEVER,
                height=height,
                width=width,
                num_frames=order.count,
                num_inference_steps=steps,
                guidance_scale=self._options.guidance,
                generator=torch.Generator("cpu").manual_seed(order.seed),
                callback_on_step_end=after_step,
                output_type="np",
            ).frames
        except torch.OutOfMemoryError as error:
            raise NoGpuError("The GPU's memory does not hold so much film. Give loading=streamed.") from error
        return [np.rint(np.clip(np.nan_to_num(frame), 0, 1) * 255).astype(np.uint8) for frame in frames]

    def close(self) -> None:
        """See `MotionEngine.close`."""
        self._pipe = None
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()


def _loading(options: WanOptions, folder: Path) -> Loading:
    """Settle how the network is loaded.

    Raises:
        NoGpuError: there is no GPU, and the processor was not asked for.
    """
    if options.loading is LoadingWish.CPU:
        return Loading.CPU
    memory_bytes = max((gpu.memory_bytes for gpu in this_device().gpus), default=0)
    if not memory_bytes or not torch.cuda.is_available():
        raise NoGpuError(
            "The 'wan' engine wants an NVIDIA GPU with 8 GB or more, and none was found. Leave --motion out: the "
            "camera then goes over the picture itself. Or give loading=cpu, at hours a clip."
        )
    if options.loading is not LoadingWish.AUTO:
        return Loading(options.loading.value)
    weights_bytes = sum(file.stat().st_size for file in folder.rglob("*.safetensors"))
    return first_loading(memory_bytes, weights_bytes, compiled=False)
