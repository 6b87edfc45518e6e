"""Versions ranked by how the seller's own earlier ones were clicked, or not ranked, where those tell too little."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEWEST = 12  # of fewer than four texts or pictures a feature nothing is learnt
FEWEST_CLICKS = 100
_RIDGE = 1.0  # a standard deviation of one in log-odds, for a standardised feature
_NORMAL_95 = 1.96
_STEPS = 50
_UNLIKE = 3.0  # standard deviations from the mean of the earlier ones

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Shown:
    """One earlier version: what is measured of it, how often it was shown, and how often of those it was clicked."""

    name: str
    features: tuple[float, ...]
    impressions: int
    clicks: int


@dataclass(frozen=True)
class Sort:
    """What is ranked, for the sentences: `titles`, and the names of their features."""

    plural: str
    features: tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """A version's expected share of clicks, and between which shares it lies with a probability of 95 %."""

    text: str
    share: float
    least: float
    most: float


@dataclass(frozen=True)
class Ranking:
    """Versions, the likeliest to be clicked first; none, and why, where the results tell too little.

    Attributes:
        told_apart: the first is above the second with 95 % probability.
        why: what the ranking rests on, or why there is none.
    """

    titles: tuple[Expected, ...]
    told_apart: bool
    why: str


def ranked_by(candidates: Mapping[str, Sequence[float]], past: Sequence[Shown], sort: Sort) -> Ranking:
    """Return versions by their expected share of clicks: ridge logistic regression on plain features.

    Differences between earlier versions that the features do not explain widen the intervals: the covariance is
    multiplied by the dispersion of Pearson's residuals. Nothing is ranked on fewer than `FEWEST` versions or
    `FEWEST_CLICKS`.

    Args:
        candidates: name -> features, in the sort's order.
    """
    shown = [result for result in past if result.impressions > 0]
    clicks, names = sum(result.clicks for result in shown), {result.name for result in shown}
    if len(names) < FEWEST or clicks < FEWEST_CLICKS:
        return Ranking((), told_apart=False, why=_too_little(len(names), clicks, sort))
    features = np.array([result.features for result in shown])
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread = np.where(spread > 0, spread, np.inf)  # a feature that never differs says nothing
    weights, covariance = _fitted(_standard(features, mean, spread), shown)
    rows = _standard(np.array([list(own) for own in candidates.values()]), mean, spread)
    found = [_expected(name, row, weights, covariance) for name, row in zip(candidates, rows, strict=True)]
    order = sorted(range(len(found)), key=lambda index: -found[index].share)
    told_apart = len(order) > 1 and _is_above(rows[order[0]] - rows[order[1]], weights, covariance)
    first = "The first is above the second" if told_apart else "The first two are not told apart"
    why = (
        f"{first} with 95 % probability, by {len(shown)} earlier {sort.plural} and {clicks} clicks: "
        f"{', '.join(sort.features)}."
    )
    if np.abs(rows[:, 1:]).max() > _UNLIKE:
        why += f" Some are unlike all earlier {sort.plural}: their spans are wide, and more earlier ones would help."
    return Ranking(tuple(found[index] for index in order), told_apart=told_apart, why=why)


def _too_little(count: int, clicks: int, sort: Sort) -> str:
    return (
        f"{count} earlier {sort.plural} with {clicks} clicks tell too little to rank by. There need to be {FEWEST} "
        f"{sort.plural} and {FEWEST_CLICKS} clicks."
    )


def _standard(features: Matrix, mean: Matrix, spread: Matrix) -> Matrix:
    """Return features in standard deviations, after a one for the share they all have."""
    return np.hstack([np.ones((len(features), 1)), (features - mean) / spread])


def _fitted(features: Matrix, past: Sequence[Shown]) -> tuple[Matrix, Matrix]:
    """Return weights and their covariance: Newton's steps to the posterior's top, and the curvature there."""
    shown = np.array([result.impressions for result in past], dtype=np.float64)
    clicked = np.array([result.clicks for result in past], dtype=np.float64)
    ridge = np.diag([0.0, *[_RIDGE] * (features.shape[1] - 1)])
    weights = np.zeros(features.shape[1])
    weights[0] = math.log((clicked.sum() + 0.5) / (shown.sum() - clicked.sum() + 0.5))
    for _ in range(_STEPS):
        share = _share(features @ weights)
        curvature = (features.T * (shown * share * (1 - share))) @ features + ridge
        step = np.linalg.solve(curvature, features.T @ (clicked - shown * share) - ridge @ weights)
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    share = _share(features @ weights)
    variance = shown * share * (1 - share)
    curvature = (features.T * variance) @ features + ridge
    free = max(1, len(past) - features.shape[1])
    dispersion = max(1.0, float((((clicked - shown * share) ** 2) / np.maximum(variance, 1e-12)).sum()) / free)
    return weights, np.asarray(np.linalg.inv(curvature) * dispersion, dtype=np.float64)


def _share(log_odds: Matrix) -> Matrix:
    return 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))


def _expected(title: str, row: Matrix, weights: Matrix, covariance: Matrix) -> Expected:
    middle, off = float(row @ weights), _NORMAL_95 * math.sqrt(float(row @ covariance @ row))
    share, least, most = (float(_share(np.array(at))) for at in (middle, middle - off, middle + off))
    return Expected(title, share, least, most)


def _is_above(difference: Matrix, weights: Matrix, covariance: Matrix) -> bool:
    off = _NORMAL_95 * math.sqrt(float(difference @ covariance @ difference))
    return float(difference @ weights) > off
