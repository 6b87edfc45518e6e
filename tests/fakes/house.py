"""A house with its desk and pages, on a folder of a test's own; nothing is fetched, nothing dials."""

from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from models.registry import EngineChoice
from pipelines.jobs.job import MainImageJob, Target
from pipelines.runs.process_runner import Crew
from studio.desk import Desk
from studio.form import helps
from studio.runners import open_runner
from studio.settings import Settings
from studio.uploads import Limits, Uploads
from studio.web.house import House
from studio.web.visitors import Visitors
from studio.words import Words


def house_in(folder: Path, visitors: Visitors | None = None, limits: Limits | None = None) -> House:
    """Return a house whose desk is not at work until it is opened."""
    settings = Settings(folder / "weights", folder / "cache", offline=True, journal=folder / "journal" / "j.sqlite3")
    library = folder / "library"
    library.mkdir(parents=True, exist_ok=True)
    words = Words.read().joined_by(helps())
    return House(
        Desk(settings, library, partial(open_runner, settings, Crew(1))),
        Uploads(library, limits),
        visitors or Visitors(),
        words,
    )


def photo_in(folder: Path, name: str = "box.png", seed: int = 0) -> Path:
    """Write a small photo of a box on a plain backdrop."""
    rng = np.random.default_rng(seed)
    pixels = rng.normal(228, 1.5, (1200, 1200, 3))
    pixels[300:900, 300:900] = rng.integers(20, 150, 3)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(path)
    return path


def main_image_of(photo: Path, out: Path, preset: str = "ebay") -> MainImageJob:
    """Return a job that needs no weights."""
    return MainImageJob(
        product=photo.stem,
        photos=(photo,),
        targets=(Target(preset=preset),),
        out=out,
        cutout=EngineChoice(name="backdrop"),
        insist=True,
    )
