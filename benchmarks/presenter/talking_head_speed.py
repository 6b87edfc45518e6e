"""How fast MuseTalk draws faces, and in how much of the GPU's memory.

    python benchmarks/presenter/talking_head_speed.py                 # a card, true sizes, random weights
    python benchmarks/presenter/talking_head_speed.py --device cpu --batches 1 --faces 1

The networks have MuseTalk 1.5's sizes and random weights: the arithmetic is the same, the faces are noise. One JSON
record a line: seconds to load, real-time factor of listening, faces a second and peak memory for each batch.
"""

import argparse
import json
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from safetensors.torch import save_file
from transformers import WhisperConfig, WhisperFeatureExtractor, WhisperModel

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.card import Folder, card_name, forget_peak, peak_gb, wait_for
from pipelines.progress import silent
from pipelines.speech import Speech
from pipelines.stages.avatar.musetalk.crop import SIDE
from pipelines.stages.avatar.musetalk.heard import HEARD_AT, heard
from pipelines.stages.avatar.musetalk.networks import MuseTalk

_SECONDS = 30
_UNET = {
    "sample_size": 64,
    "in_channels": 8,
    "out_channels": 4,
    "block_out_channels": (320, 640, 1280, 1280),
    "layers_per_block": 2,
    "cross_attention_dim": 384,
    "attention_head_dim": 8,
    "down_block_types": (*("CrossAttnDownBlock2D",) * 3, "DownBlock2D"),
    "up_block_types": ("UpBlock2D", *("CrossAttnUpBlock2D",) * 3),
}
_VAE = {
    "down_block_types": ("DownEncoderBlock2D",) * 4,
    "up_block_types": ("UpDecoderBlock2D",) * 4,
    "block_out_channels": (128, 256, 512, 512),
    "layers_per_block": 2,
    "latent_channels": 4,
}
_WHISPER = {
    "d_model": 384,
    "encoder_layers": 4,
    "encoder_attention_heads": 6,
    "encoder_ffn_dim": 1536,
    "decoder_layers": 1,
    "decoder_attention_heads": 6,
    "decoder_ffn_dim": 1536,
}


def main() -> None:
    """Print the records."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--device", choices=["cuda", "cpu"], default="cuda")
    asked.add_argument("--batches", type=int, nargs="+", default=[1, 8, 16, 32, 64])
    asked.add_argument("--faces", type=int, default=256, help="timed for each batch")
    typed = asked.parse_args()
    card = card_name(typed.device)
    with tempfile.TemporaryDirectory() as scratch:
        _write(Path(scratch))
        began = time.perf_counter()
        networks = MuseTalk(Folder(Path(scratch)), typed.device)
        _say(card, what="load", seconds=round(time.perf_counter() - began, 2))
        rng = np.random.default_rng(0)
        sound = rng.uniform(-0.3, 0.3, _SECONDS * HEARD_AT).astype(np.float32)
        speech = Speech(sound, HEARD_AT, "en", (), ())
        heard(speech, Fraction(25), networks.encoder, networks.features, silent)
        began = time.perf_counter()
        hears = heard(speech, Fraction(25), networks.encoder, networks.features, silent)
        wait_for(typed.device)
        _say(card, what="listen", seconds_a_second=round((time.perf_counter() - began) / _SECONDS, 4))
        known = networks.known(rng.integers(0, 255, (SIDE, SIDE, 3), np.uint8))
        for batch in typed.batches:
            _say(card, what="faces", batch=batch, **_timed(networks, known, hears, batch, typed))


def _timed(
    networks: MuseTalk, known: torch.Tensor, hears: torch.Tensor, batch: int, typed: argparse.Namespace
) -> dict[str, float]:
    asked = hears[torch.arange(batch) % len(hears)]
    networks.drawn(known, asked)
    forget_peak(typed.device)
    rounds = max(1, typed.faces // batch)
    began = time.perf_counter()
    for _ in range(rounds):
        networks.drawn(known, asked)  # ends with the faces in the processor's memory: nothing is left to wait for
    a_second = rounds * batch / (time.perf_counter() - began)
    return {
        "faces_a_second": round(a_second, 2),
        "times_real_time_at_25": round(a_second / 25, 2),
        "peak_gb": peak_gb(typed.device),
    }


def _write(home: Path) -> None:
    torch.manual_seed(0)
    folder = home / "musetalk-1.5" / "musetalkV15"
    folder.mkdir(parents=True)
    unet = UNet2DConditionModel(**_UNET).half()
    save_file(unet.state_dict(), folder / "unet_fp16.safetensors")
    (folder / "musetalk.json").write_text(json.dumps(dict(unet.config)))
    AutoencoderKL(**_VAE).save_pretrained(home / "sd-vae-ft-mse")
    WhisperModel(WhisperConfig(**_WHISPER)).save_pretrained(home / "whisper-tiny")
    WhisperFeatureExtractor(feature_size=80).save_pretrained(home / "whisper-tiny")


def _say(card: str, **record: object) -> None:
    sys.stdout.write(json.dumps({"card": card, "torch": torch.__version__, **record}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
