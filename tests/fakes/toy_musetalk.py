"""MuseTalk's networks of the real classes at toy width, with random weights, laid out as their copies are."""

import json
from pathlib import Path

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from safetensors.torch import save_file
from transformers import WhisperConfig, WhisperFeatureExtractor, WhisperModel


def build_musetalk(home: Path) -> None:
    """Write all three below `home`, each in a folder of its catalogue id."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    unet = UNet2DConditionModel(
        sample_size=8, in_channels=8, out_channels=4, block_out_channels=(8, 16), layers_per_block=1, norm_num_groups=4,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"), up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
        cross_attention_dim=16, attention_head_dim=4,
    )  # fmt: skip
    folder = home / "musetalk-1.5" / "musetalkV15"
    folder.mkdir(parents=True)
    save_file(unet.state_dict(), folder / "unet_fp16.safetensors")
    (folder / "musetalk.json").write_text(json.dumps({**unet.config, "_class_name": "UNet2DConditionModel"}))
    AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(8,) * 4, layers_per_block=1, latent_channels=4, norm_num_groups=2, sample_size=64,
    ).save_pretrained(home / "sd-vae-ft-mse")  # fmt: skip
    whisper = WhisperConfig(
        vocab_size=64, num_mel_bins=80, d_model=16, encoder_layers=4, encoder_attention_heads=2, decoder_layers=1,
        decoder_attention_heads=2, encoder_ffn_dim=16, decoder_ffn_dim=16, max_source_positions=1500,
        max_target_positions=32, pad_token_id=0, bos_token_id=1, eos_token_id=2, decoder_start_token_id=1,
    )  # fmt: skip
    WhisperModel(whisper).save_pretrained(home / "whisper-tiny")
    WhisperFeatureExtractor(feature_size=80).save_pretrained(home / "whisper-tiny")
