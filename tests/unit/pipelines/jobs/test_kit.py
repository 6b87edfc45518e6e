"""What of a kit was not made is said once for each reason."""

from pathlib import Path

import pytest

pytest.importorskip("babel", reason="pip install 'listing-studio[words]'")

from pipelines.jobs.job import Target, WordsJob
from pipelines.jobs.kit import Kit, refused_of
from pipelines.jobs.made import Infographics, Refused
from tests.fakes.ten_products import TEN


def test_a_reason_that_holds_for_several_pictures_is_said_once() -> None:
    why = "The photo and the measures are 98.6% apart. Correct the measures: both."
    slots = (("lazada", "additional"), ("naver", "detail"))
    refused = [
        Refused(Target(preset=preset, slot=slot), why, "dimensions", tag)
        for preset, slot in slots
        for tag in ("de", "ar")
    ]
    refused.append(Refused(Target(preset="naver", slot="detail"), "No size is known for it. Choose another slot."))
    refused.append(Refused(Target(preset="etsy", slot="photos"), "mug in snow: the place is too cold."))
    made = Infographics("scarf", Path("a.jpg"), b"", "", (), (), tuple(refused), 0.0)
    words = WordsJob(product="scarf", facts=TEN["blanket"], presets=("naver",), languages=("de",), out=Path("out"))
    assert list(refused_of(Kit(words, (made,)))) == [
        "lazada, additional, dimensions in de; lazada, additional, dimensions in ar; naver, detail, dimensions in de; "
        f"naver, detail, dimensions in ar: {why}",
        "naver, detail: No size is known for it. Choose another slot.",
        "etsy, photos: mug in snow: the place is too cold.",
    ]
