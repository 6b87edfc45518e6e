"""What a text claims of a product, and the fact behind each claim."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a claim is about."""

    MEASURE = "measure"  # a number with a unit
    PRICE = "price"
    PERCENT = "percent"
    NUMBER = "number"  # a count, a model, a year
    MATERIAL = "material"
    COLOUR = "colour"
    FEATURE = "feature"  # what it can or stands, and how it is cared for
    CERTIFICATE = "certificate"
    SUPERLATIVE = "superlative"
    MEDICAL = "medical"
    GREEN = "green"
    ORIGIN = "origin"
    WARRANTY = "warranty"
    FORBIDDEN = "forbidden"  # what the seller's own facts rule out


@dataclass(frozen=True)
class Claim:
    """One claim.

    Attributes:
        span: where it stands in the text, from and to.
        fact: the address of what proves it: `measures.height`; None where nothing does.
        why: a sentence for a person where nothing does; empty elsewhere.
    """

    span: tuple[int, int]
    kind: Kind
    text: str
    fact: str | None
    why: str = ""


@dataclass(frozen=True)
class Trace:
    """All claims of a text, in order.

    Attributes:
        untold: facts that prove a claim of it, yet its writer did not declare.
        unknown: facts its writer declared that the product does not have.
    """

    text: str
    language: str
    claims: tuple[Claim, ...]
    untold: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def unproven(self) -> tuple[Claim, ...]:
        """Claims without a fact."""
        return tuple(claim for claim in self.claims if claim.fact is None)

    @property
    def proofs(self) -> tuple[tuple[str, str], ...]:
        """Claims that have a fact, each with its address, each pair once."""
        return tuple(dict.fromkeys((claim.text, claim.fact) for claim in self.claims if claim.fact is not None))

    @property
    def facts(self) -> tuple[str, ...]:
        """Addresses of all facts that prove a claim of it, each once."""
        return tuple(dict.fromkeys(claim.fact for claim in self.claims if claim.fact is not None))
