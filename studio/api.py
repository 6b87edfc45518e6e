"""The studio from Python: the same jobs as the command line's, in a few lines.

from studio.api import Studio

studio = Studio()
made = studio.main_images("mug.jpg", presets=["amazon-us", "ebay"], out="out")
for image in made.images:
    print(image.publication.path, image.report.passed)
studio.lifestyle("mug.jpg", presets=["amazon-us"], out="out", scenes=("oak-window",), height_cm=9.5, count=4)
"""

from collections.abc import Sequence
from pathlib import Path

from pipelines.jobs.job import LifestyleJob, MainImageJob, Target
from pipelines.jobs.lifestyle_work import LifestylePictures, make_lifestyle
from pipelines.jobs.main_image_work import MainImages, make_main_images
from pipelines.progress import Progress, silent
from pipelines.stages.check.check_file import check_file
from pipelines.stages.check.finding import Report
from pipelines.stages.cutout.touchup import Touchup
from pipelines.stages.photo.gather import Grouping, gather
from pipelines.stages.photo.read import read_photo
from pipelines.values import Cutout
from studio.bench import open_workbench, settle_engine
from studio.settings import Settings


class Studio:
    """One workbench, kept open: engines, presets and kept cutouts are shared by all calls."""

    def __init__(self, settings: Settings | None = None, cutout: str = "auto") -> None:
        """Settle the cutout engine, fetching its weights where they lack.

        Raises:
            ModelsError, PresetError: see their words.
        """
        settings = settings or Settings.from_environment()
        self.bench = open_workbench(settings)
        self.engine = settle_engine(settings, cutout)

    def main_images(
        self, *photos: str | Path, presets: Sequence[str], out: str | Path, progress: Progress = silent
    ) -> MainImages:
        """Make one product's main images from its photos; the best photo is chosen.

        Raises:
            StudioError: see its words.
        """
        paths = tuple(Path(photo) for photo in photos)
        (product,) = gather(paths, Grouping.ALL).products
        targets = tuple(Target(preset=preset) for preset in presets)
        job = MainImageJob(
            product=product.name, photos=product.paths, targets=targets, out=Path(out), cutout=self.engine
        )
        return make_main_images(job, self.bench, progress)

    def lifestyle(
        self,
        *photos: str | Path,
        presets: Sequence[str],
        out: str | Path,
        slot: str = "lifestyle",
        progress: Progress = silent,
        **place: object,
    ) -> LifestylePictures:
        """Put one product into a place: scenes=("oak-window",), height_cm=9.5, count=4, seed=7, palette="sage", ...

        Args:
            place: fields of `LifestyleJob`; see there.

        Raises:
            StudioError: see its words.
            ValueError: a field that a job does not have, or a value out of its bounds.
        """
        (product,) = gather(tuple(Path(photo) for photo in photos), Grouping.ALL).products
        targets = tuple(Target(preset=preset, slot=slot) for preset in presets)
        fields = {"product": product.name, "photos": product.paths, "targets": targets, "out": Path(out)}
        job = LifestyleJob.model_validate({**fields, "cutout": self.engine, **place})
        return make_lifestyle(job, self.bench, progress)

    def cutout(self, photo: str | Path, touchup: Touchup | None = None, progress: Progress = silent) -> Cutout:
        """Return a photo's cutout: pixels, matte and clean foreground as arrays."""
        return self.bench.cut(read_photo(Path(photo)), self.engine, touchup or Touchup(), progress)

    def check(self, picture: str | Path, preset: str, slot: str = "main") -> Report:
        """Check any finished picture against a marketplace's slot."""
        return check_file(Path(picture), self.bench.presets.slot(preset, slot), self.bench.instruments)
