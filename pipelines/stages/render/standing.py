"""Solids of products that stand or hang: level slices, upright ones turned to the light, beads for handles."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipelines.stages.render.beam import Cell, Occluder, Vector
from pipelines.stages.render.body import Body, body_of
from pipelines.stages.render.cards import Card, Stencil, stencil
from pipelines.stages.render.discs import Disc, DiscStack
from pipelines.stages.render.rounds import Beads
from pipelines.stages.render.upright import UP, Upright

_TURNED = (0.0, 0.5, 0.85)  # of the widest half width: where upright slices stand, before and behind the axis
_LOW = 0.3  # sine of the elevation below which light passes between level slices
_DISCS, _DISCS_OF_A_DOME = 18, 8
_HOLLOW = 0.8  # share of a row that must be product for its slice to be solid


@dataclass(frozen=True, eq=False)
class StandingSolid:
    """A body of elliptical cross-sections about its axis, and parts off the axis as beads.

    Attributes:
        upright: the silhouette.
        grounded: whether it goes down to the ground; what hangs does not.
    """

    upright: Upright
    grounded: bool = True

    def facing(self, cell: Cell) -> Sequence[Occluder]:
        """Return level slices and the upright one through the axis, or upright ones alone for light from low down."""
        is_panel = cell.at_cm is not None
        slices = _TURNED if float(cell.way[2]) < _LOW else (0.0,)
        discs = [] if float(cell.way[2]) < _LOW else self._discs if is_panel else self._few_discs
        rest = self._beads if is_panel else self._rest_card
        return [*self._turned(cell, slices), *discs, *rest]

    @cached_property
    def _body(self) -> Body:
        return body_of(self.upright)

    @cached_property
    def _stencils(self) -> dict[float, Stencil]:
        body = self._body
        return {
            offset: stencil(body.slice_at(offset), (body.axis, float(len(body.shape))), grounded=self.grounded)
            for offset in _TURNED
        }

    def _turned(self, cell: Cell, offsets: Sequence[float]) -> list[Card]:
        upright = self.upright
        flat = cell.way[:2] / max(float(np.linalg.norm(cell.way[:2])), 1e-6)
        along_right, along_away = float(flat @ upright.across[:2]), float(flat @ upright.away[:2])
        thick = self._half_axis(abs(along_right), abs(along_away))
        wide = max(self._half_axis(abs(along_away), abs(along_right)), 0.08)
        turned = np.array([-flat[1], flat[0], 0], np.float32)
        turned = turned if along_away <= 0 else -turned
        if upright.squareness > 2 and len(offsets) == 1:  # level slices do the rest; turned, it would stick out
            turned, wide = upright.across, 1.0
        side = upright.texel_cm
        cards: list[Card] = []
        for offset in offsets:
            for sign in (-1, 1) if offset else (1,):
                at = self._axis_cm.copy()
                at[:2] += flat * np.float32(sign * offset * self._body.widest * thick * side)
                cards.append(Card(self._stencils[offset], at, turned, UP, (side * wide, side)))
        return cards

    def _half_axis(self, right: float, away: float) -> float:
        """Return how far a cross-section of half axes 1 and `depth` reaches in a direction (support of its norm)."""
        dual = self.upright.squareness / (self.upright.squareness - 1)
        return float((right**dual + (self.upright.depth * away) ** dual) ** (1 / dual))

    @cached_property
    def _axis_cm(self) -> Vector:
        return self._point(self._body.axis, float(len(self._body.shape)))

    def _point(self, column: float, row: float) -> Vector:
        """Return where a texel of the silhouette is in space."""
        upright = self.upright
        right = np.float32((column - upright.axis_column) * upright.texel_cm)
        high = np.float32((len(upright.shape) - row) * upright.texel_cm)
        return np.asarray(upright.foot_cm + upright.across * right + UP * high, np.float32)

    @cached_property
    def _discs(self) -> list[DiscStack]:
        return self._levels(_DISCS)

    @cached_property
    def _few_discs(self) -> list[DiscStack]:
        return self._levels(_DISCS_OF_A_DOME)

    def _levels(self, count: int) -> list[DiscStack]:
        body, upright = self._body, self.upright
        rows = np.flatnonzero((body.half_widths > 1) & (body.fill > _HOLLOW))
        if not len(rows):
            return []
        chosen = np.unique(np.linspace(rows[0], rows[-1], count).astype(int))
        discs: list[Disc] = []
        for row in np.intersect1d(chosen, rows):
            half = float(body.half_widths[row]) * upright.texel_cm
            centre = self._point(float(body.centres[row]), row + 0.5)
            halves = half, body.depth_at(int(row)) * upright.texel_cm
            discs.append(Disc(centre, upright.across, halves, upright.squareness))
        return [DiscStack(discs)] if discs else []

    @cached_property
    def _beads(self) -> list[Occluder]:
        """Beads along handles and spouts; a card of what is too fine or too much for them."""
        side = self.upright.texel_cm
        beads = self._body.beads
        if beads is None:
            return list(self._rest_card)
        if not beads:
            return []
        middles = np.stack([self._point(column, row) for column, row, _ in beads])
        return [Beads(middles, np.array([radius for _, _, radius in beads], np.float32) * np.float32(side))]

    @cached_property
    def _rest_card(self) -> list[Card]:
        rest = self._body.rest
        if rest is None:
            return []
        upright = self.upright
        shape = stencil(rest, (upright.axis_column, float(len(rest))), grounded=self.grounded)
        return [Card(shape, upright.foot_cm, upright.across, UP, (upright.texel_cm, upright.texel_cm))]
