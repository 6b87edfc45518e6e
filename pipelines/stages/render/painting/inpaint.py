"""What all inpainting pipelines of diffusers share: loading by tier, batches of seeds, kept embeddings, Stop."""
# pyright: reportPrivateImportUsage=false

import gc
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np
import torch
from diffusers import DiffusionPipeline, PipelineQuantizationConfig
from diffusers import TorchAoConfig as DiffusersTorchAo
from PIL import Image
from torchao.quantization import Int8WeightOnlyConfig
from transformers import TorchAoConfig as TransformersTorchAo

from models.registry import WeightsFolder
from pipelines.progress import Progress
from pipelines.stages.render.painting.memory_tiers import NoGpuError
from pipelines.stages.render.painting.painter import GpuMemoryError, Loading, PainterOptions, PaintOrder
from pipelines.stages.render.painting.quiet import no_bars
from pipelines.values import Rgb

KEPT_PROMPTS = 256  # of about 8 MB each at FLUX.2 klein's width


class InpaintPainter(ABC):
    """A painter that is one of diffusers' inpainting pipelines.

    Class attributes:
        KIND: the pipeline's class.
        WEIGHTS: the catalogue's id of its folder.
        STEPS: how many its weights were distilled for.
    """

    KIND: ClassVar[Any]
    WEIGHTS: ClassVar[str]
    STEPS: ClassVar[int]

    def __init__(self, options: PainterOptions, weights: WeightsFolder) -> None:
        """Load.

        Raises:
            NoGpuError: the loading wants a GPU, and torch sees none.
            GpuMemoryError: the GPU's memory is too small for it.
            MissingWeightsError, WrongBytesError: the weights are not at hand.
        """
        no_bars()
        if options.loading is not Loading.CPU and not torch.cuda.is_available():
            raise NoGpuError(
                f"torch {torch.__version__} sees no GPU, and loading '{options.loading}' needs one. Install a CUDA "
                "build of torch beside an NVIDIA driver, or choose the 'staged' engine."
            )
        folder = weights.path(self.WEIGHTS)
        self._pipe: Any = None
        self._kept: OrderedDict[tuple[str, str], Any] = OrderedDict()
        try:
            self._pipe = load_pipeline(self.KIND, folder, options.loading)
        except torch.OutOfMemoryError as error:
            self.close()
            raise GpuMemoryError(_first_line(error)) from error

    def paint(self, order: PaintOrder, progress: Progress) -> Sequence[Rgb]:
        """See `Painter.paint`."""
        steps = order.steps or self.STEPS

        def after_step(_pipe: object, step: int, _time: object, tensors: dict[str, Any]) -> dict[str, Any]:
            progress("paint", step + 1, steps)
            return tensors

        progress("paint", 0, steps)
        try:
            made = self._pipe(
                prompt_embeds=self._embedded(order.prompt),
                mask_image=Image.fromarray(np.where(order.repaint, 255, 0).astype(np.uint8)),
                strength=order.strength,
                num_inference_steps=steps,
                num_images_per_prompt=len(order.seeds),
                generator=[torch.Generator("cpu").manual_seed(seed) for seed in order.seeds],
                callback_on_step_end=after_step,
                output_type="np",
                **self._arguments(order),
            ).images
        except torch.OutOfMemoryError as error:
            self._reset()
            raise GpuMemoryError(_first_line(error)) from error
        except BaseException:
            self._reset()  # parts left on the GPU by a stopped run would crowd the next
            raise
        return [np.rint(np.nan_to_num(picture) * 255).astype(np.uint8) for picture in made]

    def close(self) -> None:
        """See `Painter.close`."""
        self._pipe = None
        self._kept.clear()
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()

    def _reset(self) -> None:
        self._pipe.maybe_free_model_hooks()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()

    @torch.inference_mode()
    def _embedded(self, prompt: str) -> Any:
        """Return the prompt's embeddings, from before where it was asked before: a catalogue shares few places."""
        key = (self.WEIGHTS, prompt)
        if key not in self._kept:
            self._kept[key] = self._encode(prompt)
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT_PROMPTS:
            self._kept.popitem(last=False)
        return self._kept[key]

    @abstractmethod
    def _encode(self, prompt: str) -> Any: ...

    @abstractmethod
    def _arguments(self, order: PaintOrder) -> Mapping[str, Any]:
        """Return the image, and what this pipeline alone is told."""
        ...


def load_pipeline(kind: Any, folder: Any, loading: Loading) -> Any:
    """Return a pipeline of diffusers on the folder's weights, in memory as `loading` says.

    Raises:
        torch.OutOfMemoryError: the GPU's memory is too small.
    """
    dtype = torch.float32 if loading is Loading.CPU else torch.bfloat16
    quantised = {"quantization_config": int8_weights()} if loading is Loading.INT8 else {}
    pipe = kind.from_pretrained(folder, dtype=dtype, local_files_only=True, use_safetensors=True, **quantised)
    pipe.set_progress_bar_config(disable=True)
    _place(pipe, loading)
    return pipe


def int8_weights() -> PipelineQuantizationConfig:
    """Return how the two large parts are held in whole numbers."""
    parts: dict[str, Any] = {
        "transformer": DiffusersTorchAo(Int8WeightOnlyConfig()),
        "text_encoder": TransformersTorchAo(Int8WeightOnlyConfig()),
    }
    return PipelineQuantizationConfig(quant_mapping=parts)


def _place(pipe: DiffusionPipeline, loading: Loading) -> None:
    match loading:
        case Loading.CPU:
            return
        case Loading.RESIDENT:
            pipe.to("cuda")
        case Loading.COMPILED:
            pipe.to("cuda")
            pipe.components["transformer"].compile_repeated_blocks(fullgraph=True)
        case Loading.OFFLOAD | Loading.INT8:
            pipe.enable_model_cpu_offload()
        case Loading.STREAMED:
            gpu, memory = torch.device("cuda"), torch.device("cpu")
            pipe.enable_group_offload(
                onload_device=gpu, offload_device=memory, offload_type="leaf_level", use_stream=True
            )


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or ["out of memory"])[0].rstrip(".")
