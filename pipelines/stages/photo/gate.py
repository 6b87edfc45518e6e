"""The input gate: what about a photo stands against an honest picture, before any work on a slot."""

from dataclasses import dataclass
from enum import StrEnum

from pipelines.stages.photo.framing import TOUCH_TOLERANCE, TRIMMED_SIDES, Framing, measure_framing
from pipelines.stages.photo.sharpness import Sharpness, measure_sharpness
from pipelines.values import Cutout, Photo

_TOUCHED_REFUSE = 0.04  # share of the outline from which a part of the product is missing
# Pixels of blur at `sharpness.USED_PX`: under the first it is hardly seen, past the second print and texture are lost.
_BLUR_SAY, _BLUR_REFUSE = 2.0, 6.0
_SMALL_SAY_PX, _SMALL_REFUSE_PX = 250, 48  # under the second a product is a thumbnail, not a photo of it
_SMALL_SAY_SHARE = 0.15  # of the photo's long side


class Severity(StrEnum):
    """Whether work goes on."""

    REFUSE = "refuse"
    SAY = "say"


class ConcernKind(StrEnum):
    """What the gate looks at; each with what its figure measures."""

    CUT_OFF = "cut_off"  # share of the product's outline that lies on the photo's edge
    BLURRED = "blurred"  # standard deviation of the edges' blur, in pixels of at most `sharpness.USED_PX`
    SEVERAL = "several"  # how many separate products
    SMALL = "small"  # the product's long side in pixels


@dataclass(frozen=True)
class Concern:
    """One thing found, its figure, and one sentence: what, how much, what to do."""

    kind: ConcernKind
    severity: Severity
    figure: float
    sentence: str


def inspect(photo: Photo, cutout: Cutout) -> tuple[Concern, ...]:
    """Return what stands against the photo, the gravest first; nothing where it is fit.

    Whether it has enough pixels for one marketplace is the plan's question, not asked here.
    """
    framing = measure_framing(cutout.matte)
    if framing is None:
        sentence = f"No product is left in {photo.name}. Use a backdrop that differs from the product."
        return (Concern(ConcernKind.SMALL, Severity.REFUSE, 0.0, sentence),)
    sharpness = measure_sharpness(cutout.pixels, cutout.matte)
    found = (_cut_off(photo, framing), _blurred(photo, sharpness), _small(photo, framing), _several(photo, framing))
    concerns = [concern for concern in found if concern is not None]
    return tuple(sorted(concerns, key=lambda concern: concern.severity is not Severity.REFUSE))


def _cut_off(photo: Photo, framing: Framing) -> Concern | None:
    if framing.touched_share < TOUCH_TOLERANCE:
        return None
    sides = ", ".join(f"{side.value} ({length} px)" for side, length in framing.touched_px.items())
    where = (
        f"{photo.name}: the product touches the photo's edge at the {sides}, {framing.touched_share:.1%} of its outline"
    )
    if photo.matte is not None and len(framing.touched_px) >= TRIMMED_SIDES:
        # A cutout trimmed to its product touches everywhere and lacks nothing.
        sentence = f"{where}. If the file was not trimmed to the whole product, use a photo that shows all of it."
        return Concern(ConcernKind.CUT_OFF, Severity.SAY, framing.touched_share, sentence)
    severity = Severity.REFUSE if framing.touched_share >= _TOUCHED_REFUSE else Severity.SAY
    sentence = f"{where}. Use a photo that shows the whole product with some ground around it."
    return Concern(ConcernKind.CUT_OFF, severity, framing.touched_share, sentence)


def _blurred(photo: Photo, sharpness: Sharpness | None) -> Concern | None:
    if sharpness is None or sharpness.blur_px < _BLUR_SAY:
        return None
    severity = Severity.REFUSE if sharpness.blur_px >= _BLUR_REFUSE else Severity.SAY
    measured = f"its edges are {sharpness.blur_px:.1f} px soft with the product {sharpness.product_px} px long"
    sentence = (
        f"{photo.name} is blurred: {measured}, where a sharp photo has less than {_BLUR_SAY:g}. "
        "Take it again with a steady camera and the focus on the product."
    )
    return Concern(ConcernKind.BLURRED, severity, sharpness.blur_px, sentence)


def _small(photo: Photo, framing: Framing) -> Concern | None:
    long_side, share = framing.long_side_px, framing.long_side_px / max(photo.size)
    if long_side >= _SMALL_SAY_PX and share >= _SMALL_SAY_SHARE:
        return None
    severity = Severity.REFUSE if long_side < _SMALL_REFUSE_PX else Severity.SAY
    sentence = (
        f"{photo.name}: the product is only {long_side} px long, {share:.0%} of the photo. Go closer with the camera."
    )
    return Concern(ConcernKind.SMALL, severity, float(long_side), sentence)


def _several(photo: Photo, framing: Framing) -> Concern | None:
    count = len(framing.parts)
    if count < 2:
        return None
    shares = ", ".join(f"{share:.0%}" for share in framing.parts[:6]) + (", ..." if count > 6 else "")
    sentence = (
        f"{photo.name} shows {count} separate things, {shares} of the area. "
        "Fine for a pair or a set; if one of them is sold, use a photo of it alone."
    )
    return Concern(ConcernKind.SEVERAL, Severity.SAY, float(count), sentence)
