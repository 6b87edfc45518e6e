"""Rules about the file itself."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from pipelines.stages.check.finding import Verdict
from pipelines.stages.check.jpeg_coding import quality_of
from pipelines.stages.check.source_type import SCHEME, read_source_tag

_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
    'Iptc4xmpExt:DigitalSourceType="{}"/></rdf:RDF></x:xmpmeta>'
)


def encoded(image, form, **options):
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def test_a_format_is_told_by_bytes_not_by_name(bench):
    rule = {"kind": "file_format", "formats": ("jpeg", "png")}
    webp = encoded(Image.fromarray(bench.vase()), "WEBP")
    assert bench.judged(bench.jpeg(bench.vase()), rule).verdict is Verdict.PASS
    assert "WEBP" in bench.judged(webp, rule).measured
    named_wrong = bench.judged(bench.jpeg(bench.vase()), rule, name="a.png")
    assert named_wrong.verdict is Verdict.BROKEN
    assert "'.png'" in named_wrong.measured


@pytest.mark.parametrize(("size", "holds"), [(399, False), (400, False), (401, True)])
def test_an_exclusive_minimum_must_be_exceeded(bench, size, holds):
    rule = {"kind": "pixel_size", "min_short_side": 400, "exclusive": True}
    assert (bench.judged(bench.jpeg(bench.vase(size=size)), rule).verdict is Verdict.PASS) is holds


def test_white_space_can_be_left_out_of_the_size(bench):
    rule = {"kind": "pixel_size", "min_long_side": 390, "product_only": True}
    finding = bench.judged(bench.jpeg(bench.vase(0.5)), rule)
    assert finding.verdict is Verdict.BROKEN
    assert finding.figures["height_px"] == pytest.approx(200, abs=4)


@pytest.mark.parametrize(("extra", "verdict"), [(0, Verdict.PASS), (1, Verdict.BROKEN)])
def test_bytes_are_exact(bench, extra, verdict):
    data = bench.jpeg(bench.vase())
    rule = {"kind": "file_weight", "max_bytes": len(data)}
    assert bench.judged(data + b"\0" * extra, rule).verdict is verdict


def test_sixteen_bits_and_cmyk_and_transparency_are_seen(bench):
    deep = cv2.imencode(".png", bench.vase().astype(np.uint16) * 257)[1].tobytes()
    assert "16 bits" in bench.judged(deep, {"kind": "colour"}, name="a.png").measured
    cmyk = encoded(Image.fromarray(bench.vase()).convert("CMYK"), "JPEG")
    assert bench.judged(cmyk, {"kind": "colour"}).verdict is Verdict.BROKEN
    assert bench.judged(cmyk, {"kind": "colour", "cmyk": True}).verdict is Verdict.PASS
    clear = np.dstack([bench.vase(), np.full((400, 400), 100, np.uint8)])
    assert "transparency" in bench.judged(encoded(Image.fromarray(clear), "PNG"), {"kind": "colour"}, "a.png").measured


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "TIFF"])
def test_a_film_in_a_picture_file_is_not_still(bench, form):
    frames = [Image.fromarray(bench.vase(fill)) for fill in (0.5, 0.8)]
    data = encoded(frames[0], form, save_all=True, append_images=frames[1:])
    finding = bench.judged(data, {"kind": "still"}, name=f"a.{form.lower()}")
    assert finding.verdict is Verdict.BROKEN
    assert finding.figures["frames"] == 2


@pytest.mark.parametrize("quality", [30, 50, 75, 90, 92, 100])
def test_jpeg_quality_is_read_from_the_tables(bench, quality):
    with Image.open(io.BytesIO(bench.jpeg(bench.vase(), quality=quality))) as image:
        assert quality_of(image.quantization[0]) == quality


def test_the_source_tag_is_read_back(bench):
    rule = {"kind": "source_type", "accepted": ("trainedAlgorithmicMedia",)}

    def tagged(value):
        return bench.jpeg(bench.vase(), xmp=_XMP.format(value).encode())

    assert bench.judged(tagged(SCHEME + "trainedAlgorithmicMedia"), rule).verdict is Verdict.PASS
    assert bench.judged(tagged(SCHEME + "compositeSynthetic"), rule).verdict is Verdict.BROKEN
    assert bench.judged(tagged(SCHEME + "digitalCapture"), rule).verdict is Verdict.PASS
    assert "retired" in bench.judged(tagged(SCHEME + "softwareImage"), rule).measured
    assert bench.judged(tagged("trainedAlgorithmicMedia"), rule).verdict is Verdict.BROKEN
    assert bench.judged(bench.jpeg(bench.vase()), rule).verdict is Verdict.ASK


@pytest.mark.parametrize(
    ("code", "forbidden", "disclosed", "generated_only"),
    [
        ("compositeSynthetic", Verdict.BROKEN, Verdict.ASK, Verdict.BROKEN),
        ("composite", Verdict.BROKEN, Verdict.ASK, Verdict.PASS),
        ("compositeCapture", Verdict.PASS, Verdict.PASS, Verdict.PASS),
        ("digitalCapture", Verdict.PASS, Verdict.PASS, Verdict.PASS),
    ],
)
def test_made_surroundings_are_told_by_the_files_own_word(bench, code, forbidden, disclosed, generated_only):
    data = bench.jpeg(bench.vase(), xmp=_XMP.format(SCHEME + code).encode())
    rule = {"kind": "synthetic_scene", "use": "forbidden"}
    assert bench.judged(data, rule).verdict is forbidden
    assert bench.judged(data, {**rule, "use": "disclose"}).verdict is disclosed
    assert bench.judged(data, {**rule, "generated_only": True}).verdict is generated_only
    assert bench.judged(bench.jpeg(bench.vase()), rule).verdict is Verdict.ASK


def test_hostile_xml_is_no_tag():
    bomb = b'<!DOCTYPE a [<!ENTITY b "cccc">]><a>&b;</a>'
    assert read_source_tag(bomb) is None
    assert read_source_tag(b"<broken") is None


def test_a_name_must_match_as_a_whole(bench):
    rule = {"kind": "file_name", "pattern": r"[A-Z0-9]+\.MAIN\.jpg"}
    assert bench.judged(bench.jpeg(bench.vase()), rule, name="B00X.MAIN.jpg").verdict is Verdict.PASS
    assert bench.judged(bench.jpeg(bench.vase()), rule, name="x B00X.MAIN.jpg").verdict is Verdict.BROKEN


@pytest.mark.parametrize(("shape", "holds"), [((400, 400), True), ((400, 399), True), ((400, 380), False)])
def test_the_shape_is_judged_with_its_tolerance(bench, shape, holds):
    data = bench.jpeg(bench.vase()[:, : shape[1]])
    finding = bench.judged(data, {"kind": "aspect_ratio", "min_ratio": 1, "max_ratio": 1})
    assert (finding.verdict is Verdict.PASS) is holds
