"""The history inside each file: the IPTC source type, who is credited, and the recipe that makes the same pixels again.

Which IPTC code for what we make (NewsCodes "Digital Source Type", release of 2024-10-23,
http://cv.iptc.org/newscodes/digitalsourcetype/; where the code's text leaves room, the reading is ours):

| made                                                                      | code                                  |
| ------------------------------------------------------------------------- | ------------------------------------- |
| a photo's product cut out on white, straightened, toned, no generation    | `algorithmicallyEnhanced` (our reading) |
| that product over a path-traced scene of ours                             | `composite`                           |
| that product on a page of words and lines that were drawn by rule         | `composite`                           |
| that product over another photo                                           | `compositeCapture`                    |
| that product in a scene that a generative model painted around it         | `compositeWithTrainedAlgorithmicMedia` |
| a film: photographs, a drawn presenter, and a voice from a generative model | `compositeSynthetic`                |
| wholly from a generative model                                            | `trainedAlgorithmicMedia` (we make none) |

Until 2024 `compositeSynthetic` covered any synthetic element; since then IPTC names it "Composite including generative
AI elements", so on a path trace it would be untrue. Our generated scenes are inpainted around the photograph, for which
IPTC wrote `compositeWithTrainedAlgorithmicMedia`: "such as with inpainting or outpainting operations".

`digitalCapture` is never written: whether the photo came from a camera is for its owner to say.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated
from xml.etree import ElementTree

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from pipelines.errors import ExportError

SCHEME = "http://cv.iptc.org/newscodes/digitalsourcetype/"  # http, as IPTC writes it
NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "listingstudio": "urn:x-listing-studio:recipe:1#",
}
# One APP1 segment of a JPEG, less its header; beyond it XMP must be split, which few readers follow.
_MOST_BYTES = 65_000
_BEGIN = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_END = b'\n<?xpacket end="w"?>'


class SourceType(StrEnum):
    """What a picture of ours is made of; the value is IPTC's code."""

    ALGORITHMICALLY_ENHANCED = "algorithmicallyEnhanced"
    COMPOSITE = "composite"
    COMPOSITE_CAPTURE = "compositeCapture"
    COMPOSITE_SYNTHETIC = "compositeSynthetic"
    COMPOSITE_WITH_TRAINED = "compositeWithTrainedAlgorithmicMedia"
    TRAINED = "trainedAlgorithmicMedia"

    @property
    def uri(self) -> str:
        """The only machine-readable form: the code's whole address."""
        return SCHEME + self.value


def _without_path(value: str) -> str:
    if re.match(r"[/\\~]|[A-Za-z]:[/\\]|\.{1,2}[/\\]|file:", value):
        raise ValueError("a path tells whose machine it was; name the file's SHA-256 instead")
    return value


Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Plain = Annotated[str, AfterValidator(_without_path)]
Setting = bool | int | float | Plain


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WeightsUsed(_Part):
    """A catalogue entry that an engine loaded."""

    id: Plain
    revision: Plain = ""
    sha256: Sha256


class EngineUsed(_Part):
    """One capability's engine, its options completed with their defaults."""

    capability: str
    name: str
    options: dict[str, Setting] = Field(default_factory=dict)
    weights: tuple[WeightsUsed, ...] = ()


class Recipe(_Part):
    """All that made a file, without whose machine it was: no user's name, no path.

    Attributes:
        photos: SHA-256 of each input file; the first is the one shown.
        preset, checked_on, slot: which rules, as of when; None for work that belongs to no marketplace.
        options: what was asked for beyond the engines': shadow, touch-up, tone.
    """

    software: str = "Listing Studio"
    version: str
    photos: tuple[Sha256, ...] = Field(min_length=1)
    preset: str | None = None
    checked_on: date | None = None
    slot: str | None = None
    engines: tuple[EngineUsed, ...] = ()
    seed: int = 0
    options: dict[str, Setting] = Field(default_factory=dict)


class Provenance(_Part):
    """What a file's XMP says of its history; None where it says nothing.

    Attributes:
        source_type: the text of DigitalSourceType as found, whatever its form.
        creator: the first creator.
        recipe: None too where the file has one that is not of this form.
    """

    source_type: str | None = None
    creator: str | None = None
    credit: str | None = None
    software: str | None = None
    recipe: Recipe | None = None


def xmp_packet(recipe: Recipe, source_type: SourceType, creator: str | None = None, credit: str | None = None) -> bytes:
    """Return an XMP packet in UTF-8, the same bytes for the same arguments.

    Raises:
        ExportError: a name that XML cannot hold, or more history than one JPEG segment takes.
    """
    root = ElementTree.Element(_name("x", "xmpmeta"))
    rdf = ElementTree.SubElement(root, _name("rdf", "RDF"))
    about = ElementTree.SubElement(rdf, _name("rdf", "Description"), {_name("rdf", "about"): ""})
    _add(about, "Iptc4xmpExt", "DigitalSourceType", source_type.uri)
    _add(about, "xmp", "CreatorTool", f"{recipe.software} {recipe.version}")
    if creator:
        names = ElementTree.SubElement(ElementTree.SubElement(about, _name("dc", "creator")), _name("rdf", "Seq"))
        _add(names, "rdf", "li", _writable(creator, "creator"))
    if credit:
        _add(about, "photoshop", "Credit", _writable(credit, "credit"))
    _add(about, "listingstudio", "Recipe", recipe.model_dump_json(exclude_none=True))
    packet = _BEGIN + ElementTree.tostring(root, encoding="utf-8") + _END
    if len(packet) > _MOST_BYTES:
        raise ExportError(f"The history takes {len(packet):,} bytes, over {_MOST_BYTES:,}. Use fewer photos a product.")
    return packet


def parse_recipe(text: str) -> Recipe | None:
    """Return a recipe written by `xmp_packet`, or None where the text is not one."""
    try:
        return Recipe.model_validate_json(text)
    except ValidationError:
        return None


def _name(prefix: str, local: str) -> str:
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _add(parent: ElementTree.Element, prefix: str, local: str, text: str) -> None:
    ElementTree.SubElement(parent, _name(prefix, local)).text = text


def _writable(text: str, what: str) -> str:
    # XML 1.0, section 2.2: characters no document may hold.
    if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", text):
        raise ExportError(f"The {what} holds a character that no file's history can hold. Type it again.")
    return text


for _prefix, _uri in NAMESPACES.items():
    ElementTree.register_namespace(_prefix, _uri)
