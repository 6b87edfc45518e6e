"""Variants of one place in a listing, ready to be tried against each other by a marketplace's own experiment."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import PurePosixPath
from string import ascii_uppercase

from pipelines.stages.check.likeness import likeness_of
from pipelines.stages.variants.measures import Measured
from pipelines.values import Box, Rgb

# What a test of each kind of difference may find out; what is counted stands last. None of it is known beforehand.
_HYPOTHESES = {
    "set": "In the set '{value}' buyers see it in a life like theirs more than in {control}, and more open it.",
    "light": "In {value} light shape and material show better than in {control}, and more buyers open it.",
    "view": "Seen from {value} it shows better what the product is than in {control}, and more buyers open it.",
    "side": "Shown {value} the product meets the eye sooner than in {control}, and more buyers open it.",
    "palette": "In the palette '{value}' the product is set off better than in {control}, and more buyers open it.",
    "place": "Placed {value} in the frame the product is seen sooner than in {control}, and more buyers open it.",
    "crop": "Cropped to {value} the product is larger in results than in {control}, and more buyers open it.",
    "angle": "Shown from {value} the product is understood sooner than in {control}, and more buyers open it.",
    "headline": "The words '{value}' answer a buyer's question sooner than those of {control}, and more of them buy.",
    "title": "A title that begins with {value} is found and opened more often than {control}.",
}
_OTHER = "With {kind} {value} more buyers open the listing than with {control}."
_READ = "headline"
_CONTROL = "the first version"


@dataclass(frozen=True, eq=False)
class Candidate:
    """One version.

    Attributes:
        file: where it lies; a text's language and place.
        differs: the one thing that sets it apart from the first: `light: warm`; empty for the first.
        pixels, content: of a picture, and the box of what it shows where that is known.
        text: of a version in words, and what a picture says.
    """

    file: str
    differs: str = ""
    pixels: Rgb | None = None
    content: Box | None = None
    text: str | None = None
    measured: Measured | None = None

    @property
    def kind(self) -> str:
        return self.differs.partition(":")[0].strip()

    @property
    def value(self) -> str:
        return self.differs.partition(":")[2].strip()

    def same_as(self, other: "Candidate") -> bool:
        """Tell whether a shopper would take both for one; a headline is read, however like the pictures are."""
        if _READ in (self.kind, other.kind):
            return self.text == other.text
        if self.pixels is None or other.pixels is None:
            return self.text is not None and self.text == other.text
        return likeness_of(self.pixels, self.content).same_as(likeness_of(other.pixels, other.content))


@dataclass(frozen=True)
class Version:
    """One version in an experiment.

    Attributes:
        letter: A is the control.
        name: of its file, for the upload.
        hypothesis: empty for the control.
    """

    letter: str
    file: str
    name: str
    kind: str = ""
    value: str = ""
    hypothesis: str = ""
    measured: Measured | None = None


@dataclass(frozen=True)
class Experiment:
    """One place in one marketplace's listing.

    Attributes:
        refused: why versions were left out, a sentence each.
    """

    product: str
    preset: str
    slot: str
    versions: tuple[Version, ...]
    refused: tuple[str, ...] = field(default=())

    @property
    def can_run(self) -> bool:
        """Whether there is anything to try against the control."""
        return len(self.versions) > 1


def experiment(product: str, preset: str, slot: str, candidates: Sequence[Candidate], control: str = "") -> Experiment:
    """Return an experiment of the versions that differ in one named thing and can be told apart.

    Args:
        product: by which its files are named.
        candidates: the control first.
        control: what the first version is called in hypotheses: `the set 'Oak window'`.

    Raises:
        ValueError: there is no candidate, or the first names a difference.
    """
    if not candidates or candidates[0].differs:
        raise ValueError(f"An experiment for {slot} begins with the version that the others differ from.")
    taken, refused = [candidates[0]], list[str]()
    for candidate in candidates[1:]:
        if reason := _refusal(candidate, taken):
            refused.append(reason)
        elif len(taken) == len(ascii_uppercase):
            refused.append(f"{candidate.file}: an experiment has at most {len(ascii_uppercase)} versions.")
        else:
            taken.append(candidate)
    versions = tuple(
        _version(product, slot, *one, control or _CONTROL) for one in zip(ascii_uppercase, taken, strict=False)
    )
    return Experiment(product, preset, slot, versions, tuple(refused))


def manifest_json(experiments: Sequence[Experiment]) -> str:
    """Return experiments as JSON, measures by their names."""
    return json.dumps([asdict(one) for one in experiments], ensure_ascii=False, indent=2) + "\n"


def manifest_csv(experiments: Sequence[Experiment]) -> str:
    """Return experiments as a table, a row a version; a figure that was not measured is empty."""
    measures = [one.name for one in fields(Measured)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    head = ["product", "marketplace", "slot", "version", "file", "name", "difference", "value", "hypothesis"]
    writer.writerow([*head, *measures])
    for one in experiments:
        for version in one.versions:
            row = [one.product, one.preset, one.slot, version.letter, version.file, version.name]
            row += [version.kind or "control", version.value, version.hypothesis]
            writer.writerow([*row, *(_figure(version.measured, name) for name in measures)])
    return text.getvalue()


def _refusal(candidate: Candidate, taken: Sequence[Candidate]) -> str:
    if not candidate.kind or not candidate.value:
        return f"{candidate.file}: it does not say what sets it apart, so that a test of it would teach nothing."
    if ", " in candidate.differs and candidate.differs.count(":") > 1:
        return (
            f"{candidate.file}: it differs in more than one thing ({candidate.differs}); a test could not tell which."
        )
    like = next((other for other in taken if candidate.same_as(other)), None)
    return f"{candidate.file}: a shopper would take it for {like.file}; it is left out." if like else ""


def _version(product: str, slot: str, letter: str, candidate: Candidate, control: str) -> Version:
    kind, value = candidate.kind, candidate.value
    told = _HYPOTHESES.get(kind, _OTHER).format(kind=kind, value=value, control=control) if kind else ""
    return Version(
        letter=letter,
        file=candidate.file,
        name=_name(product, slot, letter, candidate),
        kind=kind,
        value=value,
        hypothesis=told[:1].upper() + told[1:],
        measured=candidate.measured,
    )


def _name(product: str, slot: str, letter: str, candidate: Candidate) -> str:
    """`mug.lifestyle.b-light-warm.jpg`, in letters that any system takes."""
    slug = re.sub(r"[^a-z0-9]+", "-", candidate.differs.lower()).strip("-")
    parts = [re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in (product, slot)]
    ending = PurePosixPath(candidate.file).suffix if candidate.pixels is not None else ""
    return ".".join([*parts, "-".join(filter(None, (letter.lower(), slug)))]) + ending


def _figure(measured: Measured | None, name: str) -> str:
    value = getattr(measured, name) if measured else None
    return "" if value is None else f"{value:.3f}"
