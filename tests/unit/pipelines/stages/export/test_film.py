"""A film's file tells its history, keeps its bytes with it, and can be signed."""

import io
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from models.registry import EngineChoice
from pipelines.errors import ExportError
from pipelines.progress import Progress, silent
from pipelines.stages.encode.engine import VIDEO_ENCODERS, Coding, VideoEncoder
from pipelines.stages.export.film import FilmHistory, export_film, published_film
from pipelines.stages.export.provenance import EngineUsed, Recipe, SourceType, xmp_packet
from pipelines.stages.export.publish import Outcome
from pipelines.stages.export.read_xmp import read_xmp
from pipelines.stages.export.signing import SIGNERS
from pipelines.video import Video
from tests.fakes.films import a_video
from tests.fakes.tiny_network import TinyWeights

RECIPE = Recipe(version="0.1.0", photos=("ab" * 32,), engines=(EngineUsed(capability="speech", name="kokoro"),))
PACKET = xmp_packet(RECIPE, SourceType.COMPOSITE_SYNTHETIC, creator="A Shop")


@pytest.fixture
def encoder(tmp_path: Path) -> VideoEncoder:
    if VIDEO_ENCODERS.missing_packages("ffmpeg"):
        pytest.skip("films need imageio_ffmpeg: pip install 'listing-studio[video]'")
    return VIDEO_ENCODERS.open(EngineChoice(name="ffmpeg"), TinyWeights(tmp_path))


def test_the_history_comes_back_and_the_bytes_are_kept(encoder: VideoEncoder, tmp_path: Path) -> None:
    free = export_film(a_video(), Coding(), FilmHistory(PACKET), tmp_path / "free.mp4", encoder, silent)
    told = read_xmp(free.path)
    assert told is not None and told.recipe == RECIPE and told.creator == "A Shop"
    assert told.source_type == SourceType.COMPOSITE_SYNTHETIC.uri
    ceiling = free.path.stat().st_size - 2000
    tight = export_film(a_video(), Coding(ceiling), FilmHistory(PACKET), tmp_path / "tight.mp4", encoder, silent)
    assert tight.path.stat().st_size <= ceiling and read_xmp(tight.path) == told


class Still:
    """An encoder of one byte a picture, in the boxes of an MP4."""

    def encode(self, video: Video, coding: Coding, path: Path, progress: Progress) -> None:
        for kind, content in ((b"ftyp", b"isom"), (b"moov", b""), (b"mdat", bytes(video.count))):
            with path.open("ab") as file:
                file.write((8 + len(content)).to_bytes(4) + kind + content)


def of_film(name: str) -> Recipe:
    return RECIPE.model_copy(update={"options": {"film": name}})


def test_a_film_of_the_same_is_found_wherever_it_was_put(tmp_path: Path) -> None:
    target = tmp_path / "mug.mp4"
    assert published_film(target, of_film("a"), signed=False) is None
    for name in "ab":
        packet = xmp_packet(of_film(name), SourceType.COMPOSITE_SYNTHETIC)
        export_film(a_video(), Coding(), FilmHistory(packet), target, Still(), silent)
    found = [published_film(target, of_film(name), signed=False) for name in "ab"]
    assert [film and (film.path, film.outcome) for film in found] == [
        (target, Outcome.IDENTICAL),
        (tmp_path / "2" / "mug.mp4", Outcome.IDENTICAL),
    ]
    assert published_film(target, of_film("c"), signed=False) is None


@pytest.mark.parametrize(
    "harm", [lambda data: data[:-1], lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"no film" * 9]
)
def test_a_film_cut_short_or_another_file_is_not_taken_for_it(harm: Callable[[bytes], bytes], tmp_path: Path) -> None:
    target, packet = tmp_path / "mug.mp4", xmp_packet(of_film("a"), SourceType.COMPOSITE_SYNTHETIC)
    export_film(a_video(), Coding(), FilmHistory(packet), target, Still(), silent)
    assert published_film(target, of_film("a"), signed=False) is not None
    assert published_film(target, of_film("a"), signed=True) is None
    target.write_bytes(harm(target.read_bytes()))
    assert published_film(target, of_film("a"), signed=False) is None


class HalfWay:
    """An encoder that stops when half of the file is there."""

    def encode(self, video: Video, coding: Coding, path: Path, progress: Progress) -> None:
        path.write_bytes(b"half")
        raise ExportError("ffmpeg stopped while writing mug.mp4: it was ended from outside.")


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="ended from outside"):
        export_film(a_video(), Coding(), FilmHistory(PACKET), tmp_path / "out" / "mug.mp4", HalfWay(), silent)
    assert [path.name for path in tmp_path.rglob("*")] == ["out"]


def test_a_signed_film_names_what_was_made_and_the_photo_in_it(encoder: VideoEncoder, tmp_path: Path) -> None:
    c2pa = pytest.importorskip("c2pa", reason="pip install 'listing-studio[c2pa]'")
    from tests.fakes.certificates import make_credentials  # noqa: PLC0415

    file = io.BytesIO()
    Image.new("RGB", (64, 48), "blue").save(file, "JPEG")
    signer = SIGNERS.open(EngineChoice(name="c2pa", options=make_credentials(tmp_path)), weights=None)  # type: ignore[arg-type]
    history = FilmHistory(PACKET, partial(_signed, signer, file.getvalue()))
    done = export_film(a_video(), Coding(), history, tmp_path / "film.mp4", encoder, silent)
    with c2pa.Reader("video/mp4", io.BytesIO(done.path.read_bytes())) as reader:
        found, state = json.loads(reader.json()), reader.get_validation_state()
    assert state == "Valid"
    active = found["manifests"][found["active_manifest"]]
    actions = next(a for a in active["assertions"] if a["label"].startswith("c2pa.actions"))["data"]["actions"]
    assert [action["action"] for action in actions[:2]] == ["c2pa.created", "c2pa.placed"]
    assert actions[0]["digitalSourceType"] == SourceType.COMPOSITE_SYNTHETIC.uri
    assert active["ingredients"][0]["relationship"] == "componentOf"
    assert read_xmp(done.path) is not None
    with pytest.raises(ExportError, match="signed film has"):
        history = FilmHistory(PACKET, lambda made: made + bytes(200_000))
        export_film(a_video(), Coding(200_000), history, tmp_path / "small.mp4", encoder, silent)
    assert not (tmp_path / "small.mp4").exists()


def _signed(signer: object, photo: bytes, made: bytes) -> bytes:
    return signer.sign(made, photo, RECIPE)  # type: ignore[attr-defined]
