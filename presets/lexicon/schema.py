"""The words a language has for products, and the patterns they stand in: one file a language.

A text may agree with what is spoken of: `blanc[o|a|os|as]` has a form for each of the language's genders, in their
order, and `agreed` takes one. Slots for facts stand in braces: `{thing}`.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BeforeValidator, StringConstraints, model_validator

from presets.products.schema import Tag
from presets.rule_base import Strict

_FORMS = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"{(\w*)}")


def _has_no_figures(text: str) -> str:
    if any(sign.isdigit() for sign in text):
        raise ValueError(f"'{text}': figures come from a seller's facts alone")
    return text


Words: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_has_no_figures)
]


class Said(Strict):
    """A term's words; a file may give the one word alone instead of a table."""

    word: Words


def _table(typed: Any) -> Any:
    return {"word": typed} if isinstance(typed, str) else typed


class Thing(Said):
    """What a product is, or what lies in its box.

    Attributes:
        word: as it is listed, in the form for one; for pairs and what has no singular, that form.
        gender: one of the language's `genders`; the first where the file says nothing.
        also: what else buyers call it: keywords.
    """

    gender: str | None = None
    also: tuple[Words, ...] = ()


class Material(Said):
    """What a product is made of; `of` is the form after the language's word for 'made of', where it differs."""

    of: Words | None = None


class Colour(Said):
    """A colour by its name, as after 'Colour:'; `adjective` stands beside a noun and agrees with it."""

    adjective: Words | None = None


class Occasion(Said):
    """When a product is used or given.

    Attributes:
        word: as after 'Occasion:'.
        lead: begins a title: `Gift idea`, `For camping`.
    """

    lead: Words


Named: TypeAlias = Annotated[Thing, BeforeValidator(_table)]
Made: TypeAlias = Annotated[Material, BeforeValidator(_table)]
Shade: TypeAlias = Annotated[Colour, BeforeValidator(_table)]


class Labels(Strict):
    """What stands before a fact: `Material: steel`."""

    material: Words
    colour: Words
    size: Words
    height: Words
    width: Words
    depth: Words
    length: Words
    diameter: Words
    weight: Words
    capacity: Words
    features: Words
    care: Words
    box: Words
    occasions: Words
    buyers: Words
    certifications: Words
    origin: Words
    warranty: Words
    price: Words
    brand: Words
    details: Words
    use: Words
    compare: Words
    sizes: Words
    own_measures: Words
    body_measures: Words


class Inline(StrEnum):
    """Which colours stand by a thing in the midst of a sentence."""

    NONE = "none"
    ONE = "one"  # a thing of a single colour has it
    ALL = "all"


class Patterns(Strict):
    """How facts are put together.

    Attributes:
        branded: a thing and its maker: `{brand}`, `{thing}`.
        of: a thing and what it is made of: `{thing}`, `{materials}`.
        of_alone: the same without the thing, as a part of a title.
        coloured: a thing of one colour: `{thing}`, `{colour}`.
        in_colours: a thing of several: `{thing}`, `{colours}`.
        intro: the first sentence: `{thing}`, `{materials}`.
        labelled: `{label}`, `{value}`: `Material: steel`.
        measured: `{label}`, `{value}`: a part of a list of sizes: `height 9 cm`.
        counted: so many of a thing in the box: `{item}`, `{count}`.
        title_joint: between a title's parts; `list_joint`: between features; `stop`: ends a sentence; `space`: between
            sentences; `lead_joint`: after what a title begins with.
        material_joint: between materials before a noun, where it is not the language's 'and'.
        title_branded: as `branded`, in a title, where that differs.
        coloured_first: a colour goes to the thing before its materials do: `taza blanca de esmalte`.
        inline_colours: which colours the thing in `intro` has; others are a sentence of their own.
        small_labels: labels are written small where they do not begin a sentence.
        title_case: words of a title begin with capitals.
        small: words that do not.
    """

    branded: Words
    of: Words
    of_alone: Words
    coloured: Words
    in_colours: Words
    intro: Words
    labelled: Words
    measured: Words
    counted: Words
    title_joint: str = ", "
    list_joint: str = ", "
    lead_joint: str = ": "
    material_joint: str | None = None
    stop: str = "."
    space: str = " "
    title_branded: Words | None = None
    coloured_first: bool = False
    inline_colours: Inline = Inline.NONE
    small_labels: bool = True
    title_case: bool = False
    small: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _has_its_slots(self) -> "Patterns":
        for field, slots in _SLOTS.items():
            text = getattr(self, field)
            if text is not None and sorted(_SLOT.findall(text)) != sorted(slots):
                raise ValueError(f"{field}: it needs {' and '.join(f'{{{slot}}}' for slot in slots)}, each once")
        return self


