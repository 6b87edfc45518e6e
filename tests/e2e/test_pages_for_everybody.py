"""Pages for whoever sees little, nothing, or works without a mouse: measured by axe, and by the Tab key alone."""

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.served import CHROMIUM, served

sync_api = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")

TABS = (
    "Main image", "Lifestyle", "Presenter video", "Whole listing", "Check my pictures", "Batch", "Library",
    "Settings & models",
)  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
FOCUSED = """() => { const now = document.activeElement, look = getComputedStyle(now), at = now.getBoundingClientRect();
  return { id: now.id, seen: look.outlineStyle !== 'none' || look.boxShadow !== 'none', wide: at.width }; }"""
# What a tab shows of results comes from the server; then two pictures are drawn
COME = """() => [...document.querySelectorAll('[id^=cards-], #library-shelf')]
  .every(one => !one.offsetParent || one.querySelector('.ls-empty, .ls-card, .ls-tile'))"""
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def faults(page: Any) -> list[str]:
    found = axe.Axe().run(page, options=RULES).response["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


def test_pages_break_no_rule_of_wcag_aa_and_the_keyboard_makes_a_picture(tmp_path: Path) -> None:
    with served(tmp_path) as server, sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(locale="en-US", viewport={"width": 1440, "height": 1000}, color_scheme="light")
        page.set_default_timeout(180_000)
        page.goto(server.url)
        page.wait_for_selector("#make-main-image")
        walk(page, "try-example")
        page.keyboard.press("Enter")
        page.wait_for_selector(".ls-photos img")
        walk(page, "make-main-image")
        page.keyboard.press("Enter")
        page.wait_for_selector("#cards-main_image .ls-card.pass")
        for scheme in ("light", "dark"):
            # Without motion: a colour that fades in is not the one that is read
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.reload()
            page.wait_for_selector("#cards-main_image .ls-card.pass")
            for tab in TABS:
                page.get_by_role("tab", name=tab).click()
                page.wait_for_function(COME)
                page.evaluate(DRAWN)
                assert faults(page) == [], f"{tab}, {scheme}"
        page.get_by_role("tab", name="Main image").click()
        page.click("[data-opens=touch]")
        page.locator(".ls-dialog canvas").wait_for()
        assert faults(page) == []
        browser.close()


def walk(page: Any, target: str) -> None:
    """Press Tab until the target has the focus; whatever has it on the way is seen to have it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        assert now["seen"] or now["wide"] <= 1, now
        if now["id"] == target:
            return
    raise AssertionError(f"The Tab key does not reach {target}.")
