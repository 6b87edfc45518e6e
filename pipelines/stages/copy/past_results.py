"""Titles ranked by how the seller's own earlier titles were clicked, or not ranked, where those tell too little."""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

import numpy as np
from numpy.typing import NDArray

from pipelines.errors import CopyError

FEWEST_TEXTS = 12  # of fewer than four texts a feature nothing is learnt
FEWEST_CLICKS = 100
_COLUMNS = ("text", "impressions", "clicks")
_FEATURES = ("length", "words", "has a figure", "has a colon", "capitals")
_RIDGE = 1.0  # a standard deviation of one in log-odds, for a standardised feature
_NORMAL_95 = 1.96
_STEPS = 50

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class PastResult:
    """One earlier text: how often it was shown, and how often of those it was clicked."""

    text: str
    impressions: int
    clicks: int

    def __post_init__(self) -> None:
        if not 0 <= self.clicks <= self.impressions:
            raise ValueError(f"'{self.text}': {self.clicks} clicks of {self.impressions} impressions cannot be.")


@dataclass(frozen=True)
class Expected:
    """A title's expected share of clicks, and between which shares it lies with a probability of 95 %."""

    text: str
    share: float
    least: float
    most: float


@dataclass(frozen=True)
class Ranking:
    """Titles, the likeliest to be clicked first; none, and why, where the results tell too little.

    Attributes:
        told_apart: the first is above the second with 95 % probability.
        why: what the ranking rests on, or why there is none.
    """

    titles: tuple[Expected, ...]
    told_apart: bool
    why: str


def read_past_results(table: str, source: str) -> tuple[PastResult, ...]:
    """Return a CSV's results; its columns are text, impressions and clicks.

    Raises:
        CopyError: a column is missing, or a row's figures are none.
    """
    reader = csv.DictReader(StringIO(table.removeprefix("\ufeff")))
    if missing := [name for name in _COLUMNS if name not in (reader.fieldnames or ())]:
        raise CopyError(f"{source} has no column '{missing[0]}'. Its first line names text, impressions, clicks.")
    found = list[PastResult]()
    for row in reader:
        try:
            found.append(PastResult(str(row["text"]), int(row["impressions"]), int(row["clicks"])))
        except (TypeError, ValueError) as error:
            raise CopyError(f"{source}, line {reader.line_num}: {error}") from error
    return tuple(found)


def ranked(titles: Sequence[str], past: Sequence[PastResult]) -> Ranking:
    """Return titles by their expected share of clicks: ridge logistic regression on a text's plain features.

    Differences between texts that the features do not explain widen the intervals: the covariance is multiplied by
    the dispersion of Pearson's residuals. Nothing is ranked on fewer than `FEWEST_TEXTS` texts or `FEWEST_CLICKS`.
    """
    shown = [result for result in past if result.impressions > 0]
    clicks = sum(result.clicks for result in shown)
    if len({result.text for result in shown}) < FEWEST_TEXTS or clicks < FEWEST_CLICKS:
        why = _too_little(len({result.text for result in shown}), clicks)
        return Ranking((), told_apart=False, why=why)
    features = np.array([_features(result.text) for result in shown])
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread = np.where(spread > 0, spread, np.inf)  # a feature that never differs says nothing
    weights, covariance = _fitted(_standard(features, mean, spread), shown)
    candidates = _standard(np.array([_features(title) for title in titles]), mean, spread)
    found = [_expected(title, row, weights, covariance) for title, row in zip(titles, candidates, strict=True)]
    order = sorted(range(len(titles)), key=lambda index: -found[index].share)
    told_apart = len(order) > 1 and _is_above(candidates[order[0]] - candidates[order[1]], weights, covariance)
    first = "The first is above the second" if told_apart else "The first two are not told apart"
    why = f"{first} with 95 % probability, by {len(shown)} earlier texts and {clicks} clicks: {', '.join(_FEATURES)}."
    return Ranking(tuple(found[index] for index in order), told_apart=told_apart, why=why)


def _too_little(texts: int, clicks: int) -> str:
    return (
        f"{texts} earlier texts with {clicks} clicks tell too little to rank by. There need to be {FEWEST_TEXTS} texts "
        f"and {FEWEST_CLICKS} clicks."
    )


def _features(text: str) -> list[float]:
    letters = [sign for sign in text if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters) / max(1, len(letters))
    return [
        float(len(text)),
        float(len(text.split())),
        float(any(sign.isdigit() for sign in text)),
        float(":" in text or "：" in text),
        capitals,
    ]


def _standard(features: Matrix, mean: Matrix, spread: Matrix) -> Matrix:
    """Return features in standard deviations, after a one for the share they all have."""
    return np.hstack([np.ones((len(features), 1)), (features - mean) / spread])


def _fitted(features: Matrix, past: Sequence[PastResult]) -> tuple[Matrix, Matrix]:
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
