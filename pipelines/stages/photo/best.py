"""Which of a product's photos makes the best main image, and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.errors import NoProductError
from pipelines.stages.photo.framing import TOUCH_TOLERANCE, TRIMMED_SIDES, measure_framing
from pipelines.stages.photo.sharpness import measure_sharpness
from pipelines.values import Cutout, Photo

_NEARLY = 0.6  # of the best photo's merit: a front view this good sells better than a sharper side
_MOST_USEFUL_PX = 3000  # the largest canvas marketplaces advise; more pixels make no better picture


@dataclass(frozen=True)
class Candidate:
    """One photo's figures.

    Attributes:
        name: the photo's.
        touched_share: of the product's outline that lies on the photo's edge, in [0, 1].
        product_px: the product's long side.
        detail: distinct lines along the product (see `Sharpness`); None where it has no edge to measure,
            or is the only photo.
    """

    name: str
    touched_share: float
    product_px: int
    detail: float | None

    @property
    def is_whole(self) -> bool:
        return self.touched_share < TOUCH_TOLERANCE

    @property
    def is_called_front(self) -> bool:
        return bool({"front", "main", "hero"} & set(re.split(r"[^a-z]+", self.name.lower())))

    @property
    def merit(self) -> tuple[bool, float]:
        """Whole before cut; then detail by the root of the size, so that neither makes up for the other's want."""
        size = min(self.product_px, _MOST_USEFUL_PX)
        return self.is_whole, (self.detail if self.detail is not None else size / 4) * size**0.5


@dataclass(frozen=True)
class Choice:
    """The photo chosen, by its index, one sentence why, and all figures in the order given."""

    index: int
    reason: str
    candidates: tuple[Candidate, ...]


def choose_best(product: Sequence[tuple[Photo, Cutout]]) -> Choice:
    """Return which photo shows the product whole, large and sharp; a front view wins where it is nearly as good.

    Raises:
        NoProductError: no photo is given, or no product stands out in any.
    """
    compared = len(product) > 1
    measured = [_measure(photo, cutout, compared=compared) for photo, cutout in product]
    usable = [index for index, candidate in enumerate(measured) if candidate.product_px]
    if not usable:
        names = ", ".join(candidate.name for candidate in measured) or "no photo"
        raise NoProductError(f"No product stands out in {names}. Use a backdrop that differs from the product.")
    index = _front_of_equals(measured, max(usable, key=lambda i: (measured[i].merit, -i)))
    return Choice(index, _reason(measured[index], measured), tuple(measured))


def _front_of_equals(measured: Sequence[Candidate], best: int) -> int:
    """Return the photo its name calls the front, where it is whole and nearly as good as the best; else the best."""
    enough = _NEARLY * measured[best].merit[1]
    fronts = [i for i, c in enumerate(measured) if c.is_called_front and c.is_whole and c.merit[1] >= enough]
    return best if best in fronts or not fronts else fronts[0]


def _measure(photo: Photo, cutout: Cutout, *, compared: bool) -> Candidate:
    framing = measure_framing(cutout.matte)
    if framing is None:
        return Candidate(photo.name, 0.0, 0, None)
    sharpness = measure_sharpness(cutout.pixels, cutout.matte) if compared else None
    # A photo with its own matte may be trimmed to the product, on most sides at least: touching then cuts nothing.
    is_trimmed = photo.matte is not None and len(framing.touched_px) >= TRIMMED_SIDES
    touched = 0.0 if is_trimmed else framing.touched_share
    return Candidate(photo.name, touched, framing.long_side_px, sharpness.detail if sharpness else None)


def _reason(best: Candidate, all_of_them: Sequence[Candidate]) -> str:
    whole = "whole" if best.is_whole else f"cut by the photo's edge along {best.touched_share:.0%} of its outline"
    said = [whole, f"{best.product_px} px long"]
    count = len(all_of_them)
    if count > 1 and best.detail is not None and best.detail == max(other.detail or 0.0 for other in all_of_them):
        said.append(f"sharpest of {count}")
    elif count > 1 and best.product_px == max(other.product_px for other in all_of_them):
        said.append(f"largest of {count}")
    elif count > 1 and best.is_called_front:
        said.append(f"the front, and nearly the best of {count}")
    elif count > 1:
        said.append(f"best of {count} by wholeness, size and sharpness together")
    return f"{best.name}: {', '.join(said)}."
