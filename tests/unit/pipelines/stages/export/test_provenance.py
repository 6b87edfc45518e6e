"""The history goes into every format's XMP, comes back whole, and no hostile packet does harm."""

import io
import struct
import zlib
from datetime import date
from xml.etree import ElementTree

import pytest
from PIL import Image, PngImagePlugin
from pydantic import ValidationError

from pipelines.errors import ExportError
from pipelines.stages.export.provenance import EngineUsed, Recipe, SourceType, WeightsUsed, parse_recipe, xmp_packet
from pipelines.stages.export.read_xmp import read_xmp

RECIPE = Recipe(
    version="0.1.0",
    photos=("ab" * 32, "cd" * 32),
    preset="a-market",
    checked_on=date(2026, 8, 1),
    slot="main",
    engines=(
        EngineUsed(
            capability="cutout",
            name="neural",
            options={"softness": 12, "fine": True, "gain": 0.5, "model": "org/name"},
            weights=(WeightsUsed(id="org/name", revision="v1", sha256="ef" * 32),),
        ),
    ),
    seed=7,
    options={"shadow": "contact"},
)
PACKET = xmp_packet(RECIPE, SourceType.ALGORITHMICALLY_ENHANCED, creator="陈 & <Co>", credit="Mug Shop ☕")


def write(folder, format, packet=PACKET):
    image, file = Image.new("RGB", (32, 32), "white"), io.BytesIO()
    if format == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", packet.decode())
        image.save(file, "PNG", pnginfo=info)
    elif format == "TIFF":
        image.save(file, "TIFF", tiffinfo={700: packet})
    else:
        image.save(file, format, xmp=packet)
    path = folder / f"made.{format.lower()}"
    path.write_bytes(file.getvalue())
    return path


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_every_format_gives_back_what_was_written(tmp_path, format):
    history = read_xmp(write(tmp_path, format))
    assert history.source_type == "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced"
    assert history.creator == "陈 & <Co>"
    assert history.credit == "Mug Shop ☕"
    assert history.software == "Listing Studio 0.1.0"
    assert history.recipe == RECIPE


def test_pillow_and_a_plain_xml_reader_see_the_same_packet(tmp_path):
    with Image.open(write(tmp_path, "JPEG")) as image:
        assert image.info["xmp"] == PACKET
    root = ElementTree.fromstring(PACKET)
    about = root.find(".//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description")
    property = about.find("{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType")
    assert property.text == SourceType.ALGORITHMICALLY_ENHANCED.uri
    assert b'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"' in PACKET
    assert PACKET.startswith(b'<?xpacket begin="\xef\xbb\xbf"')


def test_the_same_recipe_gives_the_same_bytes():
    again = xmp_packet(
        parse_recipe(RECIPE.model_dump_json()), SourceType.ALGORITHMICALLY_ENHANCED, "陈 & <Co>", "Mug Shop ☕"
    )
    assert again == PACKET


def test_no_creator_and_no_credit_leave_no_trace():
    packet = xmp_packet(RECIPE, SourceType.COMPOSITE)
    assert b"creator" not in packet
    assert b"Credit" not in packet


@pytest.mark.parametrize(
    "path", ["/home/ann/mug.jpg", "~/mug.jpg", "C:\\Users\\Ann", "../mug.jpg", "\\\\server\\x", "file:///x"]
)
def test_a_recipe_takes_no_path(path):
    with pytest.raises(ValidationError, match="a path tells whose machine it was"):
        Recipe(version="1", photos=("ab" * 32,), options={"touchup": path})
    with pytest.raises(ValidationError, match="a path tells whose machine it was"):
        EngineUsed(capability="cutout", name="own", options={"model": path})


def test_a_hash_must_be_one():
    with pytest.raises(ValidationError):
        Recipe(version="1", photos=("mug.jpg",))


def test_names_xml_cannot_hold_are_refused():
    with pytest.raises(ExportError, match="creator"):
        xmp_packet(RECIPE, SourceType.COMPOSITE, creator="a\x00b")
    with pytest.raises(ExportError, match="credit"):
        xmp_packet(RECIPE, SourceType.COMPOSITE, credit="\ud800")


def test_a_packet_never_outgrows_a_jpegs_segment():
    with pytest.raises(ExportError, match="over 65,000"):
        xmp_packet(RECIPE.model_copy(update={"photos": ("ab" * 32,) * 1200}), SourceType.COMPOSITE)


