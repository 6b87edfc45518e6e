"""A film before it is drawn: what is seen when."""

from dataclasses import dataclass

from presets.films.schema import TakeKind


@dataclass(frozen=True)
class Take:
    """A stretch of film between two cuts.

    Attributes:
        first, last: its first frame, and the one after its last.
        number: of takes before it; `turn`, of those of its kind that are no close-up of a part.
        part: the product seen closely: of which part; None for a picture that is no close-up.
    """

    kind: TakeKind
    first: int
    last: int
    number: int
    part: str | None = None
    turn: int = 0


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
