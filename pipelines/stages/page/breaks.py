"""Where a line of a page may end, by the rules of its language."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, pairwise

import budoux
import pyphen

from models.errors import MissingPackageError
from pipelines.stages.script.joined import NO_BREAK, joined
from pipelines.stages.script.segment import segmenter_of
from presets.languages.schema import Language

_CLOSING = re.compile(r"[\s\u00a0]*[^\w\s(\[{（「『【〈《“‘«¿¡#+*&$€£¥₹@]+$")
_OPENING = re.compile(r"[(\[{（「『【〈《“‘«¿¡]+$")
_SPACES = re.compile(r"[ \t\r\n\u3000]+")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=[A-Za-z]{1,4}(?![A-Za-zÀ-ɏ])|[^\W\d_]{1,4}(?![^\W\d_])|[%°″′\"'])")
_OF_A_COUNT = re.compile(r"(?<=\d) × (?=[^\W\d])|(?<=[^\W\d]{3}) × (?=\d+(?![\d.,]*\d| ?[^\W\d]))")  # 2 × lid
_AFTER_HYPHEN = re.compile(r"(?<=\w[-‐–/])(?=[^\W\d])")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9.,'’&%+/×\u00a0-]*")
SOFT_HYPHEN = "\u00ad"
_ANYWHERE = ("ja", "zh", "zh-TW")
_COMPOUNDS = {"de": "de_DE"}  # and the patterns that say where they are parted
_LONG_WORD = re.compile(r"[^\W\d_]{12,}")
_WORDLIKE = re.compile(r"[A-Za-zÀ-ɏ0-9.,%\u00a0]")
_OPENS = "（「『【〈《“‘"
# JIS X 4051: small kana, marks of length and closing signs begin no line.
_NEVER_FIRST = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々、。，．・：；？！」』）】〉》”’\u3099\u309a"


@dataclass(frozen=True)
class Phrase:
    """Letters that stay together.

    Attributes:
        spaced: a space stands before them, were the text written out.
        soft: a word goes on after them; at a line's end they take a hyphen.
    """

    text: str
    spaced: bool = True
    soft: bool = False


def phrases_of(text: str, language: Language) -> Sequence[Phrase]:
    """Return the phrases of a text, in order: words, or figures with their unit, with the signs that cling to them.

    Raises:
        MissingPackageError: what tells the language's words apart is not installed.
    """
    plain = unicodedata.normalize("NFC", text).translate({0x200E: None, 0x200F: None, 0xFEFF: None})
    counted = _OF_A_COUNT.sub(f"{NO_BREAK}×{NO_BREAK}", _SPACES.sub(" ", plain).strip())
    whole = _BEFORE_UNIT.sub(NO_BREAK, joined(counted, language))
    phrases: list[Phrase] = []
    for chunk in whole.split(" "):
        for number, piece in enumerate(_pieces(chunk, language)):
            *soft, last = piece.split(SOFT_HYPHEN)
            phrases += [Phrase(part, number == part_number == 0, soft=True) for part_number, part in enumerate(soft)]
            phrases.append(Phrase(last, spaced=number == 0 and not soft))
    return _clinging(phrases)


def words_in(phrase: Phrase, language: Language) -> Sequence[Phrase]:
    """Return a Japanese phrase in its words, with signs that begin no line at the end of what they follow."""
    segmenter = segmenter_of(language) if language.id == "ja" else None
    if segmenter is None:
        return [phrase]
    parts: list[str] = []
    for word in segmenter.words(phrase.text):
        if parts and (word[0] in _NEVER_FIRST or parts[-1][-1] in _OPENS):
            parts[-1] += word
        else:
            parts.append(word)
    return [Phrase(part, phrase.spaced and number == 0) for number, part in enumerate(parts)]


def letters_in(phrase: Phrase, language: Language) -> Sequence[Phrase]:
    """Return a phrase in parts between which a line may end where nothing else fits.

    Chinese and Japanese allow it nearly everywhere, German in its long compounds.
    """
    if language.id.partition("-")[0] in _COMPOUNDS:
        return _syllables(phrase, _COMPOUNDS[language.id.partition("-")[0]])
    if language.id not in _ANYWHERE:
        return [phrase]
    parts = [phrase.text[:1]]
    for sign in phrase.text[1:]:
        last = parts[-1][-1]
        word = _WORDLIKE.match(sign) and _WORDLIKE.match(last)
        if word or sign in _NEVER_FIRST or last in _OPENS:
            parts[-1] += sign
        else:
            parts.append(sign)
    return [Phrase(part, phrase.spaced and number == 0) for number, part in enumerate(parts)]


def _syllables(phrase: Phrase, patterns: str) -> Sequence[Phrase]:
    """Return a phrase whose long words may end a line with a hyphen, after four letters and before four others."""
    ends = [
        word.start() + place
        for word in _LONG_WORD.finditer(phrase.text)
        for place in _hyphenator(patterns).positions(word.group())
    ]
    edges = [0, *ends, len(phrase.text)]
    parts = [phrase.text[start:end] for start, end in pairwise(edges)]
    soft = [True] * len(ends) + [phrase.soft]
    return [
        Phrase(part, phrase.spaced and not n, ends_soft)
        for n, (part, ends_soft) in enumerate(zip(parts, soft, strict=True))
    ]


@cache
def _hyphenator(patterns: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=patterns, left=4, right=4)


def _pieces(chunk: str, language: Language) -> Sequence[str]:
    if language.spaced:
        return _AFTER_HYPHEN.split(chunk)
    if language.id == "ja":
        return _at_words(_japanese().parse(chunk), language)  # phrases with their particles
    segmenter = segmenter_of(language)
    pieces: list[str] = []
    for stretch, foreign in _stretches(chunk):
        pieces += [stretch] if foreign or segmenter is None else segmenter.words(stretch)
    return _marked(pieces)


def _at_words(phrases: Sequence[str], language: Language) -> Sequence[str]:
    """Return phrases that end where words do: each end within a word (は|ちみつ) is moved to that word's nearer end."""
    try:
        segmenter = segmenter_of(language)
    except MissingPackageError:
        return phrases
    text = "".join(phrases)
    ends = list(accumulate(map(len, segmenter.words(text) if segmenter else phrases), initial=0))
    moved = {min(ends, key=lambda end: abs(end - place)) for place in accumulate(map(len, phrases))}
    return [text[start:end] for start, end in pairwise(sorted({0, *moved, len(text)}))]


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


@cache
def _japanese() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def _clinging(phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """Join signs alone: those that open to what follows, others to what they follow."""
    done: list[Phrase] = []
    opened = Phrase("")
    for phrase in phrases:
        if opened.text:
            phrase = Phrase(opened.text + (NO_BREAK if phrase.spaced else "") + phrase.text, opened.spaced, phrase.soft)
            opened = Phrase("")
        if _OPENING.fullmatch(phrase.text):
            opened = phrase
        elif done and not phrase.spaced and phrase.text[0] in _NEVER_FIRST:
            done[-1] = replace(done[-1], text=done[-1].text + phrase.text)
        elif done and _CLOSING.fullmatch(phrase.text):
            done[-1] = Phrase(done[-1].text + (NO_BREAK if phrase.spaced else "") + phrase.text, done[-1].spaced)
        else:
            done.append(phrase)
    return [*done, opened] if opened.text else done
