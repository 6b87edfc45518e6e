"""A person at a real browser, before the real server: made, touched up, reloaded, cancelled, downloaded."""

import io
import json
import os
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from presets.products.library import read_product
from tests.fakes.house import photo_in
from tests.fakes.served import CHROMIUM, Served, served
from tests.fakes.tiny_shop import SHOP

sync_api = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")

EXAMPLES = Path(str(files("studio"))) / "examples"
SHOTS = Path(os.environ["STUDIO_SHOTS"]) if "STUDIO_SHOTS" in os.environ else None
LONG_MS = 180_000
_USUAL = {"locale": "en-US", "viewport": {"width": 1440, "height": 1000}}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Everybody's work apart, so that no test finds another's; films for the usual marketplace are tiny."""
    presets = tmp_path_factory.mktemp("presets")
    (presets / "tiktok-shop.toml").write_text(SHOP.replace("tiny-shop", "tiktok-shop"))
    with served(tmp_path_factory.mktemp("served"), "--guests", presets=presets) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator["sync_api.Browser"]:
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Person:
    """Somebody at a page; whatever the page asks of other machines is noted."""

    def __init__(self, browser: "sync_api.Browser", url: str, **context: object) -> None:
        self.context = browser.new_context(
            **{"locale": "en-US", "viewport": {"width": 1440, "height": 1000}, **context}
        )
        self.context.set_default_timeout(LONG_MS)
        self.page = self.context.new_page()
        self.dialled: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", lambda asked: self._note(asked.url, url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.goto(url)
        self.page.wait_for_selector("#try-example")

    def _note(self, asked: str, url: str) -> None:
        if not asked.startswith((url, "data:", "blob:")):
            self.dialled.append(asked)

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()

    def shot(self, name: str) -> None:
        """Keep what is seen, where somebody wants to look at it."""
        if SHOTS is not None:
            SHOTS.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


@pytest.fixture
def person(browser: "sync_api.Browser", server: Served) -> Iterator[Person]:
    person = Person(browser, server.url)
    yield person
    person.context.close()
    assert not person.dialled
    assert not person.wrong


def test_two_clicks_make_a_passing_main_image_and_a_third_takes_it_home(person: Person) -> None:
    page = person.page
    page.click("#try-example")
    page.wait_for_selector(".ls-photos img")
    page.click("#make-main-image")
    card = page.wait_for_selector("#cards-main_image .ls-card.pass")
    person.shot("main-image")
    assert card
    with page.expect_download() as download:
        page.click("#cards-main_image .ls-take")
    with zipfile.ZipFile(Path(download.value.path())) as archive:
        (name,) = archive.namelist()
        picture = Image.open(io.BytesIO(archive.read(name)))
    assert download.value.suggested_filename.startswith("amazon-us-")
    assert name.startswith("amazon-us/")
    assert min(picture.size) >= 1000
    assert picture.convert("RGB").getpixel((2, 2)) == (255, 255, 255)


def test_strokes_on_the_cutout_change_the_picture(person: Person) -> None:
    page = person.page
    page.click("#try-example")
    page.wait_for_selector(".ls-photos img")
    page.click("#make-main-image")
    before = page.wait_for_selector("#cards-main_image img.after").get_attribute("src")
    page.click("[data-opens=touch]")
    canvas = page.locator(".ls-dialog canvas")
    page.wait_for_function("() => document.querySelector('.ls-dialog canvas').width > 400")
    box = canvas.bounding_box()
    assert box
    page.check(".ls-dialog input[value=drop]")
    page.mouse.move(box["x"] + box["width"] * 0.45, box["y"] + box["height"] * 0.5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.6, steps=4)
    page.mouse.up()
    person.shot("touch-up")
    page.click(".ls-dialog [name=apply]")
    page.wait_for_function(
        "before => { const now = document.querySelector('#cards-main_image img.after');"
        " return now && now.getAttribute('src') !== before; }",
        arg=before,
    )
    first, second = (
        Image.open(io.BytesIO(page.request.get(f"{page.url.rstrip('/')}{src}", timeout=LONG_MS).body()))
        .convert("L")
        .resize((64, 64))
        for src in (before, page.get_attribute("#cards-main_image img.after", "src"))
    )
    assert sum(abs(a - b) > 40 for a, b in zip(first.tobytes(), second.tobytes(), strict=True)) > 30


def test_a_reloaded_page_finds_its_job_and_can_cancel_it(person: Person, tmp_path: Path) -> None:
    page = person.page
    page.set_input_files("#photo-drop input[type=file]", [photo_in(tmp_path, f"{n}.png", n) for n in range(6)])
    page.wait_for_function("() => document.querySelectorAll('.ls-photos img').length === 6")
    page.get_by_label("Each is a product").check()
    page.click("#make-main-image")
    page.wait_for_selector("#bars-main_image .ls-bar")
    page.reload()
    page.wait_for_selector("#bars-main_image .ls-bar")
    person.shot("under-way")
    page.click("#cancel-main_image")
    page.wait_for_selector("#cards-main_image .ls-card.broken:has-text('Cancelled')")
    page.wait_for_selector("#bars-main_image .ls-bar", state="detached")


def test_what_cannot_be_meant_is_said_in_a_sentence(person: Person, tmp_path: Path) -> None:
    page = person.page
    page.click("#make-main-image")
    page.wait_for_selector("text=Add a photo of the product first")
    page.reload()
    page.wait_for_selector("#try-example")
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 not a picture")
    page.set_input_files("#photo-drop input[type=file]", broken)
    page.wait_for_selector("[data-testid=toast-body] >> text=broken.jpg")


def test_pictures_that_are_there_are_checked_with_evidence(person: Person) -> None:
    page = person.page
    person.tab("Check my pictures")
    page.wait_for_selector("#check-measure")
    listed = page.locator("#check-drop [aria-label='front.jpg']")
    for times in range(2):  # the same file given twice is measured once
        page.set_input_files("#check-drop input[type=file]", EXAMPLES / "enamel-mug" / "front.jpg")
        listed.nth(times).wait_for()
    page.click("#check-measure")
    report = page.frame_locator("iframe.ls-report")
    report.locator("text=0 of 1 files pass").wait_for()
    assert report.locator("svg rect").count() > 0
    person.shot("check")


def test_the_product_is_dragged_and_enlarged_in_its_picture(person: Person) -> None:
    page = person.page
    page.click("#try-example")
    page.wait_for_selector(".ls-photos img")
    person.tab("Lifestyle")
    page.click("#make-lifestyle")
    card = page.locator("#cards-lifestyle .ls-card[data-product]")
    left, _, right, before = json.loads(card.get_attribute("data-product") or "")
    page.click("[data-opens=move]")
    page.locator(".ls-frame img").wait_for()
    frame = page.locator(".ls-frame").bounding_box()
    ghost = page.locator(".ls-ghost").bounding_box()
    assert frame and ghost
    middle = ghost["x"] + ghost["width"] / 2, ghost["y"] + ghost["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 0.12 * frame["width"], middle[1], steps=5)
    page.mouse.up()
    page.locator(".ls-ghost").press("ArrowDown")
    page.locator(".ls-dialog [name=share]").fill("55")
    person.shot("move")
    here = card.get_attribute("data-here")
    page.click(".ls-dialog [name=apply]")
    page.wait_for_function(
        "before => { const card = document.querySelector('#cards-lifestyle .ls-card[data-product]');"
        " return card && card.dataset.here !== before; }",
        arg=here,
    )
    person.shot("moved")
    now = json.loads(card.get_attribute("data-product") or "")
    assert (now[0] + now[2]) / 2 == pytest.approx((left + right) / 2 - 0.12, abs=0.03)
    assert now[3] == pytest.approx(before + 0.01, abs=0.03)
    assert max(now[2] - now[0], now[3] - now[1]) == pytest.approx(0.55, abs=0.03)


def test_a_film_is_made_and_its_script_changed_on_the_card(person: Person) -> None:
    page = person.page
    page.click("#try-example")
    page.wait_for_selector(".ls-photos img")
    person.tab("Presenter")
    script = page.get_by_label("What is said").first
    script.fill("A mug of enamel. Enjoy your coffee outdoors.")
    page.locator("button:visible", has_text="More choices").click()
    page.get_by_label("Presenter's side").click()
    page.get_by_role("option", name="left").click()
    person.shot("film-form")
    page.click("#make-avatar-video")
    card = page.locator("#cards-avatar_video .ls-card[data-language=en]")
    card.locator("video").wait_for()
    first = card.get_attribute("data-here")
    person.shot("film")
    card.locator("[data-opens=script]").click()
    written = page.locator(".ls-dialog [name=script]")
    page.wait_for_function("() => document.querySelector('.ls-dialog [name=script]').value.includes('enamel')")
    written.fill("A mug of white enamel. Enjoy your tea outdoors.")
    person.shot("script")
    page.click(".ls-dialog [name=apply]")
    page.wait_for_function(
        "before => { const card = document.querySelector('#cards-avatar_video .ls-card[data-language=en]');"
        " return card && card.dataset.here !== before && card.querySelector('video'); }",
        arg=first,
    )
    address = card.locator("track").first.get_attribute("src")
    said = page.evaluate("async (address) => (await fetch(address)).text()", address)
    assert "tea" in said
    assert "coffee" not in said


def test_the_library_finds_compares_likes_and_deletes(person: Person, server: Served) -> None:
    page = person.page
    page.click("#try-example")
    page.wait_for_selector(".ls-photos img")
    page.click("#make-main-image")
    page.wait_for_selector("#cards-main_image .ls-card.pass")
    person.tab("Lifestyle")
    page.click("#make-lifestyle")
    page.wait_for_selector("#cards-lifestyle .ls-card img.after")
    person.shot("lifestyle")
    person.tab("Library")
    page.click("#library-refresh")
    tiles = page.locator("#library-shelf .ls-tile")
    sync_api.expect(tiles).to_have_count(2, timeout=LONG_MS)
    page.locator("[data-pick]").nth(0).click()
    page.locator("[data-pick]").nth(1).click()
    sync_api.expect(page.locator(".ls-compared img")).to_have_count(2, timeout=LONG_MS)
    tiles.first.locator("[data-act=like]").click()
    page.wait_for_selector("#library-shelf [data-act=like][aria-pressed=true]")
    person.shot("library")
    page.fill("#library-find input, #library-find textarea", "no such thing")
    page.wait_for_selector("#library-shelf .ls-empty")
    page.fill("#library-find input, #library-find textarea", "mug")
    tiles.first.wait_for()
    made = len([*server.library.rglob("amazon-us/**/*.jpg")])
    page.on("dialog", lambda dialog: dialog.accept())
    tiles.first.locator("[data-act=delete]").click()
    sync_api.expect(tiles).to_have_count(1, timeout=LONG_MS)
    assert len([*server.library.rglob("amazon-us/**/*.jpg")]) == made - 1


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("chinese", {"locale": "zh-CN"}),
        ("phone", {"viewport": {"width": 390, "height": 844}, "is_mobile": True}),
        ("dark", {"color_scheme": "dark"}),
    ],
)
def test_pages_fit_other_people(
    browser: "sync_api.Browser", server: Served, name: str, context: dict[str, object]
) -> None:
    person = Person(browser, server.url, **context)
    page = person.page
    page.wait_for_selector("#make-main-image")
    person.shot(name)
    width = context.get("viewport", {"width": 1440})["width"]  # type: ignore[index]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if name == "chinese":
        sync_api.expect(page.locator("#make-main-image")).to_have_text("开始制作", timeout=LONG_MS)
        sync_api.expect(page.get_by_role("tab", name="场景图")).to_have_count(1, timeout=LONG_MS)
        page.wait_for_selector("#cards-main_image :text('主图会显示在这里')")
    person.context.close()


def with_example_facts(person: Person) -> Any:
    """Open the kit's tab with the example's photos and facts, and return the page."""
    page = person.page
    page.click("#try-example")
    page.wait_for_selector(".ls-photos img")
    page.get_by_role("tab", name="Whole listing").click()
    page.wait_for_selector("#make-kit")
    page.click("#example-facts")
    page.wait_for_function("() => document.querySelector('#fact-title input, #fact-title textarea').value !== ''")
    return page


def test_a_file_of_facts_fills_the_form_in_and_is_saved_from_it(person: Person, tmp_path: Path) -> None:
    page = person.page
    page.get_by_role("tab", name="Whole listing").click()
    page.wait_for_selector("#make-kit")
    page.set_input_files("#bring-facts input[type=file]", EXAMPLES / "white-vase" / "product.toml")
    page.wait_for_function("() => document.querySelector('#fact-title textarea, #fact-title input').value !== ''")
    page.wait_for_selector("#words-de")
    page.locator("#facts-box").get_by_text("Box, certificates").click()
    page.locator("#fact-never textarea").fill("heals")
    page.click("#save-facts")
    page.wait_for_selector("#facts-file")
    with page.expect_download() as download:
        page.click("#facts-file")
    before, saved = read_product(EXAMPLES / "white-vase" / "product.toml"), tmp_path / "product.toml"
    download.value.save_as(saved)
    assert read_product(saved).model_dump() == before.model_copy(update={"never": ("heals",)}).model_dump()
    person.shot("facts")


def test_a_kit_is_made_with_a_brand_and_a_product_beside_it(person: Person) -> None:
    page = with_example_facts(person)
    for piece in ("Main images", "Pictures in places"):
        page.get_by_label(piece, exact=True).uncheck()
    page.get_by_text("Your brand: colours").click()
    page.locator("#brand-primary input, #brand-primary textarea").fill("#7a1f3d")
    page.get_by_text("Music, earlier results").click()
    vase = EXAMPLES / "white-vase"
    page.set_input_files("#compared-files input[type=file]", [vase / "product.toml", next(vase.glob("*.jpg"))])
    page.wait_for_selector("#compared li")
    page.get_by_text("More choices: places").click()
    page.get_by_label("Premium A+").check()
    page.click("#make-kit")
    page.wait_for_selector("#toast, .toast-body, #bars-kit .ls-bar")
    assert page.locator(".toast-body").all_inner_texts() == []
    page.click("#cancel-kit")


def test_a_form_of_facts_becomes_a_kit_with_its_page(person: Person) -> None:
    page = with_example_facts(person)
    for piece in ("Pictures in places", "Pictures with words"):
        page.get_by_label(piece).uncheck()
    page.click("#make-kit")
    page.wait_for_selector("#cards-kit .ls-card.pass")
    page.wait_for_selector("#cards-kit .ls-text")
    person.shot("kit")
    with person.context.expect_page() as opened:
        page.click("#cards-kit .ls-take >> text=Open the kit's page")
    kit = opened.value
    kit.wait_for_selector(".piece")
    kit.wait_for_function(
        "() => [...document.querySelectorAll('.piece img')].every(one => one.complete && one.naturalWidth > 0)"
    )
    kit.locator("[data-say=approved]").first.click()
    assert "1 approved" in kit.locator("#count").inner_text()
    kit.reload()
    assert "1 approved" in kit.locator("#count").inner_text()
    with kit.expect_download() as download:
        kit.click("#save")
    decisions = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["decisions"]
    assert [one["said"] for one in decisions].count("approved") == 1 and len(decisions) == 2
    with page.expect_download() as download:
        page.click("#cards-kit .ls-take >> text=Download all as a zip")
    with zipfile.ZipFile(Path(download.value.path())) as archive:
        assert any(name.endswith("kit.html") for name in archive.namelist())
        assert any(name.endswith(".jsonld") for name in archive.namelist())


def test_killed_in_mid_job_it_goes_on_when_opened_again(browser: "sync_api.Browser", tmp_path: Path) -> None:
    with served(tmp_path) as first:
        person = Person(browser, first.url)
        person.page.click("#try-example")
        person.page.wait_for_selector(".ls-photos img")
        person.page.click("#make-main-image")
        person.page.wait_for_selector("#bars-main_image .ls-bar")
        first.kill()
        person.context.close()
    with served(tmp_path) as second:
        person = Person(browser, second.url)
        person.page.wait_for_selector("#cards-main_image .ls-card.pass")
        person.context.close()
        assert len(list(second.library.rglob("amazon-us/**/*.jpg"))) == 1
