"""FLUX.2 [klein] 4B, inpainting."""
# pyright: reportPrivateImportUsage=false

from collections.abc import Mapping
from typing import Any

from diffusers import Flux2KleinInpaintPipeline
from PIL import Image

from pipelines.stages.render.painting.inpaint import InpaintPainter
from pipelines.stages.render.painting.painter import PaintOrder


class Flux2Klein(InpaintPainter):
    """The canvas is a reference as well as the ground that is painted over; there is no negative prompt."""

    KIND = Flux2KleinInpaintPipeline
    WEIGHTS = "flux2-klein-4b"
    STEPS = 4

    def _encode(self, prompt: str) -> Any:
        # The published pipeline reads layers 9, 18 and 27 of the encoder's 36.
        depth = self._pipe.text_encoder.config.num_hidden_layers
        layers = tuple(depth * quarter // 4 for quarter in (1, 2, 3))
        return self._pipe.encode_prompt(prompt, text_encoder_out_layers=layers)[0].cpu()

    def _embedded(self, prompt: str) -> Any:
        return super()._embedded(prompt).to(self._pipe._execution_device)

    def _arguments(self, order: PaintOrder) -> Mapping[str, Any]:
        # Distilled: there is no second pass without the prompt.
        return {"image": Image.fromarray(order.canvas), "guidance_scale": 1.0}
