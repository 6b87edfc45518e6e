"""Files that pages show and people take away. A file is named by the job that made it: no path comes from a browser."""

import io
import zipfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, Response, StreamingResponse
from PIL import Image

from pipelines.errors import StudioError
from pipelines.jobs.kit import Kit, judged
from pipelines.jobs.kit_data import data_of, write_data
from pipelines.jobs.made import MadeImage, MadePictures
from pipelines.jobs.workbench import Workbench
from pipelines.runs.entry import Entry
from pipelines.stages.check.page import page_entry, write_page
from pipelines.stages.photo.read import read_photo
from studio.kit_page import kit_page
from studio.kit_run import kits_of, write_kit
from studio.web.changing import script_of
from studio.web.house import House
from studio.web.touching import Layer, touchup_layer

_THUMB = Query(ge=32, le=2000)
_KEPT = {"cache-control": "private, max-age=86400"}
_CHUNK = 1 << 18


def handout(house: House) -> APIRouter:
    """Return the routes of made files, previews, reports and zips; each gives an owner only their own."""
    hand = _Handout(house)
    router = APIRouter()
    router.add_api_route("/made/{run}/{number}/{index}", hand.made)
    router.add_api_route("/report/{run}/{number}/{index}", hand.report)
    router.add_api_route("/before/{run}/{number}", hand.before)
    router.add_api_route("/touch/{run}/{number}/{layer}", hand.touch)
    router.add_api_route("/script/{run}/{number}/{index}", hand.script)
    router.add_api_route("/photo/{upload}", hand.photo)
    router.add_api_route("/zip/{run}", hand.zip)
    router.add_api_route("/kit/{run}", hand.kit)
    router.add_api_route("/kit/{run}/{name}", hand.kit_data)
    return router


@contextmanager
def _or_not_found() -> Generator[None]:
    try:
        yield
    except StudioError as error:
        raise HTTPException(404, str(error)) from error


class _Handout:
    def __init__(self, house: House) -> None:
        self._house = house

    def made(
        self, request: Request, run: str, number: int, index: int, width: Annotated[int | None, _THUMB] = None
    ) -> Response:
        path = _file(self._entry(request, run, number), index)
        if width is not None:
            return Response(_small(path, width), media_type="image/jpeg", headers=_KEPT)
        inline = "inline" if "take" not in request.query_params else "attachment"
        return FileResponse(path, filename=path.name, content_disposition_type=inline)

    def report(self, request: Request, run: str, number: int, index: int) -> Response:
        entry = self._entry(request, run, number)
        path = _file(entry, index)
        found = entry.checked_at(index)
        if not isinstance(found, MadeImage):
            raise HTTPException(404, "There is no report of this file.")
        with _or_not_found():
            return HTMLResponse(write_page([page_entry(found.report, read_photo(path).pixels, None)], ()))

    def before(self, request: Request, run: str, number: int) -> Response:
        results = self._entry(request, run, number).results
        previews = [result.preview for result in results if isinstance(result, MadePictures)]
        if not previews:
            raise HTTPException(404, "There is no photo of this.")
        return Response(previews[0], media_type="image/jpeg", headers=_KEPT)

    def touch(self, request: Request, run: str, number: int, layer: Layer) -> Response:
        entry = self._entry(request, run, number)
        with _or_not_found():
            return Response(touchup_layer(self._house.desk.intake.bench, entry, layer), media_type="image/png")

    def script(self, request: Request, run: str, number: int, index: int) -> Response:
        entry = self._entry(request, run, number)
        with _or_not_found():
            return PlainTextResponse(script_of(entry, index))

    def photo(self, request: Request, upload: str) -> Response:
        with _or_not_found():
            return FileResponse(self._house.uploads.preview(request.scope["owner"], upload), headers=_KEPT)

    def zip(self, request: Request, run: str, preset: str | None = None) -> Response:
        with _or_not_found():
            entries = self._house.desk.entries(request.scope["owner"], run)
        chosen = list(_zipped(entries, preset))
        if preset is None:
            chosen += [*_kit_files(entries, self._house.desk.intake.bench)]
        if not chosen:
            raise HTTPException(404, "Nothing was made for that yet.")
        name = f"{_zip_name(entries, preset)}-{run}.zip"
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return StreamingResponse(_zip(chosen), media_type="application/zip", headers=headers)

    def kit(self, request: Request, run: str) -> Response:
        entries, kit = self._kit(request, run)
        bench = self._house.desk.intake.bench
        places = {path: f"/made/{run}/{e.number}/{index}" for e in entries for index, path in enumerate(e.files)}
        data = write_data(kit, bench)
        places |= {path: f"/kit/{run}/{quote(path.name)}" for path in data.files}
        return HTMLResponse(kit_page(kit, judged(kit, bench), data, lambda path: places[path]))

    def kit_data(self, request: Request, run: str, name: str) -> Response:
        """Hand out one of the files that the kit's page was written with."""
        _, kit = self._kit(request, run)
        path = next((path for path in data_of(kit) if path.name == name), None)
        if path is None:
            raise HTTPException(404, "There is no such file. Open the kit's page, which writes it.")
        return FileResponse(path, filename=path.name)

    def _kit(self, request: Request, run: str) -> tuple[Sequence[Entry], Kit]:
        with _or_not_found():
            entries = self._house.desk.entries(request.scope["owner"], run)
        kit = next(kits_of(entries), None)
        if kit is None:
            raise HTTPException(404, "There is no kit in this run yet.")
        return entries, kit

    def _entry(self, request: Request, run: str, number: int) -> Entry:
        with _or_not_found():
            return self._house.desk.entry(request.scope["owner"], run, number)


