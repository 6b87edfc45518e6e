"""A model of transformers that answers in JSON of a shape, whichever capability asks."""
# pyright: reportPrivateImportUsage=false

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer, LogitsProcessorList

from pipelines.errors import StudioError
from pipelines.stages.in_shape import InShape, shapes_of


class Answering:
    """A model and its tokenizer. Its likeliest words are taken: the same question gives the same answer."""

    def __init__(self, kind: Any, folder: Path, too_large: StudioError) -> None:
        """Load.

        Args:
            kind: the class of transformers that loads the model.
            too_large: what is raised where the GPU's memory does not hold it, now or while it answers.
        """
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self._too_large = too_large
        numbers = torch.bfloat16 if self.device == "cuda" else torch.float32
        try:
            model: Any = kind.from_pretrained(folder, dtype=numbers, local_files_only=True)
            self.model: Any = model.to(self.device).eval()
        except torch.OutOfMemoryError as error:
            raise too_large from error
        self._shapes = shapes_of(self.tokenizer, self.model)

    @torch.inference_mode()
    def answer(
        self, inputs: Mapping[str, Any], shape: Mapping[str, Any], max_tokens: int, between: Callable[[], None]
    ) -> str:
        """Return the answer to a question in tokens; `between` is called before each of its words, and may stop it."""
        start = inputs["input_ids"].shape[1]
        shaped = LogitsProcessorList([InShape(self._shapes, shape, start, between)])
        try:
            made = self.model.generate(**inputs, do_sample=False, max_new_tokens=max_tokens, logits_processor=shaped)
        except torch.OutOfMemoryError as error:
            raise self._too_large from error
        return self.tokenizer.decode(made[0, start:], skip_special_tokens=True)
