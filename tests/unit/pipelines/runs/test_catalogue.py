"""The table of what was made: found by words, marketplace, day and likes, the newest first, apart for each owner."""

import sqlite3
import time
from datetime import date
from pathlib import Path

import pytest

from pipelines.jobs.cutout_work import CutoutFile
from pipelines.jobs.job import Target
from pipelines.jobs.made import MadeImage
from pipelines.jobs.made_films import MadeFilm, MadeFilms
from pipelines.jobs.main_image_work import MainImages
from pipelines.runs.catalogue import Found, Wanted
from pipelines.runs.journal import Journal
from pipelines.runs.journal_tables import CATALOGUED, CHANGES
from pipelines.runs.record import Result
from pipelines.stages.check.finding import Report
from pipelines.stages.export.publish import Publication
from tests.fakes.workshops import cutout_job

MAY, JUNE = (time.mktime((2026, month, 9, 12, 0, 0, 0, 0, -1)) for month in (5, 6))


class Shop:
    """A journal whose jobs are done as soon as they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now = folder, MAY
        self.journal = Journal(folder / "journal.sqlite3", clock=lambda: self.now)

    def make(self, product: str, *results: Result, owner: str = "mei") -> str:
        run = self.journal.add_run(product, self.folder, [cutout_job(self.folder, product)], owner)
        entry = self.journal.claim(run, "me")
        assert entry
        self.journal.finish(entry, results, 2.5)
        return run

    def found(self, at_most: int = 100, **wanted: object) -> list[tuple[str, str]]:
        return [(found.product, found.title) for found in self.journal.find("mei", Wanted(**wanted), at_most)[1]]  # type: ignore[arg-type]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def report(title: str) -> Report:
    day = date(2026, 11, 1)
    return Report("file", "0" * 64, "p", title, "main", "Main", day, day, ())


def pictures(*presets: str) -> MainImages:
    images = [
        MadeImage(
            Target(preset=preset, slot="main"), Publication(Path(f"{preset}.jpg"), Path(f"{preset}.jpg")),
            report(preset.title()), None, (10, 10), 90, (), 1.0,
        )
        for preset in presets
    ]  # fmt: skip
    return MainImages("mug", Path("mug.jpg"), b"", "", (), tuple(images), (), 1.0)


def film(language: str) -> MadeFilms:
    target, path = Target(preset="tiktok-shop", slot="video"), Path(f"mug.{language}.mp4")
    words, poster = (path.with_suffix(".vtt"), path.with_suffix(".srt")), path.with_suffix(".jpg")
    mp4 = Publication(path, path)
    made = MadeFilm(target, language, mp4, words, poster, (9, 16), 9.0, 9.0, "", report("TikTok"), ())
    return MadeFilms("mug", (), (made,), ())


def test_everything_shown_of_a_job_is_found_at_its_place_among_the_files(shop: Shop) -> None:
    run = shop.make("Mug", pictures("ebay", "etsy"), film("es"), film("ja"))
    count, found = shop.journal.find("mei", Wanted(), 100)
    files = shop.journal.entry(run, 1).files
    assert count == 4
    assert [(item.title, item.medium) for item in found] == [
        ("Ebay", "picture"), ("Etsy", "picture"), ("TikTok, es", "film"), ("TikTok, ja", "film"),
    ]  # fmt: skip
    assert [files[item.place].name for item in found] == ["ebay.jpg", "etsy.jpg", "mug.es.mp4", "mug.ja.mp4"]
    assert found[0] == Found(run, 1, 0, "Mug", "Ebay", "ebay", "picture", liked=False, since=MAY, seconds=2.5)


def test_words_in_any_order_and_case_a_marketplace_and_a_day_narrow_it(shop: Shop) -> None:
    shop.make("Mug 100% _blue_", pictures("ebay", "etsy"))
    shop.now = JUNE
    shop.make("Backpack", pictures("ebay"))
    assert shop.found() == [("Backpack", "Ebay"), ("Mug 100% _blue_", "Ebay"), ("Mug 100% _blue_", "Etsy")]
    assert shop.found(words="ETSY mug") == [("Mug 100% _blue_", "Etsy")]
    assert shop.found(words="100%") == shop.found(words="_blue_") == shop.found(words="mug")
    assert shop.found(words="_pack") == []
    assert shop.found(preset="etsy") == [("Mug 100% _blue_", "Etsy")]
    assert shop.found(since="2026-06-09") == [("Backpack", "Ebay")]
    assert shop.found(since="2026-06-10") == []


def test_no_more_are_read_than_shown_and_the_rest_is_counted(shop: Shop) -> None:
    for number in range(5):
        shop.now = MAY + number
        shop.make(f"p{number}", pictures("ebay", "etsy"))
    count, found = shop.journal.find("mei", Wanted(), 3)
    assert (count, [item.product for item in found]) == (10, ["p4", "p4", "p3"])


def test_others_find_nothing_and_what_is_removed_is_gone(shop: Shop) -> None:
    mine, theirs = shop.make("Mug", pictures("ebay")), shop.make("Cup", pictures("ebay"), owner="li")
    assert shop.found() == [("Mug", "Ebay")]
    shop.journal.remove(theirs)
    shop.journal.remove(mine)
    assert shop.journal.find("li", Wanted(), 9) == shop.journal.find("mei", Wanted(), 9) == (0, ())


def test_only_what_is_liked(shop: Shop) -> None:
    run = shop.make("Mug", pictures("ebay"))
    shop.make("Cup", CutoutFile("cup", Publication(Path("cup.png"), Path("cup.png")), ()))
    shop.journal.favour(run, 1, liked=True)
    assert shop.found(liked=True) == [("Mug", "Ebay")]


def test_a_job_done_again_is_found_once(shop: Shop) -> None:
    run = shop.make("Mug", pictures("ebay", "etsy"))
    entry = shop.journal.entry(run, 1)
    shop.journal.finish(entry, [pictures("ebay")], 1.0)  # it has ended: nothing of it may change
    assert shop.found() == [("Mug", "Ebay"), ("Mug", "Etsy")]


def test_what_was_made_before_there_was_a_catalogue_is_found_and_records_of_other_versions_left(shop: Shop) -> None:
    shop.make("Mug", pictures("ebay"))
    shop.make("Cup", pictures("etsy"))
    shop.journal.close()
    with sqlite3.connect(shop.folder / "journal.sqlite3") as before:
        before.executescript(f"DROP TABLE found; PRAGMA user_version = {CATALOGUED - 1}")
        before.execute("""UPDATE jobs SET results = '{"unheard_of": 1}' WHERE job LIKE '%"Cup"%'""")
    before.close()
    assert len(CHANGES) >= CATALOGUED
    assert Shop(shop.folder).found() == [("Mug", "Ebay")]
