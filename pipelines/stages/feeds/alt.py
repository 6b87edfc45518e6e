"""What a picture or film shows, in a sentence for those who do not see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.listing import Line
from pipelines.stages.feeds.media import MediaKind
from presets.alt_texts.library import alt_words
from presets.alt_texts.schema import AltWords
from presets.scenes.schema import SceneSet
from presets.schema import Role

MOST_CHARS = 125  # where common screen readers break an alternative text


@dataclass(frozen=True)
class Shows:
    """What is known of one file.

    Attributes:
        place: the set it shows.
        first: whether it is the first of its role; later ones are told as other views.
        words: drawn into it, in the language of the text that is asked for.
    """

    role: Role
    kind: MediaKind = MediaKind.IMAGE
    place: SceneSet | None = None
    first: bool = True
    words: tuple[Line, ...] = ()


def alt_text(name: Line, traits: Sequence[Line], shows: Shows, tag: str) -> Line:
    """Return an alternative text of at most 125 characters; what does not fit is left out whole, the last first.

    Args:
        name: of the product in the language.
        traits: a few words each in the language: colours and materials.

    Raises:
        PresetError: nothing is known of the language.
        ValueError: the name alone is too long.
    """
    words = alt_words(tag)
    if len(name.text) > MOST_CHARS:
        raise ValueError(f"'{name.text}' is longer than the {MOST_CHARS} characters of an alternative text.")
    parts = [name]
    for part in (*_told(shows, words), *(traits if shows.role is Role.MAIN else ())):
        said = any(part.text.casefold() == line.text.casefold() for line in parts)  # a page has the name as its head
        if not said and len(words.comma.join(line.text for line in (*parts, part))) <= MOST_CHARS:
            parts.append(part)
    facts = tuple(dict.fromkeys(fact for part in parts for fact in part.facts))
    return Line(words.comma.join(part.text for part in parts), facts)


def _told(shows: Shows, words: AltWords) -> list[Line]:
    if shows.kind is MediaKind.VIDEO:
        return [Line(words.film)]
    if shows.words:
        return list(shows.words)
    if shows.place is not None:
        return [Line(words.place(shows.place)), *([] if shows.first else [Line(words.view)])]
    if shows.role is Role.SIZE_CHART:
        return [Line(words.sizes)]
    if shows.role in (Role.DETAIL, Role.SWATCH):
        return [Line(words.detail)]
    return [] if shows.role is Role.MAIN and shows.first else [Line(words.view)]
