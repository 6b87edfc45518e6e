"""How skin follows the lips.

The face is cut along the line where lips meet. What lies above follows the upper lip, what lies below follows the lower
lip and the chin. Each side's field goes on smoothly past the cut, so that it can be inverted there; outside the corners
of the mouth both agree.
"""

from dataclasses import dataclass

import numpy as np

from pipelines.stages.avatar.art.mouth import MouthShape
from pipelines.stages.avatar.photo.face_space import FaceSpace, Field, step
from pipelines.stages.avatar.photo.study import Studied
from pipelines.stages.face.mesh import CHIN, Points

MOST_OPEN = 0.185  # eye distances between the lips; more looks like shouting
SHOWN_TEETH = 0.045  # a photographed gap from which on teeth are seen in it
_OF_WIDTH = 0.5  # of the mouth's width: small mouths open less
REST_SMILE = 0.62  # of a shape while nothing is said: the photo's own expression
_UPPER_SHARE, _LOWER_SHARE = 0.18, 0.82  # of an opening: the jaw moves, the upper lip hardly
_MEETS = 0.35  # where between photographed lips apart they meet when they close, from the upper
_JAW = 0.80  # of what the lower lip falls the chin follows; beside it ever less, as a jaw turns about the ears
_PASSING = 0.3  # of a photographed gap, by which lips that close pass each other: no strip of teeth stays
_EDGES = 33  # points along a lip's inner edge


@dataclass(frozen=True)
class LipMove:
    """What lips do, in eye distances and shares.

    Attributes:
        up, down: how far the middle of the upper and the lower inner edge is from where lips meet.
        wide: factor on the mouth's width.
        press: positive draws red lips in, negative thrusts them forward.
        corners: how far they sink.
        purse: 1 keeps lips together beside the middle.
        closed: factor on what brings photographed lips together.
    """

    up: float
    down: float
    wide: float
    press: float
    corners: float
    purse: float
    closed: float


@dataclass(frozen=True, eq=False)
class LipField:
    """One side's displacement at some places, for any move; arrays of the places' shape.

    Attributes:
        aim, pursed: in v, for a lip that goes one eye distance: of an open mouth, and of a round one.
        closing: in v, what brings photographed lips together.
        width: in u, for a mouth twice as wide.
        corner: in v, for corners that sink by one eye distance.
        red: in v, for lips thrust forward.
    """

    lower: bool
    aim: Field
    pursed: Field
    closing: Field
    width: Field
    corner: Field
    red: Field

    def moved(self, move: LipMove) -> tuple[Field, Field]:
        """Return how far the places go, in u and v."""
        way = move.down if self.lower else -move.up
        aim = way * (self.aim + move.purse * (self.pursed - self.aim))
        down = aim + move.closed * self.closing + move.corners * self.corner - move.press * self.red
        return (move.wide - 1) * self.width, down


class LipFields:
    """The fields of one face."""

    def __init__(self, face: Studied, space: FaceSpace) -> None:
        upper, lower = space.local(face.lips.upper), space.local(face.lips.lower)
        self._u = np.maximum.accumulate(upper[:, 0])
        below = np.interp(self._u, np.maximum.accumulate(lower[:, 0]), lower[:, 1])
        gap = np.clip(below - upper[:, 1], 0, None)
        self.shows_teeth = bool(gap.max() > SHOWN_TEETH)
        self._gap = gap if self.shows_teeth else np.zeros_like(gap)
        self._meet = (upper[:, 1] + below) / 2 - (0.5 - _MEETS) * self._gap
        self._half = float(self._u[-1] - self._u[0]) / 2
        self._centre = float(self._u[-1] + self._u[0]) / 2
        self._chin = float(space.local(face.mesh.at(CHIN))[0, 1])
        self._smile = float(np.clip(self._meet[len(self._meet) // 2] - (self._meet[0] + self._meet[-1]) / 2, 0, 0.12))
        ends = self._centre + self._half * np.cos(np.linspace(np.pi, 0, _EDGES))
        apart = np.interp(ends, self._u, self._gap)
        self._edges = [
            (ends, self.meeting(ends) + share * apart, lower) for lower, share in ((False, -_MEETS), (True, 1 - _MEETS))
        ]
        self._edge_fields = [self.at(u, v, lower=lower) for u, v, lower in self._edges]

    def move(self, shape: MouthShape) -> LipMove:
        """Return what a shape asks of these lips; a photographed smile gives way to speech."""
        widest = min(MOST_OPEN, _OF_WIDTH * 2 * self._half)
        gap = widest * shape.open * (1 - shape.press) * (1 - 0.55 * shape.tuck) * (1 - 0.22 * shape.round)
        down = _LOWER_SHARE * gap * (1 - 0.8 * shape.tuck) - 0.004 * shape.tuck
        gives_way = self._smile * np.clip(0.30 * shape.open + 0.60 * shape.round, 0, 1)
        return LipMove(
            up=_UPPER_SHARE * gap + 0.016 * shape.tuck + 0.006 * shape.round,
            down=down,
            wide=1 + 0.07 * shape.spread - (0.28 + 0.8 * self._smile) * shape.round - 0.07 * min(1.0, shape.open),
            press=0.30 * shape.press - 0.34 * shape.round,
            purse=shape.round,
            closed=1 + _PASSING * float(1 - np.clip(gap / 0.05, 0, 1)),
            corners=0.16 * down + gives_way - 0.05 * (shape.smile - REST_SMILE) * (1 - 0.7 * shape.round),
        )

    def meeting(self, u: Field) -> Field:
        """Return v of the line where lips meet."""
        return np.interp(u, self._u, self._meet)

    def edges(self, move: LipMove) -> tuple[Points, Points]:
        """Return the inner edges of both lips after a move, (u, v) from left to right, shape (n, 2) each."""
        pair: list[Points] = []
        for (u, v, _), field in zip(self._edges, self._edge_fields, strict=True):
            du, dv = field.moved(move)
            pair.append(np.stack([u + du, v + dv], axis=1))
        return pair[0], pair[1]

    def at(self, u: Field, v: Field, *, lower: bool) -> LipField:
        """Return the field at places (u, v).

        Args:
            lower: as the lower lip and what hangs on it moves; else as the upper.
        """
        meet = self.meeting(u)
        x, profile = u - self._centre, np.cos(np.clip((u - self._centre) / self._half, -1, 1) * np.pi / 2) ** 1.1
        apart = np.interp(u, self._u, self._gap, left=0, right=0)
        if lower:
            far = step(np.maximum(0, v - meet), 0.05, 0.45)
            follows = 1 - step(v, self._chin - 0.05, self._chin + 0.42)
            jaw = _JAW * (1 - step(np.abs(x), 0.12, 0.92)) * far
            aim, pursed = ((shape * (1 - far) + jaw) * follows for shape in (profile, profile**2.2))
            closing = -(1 - _MEETS) * apart * (1 - far)
        else:
            near = np.exp(-((np.maximum(0, meet - v) / 0.15) ** 2))
            aim, pursed = near * profile, near * profile**2.2
            closing = _MEETS * apart * near
        y = v - meet
        return LipField(
            lower=lower,
            aim=aim,
            pursed=pursed,
            closing=closing,
            width=x * np.exp(-((x / 0.48) ** 2) - (y / 0.36) ** 2),
            corner=np.exp(-(((np.abs(x) - self._half) / 0.17) ** 2) - (y / 0.20) ** 2),
            red=y * np.exp(-((x / (1.1 * self._half)) ** 4) - (y / 0.13) ** 2),
        )
