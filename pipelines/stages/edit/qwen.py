"""Qwen-Image-Edit 2511."""
# pyright: reportPrivateImportUsage=false

from typing import Any

import numpy as np
import torch
from diffusers import QwenImageEditPlusPipeline
from PIL import Image

from models.registry import WeightsFolder
from pipelines.progress import Progress
from pipelines.stages.edit.engine import QwenEditOptions
from pipelines.stages.render.painting.inpaint import load_pipeline
from pipelines.stages.render.painting.memory_tiers import NoGpuError
from pipelines.stages.render.painting.painter import Loading
from pipelines.values import Rgb

_NOT_FITTING = "Qwen-Image-Edit does not fit the GPU's memory: {}. It wants 48 GB with offload=true, 70 GB without."


class QwenEdit:
    """The network that edits; it works at about a megapixel whatever it is given."""

    def __init__(self, options: QwenEditOptions, weights: WeightsFolder) -> None:
        """Load.

        Raises:
            NoGpuError: torch sees no GPU, or its memory is too small.
            MissingWeightsError, WrongBytesError: the weights are not at hand.
        """
        if not torch.cuda.is_available():
            raise NoGpuError("Qwen-Image-Edit needs an NVIDIA GPU of 48 GB or more, and torch sees none.")
        self._options = options
        loading = Loading.OFFLOAD if options.offload else Loading.RESIDENT
        try:
            self._pipe: Any = load_pipeline(QwenImageEditPlusPipeline, weights.path("qwen-image-edit-2511"), loading)
        except torch.OutOfMemoryError as error:
            raise NoGpuError(_NOT_FITTING.format(str(error).splitlines()[0])) from error

    def edit(self, picture: Rgb, words: str, seed: int, progress: Progress) -> Rgb:
        """See `EditEngine.edit`."""
        steps = self._options.steps

        def after_step(_pipe: object, step: int, _time: object, tensors: dict[str, Any]) -> dict[str, Any]:
            progress("edit", step + 1, steps)
            return tensors

        progress("edit", 0, steps)
        try:
            made = self._pipe(
                image=[Image.fromarray(picture)],
                prompt=words,
                negative_prompt=" ",
                true_cfg_scale=self._options.guidance,
                num_inference_steps=steps,
                generator=torch.Generator("cpu").manual_seed(seed),
                callback_on_step_end=after_step,
                output_type="np",
            ).images[0]
        except torch.OutOfMemoryError as error:
            raise NoGpuError(_NOT_FITTING.format(str(error).splitlines()[0])) from error
        finally:
            self._pipe.maybe_free_model_hooks()
        return np.rint(np.clip(made, 0, 1) * 255).astype(np.uint8)
