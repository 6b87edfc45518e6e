"""A network that sees says what a product seems to be, as JSON of a given shape; all of it is a suggestion."""
# pyright: reportPrivateImportUsage=false

from typing import Any

import cv2
import numpy as np
from transformers import AutoModelForImageTextToText, Qwen2VLImageProcessorPil

from models.registry import EngineOptions, WeightsFolder
from pipelines.errors import UnderstandError
from pipelines.progress import Progress
from pipelines.stages.answering import Answering
from pipelines.stages.understand.engine import VlmOptions
from pipelines.stages.understand.measured import Measured
from pipelines.stages.understand.seen import form_schema, question, seen_in, with_seen
from pipelines.understanding import Understanding
from pipelines.values import Cutout, Rgb

_STAGE = "understand"
_AROUND = 0.1  # of the product's box: the table it stands on tells its size
_TOO_LARGE = "The model '{}' does not fit the GPU's memory. Choose a smaller one, as vlm:model=qwen3.5-0.8b."
_IMAGE = "<|image_pad|>"  # the tokenizer's own sign for a picture, as the chat template writes it


class Vlm:
    """Qwen3.5 of transformers, which sees. Its likeliest words are taken: the same photo gives the same form."""

    def __init__(self, options: VlmOptions, weights: WeightsFolder) -> None:
        """Load.

        Raises:
            MissingWeightsError, WrongBytesError: the model is not at hand.
            UnderstandError: the GPU's memory does not hold it.
        """
        self._options = options
        folder = weights.path(options.model)
        self._eyes: Any = Qwen2VLImageProcessorPil.from_pretrained(folder, local_files_only=True)
        too_large = UnderstandError(_TOO_LARGE.format(options.model))
        self._answering = Answering(AutoModelForImageTextToText, folder, too_large)
        self._measured = Measured(EngineOptions(), weights)

    def understand(self, cutout: Cutout, progress: Progress) -> Understanding:
        """See `UnderstandEngine.understand`: what is measured and read stands before what is supposed."""
        measured = self._measured.understand(cutout, progress)
        answer = self._answer(product_view(cutout, self._options.look_px), progress)
        return with_seen(measured, seen_in(answer))

    def _answer(self, view: Rgb, progress: Progress) -> str:
        inputs, most = self._inputs(view), self._options.max_tokens
        return self._answering.answer(inputs, form_schema(), most, lambda: progress(_STAGE, 1, 2))

    def _inputs(self, view: Rgb) -> dict[str, Any]:
        """Return the question with its picture; a picture has as many tokens as its grid has merged patches.

        It is what transformers' own processor does, which cannot be had without torchvision: it loads one for films.
        """
        content = [{"type": "image"}, {"type": "text", "text": question()}]
        tokenizer, model, device = self._answering.tokenizer, self._answering.model, self._answering.device
        prompt = tokenizer.apply_chat_template(
            [{"role": "user", "content": content}], tokenize=False, add_generation_prompt=True, enable_thinking=False
        )
        picture = self._eyes(images=[view], return_tensors="pt")
        patches = int(picture["image_grid_thw"][0].prod()) // self._eyes.merge_size**2
        text = tokenizer(prompt.replace(_IMAGE, _IMAGE * patches), return_tensors="pt", add_special_tokens=False)
        sorts = (text["input_ids"] == model.config.image_token_id).int()
        return {
            **text.to(device),
            "mm_token_type_ids": sorts.to(device),
            "pixel_values": picture["pixel_values"].to(device, model.dtype),
            "image_grid_thw": picture["image_grid_thw"].to(device),
        }


def product_view(cutout: Cutout, longest_px: int) -> Rgb:
    """Return the photo around the product, no longer than `longest_px` and never enlarged."""
    inside = cutout.matte >= 0.5
    height, width = inside.shape
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    rim_y, rim_x = round(_AROUND * (rows[-1] - rows[0] + 1)), round(_AROUND * (columns[-1] - columns[0] + 1))
    top, bottom = max(0, rows[0] - rim_y), min(height, rows[-1] + 1 + rim_y)
    left, right = max(0, columns[0] - rim_x), min(width, columns[-1] + 1 + rim_x)
    view = cutout.pixels[top:bottom, left:right]
    scale = min(1.0, longest_px / max(view.shape[:2]))
    size = max(1, round(view.shape[1] * scale)), max(1, round(view.shape[0] * scale))
    return np.asarray(cv2.resize(view, size, interpolation=cv2.INTER_AREA), np.uint8)
