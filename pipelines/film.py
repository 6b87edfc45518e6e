"""A film before it is drawn: who says what over which pictures, and what is written on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from presets.films.schema import TakeKind


class Facts(BaseModel):
    """What a film may write on the screen of a product, in one language; nothing else is claimed.

    Attributes:
        name, size, price: as they are to be read.
        lines: its points, a few words each.
        action: the call to act; absent for the language's usual one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = ""
    size: str = ""
    price: str = ""
    lines: tuple[str, ...] = Field(default=(), max_length=4)
    action: str | None = None


@dataclass(frozen=True)
class Take:
    """A stretch of film between two cuts.

    Attributes:
        first, last: its first frame, and the one after its last.
        number: of takes before it.
        part: the product seen closely: of which part; None for a picture that is no close-up.
    """

    kind: TakeKind
    first: int
    last: int
    number: int
    part: str | None = None


@dataclass(frozen=True)
class Figure:
    """A number, or a part's name, on the screen from one frame up to, not including, another."""

    text: str
    first: int
    last: int


@dataclass(frozen=True)
class Cut:
    """A film's takes, which follow one another without a gap, and the figures over them."""

    takes: tuple[Take, ...]
    figures: tuple[Figure, ...] = ()

    def __post_init__(self) -> None:
        edges = [0, *(take.last for take in self.takes)]
        if not self.takes or any(take.first != edge for take, edge in zip(self.takes, edges, strict=False)):
            raise ValueError("Takes follow one another from frame 0 on.")
        if any(take.last <= take.first for take in self.takes):
            raise ValueError("A take has frames.")

    @property
    def count(self) -> int:
        """Frames of the film."""
        return self.takes[-1].last

    def take(self, number: int) -> Take:
        """Return the take of a frame."""
        return next(take for take in self.takes if number < take.last)


FactsByLanguage = Mapping[str, Facts]
