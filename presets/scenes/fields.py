"""The kinds of value that every part of a set is described with."""

from typing import Annotated, TypeAlias

from pydantic import Field

Point: TypeAlias = tuple[float, float, float]
Colour: TypeAlias = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Id: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Length: TypeAlias = Annotated[float, Field(gt=0, le=10_000)]
Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]
