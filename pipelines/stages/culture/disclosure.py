"""Which disclosure has to stand where, who wants it, and what meets it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.stages.check.words.wording import folded
from pipelines.stages.culture.pieces import FilmPiece, PicturePiece, Showing
from presets.languages.library import language
from presets.languages.tags import root
from presets.markets.checks import Disclosure, Made, Place
from presets.markets.schema import Ruling
from presets.rules import SceneUse, SourceType, SyntheticScene


@dataclass(frozen=True)
class Owed:
    """One disclosure.

    Attributes:
        wanted_by: law or marketplace, for the person.
        text: that stands there; empty where machines read it.
        met_by: what meets it; empty where it is open.
    """

    piece: str
    place: Place
    wanted_by: str
    text: str = ""
    met_by: str = ""


def missing_on(piece: PicturePiece | FilmPiece, wanted: Disclosure, showing: Showing) -> list[Owed]:
    """Return what a piece lacks of a disclosure; what is told on upload is always for the person."""
    return [owed for owed in owed_on(piece, wanted, showing) if not owed.met_by]


def owed_on(piece: PicturePiece | FilmPiece, wanted: Disclosure, showing: Showing) -> list[Owed]:
    """Return all that a disclosure asks of a piece; a note that is drawn meets it where it has law's own words."""
    owed = list[Owed]()
    for place in wanted.places:
        text = wording_of(piece, wanted, showing) if place is Place.ON_IT else ""
        met = _met_by(piece, place) if folded(text) in folded(piece.note) or place is not Place.ON_IT else ""
        owed.append(Owed(piece.name, place, wanted.law, text, met))
    return owed


def owed_by_law(showing: Showing, rulings: Sequence[Ruling]) -> tuple[Owed, ...]:
    """Return all that a market's law wants disclosed of pictures and films."""
    owed = (one for ruling in rulings for one in _of_ruling(showing, ruling))
    return tuple(dict.fromkeys(owed))


def owed_to_shop(piece: PicturePiece | FilmPiece) -> tuple[Owed, ...]:
    """Return what a piece's slot wants disclosed of it, by its rules on sources and made-up places."""
    if (slot := piece.slot) is None:
        return ()
    places = dict[Place, None]()
    for rule in slot.rules:
        if isinstance(rule, SourceType) and piece.generated:
            places[Place.IN_FILE] = None
        elif isinstance(rule, SyntheticScene) and rule.use is SceneUse.DISCLOSE and _is_made_up(piece, rule):
            places[Place.ON_UPLOAD] = None
    return tuple(Owed(piece.name, place, slot.preset_title, "", _met_by(piece, place)) for place in places)


def _of_ruling(showing: Showing, ruling: Ruling) -> Iterator[Owed]:
    wanted = ruling.check.measured
    if not isinstance(wanted, Disclosure):
        return
    for piece in showing.shown(*ruling.check.where):
        if piece.people if wanted.made is Made.PRESENTER else piece.generated:
            yield from owed_on(piece, wanted, showing)


def wording_of(piece: PicturePiece | FilmPiece, wanted: Disclosure, showing: Showing) -> str:
    """Return the words of a disclosure in a piece's language: law's own, or the language's note."""
    tag = piece.language or showing.market.languages[0]
    return wanted.wording.get(tag) or wanted.wording.get(root(tag)) or language(tag).film.made_by_ai


def _met_by(piece: PicturePiece | FilmPiece, place: Place) -> str:
    match place:
        case Place.ON_IT:
            return f"'{piece.note}' is drawn into it" if piece.note else ""
        case Place.IN_FILE:
            return f"its file says '{piece.source_code}'" if piece.source_code else ""
        case Place.ON_UPLOAD:
            return ""


def _is_made_up(piece: PicturePiece | FilmPiece, rule: SyntheticScene) -> bool:
    return piece.generated or (not rule.generated_only and piece.place is not None)
