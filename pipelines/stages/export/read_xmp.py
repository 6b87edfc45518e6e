"""The history read back out of a file, by whomever it was written."""

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import TiffImagePlugin

from pipelines.stages.export.provenance import NAMESPACES, Provenance, parse_recipe
from pipelines.stages.mp4.boxes import xmp_in_boxes
from pipelines.stages.photo.file_bytes import read_bytes
from pipelines.stages.photo.quiet import quiet

_MOST_BYTES = 4 * 1024 * 1024  # a larger packet is no picture's history
_JPEG_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_JPEG_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
_PNG_KEYWORD = b"XML:com.adobe.xmp\0"
_TIFF_XMP = 700


def read_xmp(path: Path) -> Provenance | None:
    """Return what the XMP of a JPEG, PNG, WebP, TIFF or MP4 says, or None where there is none that is sound.

    Raises:
        PhotoError: the file cannot be read at all.
    """
    roots = [root for packet in xmp_packets(read_bytes(path)) if (root := _parsed(packet)) is not None]
    return _provenance(roots) if roots else None


def xmp_packets(data: bytes) -> list[bytes]:
    """Return a file's XMP packets: none, one, or a JPEG's with its extension after it."""
    try:
        if data[:2] == b"\xff\xd8":
            return _in_jpeg(data)
        if data[:8] == b"\x89PNG\r\n\x1a\n":
            return _in_png(data)
        if data[4:8] == b"ftyp":
            return xmp_in_boxes(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return [body for kind, body in _riff_chunks(data) if kind == b"XMP "][:1]
        return _in_tiff(data) if data[:2] in (b"II", b"MM") else []
    except (struct.error, zlib.error, ValueError, OSError, LookupError, SyntaxError, TypeError):
        return []  # a container that is broken before its packet holds none


def _in_jpeg(data: bytes) -> list[bytes]:
    main, extension = b"", bytearray()
    for body in _jpeg_app1(data):
        if body.startswith(_JPEG_XMP):
            main = main or body[len(_JPEG_XMP) :]
        elif body.startswith(_JPEG_EXTENSION):
            _join(extension, body[len(_JPEG_EXTENSION) :], main)
    return [packet for packet in (main, bytes(extension)) if packet]


def _jpeg_app1(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:  # up to the scan
        if data[at + 1] == 0xFF:  # padding
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] == 0xE1:
            yield data[at + 4 : at + 2 + length]
        at += 2 + max(length, 2)


def _join(extension: bytearray, part: bytes, main: bytes) -> None:
    """Put one part of an extended packet in its place (XMP specification part 3, 1.1.3.1)."""
    if len(part) < 40:
        return
    whole, offset = struct.unpack(">II", part[32:40])
    if part[:32] not in main or whole > _MOST_BYTES or offset + len(part) - 40 > whole:
        return
    if not extension:
        extension.extend(bytes(whole))
    extension[offset : offset + len(part) - 40] = part[40:]


def _in_png(data: bytes) -> list[bytes]:
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind == b"iTXt" and body.startswith(_PNG_KEYWORD):
            return [_png_text(body[len(_PNG_KEYWORD) :])]
        at += 12 + length
    return []


def _png_text(body: bytes) -> bytes:
    """Return the text of an iTXt chunk, after its keyword: flag, method, language, translated keyword, text."""
    _language, _keyword, text = body[2:].split(b"\0", 2)
    return zlib.decompressobj().decompress(text, _MOST_BYTES) if body[0] else text


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        kind, length = struct.unpack("<4sI", data[at : at + 8])
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _in_tiff(data: bytes) -> list[bytes]:
    directory = TiffImagePlugin.ImageFileDirectory_v2(data[: 16 if b"+" in data[2:4] else 8])
    file = io.BytesIO(data)
    file.seek(directory.next)
    with quiet():
        directory.load(file)
    packet = directory.get(_TIFF_XMP)
    return [packet] if isinstance(packet, bytes) else []


def _parsed(packet: bytes) -> Element | None:
    if len(packet) > _MOST_BYTES:
        return None
    try:
        return fromstring(packet.strip(b"\0 \r\n\t"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return None


def _provenance(roots: list[Element]) -> Provenance:
    recipe = _value(roots, "listingstudio", "Recipe")
    return Provenance(
        source_type=_value(roots, "Iptc4xmpExt", "DigitalSourceType"),
        creator=_value(roots, "dc", "creator"),
        credit=_value(roots, "photoshop", "Credit"),
        software=_value(roots, "xmp", "CreatorTool"),
        recipe=parse_recipe(recipe) if recipe else None,
    )


def _value(roots: list[Element], prefix: str, local: str) -> str | None:
    """Return a property's first text, however RDF spells it: attribute, element, resource or list."""
    name = f"{{{NAMESPACES[prefix]}}}{local}"
    for element in (element for root in roots for element in root.iter()):
        if name in element.attrib:
            return element.attrib[name].strip()
        if element.tag == name:
            resource = element.attrib.get(f"{{{NAMESPACES['rdf']}}}resource", "")
            texts = (text.strip() for text in (resource, *element.itertext()))
            return next(filter(None, texts), None)
    return None
