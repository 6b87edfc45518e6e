"""Which of a product's measures its photo shows, where, and whether it bears them out.

A photo tells proportions, not sizes: a wrong one shows against another. From the front, an outline spans the height
shortened by the camera's elevation and the depths of foot and top (`true_size`); a box seen at an angle shows two of
its sides, each shortened by its turn; a thing seen from above shows its length and its width as they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import hypot, radians, sin

import numpy as np

from pipelines.errors import PageError
from pipelines.page import ToldMeasure
from pipelines.stages.page.strokes import Spot
from pipelines.stages.plan.body_columns import body_columns
from pipelines.stages.plan.fit import Body
from pipelines.stages.plan.true_size import Known, true_size
from pipelines.stages.pose.base import Base, BaseShape, read_base
from pipelines.stages.pose.elevation import read_elevation
from pipelines.stages.pose.rims import read_rim
from pipelines.values import Cutout, Matte
from presets.products.quantity import Dimension
from presets.scenes.schema import Stance

MOST_APART = 0.12  # of a proportion: outlines, lenses and rounded measures together stray by less
_SURE = 0.5
_UNSURE_DEG = (0.0, 7.0, 14.0, 21.0, 28.0)  # where the outline does not tell: any of these may be
_ACROSS = ("diameter", "width", "length", "depth")
_DISC = 0.4  # of a diameter: what is lower may be a plate or a lid, seen from above
_FROM_THE_FRONT = "taken from the front"
_SPREAD_OUT = "of it spread out whole, from straight above: one on which it is folded shows another size"
_BOX_EDGE = 0.55  # of an outline's height: a box's outer edge is at least so high, a shoe's toe is not
_EDGE = 0.015  # of a box's width: so far in from its side its upright edge is read


@dataclass(frozen=True)
class Span:
    """One measure on the photo: from one place of it to another, in its pixels.

    Attributes:
        upright: it is told beside the product; else below it.
    """

    measure: ToldMeasure
    start: Spot
    end: Spot
    upright: bool


@dataclass(frozen=True)
class Reading:
    """What of a product's measures can be drawn, what cannot, and what to say of it."""

    spans: tuple[Span, ...]
    rest: tuple[ToldMeasure, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Guess:
    """One way to read the photo, and how far its proportions are from those given: 0 is as they are."""

    spans: tuple[Span, ...]
    apart: float
    said: str
    notes: tuple[str, ...] = ()


def read_spans(cutout: Cutout, measures: Sequence[ToldMeasure]) -> Reading:
    """Return where a product's measures are on its photo.

    Raises:
        PageError: the photo's proportions are not those of the measures, by more than `MOST_APART`.
    """
    lengths = {told.name: told for told in measures if _is_length(told)}
    view = _View.of(cutout)
    guesses = list(view.guesses(lengths))
    fitting = [guess for guess in guesses if guess.apart <= MOST_APART]
    if guesses and not fitting:
        raise _contradiction(min(guesses, key=lambda guess: guess.apart), lengths)
    best = fitting[0] if fitting else _Guess(tuple(view.alone(lengths)), 0.0, "")
    notes = best.notes
    if not fitting and best.spans:
        only = best.spans[0].measure.name
        notes = (f"The photo cannot bear out {only}: there is no other measure to compare it with.",)
    drawn = {span.measure.name for span in best.spans}
    return Reading(best.spans, tuple(told for told in measures if told.name not in drawn), notes)


def bears_out(cutout: Cutout, measures: Sequence[ToldMeasure]) -> bool:
    """Tell whether a photo shows two of a product's measures or more, as they are."""
    try:
        return len(read_spans(cutout, measures).spans) > 1
    except PageError:
        return False


@dataclass(frozen=True, eq=False)
class _View:
    """A product's outline as measures see it, in photo pixels."""

    body: Body
    matte: Matte
    elevations: tuple[float, ...]
    base: Base

    @classmethod
    def of(cls, cutout: Cutout) -> "_View":
        body = Body.of(cutout.matte)
        if body is None:
            raise PageError("The matte holds no product. Mark it by hand, or choose another cutout engine.")
        seen = read_elevation(cutout.matte, read_rim(cutout))
        elevations = (seen.degrees,) if seen.confidence >= _SURE else _UNSURE_DEG
        sine = sin(radians(min(seen.at_base, 80.0)))
        return cls(body, cutout.matte, elevations, read_base(cutout.matte[body.box.slices], sine))

    def guesses(self, lengths: Mapping[str, ToldMeasure]) -> Iterator[_Guess]:
        """Yield the ways in which two measures or more can be seen, the likeliest first."""
        height = lengths.get("height")
        if height is not None:
            if self.base.shape is BaseShape.CORNER:
                yield from self._at_an_angle(height, lengths)
            else:
                yield from (self._from_front(height, lengths[name]) for name in _ACROSS if name in lengths)
        if height is not None and "diameter" in lengths and _cm(height) < _DISC * _cm(lengths["diameter"]):
            yield self._disc(height, lengths["diameter"])
        flat = [lengths[name] for name in ("length", "width", "height") if name in lengths]
        if "length" in lengths:
            yield from (self._flat(high, wide) for high, wide in permutations(flat, 2))

    def alone(self, lengths: Mapping[str, ToldMeasure]) -> Iterator[Span]:
        """Yield the one measure that can be drawn where there are no two to compare."""
        for name in ("height", *_ACROSS):
            if name in lengths:
                yield self._upright(lengths[name]) if name == "height" else self._level(lengths[name])
                return

    def _from_front(self, height: ToldMeasure, across: ToldMeasure) -> _Guess:
        spans = (self._upright(height), self._level(across))
        wide_px = spans[1].end[0] - spans[1].start[0]
        apart = min(_apart(wide_px * self._cm_a_px(height, deg), _cm(across)) for deg in self.elevations)
        return _Guess(spans, apart, _said(self.body.box.height / wide_px, height, across))

    def _at_an_angle(self, height: ToldMeasure, lengths: Mapping[str, ToldMeasure]) -> Iterator[_Guess]:
        box, base = self.body.box, self.base
        left, corner, right = ((x + box.left, y + box.top) for x, y in (base.left, base.corner, base.right))
        near, far = corner[0] - left[0], right[0] - corner[0]
        sides = [lengths[name] for name in ("width", "length", "depth") if name in lengths]
        upright = Span(height, *self._side(), upright=True)
        if upright.end[1] - upright.start[1] < _BOX_EDGE * box.height:
            return  # a shoe, or what else is no box, has no edge on which its height is to be seen
        for one, other in permutations(sides, 2):
            turned = [hypot(near / _cm(one), far / _cm(other)) * self._cm_a_px(height, deg) for deg in self.elevations]
            spans = (upright, Span(one, left, corner, upright=False), Span(other, corner, right, upright=False))
            said = f"{_named(height)}, {_named(one)}, {_named(other)}, seen at an angle"
            yield _Guess(spans, min(_apart(value, 1.0) for value in turned), said)
        if len(sides) < 2:
            note = "The photo shows the product at an angle: with its width and depth given, both are drawn."
            yield _Guess((upright,), 0.0, "", (note,))

    def _disc(self, height: ToldMeasure, across: ToldMeasure) -> _Guess:
        box = self.body.box
        note = "The photo is taken to show a flat, round product from above: its height is not drawn."
        said = _said(box.height / box.width, height, across)
        return _Guess((self._level(across),), _apart(box.height / box.width, 1.0), said, (note,))

    def _flat(self, high: ToldMeasure, wide: ToldMeasure) -> _Guess:
        box = self.body.box
        apart = _apart(box.height / box.width, _cm(high) / _cm(wide))
        note = f"The photo is taken to show the product from above: {high.name} upright, {wide.name} across."
        spans = (self._upright(high), self._level(wide))
        return _Guess(spans, apart, _said(box.height / box.width, high, wide), (note,))

    def _upright(self, told: ToldMeasure) -> Span:
        box = self.body.box
        left, right = body_columns(self.matte)
        x = float(box.left if left - box.left <= box.right - right else box.right)
        return Span(told, (x, float(box.top)), (x, float(box.bottom)), upright=True)

    def _level(self, told: ToldMeasure) -> Span:
        box = self.body.box
        left, right = body_columns(self.matte) if told.name == "diameter" else (box.left, box.right)
        return Span(told, (float(left), float(box.bottom)), (float(right), float(box.bottom)), upright=False)

    def _side(self) -> tuple[Spot, Spot]:
        """Return the ends of a box's outer upright edge, the one whose side is the narrower."""
        box, base = self.body.box, self.base
        inward = max(1, round(_EDGE * box.width))
        narrow_left = base.corner[0] - base.left[0] <= base.right[0] - base.corner[0]
        column = box.left + inward if narrow_left else box.right - 1 - inward
        foot = base.left if narrow_left else base.right
        top = np.flatnonzero(self.matte[:, column] > 0.5)[0]
        x = float(box.left if narrow_left else box.right)
        return (x, float(top)), (x, foot[1] + box.top)

    def _cm_a_px(self, height: ToldMeasure, elevation_deg: float) -> float:
        size = true_size(self.matte, self.body, Known(_cm(height)), Stance.STANDING, elevation_deg)
        return size.box_cm / self.body.extent.height


def _is_length(told: ToldMeasure) -> bool:
    return told.quantity is not None and told.quantity.unit.dimension is Dimension.LENGTH


def _cm(told: ToldMeasure) -> float:
    if told.quantity is None:
        raise ValueError(f"{told.name} has no length.")
    return float(told.quantity.exact * 100)


def _apart(one: float, other: float) -> float:
    return max(one / other, other / one) - 1


def _named(told: ToldMeasure) -> str:
    return f"{told.name} {told.quantity}"


def _said(ratio: float, high: ToldMeasure, wide: ToldMeasure) -> str:
    return f"{_named(high)} and {_named(wide)}; its outline is {ratio:.2f} times as high as wide"


def _contradiction(guess: _Guess, lengths: Mapping[str, ToldMeasure]) -> PageError:
    """Return what to say; what has a length and no height lies, and may be folded."""
    return PageError(
        f"The photo and the measures are {guess.apart:.1%} apart ({guess.said}); photos tell them within "
        f"{MOST_APART:.0%}. Correct the measures, or {'choose' if 'height' in lengths else 'add'} a photo "
        f"{_FROM_THE_FRONT if 'height' in lengths else _SPREAD_OUT}."
    )
