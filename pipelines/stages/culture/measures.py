"""What machines can tell of a market's checks: each measure says what it saw, and where only a person can look."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.stages.check.words.wording import Wording
from pipelines.stages.culture.colours import share_of
from pipelines.stages.culture.disclosure import missing_on
from pipelines.stages.culture.phrases import phrases_in
from pipelines.stages.culture.pieces import PicturePiece, Showing
from pipelines.stages.culture.places import named_in, tags_in
from presets.languages.library import language
from presets.languages.tags import root
from presets.markets import checks
from presets.markets.checks import Check, Place, Where
from presets.products.quantity import plain


@dataclass(frozen=True)
class Seen:
    """What a measure saw of one piece.

    Attributes:
        sentence: for the person, without its piece's name.
        fault: whether it fails the check; else a person looks.
    """

    piece: str
    sentence: str
    fault: bool


_AROUND = 35  # characters on each side of a phrase


def seen_by(check: Check, showing: Showing) -> list[Seen] | None:
    """Return what is to be told of a check; empty where it holds, None where nothing of it can be measured."""
    measured = check.measured
    return None if measured is None else MEASURES[type(measured)](measured, check, showing)


def _phrases(measured: checks.Phrases, check: Check, showing: Showing) -> list[Seen]:
    """One for each phrase of each piece, with where it stands first, and how often."""
    stands = dict[tuple[str, str], list[str]]()
    for text in showing.texts(*check.where):
        wording = Wording((text.text,), language(text.language), showing.product)
        for phrase in phrases_in(wording.unbranded(text.text), text.language, measured.phrases):
            stands.setdefault((text.piece, phrase), []).append(text.text)
    return [
        Seen(piece, f"'{phrase}' stands in: {excerpt(texts[0], phrase)}{_times(len(texts))}", measured.fault)
        for (piece, phrase), texts in stands.items()
    ]


def excerpt(text: str, phrase: str) -> str:
    """Return what is around a phrase, at most some eighty characters of it; cut ends are marked."""
    at = max(0, text.casefold().find(phrase.casefold()))
    first, last = max(0, at - _AROUND), at + len(phrase) + _AROUND
    return f"{'…' if first else ''}{text[first:last].strip()}{'…' if last < len(text) else ''}"


def _times(count: int) -> str:
    return f" ({count} times)" if count > 1 else ""


def _number(measured: checks.Number, _check: Check, showing: Showing) -> list[Seen]:
    seen = list[Seen]()
    price, count = showing.product.prices.get(showing.market.id), sum(box.count for box in showing.product.box)
    if price is not None and "price" in measured.of:
        digits = plain(price.amount).replace(".", "")
        ends = [figure for figure in measured.figures if digits.endswith(figure)]
        seen += (
            [Seen("price", f"{plain(price.amount)} {price.currency} ends in {ends[-1]}", fault=True)] if ends else []
        )
    if "count" in measured.of and str(count) in measured.figures:
        seen.append(Seen("box", f"There are {count} pieces in the box", fault=True))
    return seen


def _ground(measured: checks.Ground, _check: Check, showing: Showing) -> list[Seen]:
    seen = list[Seen]()
    for picture in showing.pictures:
        share = 0.0 if picture.pixels is None else share_of(measured, picture.pixels)
        if share >= measured.min_share:
            seen.append(Seen(picture.name, f"The colour fills {share:.0%} of it", fault=True))
    return seen


def _shown(measured: checks.Shown, check: Check, showing: Showing) -> list[Seen]:
    """What a set shows is known; of a seller's own photo it is not."""
    seen = list[Seen]()
    for piece in showing.shown(*check.where):
        found = tags_in(named_in(piece.place), measured.tags) if piece.place else []
        if found:
            seen.append(Seen(piece.name, f"The place shows: {', '.join(found)}", fault=True))
        elif isinstance(piece, PicturePiece) and piece.own:
            seen.append(Seen(piece.name, "Your own photo: nothing is known of what else it shows", fault=False))
    terms = " | ".join((showing.product.category, *showing.product.materials)).replace("-", " ").lower()
    if found := tags_in(terms, measured.tags):
        seen.append(Seen("product", f"The product is or has: {', '.join(found)}", fault=True))
    return seen


def _disclosure(measured: checks.Disclosure, check: Check, showing: Showing) -> list[Seen]:
    seen = list[Seen]()
    for piece in showing.shown(*check.where):
        concerned = piece.people if measured.made is checks.Made.PRESENTER else piece.generated
        for owed in missing_on(piece, measured, showing) if concerned else ():
            sentence = _MISSING[owed.place].format(text=owed.text)
            seen.append(Seen(piece.name, sentence, owed.place is not Place.ON_UPLOAD))
    return seen


_MISSING = {
    Place.ON_IT: "'{text}' is not drawn into it",
    Place.IN_FILE: "Its file does not say how it was made",
    Place.ON_UPLOAD: "Declare it where you upload it",
}


def _words_in(measured: checks.WordsIn, check: Check, showing: Showing) -> list[Seen]:
    """Words beside those in the wanted language are welcome; a picture or film has one language."""
    wanted = {root(tag) for tag in measured.languages}
    names = " or ".join(language_title(tag) for tag in measured.languages)
    seen = list[Seen]()
    written = {root(copy.language) for copy in showing.copies}
    if Where.WORDS in check.where and written and not written & wanted:
        seen.append(Seen("text", f"There is none in {names}", fault=True))
    for piece in showing.shown(*check.where):
        if piece.words and piece.language and root(piece.language) not in wanted:
            seen.append(Seen(piece.name, f"Its words are not in {names}", fault=True))
    return seen


def language_title(tag: str) -> str:
    """Return a language's name in English, or its tag where we know nothing of it."""
    return _TITLES.get(tag) or language(tag).title


# Languages of markets that nothing here writes yet
_TITLES = {"af": "Afrikaans", "ms": "Malay", "ta": "Tamil", "tl": "Filipino", "zu": "Zulu"}


def _currency(_measured: checks.Currency, _check: Check, showing: Showing) -> list[Seen]:
    price = showing.product.prices.get(showing.market.id)
    wanted = showing.market.currency
    if price is None or price.currency == wanted:
        return []
    return [Seen("price", f"The price is in {price.currency}, and buyers pay in {wanted}", fault=True)]


MEASURES: Mapping[type[Any], Callable[[Any, Check, Showing], list[Seen]]] = {
    checks.Phrases: _phrases,
    checks.Number: _number,
    checks.Ground: _ground,
    checks.Shown: _shown,
    checks.Disclosure: _disclosure,
    checks.WordsIn: _words_in,
    checks.Currency: _currency,
}
"""One measure a kind; `Any` is the kind's own model, which the key names."""
