"""How jobs name pages: a template, and behind a point which of several, or which version of it."""

from dataclasses import dataclass
from enum import StrEnum

from presets.errors import PresetError
from presets.pages.library import load_pages


class Version(StrEnum):
    """The one thing in which a page differs from the usual one, to be tried against it."""

    HEADLINE = "headline"  # what speaks for the product leads, instead of its name
    CROP = "crop"  # a part of the product is shown, instead of the whole


@dataclass(frozen=True)
class PageAddress:
    """`comparison`, `column.2`, `features.headline`.

    Attributes:
        turn: which of several, counted from 0.
        version: None for the usual one.
    """

    template: str
    turn: int = 0
    version: Version | None = None

    @classmethod
    def parse(cls, text: str) -> "PageAddress":
        """Return what was typed.

        Raises:
            PresetError: there is no such page, or version.
        """
        template, _, behind = text.partition(".")
        found = load_pages().get(template).id
        if not behind:
            return cls(found)
        if behind.isdecimal() and 1 <= int(behind) <= 9:
            return cls(found, turn=int(behind) - 1)
        if behind in set(Version):
            return cls(found, version=Version(behind))
        raise PresetError(
            f"'{text}' is no page. Behind the point stands a number from 1 to 9, or {', '.join(Version)}."
        )
