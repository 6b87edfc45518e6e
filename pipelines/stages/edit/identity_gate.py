"""Whether an edited picture still shows the photographed product: found again, aligned, compared, its label read."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipelines.delta_e import delta_e
from pipelines.stages.check.reader import TextReader
from pipelines.values import Mask, Matte, Rgb, bounding_box

Floats = NDArray[np.float64]

_FEATURES = 2000
_LEAST_MATCHES = 12
_RATIO = 0.8  # of the best match's distance to the second's; Lowe, 2004
_LEAST_OVERLAP = 0.5  # of the product that must have stayed in the picture


@dataclass(frozen=True)
class Limits:
    """What an edited product must keep.

    Attributes:
        edge_correlation: of edge strength over the product, at least.
        mean_delta_e: CIEDE2000 over the product, at most.
    """

    edge_correlation: float = 0.9
    mean_delta_e: float = 4.0


@dataclass(frozen=True)
class Likeness:
    """How an edited product compares with the photographed one.

    Attributes:
        edge_correlation: of edge strength over the product, -1 to 1.
        mean_delta_e: CIEDE2000 over the product.
        label: lines read on the photographed product, from the top.
        label_after: the same of the edited one, brought back into the photograph's place.
        reason: why it is refused; None where it may be shown.
    """

    edge_correlation: float
    mean_delta_e: float
    label: tuple[str, ...]
    label_after: tuple[str, ...]
    reason: str | None

    @property
    def accepted(self) -> bool:
        return self.reason is None


def judge_identity(
    photograph: Rgb, matte: Matte, edited: Rgb, reader: TextReader, limits: Limits | None = None
) -> Likeness:
    """Find the product of a photograph in an edited picture, and compare the two.

    Args:
        photograph: the product before, with its matte of the same height and width.
        matte: 1 is product.
        edited: of any size.
        reader: of labels.
        limits: of what is accepted.
    """
    bounds = limits or Limits()
    back = aligned(photograph, matte, edited)
    if back is None:
        return Likeness(-1.0, 100.0, (), (), "the product was not found again")
    pixels, seen = back
    product = (cv2.erode((matte >= 0.99).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0) & seen
    if product.sum() < _LEAST_OVERLAP * (matte >= 0.99).sum():
        return Likeness(-1.0, 100.0, (), (), "most of the product has left the picture")
    edges = _edge_correlation(photograph, pixels, product)
    colour = float(delta_e(photograph[product], pixels[product]).mean())
    before, after = _label(photograph, matte, reader), _label(pixels, matte, reader)
    return Likeness(edges, colour, before, after, _reason(edges, colour, bounds) or _label_reason(before, after))


def aligned(photograph: Rgb, matte: Matte, edited: Rgb) -> tuple[Rgb, Mask] | None:
    """Return the edited picture laid onto the photograph, and where it covers it; None where nothing matches.

    Features first (ORB and a similarity, for products that moved, turned in the plane or changed size), then ECC
    (Evangelidis and Psarakis, 2008) to a fraction of a pixel.
    """
    rough = _by_features(photograph, matte, edited)
    if rough is None:
        return None
    fine = _by_correlation(photograph, matte, edited, rough)
    size = (photograph.shape[1], photograph.shape[0])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    pixels = np.asarray(cv2.warpAffine(edited, fine, size, flags=flags), np.uint8)
    covered = cv2.warpAffine(np.ones(edited.shape[:2], np.uint8), fine, size, flags=cv2.WARP_INVERSE_MAP)
    return pixels, covered > 0


def _by_features(photograph: Rgb, matte: Matte, edited: Rgb) -> Floats | None:
    """Return the 2 x 3 map from the photograph's pixels to the edited picture's."""
    detector = cv2.ORB.create(_FEATURES)
    mask = (matte > 0.5).astype(np.uint8) * 255
    points, marks = detector.detectAndCompute(_grey(photograph), mask)
    others, their_marks = detector.detectAndCompute(_grey(edited), np.full(edited.shape[:2], 255, np.uint8))
    if len(points) < _LEAST_MATCHES or len(others) < _LEAST_MATCHES:
        return None
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(marks, their_marks, k=2)
    good = [pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < _RATIO * pair[1].distance]
    if len(good) < _LEAST_MATCHES:
        return None
    source = np.array([points[match.queryIdx].pt for match in good], np.float32)
    target = np.array([others[match.trainIdx].pt for match in good], np.float32)
    found, inliers = cv2.estimateAffinePartial2D(source, target, method=cv2.RANSAC, ransacReprojThreshold=4.0)
    if found is None or int(np.asarray(inliers).sum()) < _LEAST_MATCHES:  # pyright: ignore[reportUnnecessaryComparison]
        return None
    return np.asarray(found, np.float64)


def _by_correlation(photograph: Rgb, matte: Matte, edited: Rgb, rough: Floats) -> Floats:
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 60, 1e-5)
    mask = (matte > 0.98).astype(np.uint8)
    size = (photograph.shape[1], photograph.shape[0])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    near = np.asarray(cv2.warpAffine(edited, rough, size, flags=flags), np.uint8)
    start = np.eye(2, 3, dtype=np.float32)
    try:
        _, step = cv2.findTransformECC(_grey(photograph), _grey(near), start, cv2.MOTION_AFFINE, criteria, mask, 3)
    except cv2.error:  # it did not converge: features alone must do
        return rough
    whole = np.vstack([rough, [0, 0, 1]]) @ np.vstack([np.asarray(step, np.float64), [0, 0, 1]])
    return whole[:2]


def _edge_correlation(first: Rgb, second: Rgb, where: Mask) -> float:
    one, other = (_edges(picture)[where] for picture in (first, second))
    if float(one.std()) < 1e-6 or float(other.std()) < 1e-6:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def _edges(picture: Rgb) -> Floats:
    # Softened alike: a network's picture is never as sharp as a photograph.
    soft = cv2.GaussianBlur(_grey(picture).astype(np.float32), (0, 0), 1.5)
    return np.hypot(cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)).astype(np.float64)


def _grey(picture: Rgb) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)


def _label(picture: Rgb, matte: Matte, reader: TextReader) -> tuple[str, ...]:
    """Read what is written on the product, line by line; how lines are spaced does not matter."""
    box = bounding_box(matte)
    if box is None:
        return ()
    product = np.ascontiguousarray(picture[box.slices])
    lines = sorted(reader.find(product), key=lambda line: (line.box.top + line.box.bottom, line.box.left))
    return tuple(text for line in lines if (text := _squeezed(reader.read(product, line)[0])))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _reason(edges: float, colour: float, limits: Limits) -> str | None:
    if edges < limits.edge_correlation:
        return f"its edges agree by {edges:.2f} only"
    return f"its colours are {colour:.1f} delta E away" if colour > limits.mean_delta_e else None


def _label_reason(before: tuple[str, ...], after: tuple[str, ...]) -> str | None:
    # Lines side by side may change places by a pixel; words that changed places show in the edges.
    return None if sorted(before) == sorted(after) else f"its label reads {' / '.join(after) or 'nothing'}"
