from collections.abc import Sequence

import numpy as np
import pytest

from pipelines.progress import Progress, silent
from pipelines.stages.render.painting.memory_tiers import NoGpuError, SteppingDown, first_loading
from pipelines.stages.render.painting.painter import GpuMemoryError, Loading, PaintOrder
from pipelines.values import Rgb

GIB = 1 << 30
KLEIN, Z_IMAGE = 16_000_000_000, 20_500_000_000


@pytest.mark.parametrize(
    ("card_gib", "weights_bytes", "compiled", "expected"),
    [
        (8, KLEIN, False, Loading.INT8),
        (12, KLEIN, True, Loading.INT8),
        (16, KLEIN, False, Loading.OFFLOAD),
        (24, KLEIN, False, Loading.RESIDENT),
        (24, Z_IMAGE, False, Loading.RESIDENT),
        (16, Z_IMAGE, False, Loading.OFFLOAD),
        (80, KLEIN, True, Loading.COMPILED),
        (6, KLEIN, False, Loading.STREAMED),
    ],
)
def test_a_card_gets_what_should_fit(card_gib: int, weights_bytes: int, compiled: bool, expected: Loading) -> None:
    # A card tells a little less than its nominal memory.
    assert first_loading(card_gib * GIB - 4_000_000, weights_bytes, compiled=compiled) is expected


class Card:
    """A GPU on which some ways of loading, or batches, do not fit."""

    def __init__(self, too_large: set[Loading], *, most_at_once: int = 8, fails_at_opening: bool = False) -> None:
        self.too_large = too_large
        self.most_at_once = most_at_once
        self.fails_at_opening = fails_at_opening
        self.opened: list[Loading] = []
        self.closed: list[Loading] = []

    def open(self, loading: Loading) -> "OnCard":
        if self.fails_at_opening and loading in self.too_large:
            raise GpuMemoryError("out of memory")
        self.opened.append(loading)
        return OnCard(self, loading)


class OnCard:
    def __init__(self, card: Card, loading: Loading) -> None:
        self.card, self.loading = card, loading

    def paint(self, order: PaintOrder, progress: Progress) -> Sequence[Rgb]:
        if self.loading in self.card.too_large or len(order.seeds) > self.card.most_at_once:
            raise GpuMemoryError("out of memory")
        return [np.full((16, 16, 3), seed, np.uint8) for seed in order.seeds]

    def close(self) -> None:
        self.card.closed.append(self.loading)


def order(*seeds: int) -> PaintOrder:
    return PaintOrder(np.zeros((16, 16, 3), np.uint8), np.ones((16, 16), np.bool_), "", seeds)


@pytest.mark.parametrize("fails_at_opening", [True, False])
def test_too_little_memory_steps_down_and_says_so(fails_at_opening: bool) -> None:
    card = Card({Loading.RESIDENT, Loading.OFFLOAD}, fails_at_opening=fails_at_opening)
    painter = SteppingDown(card.open, Loading.RESIDENT)
    assert painter.paint(order(5), silent)[0][0, 0, 0] == 5
    assert painter.loading is Loading.INT8
    assert len(painter.notes) == 2
    assert painter.notes[-1] == "The GPU's memory was too small for 'offload'; went on with 'int8'."
    assert set(card.closed) == set(card.opened) - {Loading.INT8}


def test_a_batch_is_split_before_less_is_loaded() -> None:
    card = Card(set(), most_at_once=1)
    painter = SteppingDown(card.open, Loading.RESIDENT)
    assert [picture[0, 0, 0] for picture in painter.paint(order(3, 4, 5), silent)] == [3, 4, 5]
    assert painter.loading is Loading.RESIDENT
    assert painter.notes == ("3 pictures at once were too many; painted one by one.",)


def test_a_card_too_small_for_anything_is_one_sentence() -> None:
    with pytest.raises(NoGpuError, match=r"loaded as 'streamed': out of memory\. Close other programs"):
        SteppingDown(Card(set(Loading), fails_at_opening=True).open, Loading.RESIDENT)


def test_the_processor_has_nothing_below_it() -> None:
    with pytest.raises(NoGpuError):
        SteppingDown(Card({Loading.CPU}).open, Loading.CPU).paint(order(1), silent)


def test_closed_it_opens_again_for_the_next_order() -> None:
    card = Card(set())
    painter = SteppingDown(card.open, Loading.OFFLOAD)
    painter.close()
    painter.paint(order(1), silent)
    assert card.opened == [Loading.OFFLOAD] * 2
