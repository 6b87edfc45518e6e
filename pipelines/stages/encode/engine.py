"""The encode capability: a video in, a finished file out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import Field

from models.registry import EngineEntry, EngineOptions, Registry
from pipelines.progress import Progress
from pipelines.video import Video


@dataclass(frozen=True)
class Coding:
    """What is asked of the file, whichever engine writes it.

    Attributes:
        max_bytes: the file weighs no more; None where any weight will do.
        min_bits_per_second, max_bits_per_second: of the whole file.
        title: written into it; empty for none.
    """

    max_bytes: int | None = None
    min_bits_per_second: int | None = None
    max_bits_per_second: int | None = None
    title: str = ""

    def __post_init__(self) -> None:
        if self.max_bytes is not None and self.max_bytes < 1:
            raise ValueError(f"No film weighs {self.max_bytes} bytes.")


class VideoEncoder(Protocol):
    """Writes films."""

    def encode(self, video: Video, coding: Coding, path: Path, progress: Progress) -> None:
        """Write an MP4 that plays everywhere: H.264 High, 4:2:0, BT.709, closed groups of pictures, AAC-LC of 48 kHz,
        its index before its data. Sound keeps its loudness; mono becomes two channels.

        Args:
            path: of a scratch file, ending in `.mp4`; half-written when an error is raised.
            progress: told after each picture drawn.

        Raises:
            ExportError: the film does not fit the bytes, the disk is full, or the encoder stopped.
        """
        ...


class FfmpegOptions(EngineOptions):
    """Settings of ffmpeg."""

    quality: int = Field(20, ge=10, le=32, description="x264's rate factor where the bytes allow it; less is better.")
    effort: str = Field(
        "veryfast",
        pattern="^(ultrafast|superfast|veryfast|faster|fast|medium|slow)$",
        description="x264's preset: slower ones make smaller files.",
    )
    workers: int = Field(0, ge=0, le=64, description="Processes that draw pictures; 0 takes one a processor core.")


_ENTRIES: Mapping[str, EngineEntry] = {
    "ffmpeg": EngineEntry(
        target="pipelines.stages.encode.ffmpeg:FfmpegEncoder",
        summary="H.264 and AAC in MP4 by ffmpeg, a program of its own that comes with imageio-ffmpeg.",
        options=FfmpegOptions,
        packages=("imageio_ffmpeg",),
        extra="video",
    ),
}
VIDEO_ENCODERS: Registry[VideoEncoder] = Registry("encode", _ENTRIES)
