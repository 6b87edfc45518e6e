"""What a picture or film shows, in a sentence for those who do not see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.listing import Line
from pipelines.stages.claims.proven import is_proven
from pipelines.stages.feeds.media import MediaKind
from presets.alt_texts.library import alt_words
from presets.alt_texts.schema import AltWords
from presets.languages.library import language
from presets.products.schema import Product
from presets.scenes.schema import SceneSet
from presets.schema import Role

MOST_CHARS = 125  # where common screen readers break an alternative text


@dataclass(frozen=True)
class Shows:
    """What is known of one file.

    Attributes:
        place: the set it shows.
        first: whether it is the first of its role; later ones are told as other views.
        head: of a page: what its words are, such as `In the box`; None where that is the product's name.
        words: drawn into it, in the language of the text that is asked for.
    """

    role: Role
    kind: MediaKind = MediaKind.IMAGE
    place: SceneSet | None = None
    first: bool = True
    head: str | None = None
    words: tuple[Line, ...] = ()


def alt_text(name: Line, traits: Sequence[Line], shows: Shows, tag: str, product: Product) -> Line:
    """Return an alternative text of at most 125 characters; what does not fit is left out whole, the last first.

    A part of which a claim has no fact is left out too.

    Args:
        name: of the product in the language, or what it is.
        traits: what else a main picture shows, a few words each in the language.

    Raises:
        PresetError: nothing is known of the language.
        ValueError: the name alone is too long.
    """
    words = alt_words(tag)
    if len(name.text) > MOST_CHARS:
        raise ValueError(f"'{name.text}' is longer than the {MOST_CHARS} characters of an alternative text.")
    told = list[Line]()
    for part in (*_told(shows, words), *(traits if shows.role is Role.MAIN else ())):
        said = any(part.text.casefold() == line.text.casefold() for line in (name, *told))
        whole = _whole(name, [*told, part], shows, words)
        if not said and len(whole.text) <= MOST_CHARS and is_proven(part.text, language(tag), product):
            told.append(part)
    whole = _whole(name, told, shows, words)
    return whole if is_proven(whole.text, language(tag), product) else name


def _whole(name: Line, told: Sequence[Line], shows: Shows, words: AltWords) -> Line:
    """Return name and parts as one text: what is written in a picture stands behind a colon."""
    facts = tuple(dict.fromkeys(fact for part in (name, *told) for fact in part.facts))
    if not (shows.words and told):
        return Line(words.comma.join(part.text for part in (name, *told)), facts)
    head = name.text if shows.head is None else f"{name.text}{words.comma}{shows.head}"
    return Line(f"{head}{words.colon}{words.between.join(part.text for part in told)}", facts)


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
