"""Arabic: vowels restored, endings as they are said before a pause, then eSpeak NG."""

import re
from collections.abc import Sequence

from text2tashkeel import Diacritizer

from pipelines.stages.speech.phonemes.espeak import EspeakPhonemizer
from presets.languages.schema import Language

_FINAL = re.compile("(?:[\u064b-\u0650\u0652]+)$")  # tanwin and short vowels, which speech drops at a word's end
_FINAL_SHADDA = re.compile("(\u0651)[\u064b-\u0650\u0652]+$")
_MARKS = re.compile("[\u064b-\u0652\u0670]")


class ArabicPhonemizer:
    """Reads Arabic that is written without its vowels, as it usually is."""

    def __init__(self, language: Language) -> None:
        self._espeak = EspeakPhonemizer(language)
        self._vowels = Diacritizer()

    def phonemes(self, words: Sequence[str]) -> list[str]:
        """Return phonemes for each word."""
        return self._espeak.phonemes([_pausal(word) for word in self._voweled(words)])

    def _voweled(self, words: Sequence[str]) -> Sequence[str]:
        """Return words with vowels: where an author wrote most of a word's marks, they are kept."""
        bare = [_MARKS.sub("", word) for word in words]
        guessed = self._vowels.diacritize(" ".join(bare)).split(" ")
        if len(guessed) != len(words):
            return words
        return [word if _is_marked(word) else guess for word, guess in zip(words, guessed, strict=True)]


def _is_marked(word: str) -> bool:
    marks = len(_MARKS.findall(word))
    return marks > (len(word) - marks) / 2


def _pausal(word: str) -> str:
    if _FINAL_SHADDA.search(word):
        return _FINAL_SHADDA.sub(r"\1", word)
    return _FINAL.sub("", word)
