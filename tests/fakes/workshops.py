"""Workbenches that a worker process can open, with a cutout engine that behaves as its photo's name says."""

import multiprocessing
import os
import signal
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from PIL import Image

from models.catalog import load_catalog
from models.registry import EngineChoice, Registry
from models.store import WeightsStore
from pipelines.cores import busy_threads
from pipelines.jobs.job import CutoutJob
from pipelines.jobs.workbench import Engine, EnginePool, Workbench
from pipelines.progress import Progress
from pipelines.stages.check.check_file import Instruments
from pipelines.stages.cutout.kept import CutoutStore
from pipelines.values import Cutout, Photo
from presets.library import load_presets
from tests.fakes.cutout_engines import CentreCutout


class AsNamed(CentreCutout):
    """`dies...` kills its process, `hangs...` never ends, `fails...` raises, `parents...` has a child, `slow...` takes
    its time in steps, `shares...` tells how many threads it may keep busy, `tells...` in which process it is done."""

    def cut(self, photo: Photo, progress: Progress) -> Cutout:
        _misbehave(photo.name)
        if photo.name.startswith("shares"):
            progress("share", busy_threads(), 999)
        if photo.name.startswith("tells"):
            progress("process", os.getpid(), 0)
            time.sleep(0.5)
        if photo.name.startswith("slow"):
            for step in range(600):
                progress("slow", step, 600)
                time.sleep(0.05)
        if photo.name.startswith("parents"):
            child = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(0.01,))
            child.start()
            child.join()
        return super().cut(photo, progress)


def _misbehave(name: str) -> None:
    if name.startswith("dies"):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("hangs"):
        time.sleep(600)
    if name.startswith("fails"):
        raise _OddError(1, 2)


class _OddError(Exception):
    """Cannot be made again from its own arguments, as errors of some libraries."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} is not {other}")


class _Pool(EnginePool):
    def open(self, registry: Registry[Engine], choice: EngineChoice) -> Engine:
        return AsNamed() if registry.capability == "cutout" else super().open(registry, choice)  # type: ignore[return-value]


@dataclass(frozen=True)
class Workshop:
    """Opens such a workbench, in this process or, pickled, in another."""

    folder: Path

    def __call__(self) -> Workbench:
        store = WeightsStore(self.folder / "weights", load_catalog(), offline=True)
        kept = CutoutStore(self.folder / "cache", 100_000_000)
        return Workbench(_Pool(store), load_presets(), kept, Instruments(date(2026, 11, 26)))


def cutout_job(folder: Path, name: str) -> CutoutJob:
    """Return the job of a small photo of this name, which is put into the folder."""
    path = folder / f"{name}.png"
    if not path.exists():
        rng = np.random.default_rng(sum(map(ord, name)))
        Image.fromarray(rng.integers(0, 255, (64, 64, 3), np.uint8)).save(path)
    return CutoutJob(product=name, photo=path, out=folder / "out")
