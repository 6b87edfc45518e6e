"""A folder whose new photos become rows of a plan, once each has arrived whole."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipelines.stages.photo.gather import Grouping, gather
from studio.plan_table import Row

_LOOK_SECONDS = 1.0
_Seen = tuple[int, int]


class HotFolder:
    """Looks at a folder; a photo counts as arrived when its size and time stay the same from one look to the next."""

    def __init__(self, folder: Path, leave_out: Path, pause: Callable[[float], None] = time.sleep) -> None:
        self._folder = folder
        self._leave_out = leave_out
        self._pause = pause
        self._before: dict[Path, _Seen] = {}
        self._taken: dict[Path, _Seen] = {}

    def arrivals(self) -> Iterator[Sequence[Row]]:
        """Yield what has arrived since the last time, for as long as the caller asks; a changed photo arrives anew."""
        while True:
            if rows := self.look():
                yield rows
            self._pause(_LOOK_SECONDS)

    def look(self) -> Sequence[Row]:
        """Return a row for each photo that has arrived."""
        found = {path: seen for path in self._photos() if (seen := _seen(path))}
        arrived = [path for path, seen in found.items() if self._before.get(path) == seen != self._taken.get(path)]
        self._before = found
        self._taken |= {path: found[path] for path in arrived}
        return [Row(number, {"photos": str(path.absolute())}, self._folder) for number, path in enumerate(arrived, 1)]

    def _photos(self) -> list[Path]:
        products = gather((self._folder,), Grouping.PHOTO, leave_out=self._leave_out).products
        return [path for product in products for path in product.paths]


def _seen(path: Path) -> _Seen | None:
    try:
        stat = path.stat()
    except OSError:  # it went away again
        return None
    return stat.st_size, stat.st_mtime_ns
