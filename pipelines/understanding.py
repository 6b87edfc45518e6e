"""What a photo lets one suppose of a product: suggestions for a person, never facts."""

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """How something was found out."""

    MEASURED = "measured"
    READ = "read"  # on the product itself
    SUPPOSED = "supposed"  # by a network that sees pictures


@dataclass(frozen=True)
class Suggestion:
    """Something that may be a fact.

    Attributes:
        field: of the product's file: `colours`, `category`, `materials`; `label` for what is printed on it.
        value: an id of the lexicon, or the words that were read.
        share: of the product that shows it, in [0, 1]; 1 where it is no part.
    """

    field: str
    value: str
    how: How
    share: float = 1.0


@dataclass(frozen=True)
class Disagreement:
    """Where a photo contradicts a fact: a person decides which is wrong.

    Attributes:
        address: of the fact.
        said, seen: what the file says, and what the photo shows.
    """

    address: str
    said: str
    seen: str


@dataclass(frozen=True)
class Understanding:
    """All that was found in one photo.

    Attributes:
        aspect: height of the product by its width, as the photo shows it.
    """

    suggestions: tuple[Suggestion, ...]
    aspect: float

    def of(self, field: str) -> tuple[Suggestion, ...]:
        """Return what is suggested for a field, the surest first."""
        return tuple(one for one in self.suggestions if one.field == field)
