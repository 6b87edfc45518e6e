"""Where a line of a page may end, by the rules of its language."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.stages.script.joined import NO_BREAK, joined
from pipelines.stages.script.segment import segmenter_of
from presets.languages.schema import Language

_CLOSING = re.compile(r"[\s\u00a0]*[^\w\s(\[{（「『【〈《“‘«¿¡#+*&$€£¥₹@]+$")
_OPENING = re.compile(r"[(\[{（「『【〈《“‘«¿¡]+$")
_SPACES = re.compile(r"[ \t\r\n\u3000]+")
_FIGURE = re.compile(r"[(~≈<>≤≥±+-]*\d[\d.,٫٬/×x-]*")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=[A-Za-z]{1,4}(?![A-Za-zÀ-ɏ])|[^\W\d_]{1,4}(?![^\W\d_])|[%°″′\"'])")
_AFTER_HYPHEN = re.compile(r"(?<=\w[-‐–/])(?=[^\W\d])")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9.,'’&%+/×\u00a0-]*")
_KANA = re.compile(r"[\u3041-\u309f]")
_STOPS, _CLOSES, _OPENS = "、。，！？", "」』", "（「『【〈《“‘"
_SMALL = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々、。，．・：；？！」』）】〉》”’"  # JIS X 4051: begin no line


@dataclass(frozen=True)
class Phrase:
    """Letters that stay together; `spaced`: a space stands before them, were the text written out."""

    text: str
    spaced: bool = True


def phrases_of(text: str, language: Language) -> Sequence[Phrase]:
    """Return the phrases of a text, in order: words, or figures with their unit, with the signs that cling to them.

    Raises:
        MissingPackageError: what tells the language's words apart is not installed.
    """
    plain = unicodedata.normalize("NFC", text).translate({0x200E: None, 0x200F: None, 0xFEFF: None})
    whole = _BEFORE_UNIT.sub(NO_BREAK, joined(_SPACES.sub(" ", plain).strip(), language))
    phrases: list[Phrase] = []
    for chunk in whole.split(" "):
        for number, piece in enumerate(_pieces(chunk, language)):
            phrases.append(Phrase(piece, spaced=number == 0))
    return _clinging(phrases)


def _pieces(chunk: str, language: Language) -> Sequence[str]:
    if language.spaced:
        return _AFTER_HYPHEN.split(chunk)
    if language.id == "ja":
        return _japanese(chunk)
    segmenter = segmenter_of(language)
    pieces: list[str] = []
    for stretch, foreign in _stretches(chunk):
        pieces += [stretch] if foreign or segmenter is None else segmenter.words(stretch)
    return _marked(pieces)


def _stretches(chunk: str) -> Iterator[tuple[str, bool]]:
    """Yield stretches of foreign letters and figures, and of the language's own."""
    at = 0
    for found in _LATIN.finditer(chunk):
        if found.start() > at:
            yield chunk[at : found.start()], False
        yield found.group(), True
        at = found.end()
    if at < len(chunk):
        yield chunk[at:], False


def _marked(pieces: Sequence[str]) -> Sequence[str]:
    """Join what begins with a mark of the letter before it, and what a space that breaks no line follows."""
    joined_pieces: list[str] = []
    for piece in pieces:
        if joined_pieces and (unicodedata.category(piece[0]) in {"Mn", "Mc"} or joined_pieces[-1].endswith(NO_BREAK)):
            joined_pieces[-1] += piece
        else:
            joined_pieces.append(piece)
    return joined_pieces


def _japanese(chunk: str) -> Sequence[str]:
    """Cut after signs, and where kana gives way to kanji, katakana or Latin: there phrases begin, with their particles
    at their end."""
    pieces = [chunk[:1]]
    for sign in chunk[1:]:
        if sign not in _SMALL and _begins(sign, pieces[-1]):
            pieces.append(sign)
        else:
            pieces[-1] += sign
    return pieces


def _begins(sign: str, before: str) -> bool:
    last = before[-1]
    if last in _STOPS:
        return True
    if _KANA.match(sign) or NO_BREAK in (sign, last):
        return False
    turns = (_LATIN.match(sign) is None) is not (_LATIN.match(last) is None)
    return (
        _KANA.match(last) is not None
        or last in _CLOSES
        or (turns and not _FIGURE.fullmatch(before) and last not in _OPENS)
    )


def _clinging(phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """Join signs alone: those that open to what follows, others to what they follow."""
    done: list[Phrase] = []
    opened = Phrase("")
    for phrase in phrases:
        if opened.text:
            phrase = Phrase(opened.text + (NO_BREAK if phrase.spaced else "") + phrase.text, opened.spaced)
            opened = Phrase("")
        if _OPENING.fullmatch(phrase.text):
            opened = phrase
        elif done and _CLOSING.fullmatch(phrase.text):
            done[-1] = Phrase(done[-1].text + (NO_BREAK if phrase.spaced else "") + phrase.text, done[-1].spaced)
        else:
            done.append(phrase)
    return [*done, opened] if opened.text else done
