"""A sentence -> the letters Kokoro reads, and whose each letter is."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipelines.errors import SpeechError
from pipelines.script import ScriptWord
from pipelines.stages.script.spoken.read_aloud import read_aloud
from pipelines.stages.speech.kokoro_symbols import TOKENS
from pipelines.stages.speech.phonemes.opened import phonemizer_of
from pipelines.stages.speech.phonemes.phonemizer import PUNCTUATION
from presets.languages.library import language as language_of

_MOST_TOKENS = 510  # of one call; the style vectors end there
_SIGNS = str.maketrans(
    {"،": ",", "؛": ";", "؟": "?", "。": ".", "、": ",", "，": ",", "！": "!", "？": "?", "：": ":", "；": ";",
     "।": ".", "«": "“", "»": "”", "„": "“", "「": "“", "」": "”", "『": "“", "』": "”", "–": "—", "（": "(",
     "）": ")", "・": None, "¿": None, "¡": None, "‘": None}
)  # fmt: skip
_SPOKEN = re.compile(r"[\w\u0300-\u036f\u064b-\u0652\u0900-\u097f'’]+(?:[-.][\w'’]+)*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


@dataclass(frozen=True)
class Letter:
    """One letter for Kokoro.

    Attributes:
        sign: one of `TOKENS`.
        word: index of the word in the sentence it belongs to; of a sign or space, the word before it.
        sounds: it is of a word's sound, not punctuation.
    """

    sign: str
    word: int
    sounds: bool


def utterances(words: Sequence[ScriptWord], says: Mapping[str, str]) -> list[list[Letter]]:
    """Return a sentence's letters, in as many calls as the network needs, cut where a comma or at least a word ends.

    Raises:
        SpeechError: a word that nobody can say, or a language nothing here speaks.
    """
    letters = _letters(words, read_aloud(words, says))
    calls: list[list[Letter]] = []
    while len(letters) > _MOST_TOKENS:
        cut = _cut(letters)
        calls.append(letters[:cut])
        letters = letters[cut:]
    return [*calls, letters]


@dataclass(frozen=True)
class _Item:
    """A spoken word, or a sign of punctuation, of a written word."""

    text: str
    word: int
    language: str
    sign: bool


def _letters(words: Sequence[ScriptWord], said: Sequence[str]) -> list[Letter]:
    items = [
        item for index, (word, text) in enumerate(zip(words, said, strict=True)) for item in _items(text, word, index)
    ]
    letters: list[Letter] = []
    for (language, sign), group in groupby(items, key=lambda item: (item.language, item.sign)):
        part = list(group)
        if sign:
            letters += [Letter(item.text, item.word, sounds=False) for item in part]
            continue
        sounds = phonemizer_of(language).phonemes([item.text for item in part])
        for item, phonemes in zip(part, sounds, strict=True):
            if letters and letters[-1].sign != " ":
                letters.append(Letter(" ", letters[-1].word, sounds=False))
            letters += [Letter(letter, item.word, sounds=letter != " ") for letter in phonemes if letter in TOKENS]
    _check(words, letters)
    return letters


def _items(text: str, word: ScriptWord, index: int) -> list[_Item]:
    items: list[_Item] = []
    at = 0
    plain = text.translate(_SIGNS)
    for found in _SPOKEN.finditer(plain):
        items += [
            _Item(sign, index, word.language, sign=True) for sign in plain[at : found.start()] if sign in PUNCTUATION
        ]
        items.append(_Item(found.group(), index, _spoken_in(found.group(), word.language), sign=False))
        at = found.end()
    return items + [_Item(sign, index, word.language, sign=True) for sign in plain[at:] if sign in PUNCTUATION]


def _spoken_in(text: str, language: str) -> str:
    return "en" if _LATIN.search(text) and "LATIN" not in language_of(language).letters else language


def _check(words: Sequence[ScriptWord], letters: Sequence[Letter]) -> None:
    heard = {letter.word for letter in letters if letter.sounds}
    for index, word in enumerate(words):
        if (index not in heard and _has_letters(word.text)) or _foreign(word):
            title = language_of(word.language).title
            raise SpeechError(
                f"No voice can say '{word.text}' in {title}. Write it as it sounds, or give its pronunciation."
            )


def _has_letters(text: str) -> bool:
    return any(unicodedata.category(sign)[0] in "LN" for sign in text)


def _foreign(word: ScriptWord) -> bool:
    """Tell whether a word is written in an alphabet that its language does not use."""
    known = {*language_of(word.language).letters, "LATIN"}
    names = [unicodedata.name(sign, "") for sign in word.text if unicodedata.category(sign)[0] == "L"]
    return any(not name.startswith((*known, "MICRO", "FEMININE", "MASCULINE", "OHM", "MODIFIER")) for name in names)


def _cut(letters: Sequence[Letter]) -> int:
    """Return where a call ends: after the last pause that fits, or else after the last word."""
    room = letters[:_MOST_TOKENS]
    for wanted in (";:,.!?—…", " "):
        for index in range(len(room) - 1, len(room) // 3, -1):
            if room[index].sign in wanted:
                return index + 1
    return _MOST_TOKENS
