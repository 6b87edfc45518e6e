"""Swin2SR: a small network that doubles a picture, tile by tile."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import Swin2SRForImageSuperResolution

from pipelines.stages.render.painting.enlarge import lanczos
from pipelines.stages.render.painting.quiet import no_bars
from pipelines.values import Rgb, Size

TILE_PX = 256
OVERLAP_PX = 16  # of neighbouring tiles, so that no seam shows


class Swin2SR:
    """Doubles as often as the size asks, then resamples to it."""

    def __init__(self, folder: Path) -> None:
        no_bars()
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        network: Any = Swin2SRForImageSuperResolution.from_pretrained(
            folder, local_files_only=True, use_safetensors=True
        )
        self._network = network.to(self._device).eval()
        self._factor = int(network.config.upscale)
        self._window = int(network.config.window_size)

    def __call__(self, pixels: Rgb, size: Size) -> Rgb:
        """Return the picture at a size; smaller sizes, and enlargements below a tenth, are only resampled."""
        while size[0] > pixels.shape[1] * 1.1:
            pixels = self._enlarged(pixels)
        return lanczos(pixels, size)

    def _enlarged(self, pixels: Rgb) -> Rgb:
        height, width = pixels.shape[:2]
        whole = np.zeros((height * self._factor, width * self._factor, 3), np.uint8)
        step = TILE_PX - 2 * OVERLAP_PX
        for top in range(0, height, step):
            for left in range(0, width, step):
                self._tile(pixels, (top, left), whole)
        return whole

    def _tile(self, pixels: Rgb, corner: tuple[int, int], whole: Rgb) -> None:
        """Enlarge one tile with its surroundings, and keep the tile."""
        height, width = pixels.shape[:2]
        step, factor = TILE_PX - 2 * OVERLAP_PX, self._factor
        (top, left), ends = corner, (min(corner[0] + step, height), min(corner[1] + step, width))
        from_row, from_column = max(0, top - OVERLAP_PX), max(0, left - OVERLAP_PX)
        seen = pixels[from_row : ends[0] + OVERLAP_PX, from_column : ends[1] + OVERLAP_PX]
        large = self._run(seen.astype(np.float32) / np.float32(255))
        rows = slice((top - from_row) * factor, (ends[0] - from_row) * factor)
        columns = slice((left - from_column) * factor, (ends[1] - from_column) * factor)
        target = slice(top * factor, ends[0] * factor), slice(left * factor, ends[1] * factor)
        whole[target] = np.rint(np.clip(large[rows, columns], 0, 1) * 255).astype(np.uint8)

    @torch.inference_mode()
    def _run(self, tile: NDArray[np.float32]) -> NDArray[np.float32]:
        height, width = tile.shape[:2]
        down, right = -height % self._window, -width % self._window
        padded = np.pad(tile, ((0, down), (0, right), (0, 0)), "symmetric")
        seen = torch.from_numpy(np.ascontiguousarray(padded.transpose(2, 0, 1)))[None].to(self._device)
        made = self._network(pixel_values=seen).reconstruction[0].float().cpu().numpy()
        return made.transpose(1, 2, 0)[: height * self._factor, : width * self._factor]
