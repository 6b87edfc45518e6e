"""Photos shown as they are, a shop's rooms and a factory's benches: nothing is cut out of them, and nothing added."""

from pathlib import Path

from pipelines.errors import StudioError
from pipelines.film import Take
from pipelines.jobs.job import FilmWork
from pipelines.stages.film.backdrop import out_of_focus
from pipelines.stages.film.look import Look
from pipelines.stages.film.picture import LayeredPicture
from pipelines.stages.film.whole_photo import whole_photo
from pipelines.stages.photo.read import read_photo
from pipelines.values import Box, Photo, Rgb

PHOTOS = "photos"


class PhotoStage:
    """Shows a house's photos in the order they were given, each take the next one."""

    def __init__(self, job: FilmWork) -> None:
        """Read the photos; one that cannot be read is left out, and said.

        Raises:
            PhotoError: none can be.
        """
        self.notes: list[str] = []
        self._read: list[tuple[Path, Photo]] = []
        fault: StudioError | None = None
        for path in job.photos:
            try:
                self._read.append((path, read_photo(path)))
            except StudioError as error:
                fault = error
                self.notes.append(f"{path.name} is not shown. {error}")
        if fault is not None and not self._read:
            raise fault
        self.notes += [note for _, photo in self._read for note in photo.notes]
        self._made: dict[tuple[int, Box, tuple[int, int]], LayeredPicture] = {}

    @property
    def photos(self) -> tuple[Photo, ...]:
        """All that are shown, in their order."""
        return tuple(photo for _, photo in self._read)

    @property
    def main_photo(self) -> Path:
        """The first one's file."""
        return self._read[0][0]

    @property
    def scene(self) -> str:
        """`photos`."""
        return PHOTOS

    @property
    def place_key(self) -> str:
        """Nothing is made: the photos' own hashes tell all."""
        return PHOTOS

    def picture(self, look: Look, take: Take) -> LayeredPicture:
        """Return a take's photo; it fills its place, or stands whole before itself out of focus."""
        number = self._named(take.part)
        number = take.number % len(self._read) if number is None else number
        box = look.box(look.layout.take(take.kind).picture.area)
        key = (number, box, look.size)
        if key not in self._made:
            self._made[key] = whole_photo(self._read[number][1].pixels, (box.width, box.height))
        return self._made[key]

    def backdrop(self, look: Look) -> Rgb:
        """Return the first photo far out of focus."""
        return out_of_focus(self._read[0][1].pixels, look.size)

    def names_photo(self, part: str) -> bool:
        """Return whether a part is named as one of the photos is."""
        return self._named(part) is not None

    def _named(self, part: str | None) -> int | None:
        names = [path.stem.casefold() for path, _ in self._read]
        return next((n for n, name in enumerate(names) if part and part.casefold() in name), None)
