"""A language model's answer bound to JSON of a shape, whichever capability asks."""
# pyright: reportPrivateImportUsage=false

import json
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from llguidance import LLMatcher, LLTokenizer
from llguidance.hf import from_tokenizer
from llguidance.numpy import allocate_token_bitmask, fill_next_token_bitmask
from transformers import LogitsProcessor


class InShape(LogitsProcessor):
    """Lets a model say only what goes on in JSON of a shape."""

    def __init__(self, shapes: LLTokenizer, shape: Mapping[str, Any], start: int, between: Callable[[], None]) -> None:
        """Begin an answer.

        Args:
            shapes: of the model's tokenizer; see `shapes_of`.
            start: how many tokens the question has.
            between: is called before each token; what it raises ends the answer.
        """
        self._matcher = LLMatcher(shapes, _grammar(shape))
        self._mask = allocate_token_bitmask(1, shapes.vocab_size)
        self._seen = start
        self._between = between

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        self._between()
        for token in input_ids[0, self._seen :].tolist():
            self._matcher.consume_token(token)
        self._seen = input_ids.shape[1]
        fill_next_token_bitmask(self._matcher, self._mask)
        # llguidance's own for torch is compiled, and wants a C++ compiler on the seller's machine
        bits = np.unpackbits(self._mask.view(np.uint8), bitorder="little")
        allowed = np.zeros(scores.shape[-1], np.bool_)  # a model may have rows for tokens that nobody speaks
        allowed[: len(bits)] = bits[: len(allowed)]
        return scores.masked_fill(~torch.from_numpy(allowed).to(scores.device), -torch.inf)


def shapes_of(tokenizer: Any, model: Any) -> LLTokenizer:
    """Return what shapes are matched with, for a model of transformers and its tokenizer."""
    return from_tokenizer(
        tokenizer,
        n_vocab=model.get_output_embeddings().weight.shape[0],
        eos_token=model.generation_config.eos_token_id,  # by which generation ends, not the tokenizer's own
    )


def _grammar(shape: Mapping[str, Any]) -> str:
    """Return a shape as a grammar of compact JSON: spaces between signs would only cost words."""
    return LLMatcher.grammar_from_json_schema(json.dumps(shape), overrides={"whitespace_flexible": False})
