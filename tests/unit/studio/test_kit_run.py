"""A kit's jobs side by side: the longest are begun first, and its page has all in the kit's own order."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from models.registry import EngineChoice
from pipelines.jobs.job import Finished, Job, JobEvent, LifestyleJob, MainImageJob, Target, WordsJob
from pipelines.jobs.kit import Kit
from pipelines.jobs.made import Infographics
from pipelines.jobs.made_words import MadeWords
from pipelines.jobs.main_image_work import MainImages
from pipelines.jobs.stop import Stop
from presets.products.schema import Product
from studio.kit_run import KitRun


class Crew:
    """Does jobs as they are given, and notes their order."""

    def __init__(self, hands: int) -> None:
        self._hands = hands
        self.given: list[str] = []

    def hands(self, _job: Job) -> int:
        return self._hands

    def run(self, jobs: Iterable[Job], _stop: Stop) -> Iterator[JobEvent]:
        for job in jobs:
            self.given.append(job.kind)
            words = MadeWords("mug", (), ())
            sort = MainImages if isinstance(job, MainImageJob) else Infographics
            yield Finished(job, words if isinstance(job, WordsJob) else sort("mug", job.out, b"", "", (), (), (), 0.0))


@pytest.mark.parametrize(
    ("hands", "order"),
    [(1, ["words", "main_image", "lifestyle"]), (2, ["words", "lifestyle", "main_image"])],
)
def test_the_longest_come_first_after_the_words_where_two_are_done_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hands: int, order: list[str]
) -> None:
    written: list[Kit] = []

    def write(kit: Kit, _bench: object) -> tuple[Path, ...]:
        written.append(kit)
        return (tmp_path / "kit.html",)

    monkeypatch.setattr("studio.kit_run.write_kit", write)
    photos = (tmp_path / "mug.jpg",)
    facts = Product.model_validate({"name": "Mug", "category": "mug", "language": "en"})
    common: dict[str, Any] = {
        "product": "mug",
        "photos": photos,
        "out": tmp_path,
        "cutout": EngineChoice(name="u2netp"),
    }
    jobs = (
        WordsJob(facts=facts, presets=("amazon-us",), languages=("en",), **common),
        MainImageJob(targets=(Target(preset="amazon-us"),), **common),
        LifestyleJob(targets=(Target(preset="amazon-us", slot="lifestyle"),), scenes=("oak-window",), **common),
    )
    crew = Crew(hands)
    KitRun(cast(Any, None), strict=False).run(crew, [jobs])
    assert crew.given == order
    assert [type(part) for part in written[0].results] == [MadeWords, MainImages, Infographics]
