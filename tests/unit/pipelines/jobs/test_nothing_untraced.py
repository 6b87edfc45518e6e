"""What is drawn, spoken or written on a screen is held against the facts by the job that makes it, whoever wrote it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("babel", reason="pip install 'listing-studio[words]'")

from pipelines.jobs import infographic_work
from pipelines.jobs.avatar_video_work import make_avatar_video
from pipelines.jobs.clip_work import make_product_clips
from pipelines.jobs.infographic_work import make_infographics
from pipelines.jobs.job import AvatarVideoJob, FilmScript, InfographicJob, ProductClipJob, Target
from pipelines.jobs.workbench import Workbench
from pipelines.listing import Brief, Line
from pipelines.page import PageWords, Point
from pipelines.progress import silent
from pipelines.stages.cutout.engine import CutoutEngine
from pipelines.stages.page.page_words import headed
from presets.films.facts import Facts
from tests.fakes.cutout_engines import CentreCutout
from tests.fakes.ten_products import TEN

Bench = Callable[[CutoutEngine], Workbench]
Photos = Callable[[str], Path]
BOTTLE = TEN["bottle"]


def shared(photo: Path, folder: Path, slot: str) -> dict[str, object]:
    target = Target(preset="tiktok-shop-us", slot=slot)
    return {"product": "bottle", "photos": (photo,), "targets": (target,), "out": folder / "out"}


def test_a_lie_on_a_page_is_not_drawn(
    bench_with: Bench, photo: Photos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lying(words: PageWords, page: str, brief: Brief) -> PageWords:
        return replace(headed(words, page, brief), points=(Point(Line("Holds 500 ml", ("measures.capacity",))),))

    monkeypatch.setattr(infographic_work, "headed", lying)
    given = shared(photo("a.png"), tmp_path, "additional")
    job = InfographicJob.model_validate({**given, "facts": BOTTLE, "languages": ("en",), "pages": ("features",)})
    made = make_infographics(job, bench_with(CentreCutout()), silent)
    assert made.images == ()
    assert [one.sentence for one in made.refused] == [
        "features in en: 'Holds 500 ml' is not told: No fact has this figure."
    ]


def test_a_lie_on_a_clips_screen_is_refused_before_anything_is_drawn(
    bench_with: Bench, photo: Photos, tmp_path: Path
) -> None:
    told = {"en": Facts(name="Tarn bottle", lines=("Keeps drinks cold for 48 hours",))}
    given = {**shared(photo("a.png"), tmp_path, "video"), "scene": "plain", "facts": told, "proven_by": BOTTLE}
    made = make_product_clips(
        ProductClipJob.model_validate({**given, "languages": ("en",)}), bench_with(CentreCutout()), silent
    )
    assert made.films == ()
    assert "'Keeps drinks cold for 48 hours' is not told" in made.refused[0].sentence


@pytest.mark.parametrize(
    ("words", "facts", "lie"),
    [
        ("This is the Tarn bottle. It holds 500 ml.", Facts(), "'It holds 500 ml.' is not told"),
        ("This is the Tarn bottle.", Facts(price="$24.95"), "'$24.95' is not told"),
        ("[show: 30 cm] This is the Tarn bottle.", Facts(), "'30 cm' is not told"),
    ],
)
def test_a_lie_that_a_presenter_would_say_or_show_is_refused_before_it_is_spoken(
    bench_with: Bench, photo: Photos, tmp_path: Path, words: str, facts: Facts, lie: str
) -> None:
    given = {**shared(photo("a.png"), tmp_path, "video"), "scene": "plain", "facts": {"en": facts}}
    script = FilmScript(language="en", words=words)
    job = AvatarVideoJob.model_validate({**given, "proven_by": BOTTLE, "scripts": (script,)})
    made = make_avatar_video(job, bench_with(CentreCutout()), silent)
    assert made.films == ()
    assert lie in made.refused[0].sentence
