"""What programs and agents may call by name: the same jobs as the pages', with their results as data."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import api

from pipelines.jobs.job import Job
from pipelines.jobs.made import MadePictures
from pipelines.runs.entry import ENDED, Entry, State
from pipelines.stages.check.check_file import check_file
from pipelines.stages.check.finding import Report, Verdict
from studio.bench import open_instruments
from studio.form import jobs_from
from studio.tabs.telling import told
from studio.tabs.words import owner
from studio.web.arrivals import arrived
from studio.web.house import House

_LOOK_SECONDS = 0.3


def offer_to_agents(house: House) -> None:
    """Name what may be called, within the pages being built."""
    tools = _Tools(house)
    calls: Sequence[Callable[..., Any]] = (
        tools.list_marketplaces,
        tools.list_scenes,
        tools.make_main_images,
        tools.make_lifestyle,
        tools.check_picture,
    )
    for call in calls:
        api(call, api_name=call.__name__, concurrency_limit=4)


class _Tools:
    def __init__(self, house: House) -> None:
        self._house = house

    def list_marketplaces(self) -> list[dict[str, Any]]:
        """List the marketplaces: id, title, and the slots of a listing that each has.

        Returns:
            One record a marketplace: id, title, and slots with id, title and role.
        """
        return [
            {
                "id": preset.id,
                "title": preset.title,
                "slots": [{"id": slot.id, "title": slot.title, "role": slot.role.value} for slot in preset.slots],
            }
            for preset in self._house.presets.presets.values()
        ]

    def list_scenes(self) -> list[dict[str, str]]:
        """List the places a product can be shown in: id and title.

        Returns:
            One record a scene.
        """
        return [{"id": scene.id, "title": scene.title} for scene in self._house.scenes.items.values()]

    def make_main_images(
        self, photos: list[gr.FileData], marketplaces: list[str], name: str = "", request: gr.Request | None = None
    ) -> dict[str, Any]:
        """Make a product's main image for each marketplace from its photos, checked against that marketplace's rules.

        The product's pixels are the photograph's; the background becomes what the rules demand.

        Args:
            photos: uploaded photos of one product.
            marketplaces: ids from list_marketplaces, such as amazon-us.
            name: what files are called; else as the first photo.

        Returns:
            run: its id; made: each file's address, marketplace, verdict and broken rules; failed: sentences.
        """
        return self._made("main-image", photos, {"preset": marketplaces, "name": name}, request)

    def make_lifestyle(  # noqa: PLR0913 - a tool's arguments
        self,
        photos: list[gr.FileData],
        marketplaces: list[str],
        height_cm: float,
        scene: str = "auto",
        count: int = 1,
        slot: str = "lifestyle",
        request: gr.Request | None = None,
    ) -> dict[str, Any]:
        """Put a product into a believable place at its true size; its pixels stay the photograph's.

        Args:
            photos: uploaded photos of one product.
            marketplaces: ids from list_marketplaces that have the slot.
            height_cm: the product's true height in centimetres, 0.2 to 400.
            scene: an id from list_scenes, or auto.
            count: pictures for each marketplace, 1 to 40; further ones differ from the first in one thing each.
            slot: the place in the listing.

        Returns:
            As make_main_images.
        """
        cells = {"preset": marketplaces, "slot": slot, "height_cm": height_cm, "scene": scene, "count": count}
        return self._made("lifestyle", photos, cells, request)

    def check_picture(self, picture: gr.FileData, marketplace: str, slot: str = "main") -> dict[str, Any]:
        """Measure any finished picture against a marketplace's rules.

        Args:
            picture: the uploaded file.
            marketplace: an id from list_marketplaces.
            slot: the place in its listing.

        Returns:
            The report: passed, and for each rule what was measured, what is demanded, by whom, and what to do.
        """
        with told():
            place = self._house.presets.slot(marketplace, slot)
            return dict(check_file(_path(picture), place, open_instruments(self._house.desk.intake.settings)).to_json())

    def _made(
        self, kind: str, photos: Sequence[Any], cells: dict[str, Any], request: gr.Request | None
    ) -> dict[str, Any]:
        mine = owner(request) if request else ""
        desk = self._house.desk
        with told():
            kept = [self._house.uploads.keep_copy(mine, _path(photo)).path for photo in photos]
            asked = {**cells, "photos": [str(path) for path in kept], "product": "all"}
            jobs = list(jobs_from(desk.intake, kind, asked, desk.out(mine)))
            return self._awaited(mine, jobs)

    def _awaited(self, mine: str, jobs: Sequence[Job]) -> dict[str, Any]:
        desk = self._house.desk
        run = desk.submit(mine, jobs[0].product, jobs, "api")
        while any(entry.state not in ENDED for entry in desk.entries(mine, run)):
            time.sleep(_LOOK_SECONDS)
        entries = desk.entries(mine, run)
        return {
            "run": run,
            "made": [record for entry in entries for record in _records(entry)],
            "failed": [entry.sentence for entry in entries if entry.state is State.FAILED]
            + [refused.sentence for entry in entries for refused in _refused(entry)],
        }


def _path(sent: Any) -> Path:
    """Return where a sent file lies: the pages hand it over as a record or as an object."""
    return arrived(str(sent["path"] if isinstance(sent, dict) else sent.path))


def _records(entry: Entry) -> Iterator[dict[str, Any]]:
    files = {path: index for index, path in enumerate(entry.files)}
    for result in entry.results:
        if isinstance(result, MadePictures):
            for image in result.images:
                path = image.publication.path
                yield {
                    "url": f"/made/{entry.run}/{entry.number}/{files[path]}",
                    "file": path.name,
                    "marketplace": image.target.preset,
                    "slot": image.target.slot,
                    "width": image.size[0],
                    "height": image.size[1],
                    "passed": image.report.passed,
                    "broken": _broken(image.report),
                }


def _broken(report: Report) -> list[str]:
    return [f"{finding.measured} {finding.demanded}" for finding in report.of(Verdict.BROKEN)]


def _refused(entry: Entry) -> Iterator[Any]:
    return (refused for result in entry.results if isinstance(result, MadePictures) for refused in result.refused)
