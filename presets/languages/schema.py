"""How a language is written and spoken: one file a language."""

import re
from enum import StrEnum
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

Phonemizer: TypeAlias = Literal["english", "japanese", "chinese", "arabic", "espeak"]


class Strict(BaseModel):
    """Unknown keys are errors; what was read does not change."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Quality(StrEnum):
    """What a buyer would say of the best embedded voice."""

    NATIVE = "native"  # the network was trained on the language
    GOOD = "good"  # words come through, a slight accent
    ACCENTED = "accented"  # understood, plainly foreign
    BASIC = "basic"  # understood in part, or robotic
    CAPTIONS = "captions only"  # nothing here can speak it


class Voices(Strict):
    """Who speaks a language, best first.

    Attributes:
        all: voices of the catalogue's `kokoro-voices`.
        few: where only `kokoro-voices-ja` is at hand.
    """

    all: tuple[str, ...] = Field(min_length=1)
    few: tuple[str, ...] = Field(min_length=1)


class SmallWords(Strict):
    """What is said for signs between numbers.

    Attributes:
        to: of a range: 10-15.
        by: of measures: 10 x 15 cm.
        plus: of a sign before a word: + lid.
        percent: after a number, where the CLDR knows the sign alone; or with `{}` where the number stands.
        minus: of a number below nothing.
        clock: after hours, and after minutes: 18:30.
        fraction: with `{top}` and `{bottom}`: 1/2.
    """

    to: str
    by: str
    plus: str
    percent: str | None = None
    minus: str | None = None
    clock: tuple[str, str] | None = None
    fraction: str | None = None


class FilmWords(Strict):
    """What a film writes on the screen of its own accord.

    Attributes:
        made_by_ai: the note that law and marketplaces ask of such films.
        action: the call to act, where the seller gives none.
    """

    made_by_ai: str = Field(min_length=1)
    action: str = Field(min_length=1)


class ScriptWords(Strict):
    """Sentences that hold for any product, whatever its name's gender and number: they claim nothing of it.

    Attributes:
        hook: the first, with `{name}`.
        points: said before two or more of them.
        size, price: with `{size}` and `{price}`; said where the seller gives one.
        stop: ends a sentence.
    """

    hook: str
    points: str
    size: str
    price: str
    stop: str = "."

    @model_validator(mode="after")
    def _claims_nothing(self) -> "ScriptWords":
        for field, slots in {"hook": ["name"], "points": [], "size": ["size"], "price": ["price"]}.items():
            text = getattr(self, field)
            if re.findall(r"{(.*?)}", text) != slots:
                wanted = f"'{{{slots[0]}}}' once, and no other" if slots else "no {place} for a fact"
                raise ValueError(f"{field}: it needs {wanted}")
            if not text.endswith(self.stop):
                raise ValueError(f"{field}: it is a sentence, and ends with '{self.stop}'")
            if any(sign.isdigit() for sign in text):
                raise ValueError(f"{field}: figures come from a seller's facts alone")
        return self


class Language(Strict):
    """One language.

    Attributes:
        id: IETF tag, such as `pt` or `en-GB`.
        locale: of the Unicode CLDR, for numbers, units and currencies.
        spaced: words are written apart.
        letters: its alphabets, as Unicode names letters; a name in Latin letters among others is read as English.
        phonemizer: what turns its words into phonemes; absent where nothing can.
        espeak: eSpeak NG's name of it.
        numbers: num2words' name of it; absent where the phonemizer reads digits better.
        voices: absent where nothing can speak it.
        quality: with the voices in `all`.
        words: absent where signs are left to the phonemizer.
        common: its commonest words, by which it is told from others in the same letters.
        film: what films write in it.
        script: of what a script from facts is made; absent where nothing can speak it.
        cents: of a currency, by ISO code, the hundredth's name for one and for many.
        money: of a currency, by ISO code, what is said at home where the CLDR's name is not.
        unsaid: words of a currency's full name that nobody says at home: US of US dollars.
        short: abbreviation as written -> what is said.
    """

    id: str = Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    title: str
    locale: str = Field(pattern=r"^[a-z]{2}(_[A-Z][A-Za-z]+){0,2}$")
    direction: Literal["ltr", "rtl"] = "ltr"
    spaced: bool = True
    letters: tuple[str, ...] = ("LATIN",)
    phonemizer: Phonemizer | None = None
    espeak: str | None = None
    numbers: str | None = None
    voices: Voices | None = None
    quality: Quality
    note: str = ""
    words: SmallWords | None = None
    film: FilmWords
    script: ScriptWords | None = None
    common: tuple[str, ...] = ()
    cents: dict[str, tuple[str, str]] = Field(default_factory=dict)
    money: dict[str, str] = Field(default_factory=dict)
    unsaid: tuple[str, ...] = ()
    short: dict[str, str] = Field(default_factory=dict)
