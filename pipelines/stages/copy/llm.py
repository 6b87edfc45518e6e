"""A language model writes a listing's words, as JSON of a given shape; every line goes through the claims."""
# pyright: reportPrivateImportUsage=false

from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, LogitsProcessorList

from models.registry import WeightsFolder
from pipelines.errors import CopyError
from pipelines.listing import Brief, Copy
from pipelines.progress import Progress
from pipelines.stages.copy.engine import LlmOptions
from pipelines.stages.copy.held import written_by
from pipelines.stages.copy.prompt import Messages, Schema
from pipelines.stages.in_shape import InShape, shapes_of

_STAGE = "words"


class LlmCopy:
    """A causal language model of transformers. Its likeliest words are taken: the same facts give the same text."""

    def __init__(self, options: LlmOptions, weights: WeightsFolder) -> None:
        """Load.

        Raises:
            MissingWeightsError, WrongBytesError: the model is not at hand.
            CopyError: the GPU's memory does not hold it.
        """
        self._options = options
        folder = weights.path(options.model)
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self._model: Any = _loaded(folder, self._device)
        self._shapes = shapes_of(self._tokenizer, self._model)

    def write(self, brief: Brief, progress: Progress) -> Copy:
        """See `CopyEngine.write`; each line that claims what no fact says is asked for once again, or left out."""
        progress(_STAGE, 0, 4)
        return written_by(lambda messages, shape: self._answer(messages, shape, progress), brief, progress)

    @torch.inference_mode()
    def _answer(self, messages: Messages, shape: Schema, progress: Progress) -> str:
        prompt = self._tokenizer.apply_chat_template(
            messages, tokenize=False, add_generation_prompt=True, enable_thinking=False
        )
        inputs = self._tokenizer(prompt, return_tensors="pt", add_special_tokens=False).to(self._device)
        start = inputs["input_ids"].shape[1]
        in_shape = InShape(
            self._shapes, shape, start, lambda: progress(_STAGE, 0, 4)
        )  # a person may stop between words
        try:
            made = self._model.generate(
                **inputs,
                do_sample=False,
                max_new_tokens=self._options.max_tokens,
                logits_processor=LogitsProcessorList([in_shape]),
            )
        except torch.OutOfMemoryError as error:
            raise CopyError(_too_large(self._options.model)) from error
        return self._tokenizer.decode(made[0, start:], skip_special_tokens=True)


def _loaded(folder: Path, device: str) -> Any:
    kind = torch.bfloat16 if device == "cuda" else torch.float32
    try:
        model: Any = AutoModelForCausalLM.from_pretrained(folder, dtype=kind, local_files_only=True)
        return model.to(device).eval()
    except torch.OutOfMemoryError as error:
        raise CopyError(_too_large(folder.name)) from error


def _too_large(model: str) -> str:
    return f"The language model '{model}' does not fit the GPU's memory. Choose a smaller one with --set model=..."
