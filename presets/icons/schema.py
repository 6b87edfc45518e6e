"""Signs drawn with a pen, as data: a grid of 24 by 24, strokes of one breadth."""

import re
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from presets.rule_base import Strict
from presets.scenes.fields import Id

GRID = 24
_STEPS = {"M": 2, "L": 2, "C": 6, "O": 3, "Z": 0}
_TOKEN = re.compile(r"[MLCOZ]|-?\d+(?:\.\d+)?")


def _is_path(path: str) -> str:
    if re.sub(r"[\s,]", "", _TOKEN.sub("", path)):
        raise ValueError(f"'{path}': write steps M, L, C, Z or O with numbers")
    for step, numbers in steps_of(path):
        if len(numbers) != _STEPS[step]:
            raise ValueError(f"'{path}': {step} takes {_STEPS[step]} numbers, not {len(numbers)}")
        if any(not 0 <= number <= GRID for number in numbers):
            raise ValueError(f"'{path}': {step} leaves the grid of {GRID}")
    return path


Path: TypeAlias = Annotated[str, AfterValidator(_is_path)]
"""Absolute steps as in SVG: M and L a point, C a cubic curve, Z back to the start; O a circle's centre and radius."""


class Icon(Strict):
    """One sign; `terms` are those of the lexicon that it stands for."""

    id: Id
    terms: tuple[Id, ...] = ()
    strokes: tuple[Path, ...] = Field(min_length=1)


class IconSet(Strict):
    """All signs; `breadth` of their strokes, on the grid."""

    breadth: Annotated[float, Field(gt=0, le=4)]
    icons: tuple[Icon, ...]

    @model_validator(mode="after")
    def _each_once(self) -> "IconSet":
        for what, names in (
            ("id", [icon.id for icon in self.icons]),
            ("term", [term for icon in self.icons for term in icon.terms]),
        ):
            if twice := sorted({name for name in names if names.count(name) > 1}):
                raise ValueError(f"{what}: {', '.join(twice)} stands twice")
        return self

    def find(self, icon: str) -> Icon | None:
        """Return a sign by its id; None where there is none."""
        return next((own for own in self.icons if own.id == icon), None)

    def of_term(self, term: str) -> str:
        """Return the id of the sign for a term of the lexicon; empty where there is none."""
        return next((own.id for own in self.icons if term in own.terms), "")


def steps_of(path: str) -> list[tuple[str, list[float]]]:
    """Return a path's steps with their numbers."""
    steps: list[tuple[str, list[float]]] = []
    for token in _TOKEN.findall(path):
        if token in _STEPS:
            steps.append((token, []))
        elif steps:
            steps[-1][1].append(float(token))
    return steps
