"""A drawn person, ready to be posed: layers painted once at the size they are shown, put together for each frame.

The vector painter is out of the way of frames: head, hair and trunk are painted ahead; mouths, eyes and the steps of an
arm's way up are painted when first asked for, on a grid of poses so fine that nobody sees it, and kept.
"""

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

import numpy as np

from pipelines.footage import Frame, Rgba
from pipelines.forks import shared_out
from pipelines.progress import Progress
from pipelines.stages.avatar.art.arm import EXPLAIN, OFFER, POINT, REST, WELCOME, ArmPose, between
from pipelines.stages.avatar.art.eyes import EYES_FIELD, Look
from pipelines.stages.avatar.art.figure import HEAD_FIELD, Figure, Part
from pipelines.stages.avatar.art.mouth import MOUTH_FIELD, MouthShape, opening_of
from pipelines.stages.avatar.art.neck import HEAD_SCALE, HEAD_Y
from pipelines.stages.avatar.art.painter import Field, Layer
from pipelines.stages.avatar.gestures import Kind
from pipelines.stages.avatar.layering import covered, lay, lay_at, slip_under
from pipelines.stages.avatar.posing import Pose
from pipelines.stages.avatar.view import View
from pipelines.stages.avatar.warp import HeadWarp, breathed
from pipelines.values import Size
from presets.presenters.schema import HairStyle, Presenter

ARM_STEPS = 14  # on the way up: one a frame at 25 frames a second
_FINER = 1.4  # pixels of a head's texture for one of the frame: no shimmer when it moves by parts of a pixel
_BREATHS = 8
_BREATH_LIFT = 5.0  # body units
_POSES: dict[Kind, ArmPose] = {Kind.EXPLAIN: EXPLAIN, Kind.OFFER: OFFER, Kind.POINT: POINT, Kind.WELCOME: WELCOME}
_JAW = 0.36  # how far the chin drops for an opening of the lips
_BESIDE = (-448.0, 110.0, 448.0, 1180.0)  # body units that a head with its hair, moved, stays within

Key = TypeVar("Key", bound=Hashable)


class Kept(Generic[Key]):
    """Layers by pose; the least recently used go."""

    def __init__(self, paint: Callable[[Key], Layer], most: int) -> None:
        self.paint = paint
        self._most = most
        self._layers: OrderedDict[Key, Layer] = OrderedDict()

    def get(self, key: Key) -> Layer:
        """Return a pose's layer, painted now or before."""
        if key not in self._layers:
            self.put(key, self.paint(key))
        self._layers.move_to_end(key)
        return self._layers[key]

    def put(self, key: Key, layer: Layer) -> None:
        """Keep a layer."""
        self._layers[key] = layer
        if len(self._layers) > self._most:
            self._layers.popitem(last=False)

    def missing(self, keys: Iterable[Key]) -> list[Key]:
        """Return the keys to be painted: of more than can be kept, those that come most often."""
        often = [key for key, _ in Counter(keys).most_common(self._most)]
        return [key for key in often if key not in self._layers]