def _zip_name(entries: Sequence[Entry], preset: str | None) -> str:
    """Return what a zip is called: the marketplace, where it is for one."""
    made = {file.target.preset for entry in entries for file in entry.checked}
    (only,) = made if len(made) == 1 else (preset if preset in made else "listing",)
    return only


def _file(entry: Entry, index: int) -> Path:
    if not 0 <= index < len(entry.files):
        raise HTTPException(404, "There is no such file.")
    path = entry.files[index]
    if path.is_symlink() or not path.is_file():
        raise HTTPException(404, f"{path.name} is not there any more.")
    return path


def _small(path: Path, width: int) -> bytes:
    with Image.open(path) as image:
        image.draft("RGB", (width, width))
        small = image.convert("RGB")
    small.thumbnail((width, width), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    small.save(buffer, "JPEG", quality=86)
    return buffer.getvalue()


def _zipped(entries: Sequence[Entry], preset: str | None) -> Iterator[tuple[str, Path]]:
    """Yield the files of a run, or of one marketplace in it, each with its name in the zip, as in its folder."""
    for entry in entries:
        wanted = {file.publication.path for file in entry.checked if preset in (None, file.target.preset)}
        for path in entry.files:
            beside = any(path.stem.startswith(one.stem) and path.parent == one.parent for one in wanted)
            if (path in wanted or beside or (preset is None)) and path.is_file():
                yield path.relative_to(entry.job.out.resolve()).as_posix(), path


def _kit_files(entries: Sequence[Entry], bench: Workbench) -> Iterator[tuple[str, Path]]:
    """Yield the page and the data of each kit in a run, written now."""
    for kit in kits_of(entries):
        out = kit.out.resolve()
        for path in write_kit(kit, bench):
            yield path.resolve().relative_to(out).as_posix(), path


def _zip(files: Sequence[tuple[str, Path]]) -> Iterator[bytes]:
    """Yield a zip as it grows: pictures are packed already, so nothing is pressed again, and memory stays flat."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for name, path in dict(files).items():
            with archive.open(zipfile.ZipInfo.from_file(path, name), "w") as member, path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    member.write(chunk)
                    yield sink.taken()
            yield sink.taken()
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Where a zip writes, and what is taken from as it comes."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        self._held += data
        return len(data)

    def taken(self) -> bytes:
        held = bytes(self._held)
        self._held.clear()
        return held
