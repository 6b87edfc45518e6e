"""A product worn, held or turned: seeds until one passes the identity gate. Never for main images."""

from dataclasses import dataclass

from pipelines.errors import PlanError, StudioError
from pipelines.progress import Progress
from pipelines.stages.check.reader import TextReader
from pipelines.stages.edit.engine import EditEngine
from pipelines.stages.edit.identity_gate import Likeness, judge_identity
from pipelines.values import Cutout, Rgb
from presets.schema import Role


class ChangedProductError(StudioError):
    """Every edited picture changed the product."""


@dataclass(frozen=True, eq=False)
class Edited:
    """A picture in which a network redrew the product, and the proof that it is still the same one."""

    picture: Rgb
    seed: int
    likeness: Likeness
    rejected: tuple[str, ...]


@dataclass(frozen=True)
class EditWish:
    """What is asked for.

    Attributes:
        words: the instruction.
        role: of the slot the picture is for.
        seed: the first that is tried.
        budget: how many seeds are tried.
    """

    words: str
    role: Role
    seed: int = 0
    budget: int = 4


def edit_product(cutout: Cutout, wish: EditWish, engine: EditEngine, reader: TextReader, progress: Progress) -> Edited:
    """Return the first edited picture whose product is the photographed one.

    Raises:
        PlanError: the slot is a main image's, whose product is only ever photographed.
        ChangedProductError: no picture passed within the budget.
    """
    if wish.role is Role.MAIN:
        raise PlanError("A main image shows the photographed product itself; edits are for the other pictures.")
    rejected: tuple[str, ...] = ()
    for seed in range(wish.seed, wish.seed + wish.budget):
        picture = engine.edit(cutout.pixels, wish.words, seed, progress)
        likeness = judge_identity(cutout.pixels, cutout.matte, picture, reader)
        if likeness.reason is None:
            return Edited(picture, seed, likeness, rejected)
        rejected = (*rejected, f"seed {seed}: {likeness.reason}")
    raise ChangedProductError(
        f"None of {wish.budget} edits kept the product ({'; '.join(rejected)}). Ask for less, or choose a scene."
    )
