"""What a film shows: one product cut out and placed, or photos as they are."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from pipelines.film import Take
from pipelines.jobs.film_stage import FilmStage
from pipelines.jobs.job import FilmWork
from pipelines.jobs.photo_stage import PHOTOS, PhotoStage
from pipelines.jobs.workbench import Workbench
from pipelines.progress import Progress
from pipelines.stages.film.look import Look
from pipelines.stages.film.picture import LayeredPicture
from pipelines.values import Photo, Rgb


class Stage(Protocol):
    """Makes a film's pictures, each once, for all languages that are read the same way.

    Attributes:
        notes: what a person should know of photos and place.
    """

    @property
    def notes(self) -> Sequence[str]: ...

    @property
    def photos(self) -> tuple[Photo, ...]:
        """All that are shown, the main one first."""
        ...

    @property
    def main_photo(self) -> Path:
        """The main one's file."""
        ...

    @property
    def scene(self) -> str:
        """The place's id, `plain`, or `photos`."""
        ...

    @property
    def place_key(self) -> str:
        """All that the place is made of."""
        ...

    def picture(self, look: Look, take: Take) -> LayeredPicture:
        """Return what a take shows, as large as its place in the layout."""
        ...

    def backdrop(self, look: Look) -> Rgb:
        """Return what is behind cards and presenter."""
        ...

    def names_photo(self, part: str) -> bool:
        """Return whether a part is named as one of the photos is."""
        ...


def stage_of(job: FilmWork, bench: Workbench, progress: Progress) -> Stage:
    """Return what a job's films show.

    Raises:
        StudioError, PresetError: as `FilmStage` and `PhotoStage`.
    """
    return PhotoStage(job) if job.scene == PHOTOS else FilmStage(job, bench, progress)
