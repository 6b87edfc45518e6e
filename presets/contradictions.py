"""What a preset asks of itself and cannot keep: a canvas against its own rules, a fill no product can reach."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presets.rule_base import Level
from presets.rules import (
    AspectRatio,
    Background,
    FileFormat,
    FileWeight,
    FillMeasure,
    FrameFill,
    Ground,
    Margins,
    PixelSize,
    Rule,
    VisibleShadow,
)
from presets.schema import Export, Preset


def contradictions(preset: Preset) -> list[str]:
    """Return one addressed sentence a contradiction: `slots.0.export: 500 x 500 px breaks rules.3.pixel_size: ...`."""
    faults: list[str] = []
    for index, slot in enumerate(preset.slots):
        rules = [Placed(number, rule) for number, rule in enumerate(preset.rules) if slot.id in rule.slots]
        faults += _weight_faults(rules)
        faults += _fill_faults(rules)
        if slot.export is not None:
            faults += [f"slots.{index}.export: {fault}" for fault in _export_faults(slot.export, rules)]
    return list(dict.fromkeys(faults))


@dataclass(frozen=True)
class Placed:
    """A rule and its place in the file."""

    number: int
    rule: Rule

    @property
    def address(self) -> str:
        return f"rules.{self.number}.{self.rule.kind}"


@dataclass(frozen=True)
class Room:
    """The largest share of the frame's width and height a product may span at once."""

    width: float
    height: float

    def largest(self, measure: FillMeasure) -> float:
        match measure:
            case FillMeasure.LONG_AXIS:
                return max(self.width, self.height)
            case FillMeasure.WIDTH:
                return self.width
            case FillMeasure.HEIGHT:
                return self.height
            case FillMeasure.BOX_AREA | FillMeasure.MASK_AREA:
                return self.width * self.height


def _export_faults(export: Export, rules: Sequence[Placed]) -> Iterator[str]:
    room = _largest_product(export, rules)
    for placed in rules:
        for fault in _faults_by_one(export, placed.rule, room):
            yield f"{fault}, against {placed.address}"


def _faults_by_one(export: Export, rule: Rule, room: tuple[int, int]) -> Iterator[str]:
    size = f"{export.width} x {export.height} px"
    match rule:
        case PixelSize(product_only=True):
            faults = _size_faults(rule, *room)
            yield from (f"{size} leaves the product {room[0]} x {room[1]} px, not {fault}" for fault in faults)
        case PixelSize():
            yield from (f"{size} is not {fault}" for fault in _size_faults(rule, export.width, export.height))
        case AspectRatio() if not _has_shape(rule, export.width / export.height):
            yield f"{size} has no width / height between {rule.min_ratio:g} and {rule.max_ratio:g}"
        case FileFormat() if export.format not in rule.formats:
            yield f"'{export.format}' is not among {', '.join(rule.formats)}"
        case Background() | VisibleShadow() if export.shadow != "none" and _forbids_shadow(rule):
            yield f"the shadow '{export.shadow}' darkens the ground"
        case _:
            pass


def _size_faults(rule: PixelSize, width: int, height: int) -> Iterator[str]:
    sides = {"width": width, "height": height, "long_side": max(width, height), "short_side": min(width, height)}
    for side, px in sides.items():
        least, most = getattr(rule, f"min_{side}"), getattr(rule, f"max_{side}")
        if least is not None and (px <= least if rule.exclusive else px < least):
            yield f"{side.replace('_', ' ')} {'over' if rule.exclusive else 'at least'} {least}"
        if most is not None and px > most:
            yield f"{side.replace('_', ' ')} at most {most}"
    if rule.max_pixels is not None and width * height > rule.max_pixels:
        yield f"at most {rule.max_pixels} pixels"


def _has_shape(rule: AspectRatio, ratio: float) -> bool:
    return rule.min_ratio * (1 - rule.tolerance) <= ratio <= rule.max_ratio * (1 + rule.tolerance)


def _forbids_shadow(rule: Background | VisibleShadow) -> bool:
    if rule.level is Level.NOTE:
        return False
    if isinstance(rule, VisibleShadow):
        return rule.max_share == 0
    return rule.ground in (Ground.EXACT, Ground.PHOTO_OR_EXACT)


def _largest_product(export: Export, rules: Sequence[Placed]) -> tuple[int, int]:
    fills = [p.rule for p in rules if isinstance(p.rule, FrameFill) and p.rule.measure is FillMeasure.LONG_AXIS]
    most = min([rule.max_fraction for rule in fills], default=1.0)
    rooms = _rooms(rules)
    width = max(min(room.width, most) for room in rooms)
    height = max(min(room.height, most) for room in rooms)
    return int(width * export.width), int(height * export.height)


def _rooms(rules: Sequence[Placed]) -> list[Room]:
    """Return the rooms the margins leave; two where either pair of margins is enough."""
    margins = [placed.rule for placed in rules if isinstance(placed.rule, Margins)]
    width = 1 - 2 * max([rule.horizontal for rule in margins if not rule.either], default=0.0)
    height = 1 - 2 * max([rule.vertical for rule in margins if not rule.either], default=0.0)
    either = [rule for rule in margins if rule.either]
    if not either:
        return [Room(width, height)]
    beside = min(width, *(1 - 2 * rule.horizontal for rule in either))
    above = min(height, *(1 - 2 * rule.vertical for rule in either))
    return [Room(beside, height), Room(width, above)]


def _fill_faults(rules: Sequence[Placed]) -> Iterator[str]:
    fills = [(placed, placed.rule) for placed in rules if isinstance(placed.rule, FrameFill)]
    rooms = _rooms(rules)
    for placed, fill in fills:
        wanted, largest = _wanted(fill), max(room.largest(fill.measure) for room in rooms)
        if wanted > largest + 1e-9:
            yield f"{placed.address}: {wanted:g} of the {fill.measure} cannot be reached, margins leave {largest:g}"
        for other, limit in fills:
            if limit.measure is fill.measure:
                yield from (
                    f"{placed.address}: {fault} in {other.address}" for fault in _fill_faults_by_one(fill, limit)
                )


def _fill_faults_by_one(fill: FrameFill, limit: FrameFill) -> Iterator[str]:
    if _wanted(fill) > limit.max_fraction:
        yield f"{_wanted(fill):g} is more than max_fraction {limit.max_fraction:g}"
    if fill.aim_fraction is not None and fill.aim_fraction < limit.min_fraction:
        yield f"aim_fraction {fill.aim_fraction:g} is less than min_fraction {limit.min_fraction:g}"


def _wanted(fill: FrameFill) -> float:
    return max(fill.min_fraction, fill.aim_fraction or 0.0)


def _weight_faults(rules: Sequence[Placed]) -> Iterator[str]:
    weights = [(placed, placed.rule) for placed in rules if isinstance(placed.rule, FileWeight)]
    for placed, heavy in weights:
        for other, light in weights:
            if heavy.min_bytes and light.max_bytes and heavy.min_bytes > light.max_bytes:
                yield f"{placed.address}: at least {heavy.min_bytes} bytes, {other.address} at most {light.max_bytes}"
