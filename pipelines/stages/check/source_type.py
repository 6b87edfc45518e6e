"""The IPTC DigitalSourceType inside a file's XMP packet."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

# IPTC Photo Metadata Standard; codes as released 2024-10-23
SCHEME = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_PROPERTY = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"
_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"

GENERATIVE_CODES = frozenset({"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "compositeSynthetic"})
# Codes of pictures whose surroundings need not have been before a camera, besides the generative ones
COMPUTED_CODES = frozenset({"composite", "algorithmicMedia", "digitalCreation", "virtualRecording"})
CODES = GENERATIVE_CODES | {
    "composite",
    "compositeCapture",
    "algorithmicallyEnhanced",
    "humanEdits",
    "algorithmicMedia",
    "digitalCreation",
    "dataDrivenMedia",
    "digitalCapture",
    "computationalCapture",
    "screenCapture",
    "virtualRecording",
    "negativeFilm",
    "positiveFilm",
    "print",
}
RETIRED_CODES = frozenset({"minorHumanEdits", "digitalArt", "softwareImage"})


@dataclass(frozen=True)
class SourceTag:
    """A DigitalSourceType as found.

    Attributes:
        value: the text in the file.
        code: its last part, where it has the scheme's address; else None, as a bare code is not machine-readable.
    """

    value: str

    @property
    def code(self) -> str | None:
        return self.value.removeprefix(SCHEME) if self.value.startswith(SCHEME) else None

    @property
    def fault(self) -> str | None:
        """Why the tag does not count, for a person; None where it does."""
        if self.code is None:
            return f"it must be a full address beginning with {SCHEME}"
        if self.code in RETIRED_CODES:
            return f"the code '{self.code}' is retired"
        if self.code not in CODES:
            return f"there is no code '{self.code}'"
        return None


def read_source_tag(xmp: bytes | None) -> SourceTag | None:
    """Return the DigitalSourceType of an XMP packet; None where there is none, or the packet is not sound XML."""
    if not xmp:
        return None
    try:
        root = fromstring(xmp.strip(b"\x00 \r\n\t"))
    except (ParseError, DefusedXmlException, ValueError):
        return None
    value = next(filter(None, map(_value_in, root.iter())), None)
    return SourceTag(value) if value else None


def _value_in(element: Element) -> str | None:
    if _PROPERTY in element.attrib:
        return element.attrib[_PROPERTY].strip()
    if element.tag == _PROPERTY:
        return (element.attrib.get(_RESOURCE) or element.text or "").strip()
    return None
