"""Painting networks of the real classes at toy width, with random weights: a megabyte, built in a second."""

from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKL,
    AutoencoderKLFlux2,
    FlowMatchEulerDiscreteScheduler,
    Flux2KleinPipeline,
    Flux2Transformer2DModel,
    ZImagePipeline,
    ZImageTransformer2DModel,
)
from tokenizers import pre_tokenizers
from transformers import (
    Qwen2Tokenizer,
    Qwen3Config,
    Qwen3ForCausalLM,
    Qwen3Model,
    Swin2SRConfig,
    Swin2SRForImageSuperResolution,
)

_MARKERS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_CHAT = "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"


class ToyWeights:
    """The weights folder of a machine that has toys of these ids, and nothing else but what it falls back on."""

    def __init__(self, home: Path, fallback: Any) -> None:
        self._home = home
        self._fallback = fallback

    def path(self, weights: str) -> Path:
        folder = self._home / weights
        return folder if folder.is_dir() else self._fallback.path(weights)


def build_toys(home: Path) -> None:
    """Write both painters and the upscaler below `home`, each in a folder of its catalogue id."""
    torch.set_num_threads(1)  # toys are slower on several, and far slower beside other work
    torch.manual_seed(0)
    _flux2_klein().save_pretrained(home / "flux2-klein-4b")
    _z_image().save_pretrained(home / "z-image-turbo")
    swin = Swin2SRConfig(
        image_size=16, embed_dim=8, depths=[1], num_heads=[1], window_size=4, mlp_ratio=1.0, upscale=2, num_channels=3
    )
    Swin2SRForImageSuperResolution(swin).save_pretrained(home / "swin2sr-x2")


def _tokenizer() -> Qwen2Tokenizer:
    """Bytes are tokens: any script can be read."""
    symbols = [*_MARKERS, *sorted(pre_tokenizers.ByteLevel.alphabet())]
    vocabulary = {symbol: index for index, symbol in enumerate(symbols)}
    tokenizer = Qwen2Tokenizer(vocab=vocabulary, merges=[], model_max_length=512, padding_side="right")
    tokenizer.chat_template = _CHAT
    return tokenizer


def _encoder_config() -> Qwen3Config:
    return Qwen3Config(
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=4,
        num_attention_heads=2,
        num_key_value_heads=2,
        head_dim=8,
        vocab_size=len(_MARKERS) + 256,
        max_position_embeddings=1024,
        eos_token_id=2,
        pad_token_id=0,
        tie_word_embeddings=True,
    )


def _flux2_klein() -> Flux2KleinPipeline:
    return Flux2KleinPipeline(
        tokenizer=_tokenizer(),
        text_encoder=Qwen3ForCausalLM(_encoder_config()),
        is_distilled=True,
        transformer=Flux2Transformer2DModel(
            patch_size=1,
            in_channels=16,  # four times the autoencoder's channels: 2 x 2 patches
            num_layers=1,
            num_single_layers=1,
            attention_head_dim=16,
            num_attention_heads=2,
            joint_attention_dim=48,  # three of the encoder's layers
            timestep_guidance_channels=32,
            axes_dims_rope=(4, 4, 4, 4),
            guidance_embeds=False,
        ),
        vae=AutoencoderKLFlux2(
            sample_size=64,
            block_out_channels=(4, 4, 4, 4),
            layers_per_block=1,
            latent_channels=4,
            norm_num_groups=2,
            use_quant_conv=False,
            use_post_quant_conv=False,
        ),
        scheduler=FlowMatchEulerDiscreteScheduler(shift=3.0, use_dynamic_shifting=True, time_shift_type="exponential"),
    )


def _z_image() -> ZImagePipeline:
    transformer = ZImageTransformer2DModel(
        dim=32, n_layers=1, n_refiner_layers=1, n_heads=2, n_kv_heads=2, cap_feat_dim=16, axes_dims=[8, 4, 4]
    )
    with torch.no_grad():  # left uninitialised by the class
        transformer.x_pad_token.fill_(1.0)
        transformer.cap_pad_token.fill_(1.0)
    return ZImagePipeline(
        tokenizer=_tokenizer(),
        text_encoder=Qwen3Model(_encoder_config()),
        transformer=transformer,
        vae=AutoencoderKL(
            down_block_types=("DownEncoderBlock2D",) * 4,
            up_block_types=("UpDecoderBlock2D",) * 4,
            block_out_channels=(8,) * 4,
            layers_per_block=1,
            latent_channels=16,
            norm_num_groups=2,
            sample_size=64,
            scaling_factor=0.3611,
            shift_factor=0.1159,
            use_quant_conv=False,
            use_post_quant_conv=False,
        ),
        scheduler=FlowMatchEulerDiscreteScheduler(shift=3.0),
    )
