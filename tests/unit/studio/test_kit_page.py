"""A kit's page says once what failed for several of its parts."""

from pathlib import Path

import pytest

pytest.importorskip("babel", reason="pip install 'listing-studio[words]'")

from pipelines.jobs.job import WordsJob
from pipelines.jobs.kit import Kit
from pipelines.jobs.kit_data import KitData
from studio.kit_page import kit_page
from tests.fakes.ten_products import TEN


def test_a_photo_that_fails_for_each_part_is_told_of_once() -> None:
    words = WordsJob(product="vase", facts=TEN["vase"], presets=("naver",), languages=("de",), out=Path("out"))
    page = kit_page(Kit(words, (), ("a.jpg: too dark.", "a.jpg: too dark.", "a.jpg: no speech.")), {}, KitData((), ()))
    assert (page.count("a.jpg: too dark."), page.count("a.jpg: no speech.")) == (1, 1)
