"""Qwen3.5 of the real classes at toy width, with random weights: it writes nonsense, in any shape it is bound to."""

from pathlib import Path

import torch
from tokenizers import pre_tokenizers
from transformers import Qwen2Tokenizer, Qwen3_5ForCausalLM, Qwen3_5TextConfig

_MARKERS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_CHAT = "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}<|im_start|>"


def build_qwen(folder: Path) -> None:
    """Write a model and its tokenizer, whose tokens are bytes, into a folder."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    symbols = [*_MARKERS, *sorted(pre_tokenizers.ByteLevel.alphabet())]
    tokenizer = Qwen2Tokenizer(
        vocab={symbol: index for index, symbol in enumerate(symbols)}, merges=[], eos_token="<|im_end|>"
    )
    tokenizer.chat_template = _CHAT
    tokenizer.save_pretrained(folder)
    config = Qwen3_5TextConfig(
        vocab_size=len(symbols),
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
    Qwen3_5ForCausalLM(config).save_pretrained(folder)
