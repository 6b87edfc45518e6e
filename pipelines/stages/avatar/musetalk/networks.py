"""MuseTalk 1.5 out of library classes: an SD VAE, a UNet run once a frame, Whisper's encoder."""
# pyright: reportPrivateImportUsage=false

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from safetensors.torch import load_file
from transformers import WhisperFeatureExtractor, WhisperModel

from models.registry import WeightsFolder
from pipelines.stages.avatar.musetalk.crop import SIDE
from pipelines.stages.avatar.musetalk.heard import with_places
from pipelines.stages.render.painting.memory_tiers import NoGpuError
from pipelines.stages.render.painting.quiet import no_bars
from pipelines.values import Rgb

UNET, VAE, WHISPER = "musetalk-1.5", "sd-vae-ft-mse", "whisper-tiny"
_SETTINGS, _NUMBERS = "musetalkV15/musetalk.json", "musetalkV15/unet_fp16.safetensors"
_NOT_FITTING = "MuseTalk does not fit the GPU's memory: {}. It wants 4 GB; or choose the 'talking_photo' engine."


class MuseTalk:
    """The networks, in memory.

    Attributes:
        encoder, features: Whisper's, for `heard`.
    """

    def __init__(self, weights: WeightsFolder, device: str) -> None:
        """Load.

        Raises:
            NoGpuError: torch sees no GPU, or its memory is too small.
            MissingWeightsError, WrongBytesError: the weights are not at hand.
        """
        no_bars()
        if device == "cuda" and not torch.cuda.is_available():
            raise NoGpuError("MuseTalk needs an NVIDIA GPU of 4 GB or more, and torch sees none. Use 'talking_photo'.")
        dtype = torch.float16 if device == "cuda" else torch.float32
        local: dict[str, Any] = {"local_files_only": True, "use_safetensors": True, "dtype": dtype}
        try:
            self._unet = _unet(weights.path(UNET)).to(device, dtype).eval()
            vae: Any = AutoencoderKL.from_pretrained(weights.path(VAE), **local)
            self._vae: Any = vae.to(device).eval()
            whisper: Any = WhisperModel.from_pretrained(weights.path(WHISPER), **local)
            self.encoder: Any = whisper.encoder.to(device).eval()
        except torch.OutOfMemoryError as error:
            raise NoGpuError(_NOT_FITTING.format(str(error).splitlines()[0])) from error
        self.features: Any = WhisperFeatureExtractor.from_pretrained(weights.path(WHISPER), local_files_only=True)
        self._device, self._dtype = torch.device(device), dtype

    @torch.inference_mode()
    def known(self, face: Rgb) -> torch.Tensor:
        """Return a face's latents, the lower half hidden, then whole: shape (1, 8, 32, 32)."""
        whole = torch.from_numpy(face.astype(np.float32) / 127.5 - 1).permute(2, 0, 1)[None]
        hidden = whole.clone()
        hidden[:, :, SIDE // 2 :] = -1
        parts = [
            self._vae.encode(part.to(self._device, self._dtype)).latent_dist.mode() * self._vae.config.scaling_factor
            for part in (hidden, whole)
        ]
        return torch.cat(parts, dim=1)

    @torch.inference_mode()
    def drawn(self, known: torch.Tensor, hears: torch.Tensor) -> list[Rgb]:
        """Return a face for each frame's sound, shape (256, 256, 3) each."""
        asked = with_places(hears).to(self._device, self._dtype)
        moment = torch.zeros(1, device=self._device, dtype=torch.long)
        latents = self._unet(known.expand(len(asked), -1, -1, -1), moment, encoder_hidden_states=asked).sample
        faces = self._vae.decode(latents / self._vae.config.scaling_factor).sample
        pixels = ((faces.float().clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8)
        return list(pixels.permute(0, 2, 3, 1).cpu().numpy())


def _unet(folder: Path) -> Any:
    settings = json.loads((folder / _SETTINGS).read_text(encoding="utf-8"))
    with torch.device("meta"):
        unet: Any = UNet2DConditionModel.from_config(settings)
    unet.load_state_dict(load_file(folder / _NUMBERS), assign=True)
    return unet
