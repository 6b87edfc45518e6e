"""Z-Image-Turbo, inpainting."""
# pyright: reportPrivateImportUsage=false

from collections.abc import Mapping
from typing import Any

from diffusers import ZImageInpaintPipeline
from PIL import Image

from pipelines.stages.render.painting.inpaint import InpaintPainter
from pipelines.stages.render.painting.painter import PaintOrder


class ZImageTurbo(InpaintPainter):
    """The canvas is blended in step by step; there is no negative prompt without guidance."""

    KIND = ZImageInpaintPipeline
    WEIGHTS = "z-image-turbo"
    STEPS = 8

    def _encode(self, prompt: str) -> Any:
        embedded, _ = self._pipe.encode_prompt(prompt, do_classifier_free_guidance=False)
        return [tokens.cpu() for tokens in embedded]

    def _embedded(self, prompt: str) -> Any:
        return [tokens.to(self._pipe._execution_device) for tokens in super()._embedded(prompt)]

    def _arguments(self, order: PaintOrder) -> Mapping[str, Any]:
        height, width = order.canvas.shape[:2]
        # A canvas for each seed: the pipeline draws chance for coding it, from the generator of its place in the batch.
        images = [Image.fromarray(order.canvas)] * len(order.seeds)
        return {"image": images, "guidance_scale": 0.0, "height": height, "width": width}
