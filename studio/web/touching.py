"""Touching up a cutout that is there: its photo and its matte as pictures to draw on, and the job made again."""

import io
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipelines.errors import PhotoError
from pipelines.jobs.job import Job, WordsJob
from pipelines.jobs.made import MadePictures
from pipelines.jobs.workbench import Workbench
from pipelines.progress import silent
from pipelines.runs.entry import Entry
from pipelines.stages.cutout.touchup import Stroke, Touchup
from pipelines.stages.photo.read import read_photo

_LONG_PX = 1600
_TINT = (232, 75, 60)
_TINT_ALPHA = 0.5

_NO_PHOTO = "There is no photo in words that could be touched up."


class Layer(StrEnum):
    """What is drawn on: the photo, and over it a tint where the matte has backdrop."""

    PHOTO = "photo"
    MATTE = "matte"


def touchup_layer(bench: Workbench, entry: Entry, layer: Layer) -> bytes:
    """Return a layer of the photo a job used as PNG, at most 1600 pixels long.

    Raises:
        PhotoError: the job made no pictures, or its photo cannot be read any more.
    """
    photo = read_photo(photo_of(entry))
    if layer is Layer.PHOTO:
        shown = Image.fromarray(photo.pixels)
    else:
        job = entry.job
        if isinstance(job, WordsJob):
            raise PhotoError(_NO_PHOTO)
        cutout = bench.cut(photo, job.cutout, job.touchup, silent)
        alpha = np.rint((1 - cutout.matte) * 255 * _TINT_ALPHA).astype(np.uint8)
        tint = np.full((*alpha.shape, 3), _TINT, np.uint8)
        shown = Image.fromarray(np.dstack([tint, alpha]))
    shown.thumbnail((_LONG_PX, _LONG_PX), Image.Resampling.BILINEAR)
    buffer = io.BytesIO()
    shown.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


class DrawnStroke(BaseModel):
    """A brush's path and half its width, in shares of the photo's width."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    points: tuple[tuple[float, float], ...] = Field(min_length=1, max_length=20_000)
    radius: float = Field(gt=0, le=0.5)

    def on(self, width_px: int) -> Stroke:
        """Return the stroke in the pixels of a photo of this width."""
        points = tuple((x * width_px, y * width_px) for x, y in self.points)
        return Stroke(points=points, radius_px=self.radius * width_px)


class Drawn(BaseModel):
    """What a person drew on a cutout."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    keep: tuple[DrawnStroke, ...] = Field(default=(), max_length=500)
    drop: tuple[DrawnStroke, ...] = Field(default=(), max_length=500)
    edge_shift_px: float = Field(default=0.0, ge=-50, le=50)


def touched(entry: Entry, drawn: Any) -> Job:
    """Return a job like an entry's, on the photo that was used, with what was drawn added to its touch-up.

    Raises:
        PhotoError: what was drawn is no touch-up, or there is no photo it can be on.
    """
    job, photo = entry.job, photo_of(entry)
    if isinstance(job, WordsJob):
        raise PhotoError(_NO_PHOTO)
    width = read_photo(photo).pixels.shape[1]
    try:
        more, before = Drawn.model_validate(drawn), job.touchup
        touchup = Touchup(
            box=before.box,
            keep=(*before.keep, *(stroke.on(width) for stroke in more.keep)),
            drop=(*before.drop, *(stroke.on(width) for stroke in more.drop)),
            edge_shift_px=before.edge_shift_px + more.edge_shift_px,
        )
    except ValidationError as error:
        raise PhotoError(f"This is no touch-up: {error.errors()[0]['msg']}.") from error
    return job.model_copy(update={"touchup": touchup, "choose": photo})


def photo_of(entry: Entry) -> Path:
    """Return the photo that a job used.

    Raises:
        PhotoError: it made no pictures.
    """
    for result in entry.results:
        if isinstance(result, MadePictures):
            return result.photo
    raise PhotoError("There is no picture of this to touch up.")
