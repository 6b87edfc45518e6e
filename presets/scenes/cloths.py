"""Cloth and what is made of it: laid on tables, hung, folded, rumpled."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from presets.scenes.fields import Length
from presets.scenes.thing import ThingBase


class ClothThing(ThingBase):
    """Cloth laid about the origin, in folds that fade out towards a flat place.

    Attributes:
        fold_cm: height of its folds.
        pitch_cm: from fold to fold, about.
        clear_cm: radius of the flat place; folds have their full height at twice that.
        drift_deg: direction in which folds run, counter-clockwise from x.
        rumple: whether the whole is puffed and creased, as a bed is, instead of laid in folds.
    """

    kind: Literal["cloth"] = "cloth"
    width_cm: Length = 170
    depth_cm: Length = 90
    fold_cm: Length = 1.8
    pitch_cm: Length = 16
    clear_cm: float = Field(default=11, ge=0)
    drift_deg: float = 25
    rumple: bool = False
    seed: int = Field(default=1, ge=0)


class CurtainThing(ThingBase):
    """Hanging cloth that faces the camera, gathered at the top, its folds opening downwards.

    Attributes:
        folds: across its width.
        deep_cm: of a fold, front to back.
        gather: how much narrower the folds' play is at the top, 0 to 1.
    """

    kind: Literal["curtain"] = "curtain"
    width_cm: Length = 160
    height_cm: Length = 120
    folds: int = Field(default=14, ge=1, le=120)
    deep_cm: Length = 5
    gather: float = Field(default=0.3, ge=0, le=1)
    seed: int = Field(default=1, ge=0)


class TowelsThing(ThingBase):
    """A pile of folded towels, their folds to the camera; colours go round.

    Attributes:
        thick_cm: of one folded towel.
        further_materials: of the second, third, ... towel from below.
    """

    kind: Literal["towels"] = "towels"
    count: int = Field(default=3, ge=1, le=12)
    width_cm: Length = 22
    depth_cm: Length = 15
    thick_cm: Length = 3.4
    further_materials: Annotated[tuple[str, ...], Field(max_length=12)] = ()
    seed: int = Field(default=1, ge=0)


Cloth: TypeAlias = ClothThing | CurtainThing | TowelsThing
