"""Qwen3.5 of the real classes at toy width, with random weights: it writes nonsense, in any shape it is bound to."""

from pathlib import Path

import torch
from tokenizers import pre_tokenizers
from transformers import (
    Qwen2Tokenizer,
    Qwen2VLImageProcessorPil,
    Qwen3_5Config,
    Qwen3_5ForCausalLM,
    Qwen3_5ForConditionalGeneration,
    Qwen3_5TextConfig,
)

_SEEN = ("<|vision_start|>", "<|vision_end|>", "<|image_pad|>", "<|video_pad|>")
_MARKERS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", *_SEEN)
_SEEING_CHAT = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{% for part in m['content'] %}{% if part['type'] == 'image' %}"
    "<|vision_start|><|image_pad|><|vision_end|>{% else %}{{ part['text'] }}{% endif %}{% endfor %}<|im_end|>\n"
    "{% endfor %}<|im_start|>"
)
_CHAT = "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}<|im_start|>"


def build_qwen(folder: Path) -> None:
    """Write a model that writes and its tokenizer, whose tokens are bytes, into a folder."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    Qwen3_5ForCausalLM(_text_config(_tokens(folder, _CHAT))).save_pretrained(folder)


def build_seeing_qwen(folder: Path) -> None:
    """Write a model that sees pictures too, with what prepares them."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    tokens = _tokens(folder, _SEEING_CHAT)
    Qwen2VLImageProcessorPil(patch_size=4, size={"shortest_edge": 64, "longest_edge": 4096}).save_pretrained(folder)
    start, end, image, video = (tokens.convert_tokens_to_ids(marker) for marker in _SEEN)
    vision = {"depth": 1, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "patch_size": 4}
    config = Qwen3_5Config(
        text_config=_text_config(tokens).to_dict(),
        vision_config={**vision, "out_hidden_size": 16, "num_position_embeddings": 64},
        image_token_id=image,
        video_token_id=video,
        vision_start_token_id=start,
        vision_end_token_id=end,
        tie_word_embeddings=True,
    )
    model = Qwen3_5ForConditionalGeneration(config)
    model.generation_config.eos_token_id = tokens.convert_tokens_to_ids("<|im_end|>")
    model.save_pretrained(folder)


def _tokens(folder: Path, chat: str) -> Qwen2Tokenizer:
    symbols = [*_MARKERS, *sorted(pre_tokenizers.ByteLevel.alphabet())]
    tokenizer = Qwen2Tokenizer(
        vocab={symbol: index for index, symbol in enumerate(symbols)}, merges=[], eos_token="<|im_end|>"
    )
    tokenizer.add_special_tokens({"additional_special_tokens": list(_SEEN)})
    tokenizer.chat_template = chat
    tokenizer.save_pretrained(folder)
    return tokenizer


def _text_config(tokens: Qwen2Tokenizer) -> Qwen3_5TextConfig:
    return Qwen3_5TextConfig(
        vocab_size=len(tokens),
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=2,
        layer_types=["linear_attention", "full_attention"],
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=8,
        linear_num_key_heads=1,
        linear_num_value_heads=2,
        linear_key_head_dim=8,
        linear_value_head_dim=8,
        max_position_embeddings=8192,
        eos_token_id=2,
        pad_token_id=0,
        tie_word_embeddings=True,
    )


class Toys:
    """A folder of weights in which the toys lie under their elders' names."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def path(self, weights: str) -> Path:
        return self.home / weights
