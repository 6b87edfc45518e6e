"""A portrait ready to be posed: for each frame, a map that says which place of the photo is seen where."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.footage import Frame, Rgba
from pipelines.stages.avatar.art.mouth import MouthShape
from pipelines.stages.avatar.layering import covered
from pipelines.stages.avatar.photo.face_space import FaceSpace, Field, space_of
from pipelines.stages.avatar.photo.lids import Lid
from pipelines.stages.avatar.photo.lip_fields import LipField, LipFields, LipMove
from pipelines.stages.avatar.photo.mouth_inside import MouthInside
from pipelines.stages.avatar.photo.placing import Placed
from pipelines.stages.avatar.photo.study import Studied
from pipelines.stages.avatar.photo.sway import Grid, Sway
from pipelines.stages.avatar.posing import Pose
from pipelines.stages.face.mesh import (
    LEFT_BROW,
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    RIGHT_BROW,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    FaceMesh,
    Points,
)
from pipelines.values import Box, Size

_ROUNDS = 4  # of inverting the lips' fields
_BROW_LIFT = 0.030  # eye distances at the most raised
_HEAD = (-2.3, -3.7, 2.3, 1.45)  # left, top, right, bottom of what moves with the head, in face space
_JAW = (-0.9, -0.3, 0.9, 1.0)  # of what moves with the lower lip
_STRAYS = 0.2  # eye distances by which an eye is off its place when the head moves
_EXACT = 4  # bits of a pixel's fraction for outlines


@dataclass(frozen=True, eq=False)
class _Maps:
    """Where what is seen lay before the head moved, and after lips are undone too: x and y on the grid."""

    head: tuple[Field, Field]
    upper: tuple[Field, Field]
    lower: tuple[Field, Field]


class TalkingPhoto:
    """One portrait at one size."""

    def __init__(self, placed: Placed, size: Size, *, mirrored: bool = False) -> None:
        self._placed, self._mirrored = placed, mirrored
        mesh = placed.face.mesh
        self._space = space_of(mesh)
        whole = Box(0, 0, *size)
        self._still = self._seen(*_pixels(whole))
        self._part = _cut(whole, covered(self._still) or (0, 0, *size), 0)
        self._head = _cut(self._part, _around(self._space, _HEAD), 2)
        self._jaw = _cut(self._head, _around(self._space, _JAW), 2)
        spacing = max(2, round(self._space.unit / 40))
        self._grid = _grid(self._head, spacing)
        self._sway = Sway(self._grid, self._space)
        self._fields = LipFields(placed.face, self._space)
        u, v = self._space.of(self._grid.x, self._grid.y)
        self._upper, self._lower = (self._fields.at(u, v, lower=lower) for lower in (False, True))
        self._brow = _brows(mesh, self._space, u, v)
        self._lids = _lids(placed.face, self._space)
        picture = np.ascontiguousarray(self._still[..., :3])
        self._inside = MouthInside(picture, placed.face, self._space, self._fields)

    def frame(self, pose: Pose) -> Frame:
        """Return the person in a pose."""
        move = self._fields.move(pose.mouth)
        offset = self._sway.offset(pose.head)
        maps = self._maps(offset, move, pose.look.brow)
        canvas = self._still[self._part.slices].copy()
        head = canvas[_within(self._head, self._part).slices]
        head[:] = self._seen(*(_fine(side, self._grid.spacing, self._head) for side in maps.upper))
        self._lay_lids(canvas, maps, pose.look.lid)
        self._lay_jaw(canvas, maps, offset, move)
        self._lay_inside(canvas, maps, offset, (move, pose.mouth))
        return self._framed(canvas)

    @property
    def still(self) -> Rgba:
        """The portrait as it lies in the frame, unmoved: colours multiplied by alpha; a copy."""
        return self._still.copy()

    def carried(self, still: Rgba, pose: Pose) -> Frame:
        """Return the person in a pose with a mouth drawn by others: only head, lids and brows move.

        Args:
            still: like `TalkingPhoto.still`, with another mouth.
        """
        offset = self._sway.offset(pose.head)
        head = (self._grid.x - offset[0], self._grid.y - offset[1])
        lifted = self._space.vectors(np.zeros_like(self._brow), -_BROW_LIFT * pose.look.brow * self._brow)
        seen = (head[0] - lifted[0], head[1] - lifted[1])
        canvas = still[self._part.slices].copy()
        x, y = (_fine(side, self._grid.spacing, self._head) for side in seen)
        canvas[_within(self._head, self._part).slices] = cv2.remap(still, x, y, cv2.INTER_LINEAR)
        self._lay_lids(canvas, _Maps(head, seen, seen), pose.look.lid)
        return self._framed(canvas)

    def _framed(self, canvas: Rgba) -> Frame:
        left = self._part.left
        if self._mirrored:
            canvas, left = canvas[:, ::-1], self._still.shape[1] - self._part.right
        return Frame(np.ascontiguousarray(canvas), left, self._part.top)

    def _maps(self, offset: tuple[Field, Field], move: LipMove, brow: float) -> _Maps:
        head = (self._grid.x - offset[0], self._grid.y - offset[1])
        lift = -_BROW_LIFT * brow * self._brow
        return _Maps(head, self._undone(head, self._upper, move, lift), self._undone(head, self._lower, move, lift))

    def _undone(self, head: tuple[Field, Field], field: LipField, move: LipMove, lift: Field) -> tuple[Field, Field]:
        """Return where places lay before the lips moved; `lift` is of the brows, in v."""
        across, down = field.moved(move)
        x, y = self._space.vectors(across, down + lift)
        seen = head
        for _ in range(_ROUNDS):
            seen = (head[0] - self._grid.sampled(x, *seen), head[1] - self._grid.sampled(y, *seen))
        return seen

    def _lay_lids(self, canvas: Rgba, maps: _Maps, shut: float) -> None:
        """Lay eyelids over the eyes, as far as they are shut."""
        if shut < 0.03:
            return
        for lid in self._lids:
            box = _cut(self._head, _around(self._space, lid.reach), round(_STRAYS * self._space.unit))
            x, y = (_fine(side, self._grid.spacing, box, self._head).astype(np.float64) for side in maps.upper)
            u, v = self._space.of(x, y)
            seen, above = lid.closed(u, v, shut)
            to_x, to_y = self._space.vectors(np.zeros_like(v), seen - v)
            mask = np.clip(above * self._space.unit + 0.5, 0, 1).astype(np.float32)
            picture = self._seen((x + to_x).astype(np.float32), (y + to_y).astype(np.float32))
            _mix(canvas[_within(box, self._part).slices], picture, mask)

    def _lay_jaw(self, canvas: Rgba, maps: _Maps, offset: tuple[Field, Field], move: LipMove) -> None:
        """Lay what follows the lower lip over the rest."""
        x, y = (_fine(side, self._grid.spacing, self._jaw, self._head) for side in maps.lower)
        upper, lower = self._fields.edges(move)
        seam = (upper + lower) / 2
        ends = np.array([[_JAW[0] - 1, seam[0, 1]], [_JAW[2] + 1, seam[-1, 1]]])
        line = np.concatenate([ends[:1], seam, ends[1:]])
        outline = np.concatenate([self._shown(line, offset), self._shown(ends[::-1] + np.array([0, 3.0]), offset)])
        mask = _filled(outline, self._jaw)
        _mix(canvas[_within(self._jaw, self._part).slices], self._seen(x, y), mask)

    def _lay_inside(
        self, canvas: Rgba, maps: _Maps, offset: tuple[Field, Field], lips: tuple[LipMove, MouthShape]
    ) -> None:
        """Lay what is behind the lips where they are apart."""
        edges = self._fields.edges(lips[0])
        gap = float((edges[1][:, 1] - edges[0][:, 1]).max()) * self._space.unit
        if gap < 0.4:
            return
        outline = self._shown(np.concatenate([edges[0], edges[1][-2:0:-1]]), offset)
        box = _cut(self._jaw, (*np.floor(outline.min(axis=0)), *np.ceil(outline.max(axis=0))), 2)
        x, y = (_fine(side, self._grid.spacing, box, self._head).astype(np.float64) for side in maps.head)
        colour = self._inside.paint(*self._space.of(x, y), edges, lips[1])
        inside = np.dstack([np.clip(colour, 0, 255), np.full(colour.shape[:2], 255, np.float32)])
        blur = max(0.5, 0.004 * self._space.unit)
        soft = np.asarray(cv2.GaussianBlur(_filled(outline, box), (0, 0), blur), np.float32)
        _mix(canvas[_within(box, self._part).slices], inside.astype(np.uint8), soft)

    def _shown(self, local: Points, offset: tuple[Field, Field]) -> Points:
        """Return the pixels at which places of the face are seen once the head has moved."""
        rest = self._space.pixels(local)
        shown = rest
        for _ in range(3):
            x, y = shown[:, :1], shown[:, 1:]
            shown = rest + np.hstack([self._grid.sampled(side, x, y) for side in offset])
        return shown

    def _seen(self, x: NDArray[np.float32], y: NDArray[np.float32]) -> Rgba:
        """Return the portrait at places of the frame."""
        placed = self._placed
        at_x = (x + np.float32(0.5 - placed.left)) * np.float32(placed.finer) - np.float32(0.5)
        at_y = (y + np.float32(0.5 - placed.top)) * np.float32(placed.finer) - np.float32(0.5)
        seen = cv2.remap(placed.texture, at_x, at_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        return np.asarray(seen, np.uint8)


def _mix(under: Rgba, over: Rgba, mask: NDArray[np.float32]) -> None:
    share = mask[..., None]
    under[:] = np.rint(under + (over.astype(np.float32) - under) * share).astype(np.uint8)


def _filled(outline: Points, box: Box) -> NDArray[np.float32]:
    """Return what an outline covers of a box, 0 to 1."""
    mask = np.zeros((box.height, box.width), np.uint8)
    points = np.rint((outline - [box.left, box.top]) * 2**_EXACT).astype(np.int32)
    cv2.fillPoly(mask, [points], 255, cv2.LINE_AA, _EXACT)
    return (mask / 255).astype(np.float32)


def _brows(mesh: FaceMesh, space: FaceSpace, u: Field, v: Field) -> Field:
    """1 on the brows, fading around them."""
    lifted = np.zeros_like(u)
    for brow in (LEFT_BROW, RIGHT_BROW):
        for point in space.local(mesh.at(*brow)):
            lifted = np.maximum(lifted, np.exp(-(((u - point[0]) / 0.16) ** 2) - ((v - point[1]) / 0.11) ** 2))
    return lifted


def _lids(face: Studied, space: FaceSpace) -> tuple[Lid, Lid]:
    lids: list[Lid] = []
    for eye, upper, lower in zip(
        face.eyes, (LEFT_UPPER_LID, RIGHT_UPPER_LID), (LEFT_LOWER_LID, RIGHT_LOWER_LID), strict=True
    ):
        above, below = (space.local(face.mesh.at(*numbers)) for numbers in (upper, lower))
        lids.append(Lid((above, space.local(eye.upper)), (below, space.local(eye.lower))))
    return lids[0], lids[1]


def _around(space: FaceSpace, reach: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom in pixels of a rectangle of the face space."""
    left, top, right, bottom = reach
    corners = space.pixels(np.array([[left, top], [right, top], [left, bottom], [right, bottom]]))
    return (*corners.min(axis=0), *corners.max(axis=0))


