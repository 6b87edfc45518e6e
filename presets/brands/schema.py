"""A seller's brand: how its pictures look, and what may be told of the house itself."""

from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from presets.brands.contrast import LEAST_FOR_TEXT, contrast, legible_on
from presets.languages.tags import root
from presets.products.schema import Country, Tag, Term, Text
from presets.rule_base import Strict
from presets.scenes.fields import Colour, Id

INK, PAPER = "#1c1d21", "#ffffff"


def _is_beside(name: str) -> str:
    if "/" in name or "\\" in name or name.startswith("."):
        raise ValueError(f"'{name}': name a file that lies beside brand.toml")
    return name


FileName: TypeAlias = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(_is_beside)]


class Tone(StrEnum):
    """How the brand speaks."""

    WARM = "warm"
    PLAIN = "plain"
    PLAYFUL = "playful"
    PREMIUM = "premium"
    TECHNICAL = "technical"


class BrandColours(Strict):
    """The brand's colours.

    Attributes:
        primary: of large areas, and of what is to be known again.
        accent: of what is to catch the eye; the primary where there is none.
        ink: of letters; `paper`: what they stand on.
    """

    primary: Colour
    accent: Colour | None = None
    ink: Colour = INK
    paper: Colour = PAPER

    @model_validator(mode="after")
    def _is_legible(self) -> "BrandColours":
        if (told := contrast(self.ink, self.paper)) < LEAST_FOR_TEXT:
            raise ValueError(
                f"ink {self.ink} on paper {self.paper} has a contrast of {told:.1f}:1; letters need {LEAST_FOR_TEXT}:1 "
                "(WCAG 2.2, 1.4.3). Make one darker or the other lighter"
            )
        return self

    def letters_on(self, ground: str) -> str:
        """Return the colour of letters on a ground: ink or paper, black or white where neither is legible."""
        own = legible_on(ground, self.ink, self.paper)
        return own if contrast(ground, own) >= LEAST_FOR_TEXT else legible_on(ground, own, "#000000", "#ffffff")


class BrandFonts(Strict):
    """The seller's own font files; letters they lack, and all without them, are set in Noto Sans."""

    heading: FileName | None = None
    text: FileName | None = None


class HouseWords(Strict):
    """What is told of the house in one language.

    Attributes:
        place: where it is at home.
        makes: what it makes, as it follows 'We make'.
        story: how it came to be and what it stands for, a sentence or a few words each.
        factory: how things are made there, step by step.
    """

    place: Text | None = None
    makes: Text | None = None
    story: tuple[Text, ...] = Field(default=(), max_length=8)
    factory: tuple[Text, ...] = Field(default=(), max_length=8)


class Brand(HouseWords):
    """One brand, as `brand.toml` has it; its own texts are in `language`.

    Attributes:
        logo: picture file, best with a clear ground.
        founded: year.
        people: how many work there.
        founders: by name.
        words: the same texts in other languages: each list as long as the brand's own, or empty.
    """

    id: Id
    name: Term
    language: Tag = "en"
    tone: Tone = Tone.PLAIN
    logo: FileName | None = None
    colours: BrandColours
    fonts: BrandFonts = BrandFonts()
    founded: int | None = Field(default=None, ge=1000, le=2100)
    country: Country | None = None
    people: int | None = Field(default=None, ge=1)
    founders: tuple[Term, ...] = ()
    words: dict[Tag, HouseWords] = Field(default_factory=dict[str, HouseWords])

    @model_validator(mode="after")
    def _is_translated_whole(self) -> "Brand":
        for tag, words in self.words.items():
            for field in ("story", "factory"):
                own, theirs = len(getattr(self, field)), len(getattr(words, field))
                if theirs not in (0, own):
                    raise ValueError(f"words.{tag}.{field}: {theirs} of them, but the file has {own}")
        return self

    def told_in(self, tag: str) -> HouseWords | None:
        """Return the house's words in a language: its own, a translation, or its plain tag's; None without any."""
        if root(tag) == root(self.language):
            return self.words.get(tag, self)
        return self.words.get(tag) or self.words.get(root(tag))
