"""A thing on its way to the tracer: shapes, each in one material of the set."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.stages.raytrace.mesh import Mesh, Strands


@dataclass(frozen=True)
class Part:
    """One shape in one material.

    Attributes:
        shape: its texture coordinates are centimetres on the surface, so that textures are true to scale.
        material: name of one of the set's materials.
        facets: whether its triangles are shown flat.
    """

    shape: Mesh | Strands
    material: str
    facets: bool = False

    def moved(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> "Part":
        """Return the part shifted by centimetres."""
        return replace(self, shape=self.shape.moved(x, y, z))

    def turned(self, axis: str, degrees: float) -> "Part":
        """Return the part rotated about one axis through the origin."""
        return replace(self, shape=self.shape.turned(axis, degrees))

    def scaled(self, factor: float) -> "Part":
        """Return the part scaled about the origin, its texture still true to scale."""
        shape = self.shape.scaled(factor)
        return replace(self, shape=shape.tiled(factor) if isinstance(shape, Mesh) else shape)


Parts = Sequence[Part]
