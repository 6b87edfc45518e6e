"""How easily a text reads, by the formula that is published for its language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from presets.languages.schema import Language
from presets.languages.tags import root

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…]+(?:\s|$)")


@dataclass(frozen=True)
class Ease:
    """A score of a named formula; of each, more is easier: about 100 is read by a child."""

    formula: str
    score: float


@dataclass(frozen=True)
class _Counted:
    letters: int
    syllables: int
    words: int
    sentences: int

    @property
    def per_word(self) -> float:
        return self.syllables / self.words

    @property
    def per_sentence(self) -> float:
        return self.words / self.sentences


_VOWELS = {
    "en": "aeiouy",
    "es": "aeiouáéíóúü",
    "fr": "aeiouyàâäéèêëîïôöùûüœæ",
    "de": "aeiouyäöü",
    "it": "aeiouàèéìòóù",
    "pt": "aeiouáàâãéêíóôõúü",
    "nl": "aeiouyéèëïöü",
    "ru": "аеёиоуыэюя",
    "tr": "aeıioöuüâîû",
}
_EACH_VOWEL = ("ru", "tr")  # a syllable a vowel; elsewhere one a group of vowels
# Flesch 1948; Fernández Huerta 1959; Kandel and Moles 1958; Amstad 1978; Lucisano and Piemontese 1988; Martins et al.
# 1996; Douma 1960; Oborneva 2006; Ateşman 1997.
_FORMULAS: Mapping[str, tuple[str, Callable[[_Counted], float]]] = {
    "en": ("Flesch reading ease", lambda it: 206.835 - 84.6 * it.per_word - 1.015 * it.per_sentence),
    "es": ("Fernández Huerta", lambda it: 206.84 - 60 * it.per_word - 1.02 * it.per_sentence),
    "fr": ("Kandel-Moles", lambda it: 207 - 73.6 * it.per_word - 1.015 * it.per_sentence),
    "de": ("Flesch-Amstad", lambda it: 180 - 58.5 * it.per_word - it.per_sentence),
    "it": ("Gulpease", lambda it: 89 + (300 * it.sentences - 10 * it.letters) / it.words),
    "pt": ("Flesch by Martins et al.", lambda it: 248.835 - 84.6 * it.per_word - 1.015 * it.per_sentence),
    "nl": ("Flesch-Douma", lambda it: 206.84 - 77 * it.per_word - 0.93 * it.per_sentence),
    "ru": ("Flesch by Oborneva", lambda it: 206.835 - 60.1 * it.per_word - 1.3 * it.per_sentence),
    "tr": ("Ateşman", lambda it: 198.825 - 40.175 * it.per_word - 2.61 * it.per_sentence),
}


def reading_ease(text: str, language: Language) -> Ease | None:
    """Return a text's score, rounded to a whole; None where no formula is published for the language, or no word said.

    Syllables are counted by their vowels, which takes a silent one for spoken: English words are made a little harder.
    """
    tag = root(language.id)
    words = _WORD.findall(text)
    if tag not in _FORMULAS or not words:
        return None
    name, formula = _FORMULAS[tag]
    return Ease(name, float(round(formula(_counted(text, words, tag)))))


def _counted(text: str, words: list[str], tag: str) -> _Counted:
    sentences = max(1, len(_SENTENCE.findall(text)))
    letters = sum(sign.isalpha() for sign in text)
    return _Counted(letters, sum(_syllables(word, tag) for word in words), len(words), sentences)


def _syllables(word: str, tag: str) -> int:
    pattern = f"[{_VOWELS[tag]}]" + ("" if tag in _EACH_VOWEL else "+")
    found = len(re.findall(pattern, word.casefold()))
    if tag == "en" and re.search(r"[^aeiouyl]e$", word.casefold()):
        found -= 1
    return max(1, found)