class Puppet:
    """One person at one size."""

    def __init__(self, person: Presenter, view: View, size: Size, *, mirrored: bool = False) -> None:
        self._figure = Figure(person)
        self._view = view
        self._size = size
        self._mirrored = mirrored
        self._body = Field(view.left, view.top, size[0] / view.scale, size[1] / view.scale, view.scale)
        self._texture = Field(*HEAD_FIELD, view.scale * HEAD_SCALE * _FINER)
        self._face = self._figure.part(Part.FACE, self._texture)
        self._front = self._figure.part(Part.FRONT_HAIR, self._texture)
        self._head = self._face.copy()
        lay(self._head, self._front)
        back = self._figure.part(Part.BACK_HAIR, self._texture)
        self._back = back if covered(back) else None
        self._head_box, self._back_box = self._box_of(self._head), self._box_of(back)
        self._warp = HeadWarp(view, self._texture, self._head_box, 1.0)
        self._back_warp = HeadWarp(view, self._texture, self._back_box, -0.35)
        self._trunk = self._figure.part(Part.TRUNK, self._body)
        self._scarf = person.hair.style is HairStyle.HIJAB  # it falls over the shoulders, arms and all
        self._resting = {side: self._figure.arm(REST, side, self._body) for side in (-1, 1)}
        self._mouths: Kept[MouthShape] = Kept(self._paint_mouth, 300)
        self._eyes: Kept[Look] = Kept(self._paint_eyes, 160)
        self._arms: Kept[tuple[Kind, int, int]] = Kept(self._paint_arm, 4 * ARM_STEPS)
        self._trunks: Kept[tuple[int, bool, bool]] = Kept(self._paint_trunk, _BREATHS + 1)

    def ready(self, poses: Sequence[Pose], workers: int, progress: Progress) -> None:
        """Paint what poses need, unless it is there.

        Args:
            workers: processes that paint.

        Raises:
            ExportError: one of them was ended from outside.
        """
        raised = [key for pose in poses for key in self._raised(pose, round(pose.raised * ARM_STEPS))]
        wanted: list[tuple[Kept[Any], Any]] = [
            *((self._arms, key) for key in self._arms.missing(raised)),
            *((self._eyes, key) for key in self._eyes.missing(_seen(pose.look) for pose in poses)),
            *((self._mouths, key) for key in self._mouths.missing(_on_grid(pose.mouth) for pose in poses)),
        ]
        for done, ((kept, key), layer) in enumerate(shared_out(_painted, wanted, workers), start=1):
            kept.put(key, layer)
            progress("presenter", done, len(wanted))

    def frame(self, pose: Pose) -> Frame:
        """Return the person in a pose."""
        breath = round(pose.breath * _BREATHS) / _BREATHS
        step = round(pose.raised * ARM_STEPS)
        both = pose.gesture is Kind.WELCOME
        canvas = self._trunks.get((round(breath * _BREATHS), bool(step) and both, bool(step))).copy()
        lift = _BREATH_LIFT * breath
        head = replace(pose.head, y=pose.head.y - 0.8 * lift, jaw=_JAW * opening_of(pose.mouth))
        if self._back is not None:
            slip_under(canvas, self._back_warp.moved(self._back, head), *self._back_box[:2])
        texture = self._posed_head(_on_grid(pose.mouth), _seen(pose.look))
        arms = self._raised(pose, step)
        rise = round((lift - pose.beat) * self._view.scale)
        if self._scarf:
            self._lay_arms(canvas, arms, rise)
        lay_at(canvas, self._warp.moved(texture, head), *self._head_box[:2])
        if not self._scarf:
            self._lay_arms(canvas, arms, rise)
        if self._mirrored:
            canvas = np.ascontiguousarray(canvas[:, ::-1])
        box = covered(canvas) or (0, 0, *self._size)
        return Frame(np.ascontiguousarray(canvas[box[1] : box[3], box[0] : box[2]]), box[0], box[1])

    def _posed_head(self, mouth: MouthShape, look: Look) -> Layer:
        texture = self._head.copy()
        for cell, field in ((self._mouths.get(mouth), MOUTH_FIELD), (self._eyes.get(look), EYES_FIELD)):
            left, top = self._place_in_texture(field)
            texture[top : top + cell.shape[0], left : left + cell.shape[1]] = cell
        return texture

    def _paint_mouth(self, shape: MouthShape) -> Layer:
        return self._in_place(self._figure.mouth, shape, MOUTH_FIELD)

    def _paint_eyes(self, look: Look) -> Layer:
        return self._in_place(self._figure.eyes, look, EYES_FIELD)

    def _in_place(self, paint: Callable[..., Layer], pose: MouthShape | Look, field: tuple[float, ...]) -> Layer:
        """A part of the head's texture with a moving feature between face and hair."""
        left, top = self._place_in_texture(field)
        scale = self._texture.scale
        shift_x, shift_y = left / scale + self._texture.left, top / scale + self._texture.top
        layer = paint(pose, Field(shift_x, shift_y, field[2], field[3], scale))
        rows, columns = slice(top, top + layer.shape[0]), slice(left, left + layer.shape[1])
        cell = self._face[rows, columns].copy()
        lay(cell, layer)
        lay(cell, self._front[rows, columns])
        return cell

    def _place_in_texture(self, field: tuple[float, ...]) -> tuple[int, int]:
        scale = self._texture.scale
        return int((field[0] - self._texture.left) * scale), int((field[1] - self._texture.top) * scale)

    def _paint_trunk(self, key: tuple[int, bool, bool]) -> Layer:
        """The trunk with the arms that hang."""
        breath, *up = key
        layer = self._trunk.copy()
        for side, raised in zip((-1, 1), up, strict=True):
            if not raised:
                lay(layer, self._resting[side])
        return breathed(layer, self._view, _BREATH_LIFT * breath / _BREATHS)

    def _paint_arm(self, key: tuple[Kind, int, int]) -> Layer:
        kind, step, side = key
        return self._figure.arm(between(_POSES[kind], step / ARM_STEPS), side, self._arm_field(side))

    def _arm_field(self, side: int) -> Field:
        left, right = max(self._body.left, 60.0), self._body.left + self._body.width
        return Field(left if side > 0 else -right, self._body.top, right - left, self._body.height, self._view.scale)

    def _raised(self, pose: Pose, step: int) -> list[tuple[Kind, int, int]]:
        """Return which arms are up; a hand before the chest would slip under a scarf, so it opens beside it."""
        beside = self._scarf and pose.gesture in (Kind.EXPLAIN, Kind.POINT)
        sides = (-1, 1) if pose.gesture is Kind.WELCOME else (1,)
        return [(Kind.OFFER if beside else pose.gesture, step, side) for side in sides if step]

    def _lay_arms(self, canvas: Rgba, keys: Sequence[tuple[Kind, int, int]], rise: int) -> None:
        for key in keys:
            field = self._arm_field(key[2])
            lay_at(canvas, self._arms.get(key), round((field.left - self._body.left) * self._view.scale), -rise)

    def _box_of(self, layer: Layer) -> tuple[int, int, int, int]:
        """Where a part of the head can come to lie in the frame, in pixels."""
        left, top, right, bottom = covered(layer) or (0, 0, 8, 8)
        scale = self._texture.scale
        edges = [self._texture.left + left / scale, self._texture.top + top / scale]
        edges += [self._texture.left + right / scale, self._texture.top + bottom / scale]
        margin = 34.0
        x0, y0 = edges[0] * HEAD_SCALE - margin, edges[1] * HEAD_SCALE + HEAD_Y - margin
        x1, y1 = edges[2] * HEAD_SCALE + margin, edges[3] * HEAD_SCALE + HEAD_Y + margin
        view, (width, height) = self._view, self._size
        return (
            max(0, int((x0 - view.left) * view.scale)), max(0, int((y0 - view.top) * view.scale)),
            min(width, int((x1 - view.left) * view.scale) + 1), min(height, int((y1 - view.top) * view.scale) + 1),
        )  # fmt: skip


def _painted(wanted: tuple[Kept[Any], Any]) -> Layer:
    kept, key = wanted
    return kept.paint(key)


def _on_grid(mouth: MouthShape) -> MouthShape:
    def near(value: float, steps: int) -> float:
        return round(min(max(value, 0.0), 1.0) * steps) / steps

    return MouthShape(
        open=near(mouth.open, 18), spread=near(mouth.spread, 3), round=near(mouth.round, 5), press=near(mouth.press, 2),
        tuck=near(mouth.tuck, 3), tongue=near(mouth.tongue, 2), smile=near(mouth.smile, 6),
    )  # fmt: skip


def _seen(look: Look) -> Look:
    """On the grid of lids, gazes and brows."""
    return Look(
        lid=round(look.lid * 6) / 6, gaze_x=round(look.gaze_x * 6) / 6, gaze_y=round(look.gaze_y * 4) / 4,
        brow=round(look.brow * 8) / 8, smile=round(look.smile * 2) / 2,
    )  # fmt: skip