def _cut(outer: Box, edges: tuple[float, float, float, float], margin: int) -> Box:
    """Return a rectangle with a margin, within another; at least a pixel of it."""
    left = int(np.clip(edges[0] - margin, outer.left, outer.right - 1))
    top = int(np.clip(edges[1] - margin, outer.top, outer.bottom - 1))
    right = int(np.clip(np.ceil(edges[2]) + margin, left + 1, outer.right))
    return Box(left, top, right, int(np.clip(np.ceil(edges[3]) + margin, top + 1, outer.bottom)))


def _within(box: Box, outer: Box) -> Box:
    """Return a box as seen from another's corner."""
    left, top = outer.left, outer.top
    return Box(box.left - left, box.top - top, box.right - left, box.bottom - top)


def _pixels(box: Box) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    x = np.arange(box.left, box.right, dtype=np.float32)
    y = np.arange(box.top, box.bottom, dtype=np.float32)
    across, down = np.meshgrid(x, y)
    return across, down


def _grid(box: Box, spacing: int) -> Grid:
    x = box.left + np.arange(-(-box.width // spacing) + 1) * float(spacing)
    y = box.top + np.arange(-(-box.height // spacing) + 1) * float(spacing)
    across, down = np.meshgrid(x.astype(np.float64), y.astype(np.float64))
    return Grid(across, down, spacing)


def _fine(coarse: Field, spacing: int, box: Box, outer: Box | None = None) -> NDArray[np.float32]:
    """Linear between the places of a grid that begins at the corner of `outer`, at each pixel of `box`."""
    outer = outer or box
    left, top = (box.left - outer.left) / spacing, (box.top - outer.top) / spacing
    scale = np.array([[1 / spacing, 0, left], [0, 1 / spacing, top]])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    fine = cv2.warpAffine(
        coarse.astype(np.float32), scale, (box.width, box.height), flags=how, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(fine, np.float32)