def packet(inner: str, prolog: str = "") -> bytes:
    return (
        f'{prolog}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        f'xmlns:listingstudio="urn:x-listing-studio:recipe:1#">{inner}</rdf:RDF></x:xmpmeta>'
    ).encode()


@pytest.mark.parametrize(
    "inner",
    [
        '<rdf:Description Iptc4xmpExt:DigitalSourceType="http://x/y"/>',
        "<rdf:Description><Iptc4xmpExt:DigitalSourceType>http://x/y</Iptc4xmpExt:DigitalSourceType></rdf:Description>",
        '<rdf:Description><Iptc4xmpExt:DigitalSourceType rdf:resource="http://x/y"/></rdf:Description>',
    ],
)
def test_each_of_rdfs_spellings_is_read(tmp_path, inner):
    history = read_xmp(write(tmp_path, "JPEG", packet(inner)))
    assert history.source_type == "http://x/y"
    assert history.recipe is None


def test_a_file_without_xmp_has_no_history(tmp_path):
    for format in ("JPEG", "PNG", "WEBP", "TIFF", "BMP"):
        Image.new("RGB", (32, 32)).save(tmp_path / f"a.{format.lower()}", format)
        assert read_xmp(tmp_path / f"a.{format.lower()}") is None


BOMB = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "hostile",
    [
        packet("<rdf:Description>&b;</rdf:Description>", BOMB),
        packet("<rdf:Description>&a;</rdf:Description>", OUTSIDE),
        packet("<rdf:Description>"),
        b"\xff\xfe\x00 not xml",
        b'<?xml version="1.0" encoding="no-such"?><x/>',
    ],
)
def test_hostile_packets_are_no_history(tmp_path, hostile):
    path = tmp_path / "a.png"
    path.write_bytes(png(b"\0\0\0\0" + hostile))
    assert read_xmp(path) is None


def test_a_recipe_of_another_form_is_none(tmp_path):
    for text in ("{", "[]", '{"version": 1}', "[" * 5000):
        inner = f"<rdf:Description><listingstudio:Recipe>{text}</listingstudio:Recipe></rdf:Description>"
        assert read_xmp(write(tmp_path, "PNG", packet(inner))).recipe is None


def png(body: bytes) -> bytes:
    """A PNG with one iTXt chunk of XMP: flag, method, empty language and keyword, then the text."""
    data = b"iTXtXML:com.adobe.xmp\0" + body
    chunk = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    return b"\x89PNG\r\n\x1a\n" + chunk


def test_compressed_png_text_is_read_and_a_bomb_of_it_is_not(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(png(b"\1\0\0\0" + zlib.compress(PACKET)))
    assert read_xmp(path).recipe == RECIPE
    path.write_bytes(png(b"\1\0\0\0" + zlib.compress(bytes(40_000_000), 1)))
    assert read_xmp(path) is None


def test_megabytes_of_packet_are_not_parsed(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(png(b"\0\0\0\0" + packet("<rdf:li/>" * 600_000)))
    assert read_xmp(path) is None


def jpeg(*segments: bytes) -> bytes:
    return b"\xff\xd8" + b"".join(b"\xff\xe1" + struct.pack(">H", len(s) + 2) + s for s in segments) + b"\xff\xd9"


def test_a_jpegs_extended_packet_is_joined(tmp_path):
    guid = b"0123456789ABCDEF0123456789ABCDEF"
    main = packet(f'<rdf:Description Iptc4xmpExt:DigitalSourceType="http://x/y">{guid.decode()}</rdf:Description>')
    half = len(PACKET) // 2
    head = b"http://ns.adobe.com/xmp/extension/\0" + guid
    parts = [(half, PACKET[half:]), (0, PACKET[:half])]
    segments = [head + struct.pack(">II", len(PACKET), at) + part for at, part in parts]
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg(b"http://ns.adobe.com/xap/1.0/\0" + main, *segments))
    history = read_xmp(path)
    assert history.source_type == "http://x/y"
    assert history.recipe == RECIPE
    stranger = head.replace(b"0123", b"9999") + struct.pack(">II", 2**31, 2**31) + b"x"
    path.write_bytes(jpeg(b"http://ns.adobe.com/xap/1.0/\0" + main, stranger, head[:50]))
    assert read_xmp(path).recipe is None


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_no_cut_of_a_file_escapes(tmp_path, format):
    data = write(tmp_path, format).read_bytes()
    path = tmp_path / "cut"
    for length in range(1, len(data), 7):
        path.write_bytes(data[:length])
        read_xmp(path)
