"""A language model writes a listing's words, as JSON of a given shape; every line goes through the claims."""
# pyright: reportPrivateImportUsage=false

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from llguidance import LLMatcher, LLTokenizer
from llguidance.hf import from_tokenizer
from llguidance.numpy import allocate_token_bitmask, fill_next_token_bitmask
from transformers import AutoModelForCausalLM, AutoTokenizer, LogitsProcessor, LogitsProcessorList

from models.registry import WeightsFolder
from pipelines.errors import CopyError
from pipelines.listing import Brief, Copy
from pipelines.progress import Progress
from pipelines.stages.copy.engine import LlmOptions
from pipelines.stages.copy.held import written_by
from pipelines.stages.copy.prompt import Messages, Schema

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
        self._shapes = from_tokenizer(
            self._tokenizer,
            n_vocab=self._model.get_output_embeddings().weight.shape[0],
            eos_token=self._model.generation_config.eos_token_id,  # by which generation ends, not the tokenizer's own
        )

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
        try:
            made = self._model.generate(
                **inputs,
                do_sample=False,
                max_new_tokens=self._options.max_tokens,
                logits_processor=LogitsProcessorList([_InShape(self._shapes, shape, start, progress)]),
            )
        except torch.OutOfMemoryError as error:
            raise CopyError(_too_large(self._options.model)) from error
        return self._tokenizer.decode(made[0, start:], skip_special_tokens=True)


class _InShape(LogitsProcessor):
    """Lets a model say only what goes on in JSON of a shape."""

    def __init__(self, shapes: LLTokenizer, shape: Schema, start: int, progress: Progress) -> None:
        self._matcher = LLMatcher(shapes, _grammar(shape))
        self._mask = allocate_token_bitmask(1, shapes.vocab_size)
        self._seen = start
        self._progress = progress

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        self._progress(_STAGE, 0, 4)  # a person may stop between two words
        for token in input_ids[0, self._seen :].tolist():
            self._matcher.consume_token(token)
        self._seen = input_ids.shape[1]
        fill_next_token_bitmask(self._matcher, self._mask)
        # llguidance's own for torch is compiled, and wants a C++ compiler on the seller's machine
        bits = np.unpackbits(self._mask.view(np.uint8), bitorder="little")
        allowed = np.zeros(scores.shape[-1], np.bool_)  # a model may have rows for tokens that nobody speaks
        allowed[: len(bits)] = bits[: len(allowed)]
        return scores.masked_fill(~torch.from_numpy(allowed).to(scores.device), -torch.inf)


def _loaded(folder: Path, device: str) -> Any:
    kind = torch.bfloat16 if device == "cuda" else torch.float32
    try:
        model: Any = AutoModelForCausalLM.from_pretrained(folder, dtype=kind, local_files_only=True)
        return model.to(device).eval()
    except torch.OutOfMemoryError as error:
        raise CopyError(_too_large(folder.name)) from error


def _too_large(model: str) -> str:
    return f"The language model '{model}' does not fit the GPU's memory. Choose a smaller one with --set model=..."


def _grammar(shape: Schema) -> str:
    """Return a shape as a grammar of compact JSON: spaces between signs would only cost words."""
    return LLMatcher.grammar_from_json_schema(json.dumps(shape), overrides={"whitespace_flexible": False})
