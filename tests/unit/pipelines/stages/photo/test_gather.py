"""What a seller types becomes products: in natural order, each under a name of its own."""

import os
from pathlib import Path

import pytest

from pipelines.stages.photo.gather import Grouping, ProductPhotos, gather


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


@pytest.fixture
def shop(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path()


def names(products: tuple[ProductPhotos, ...]) -> list[str]:
    return [product.name for product in products]


def test_each_photo_is_a_product(shop):
    touch(shop, "mug.jpg", "shoes/01.jpg", "hats/01.jpg")
    gathered = gather([Path("mug.jpg"), Path("shoes/01.jpg"), Path("hats/01.jpg")], Grouping.PHOTO)
    assert names(gathered.products) == ["mug", "shoes/01", "hats/01"]
    assert gathered.products[1].paths == (Path("shoes/01.jpg"),)
    assert gathered.notes == ()


def test_a_folder_is_read_in_natural_order_with_its_folders(shop):
    touch(shop, "in/10.jpg", "in/9.JPG", "in/b/2.png", "in/b/a10.webp", "in/b/a9.heic")
    found = gather([Path("in")], Grouping.PHOTO)
    paths = [str(product.paths[0]) for product in found.products]
    assert paths == ["in/9.JPG", "in/10.jpg", "in/b/2.png", "in/b/a9.heic", "in/b/a10.webp"]
    assert names(found.products) == ["in/9", "in/10", "b/2", "b/a9", "b/a10"]


def test_a_folder_can_be_one_product(shop):
    touch(shop, "in/mug/front.jpg", "in/mug/back.jpg", "in/cap/front.jpg", "in/one.jpg")
    found = gather([Path("in"), Path("extra.jpg")], Grouping.FOLDER)
    assert names(found.products) == ["in", "in/cap", "in/mug", "extra"]
    assert found.products[2].paths == (Path("in/mug/back.jpg"), Path("in/mug/front.jpg"))


def test_everything_typed_can_be_one_product(shop):
    touch(shop, "mug/front.jpg", "mug/back.jpg")
    typed = [Path("mug/front.jpg"), Path("mug/back.jpg"), Path("detail.jpg")]
    assert gather(typed, Grouping.ALL).products == (ProductPhotos("mug/front", tuple(typed)),)
    assert gather([], Grouping.ALL).products == ()
    assert names(gather([Path("mug")], Grouping.ALL).products) == ["mug"]
    assert names(gather([Path("mug"), Path("detail.jpg")], Grouping.ALL).products) == ["mug/back"]


def test_one_product_of_many_files_is_called_by_the_one_chosen(shop):
    typed = [Path("mug/front.jpg"), Path("mug/back.jpg")]
    assert names(gather(typed, Grouping.ALL, chosen=typed[1]).products) == ["mug/back"]
    assert names(gather(typed, Grouping.ALL, chosen=Path("other.jpg")).products) == ["mug/front"]
    touch(shop, *map(str, typed))
    assert names(gather([Path("mug")], Grouping.ALL, chosen=typed[0]).products) == ["mug"]


def test_hidden_and_system_files_are_passed_over_and_others_named_once(shop):
    touch(shop, "in/1.jpg", "in/._1.jpg", "in/.DS_Store", "in/Thumbs.db", "in/__MACOSX/1.jpg", "in/.git/a.jpg")
    touch(shop, *(f"in/{name}.txt" for name in "abcdefg"))
    found = gather([Path("in")], Grouping.PHOTO)
    assert names(found.products) == ["in/1"]
    assert found.notes == ("Left out of in, as no photos: a.txt, b.txt, c.txt, d.txt, e.txt and 2 more.",)


def test_a_matte_beside_its_photo_is_no_photo(shop):
    touch(shop, "in/mug.jpg", "in/mug.matte.png", "in/alone.matte.png")
    found = gather([Path("in")], Grouping.FOLDER)
    assert found.products[0].paths == (Path("in/alone.matte.png"), Path("in/mug.jpg"))
    assert found.notes == ("Left out of in, as no photos: mug.matte.png.",)


def test_a_folder_without_photos_is_said(shop):
    Path("empty").mkdir()
    assert gather([Path("empty")], Grouping.PHOTO).notes == (
        "empty holds no photos. Name photos, or a folder that has some.",
    )


def test_a_missing_file_is_left_to_reading(shop):
    assert names(gather([Path("missing.jpg")], Grouping.PHOTO).products) == ["missing"]


def test_a_photo_typed_twice_counts_once(shop):
    touch(shop, "in/1.jpg")
    found = gather([Path("in/1.jpg"), Path("in"), Path("in/1.jpg").absolute()], Grouping.PHOTO)
    assert names(found.products) == ["in/1"]


def test_outputs_are_never_taken_for_photos(shop):
    touch(shop, "in/1.jpg", "in/out/1.main.jpg")
    assert names(gather([Path("in")], Grouping.PHOTO, leave_out=Path("in/out")).products) == ["in/1"]


def test_links_to_folders_are_not_followed(shop):
    touch(shop, "in/1.jpg")
    Path("in/again").symlink_to(Path("in").absolute())
    assert names(gather([Path("in")], Grouping.PHOTO).products) == ["in/1"]


def test_no_two_products_share_a_name(shop):
    touch(shop, "a/shoes/1.jpg", "b/shoes/1.jpg", "in/mug.jpg", "in/mug.png", "in/MUG.webp", "in/mug-2.jpg")
    found = gather([Path("a"), Path("b"), Path("in")], Grouping.PHOTO)
    made = names(found.products)
    assert made[:2] == ["a/shoes/1", "b/shoes/1"]
    assert len({name.casefold() for name in made}) == 6


def test_a_name_tells_neither_the_way_nor_climbs_out(shop, tmp_path):
    touch(shop, "in/sub/1.jpg")
    for typed in (tmp_path / "in/sub/1.jpg", Path("in/sub/../sub/1.jpg"), Path("../../in/sub/1.jpg")):
        assert names(gather([typed], Grouping.PHOTO).products) == ["sub/1"]


def test_a_name_that_is_no_text_becomes_one(shop):
    typed = [Path("in/new\nline.jpg"), Path("in") / os.fsdecode(b"latin\xe9.jpg"), Path("in/mug 🍵 白色.jpg")]
    assert names(gather(typed, Grouping.PHOTO).products) == ["in/new?line", "in/latin?", "in/mug 🍵 白色"]
