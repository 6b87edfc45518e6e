"""`python -m benchmarks.doors`: the README's pictures of the doors and of a kit, taken anew in Chromium.

The browser studio with a main image made, the page that a batch ends with, the Space as a guest finds it, and the page
of a kit.
"""

import os
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.fakes.served import CHROMIUM, Served, served

_EXAMPLES = Path(str(files("studio"))) / "examples"
_VIEW = {"width": 1440, "height": 1000}
_SHOWN_PX = 1200
_LONG_MS = 180_000
_PLAN = """photos,kind,preset,scene,height_cm
enamel-mug/front.jpg;enamel-mug/back.jpg,main-image,amazon-us;ebay;etsy,,
enamel-mug/front.jpg,lifestyle,amazon-us,oak-window;picnic-plaid,9
"""


def main() -> None:
    """Take them all."""
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as play:
        folder = Path(temporary)
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with served(folder / "studio") as studio:
            _keep(_made(browser, studio), "browser")
        _keep(_opened(browser, _batch(folder / "batch") / "report.html"), "batch")
        _keep(_opened(browser, _kit(folder / "kit") / "enamel-mug" / "kit.html"), "kit")
        with served(folder / "space", app=Path(__file__).parents[1] / "app.py") as space:
            _keep(_made(browser, space), "space")
        browser.close()


def _made(browser: Browser, server: Served) -> Page:
    """Return a page on which the example's main image has been made."""
    page = browser.new_page(locale="en-US", viewport=_VIEW)
    page.set_default_timeout(_LONG_MS)
    page.goto(server.url)
    page.click("#try-example")
    page.wait_for_selector(".ls-photos img")
    page.click("#make-main-image")
    picture = page.wait_for_selector("#cards-main_image .ls-card.pass img.after")
    page.wait_for_function("picture => picture.complete && picture.naturalWidth > 0", arg=picture)
    page.evaluate("scrollTo(0, 0)")
    return page


def _batch(folder: Path) -> Path:
    """Run a small plan, and return the folder of its files."""
    folder.mkdir()
    plan = folder / "plan.csv"
    plan.write_text(_PLAN.replace("enamel-mug/", f"{_EXAMPLES / 'enamel-mug'}/"))
    return _run(folder, "batch", str(plan))


def _kit(folder: Path) -> Path:
    """Make the example's kit without films, and return the folder of its files."""
    pieces = (part for piece in ("main", "scenes", "pages", "words") for part in ("--piece", piece))
    return _run(folder, "kit", str(_EXAMPLES / "enamel-mug"), "-p", "amazon-us", "-l", "en", "-l", "es", *pieces)


def _run(folder: Path, *typed: str) -> Path:
    folder.mkdir(exist_ok=True)
    own = {"STUDIO_JOURNAL": str(folder / "journal.sqlite3")}
    command = [sys.executable, "-m", "studio", *typed, "--out", str(folder / "out")]
    subprocess.run(command, check=True, env=os.environ | own)
    return folder / "out"


def _opened(browser: Browser, page: Path) -> Page:
    shown = browser.new_page(viewport=_VIEW)
    shown.goto(page.as_uri(), timeout=_LONG_MS)
    return shown


def _keep(page: Page, name: str) -> None:
    path = _EXAMPLES / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as shot:
        small = shot.convert("RGB")
        small.thumbnail((_SHOWN_PX, _SHOWN_PX), Image.Resampling.LANCZOS)
        small.save(path.with_suffix(".jpg"), quality=84)
    path.unlink()
    page.close()
    sys.stdout.write(f"{path.with_suffix('.jpg')}\n")


if __name__ == "__main__":
    main()
