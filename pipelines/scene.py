"""Everything in a picture but the product."""

from dataclasses import dataclass

import numpy as np

from pipelines.channels import darkest
from pipelines.values import Box, Linear, Mask, Matte


@dataclass(frozen=True)
class Painted:
    """What a network made of the scene, for receipts and provenance; the product is never among it.

    Attributes:
        model: catalogue id of the weights.
        revision: the commit of them.
        seed: the one that was kept.
        rejected: seed by seed, why those before it were not.
        loading: how the weights lay in memory.
        prompt: what the network was told.
    """

    model: str
    revision: str
    seed: int
    rejected: tuple[str, ...] = ()
    loading: str = ""
    prompt: str = ""


@dataclass(frozen=True, eq=False)
class Scene:
    """A rendered surrounding in layers, all of the shot's canvas.

    Attributes:
        plate: the empty place, display-linear light of shape (height, width, 3); it may be a broadcast single colour.
        shadow: share of the plate's light that still arrives, [0, 1], shape (height, width), or (height, width, 3)
            where it is coloured; 1 where no shadow falls.
        reflection: how much of `mirrored` shows over the ground, [0, 1], or None.
        mirrored: the product as the ground mirrors it, linear light of shape (height, width, 3), or None.
        gain: light of the place on the product, a factor on its linear light, of the shape of the shot's `place`
            (rows, columns, 3); None leaves the photograph's bytes as they are.
        painted: set where a network painted the scene; None where all of it was rendered.
        notes: what rendering had to decide, for the person.
    """

    plate: Linear
    shadow: Matte | Linear | None = None
    reflection: Matte | None = None
    mirrored: Linear | None = None
    gain: Linear | None = None
    painted: Painted | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.plate.ndim != 3 or self.plate.shape[2] != 3:
            raise ValueError(f"A plate has the shape (height, width, 3), not {self.plate.shape}.")
        for name, layer in (("shadow", self.shadow), ("reflection", self.reflection)):
            if layer is not None and layer.shape not in (self.plate.shape[:2], self.plate.shape):
                raise ValueError(f"A {name} of {layer.shape} does not fit a plate of {self.plate.shape}.")
        if (self.reflection is None) != (self.mirrored is None):
            raise ValueError("A reflection needs the mirrored product, and the other way round.")

    def part(self, box: Box) -> "Scene":
        """Return what of the layers lies in a box of the canvas, without the light on the product."""
        shadow, reflection, mirrored = (
            None if layer is None else layer[box.slices] for layer in (self.shadow, self.reflection, self.mirrored)
        )
        return Scene(self.plate[box.slices], shadow, reflection, mirrored)

    def is_bare(self) -> Mask:
        """Return where nothing falls on the plate, shape (height, width)."""
        bare = np.ones(self.plate.shape[:2], np.bool_)
        if self.shadow is not None:
            bare &= (self.shadow if self.shadow.ndim == 2 else darkest(self.shadow)) >= 1
        if self.reflection is not None:
            bare &= self.reflection <= 0
        return bare

    def light(self, where: Mask) -> Linear:
        """Return the layers put together at `where`, linear light of shape (pixels, 3)."""
        light = self.plate[where]
        if self.shadow is not None:
            share = self.shadow[where]
            light = light * (share if share.ndim == 2 else share[:, None])
        if self.reflection is not None and self.mirrored is not None:
            share = self.reflection[where][:, None]
            light = light * (1 - share) + self.mirrored[where] * share
        return np.asarray(light, np.float32)
