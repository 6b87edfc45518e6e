"""What every thing of a set has."""

from pydantic import Field

from presets.rule_base import Strict
from presets.scenes.fields import Point


class ThingBase(Strict):
    """A thing stands on its own origin and is turned, then set down at `at_cm`.

    Every field whose name is or ends with `material` or `materials` names materials of the set.

    Attributes:
        material: what it, or its main part, is made of.
        at_cm: where its origin stands.
        tilt_deg: first, about the x axis: 90 lays it on its back.
        roll_deg: then about the y axis, towards the right.
        turn_deg: then about the upright axis, counter-clockwise seen from above.
        scale: factor on all its lengths.
    """

    material: str = ""
    at_cm: Point = (0, 0, 0)
    tilt_deg: float = 0
    roll_deg: float = 0
    turn_deg: float = 0
    scale: float = Field(default=1, gt=0, le=100)

    def materials(self) -> list[tuple[str, str]]:
        """Return each material that it names, with the field that names it."""
        named: list[tuple[str, str]] = []
        for field in type(self).model_fields:
            if field.endswith("materials"):
                named += [(f"{field}.{index}", name) for index, name in enumerate(getattr(self, field))]
            elif field.endswith("material"):
                named.append((field, getattr(self, field)))
        return named