_SLOTS = {
    "branded": ("brand", "thing"),
    "title_branded": ("brand", "thing"),
    "of": ("thing", "materials"),
    "of_alone": ("materials",),
    "coloured": ("thing", "colour"),
    "in_colours": ("thing", "colours"),
    "intro": ("thing", "materials"),
    "labelled": ("label", "value"),
    "measured": ("label", "value"),
    "counted": ("item", "count"),
}


class House(Strict):
    """Sentences about a brand, a fact each."""

    hook: Words
    founded: Words
    founders: Words
    place: Words
    makes: Words
    people: Words
    steps: Words

    @model_validator(mode="after")
    def _has_its_slot(self) -> "House":
        wanted = {"hook": ["name"], "founded": ["year"], "steps": []}
        for field, text in self:
            if _SLOT.findall(text) != wanted.get(field, [field]):
                raise ValueError(f"{field}: it needs {{{''.join(wanted.get(field, [field]))}}} once")
        return self


class Lexicon(Strict):
    """One language's words, by the ids of `terms.toml`; every id has words in every language.

    Attributes:
        id: the language's tag.
        genders: what texts agree with, in the order of their forms: `["m", "f", "mp", "fp"]`.
        things: of categories; `items`: of what lies in boxes besides; `spans`: of what a size chart measures.
    """

    id: Tag
    genders: tuple[str, ...] = ("",)
    patterns: Patterns
    labels: Labels
    house: House
    spans: dict[str, Words]
    categories: dict[str, Named]
    items: dict[str, Named]
    materials: dict[str, Made]
    colours: dict[str, Shade]
    features: dict[str, Words]
    occasions: dict[str, Occasion]

    @model_validator(mode="after")
    def _agrees(self) -> "Lexicon":
        if faults := [*self._faults()]:
            raise ValueError("\n".join(faults))
        return self

    def _faults(self) -> Iterator[str]:
        for address, thing in [*self.categories.items(), *self.items.items()]:
            if thing.gender is not None and thing.gender not in self.genders:
                yield f"{address}: gender '{thing.gender}' is none of {', '.join(self.genders)}"
        for address, text in self.texts():
            for forms in _FORMS.findall(text):
                if len(forms.split("|")) != len(self.genders):
                    yield f"{address}: [{forms}] needs {len(self.genders)} forms: {', '.join(self.genders)}"

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text a buyer may read, with its address."""
        yield from _texts("", self.model_dump(exclude={"id", "genders"}))

    def gender(self, thing: Thing) -> str:
        return self.genders[0] if thing.gender is None else thing.gender

    def agreed(self, text: str, gender: str | None = None) -> str:
        """Return a text in the form for a gender; in the first, which labels have, without one."""
        return agreed(text, 0 if gender is None else self.genders.index(gender))


def agreed(text: str, place: int = 0) -> str:
    """Return a text with the form at a place of each `[o|a|os|as]`."""
    return _FORMS.sub(lambda found: found[1].split("|")[place], text)


def _texts(address: str, found: Any) -> Iterator[tuple[str, str]]:
    if isinstance(found, str):
        yield address, found
    elif isinstance(found, dict):
        for key, value in found.items():
            if key != "gender":
                yield from _texts(f"{address}.{key}" if address else key, value)
    elif isinstance(found, tuple):
        for index, value in enumerate(found):
            yield from _texts(f"{address}.{index}", value)
