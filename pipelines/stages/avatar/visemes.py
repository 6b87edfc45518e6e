"""What each sound of speech asks of the mouth.

Letters of the International Phonetic Alphabet as eSpeak NG writes them, and Kokoro's own signs (capitals are
diphthongs). After Cohen & Massaro (1993), a sound does not set the mouth: it has an aim for each part of it, and a
dominance with which it pulls towards that aim. A /k/ hardly cares what the lips do, a /p/ shuts them whatever its
neighbours want.
"""

import unicodedata
from dataclasses import dataclass

OPEN, SPREAD, ROUND, TONGUE = range(4)  # columns of aims and pulls


@dataclass(frozen=True)
class Viseme:
    """A sound, as the mouth shows it.

    Attributes:
        aims: opening, spread, rounding and tongue, each in [0, 1].
        pulls: dominance over each of them.
        shuts: both lips meet.
        tucks: the lower lip meets the upper teeth.
    """

    aims: tuple[float, float, float, float]
    pulls: tuple[float, float, float, float]
    shuts: bool = False
    tucks: bool = False


def _vowel(opening: float, spread: float = 0.0, rounding: float = 0.0) -> Viseme:
    return Viseme((opening, spread, rounding, 0.0), (1.0, 0.8, 0.9 if rounding else 0.6, 0.5))


def _consonant(opening: float, pull: float = 0.45, rounding: float | None = None, tongue: float = 0.0) -> Viseme:
    rounded = 0.12 if rounding is None else 0.8
    return Viseme((opening, 0.15, rounding or 0.0, tongue), (pull, 0.25, rounded, 0.9))


REST = Viseme((0.0, 0.0, 0.0, 0.0), (1.0, 0.5, 0.5, 0.5))
_SHUT = Viseme((0.0, 0.0, 0.0, 0.0), (1.2, 0.2, 0.15, 0.5), shuts=True)
_TUCK = Viseme((0.16, 0.2, 0.0, 0.0), (1.1, 0.3, 0.2, 0.5), tucks=True)

_GROUPS: tuple[tuple[str, Viseme], ...] = (
    ("aäɑɒA", _vowel(0.92, 0.15)),
    ("æ", _vowel(0.84, 0.6)),
    ("ʌɐ", _vowel(0.66, 0.1)),
    ("əɘɜɚɝᵊ", _vowel(0.40)),
    ("eɛ", _vowel(0.52, 0.6)),
    ("iɪᵻɨI", _vowel(0.28, 0.85)),
    ("ɔo", _vowel(0.52, 0, 0.72)),
    ("œøɞ", _vowel(0.42, 0, 0.78)),
    ("ɤɯ", _vowel(0.30, 0.3)),
    ("uʊʉ", _vowel(0.22, 0, 0.98)),
    ("yʏ", _vowel(0.20, 0, 0.95)),
    ("pbmɓʙ", _SHUT),
    ("fvɱⱱ", _TUCK),
    ("ʋ", Viseme((0.14, 0.1, 0.1, 0.0), (0.9, 0.3, 0.3, 0.5), tucks=True)),
    ("ɸβ", Viseme((0.07, 0.0, 0.25, 0.0), (1.1, 0.3, 0.5, 0.5))),
    ("wʍɥ", Viseme((0.12, 0.0, 1.0, 0.0), (1.0, 0.6, 1.0, 0.5))),
    ("θð", _consonant(0.22, 0.7, tongue=0.9)),
    ("tdnɗʈɖɳɲȶɾTᴛ", _consonant(0.20, 0.5, tongue=0.55)),
    ("lɫɭʎɬɮʟ", _consonant(0.28, 0.5, tongue=0.9)),
    ("szʦʣ", _consonant(0.15, 0.8)),
    ("ʃʒʧʤʂʐɕʑʨʥꭧ", _consonant(0.18, 0.75, rounding=0.6)),
    ("ɹɻrɽɺ", _consonant(0.22, 0.5, rounding=0.42)),
    ("jʝ", Viseme((0.22, 0.75, 0.0, 0.0), (0.6, 0.7, 0.3, 0.5))),
    ("kgɡŋxɣcɟçqɢχʁɴɠ", _consonant(0.27, 0.28)),
    ("hɦħʕʔʜʢɧʀ", _consonant(0.30, 0.10)),
)
_VISEMES = {letter: viseme for letters, viseme in _GROUPS for letter in letters}
_VOWELS = frozenset("aäɑɒæʌɐəɘɜɚɝᵊeɛiɪᵻɨɔoœøɞɤɯuʊʉyʏ")
# One sign of Kokoro's each: misaki's table of diphthongs.
_DIPHTHONGS = {"A": "eɪ", "I": "aɪ", "O": "oʊ", "Q": "əʊ", "W": "aʊ", "Y": "ɔɪ"}
_UNKNOWN = _consonant(0.3, 0.2)


def visemes_of(ipa: str) -> tuple[Viseme, ...]:
    """Return what a sound does with the mouth, in order: two for a diphthong, one for others, none for a pause.

    Affricates and what is pronounced at once count by the letter that the lips show most of; a letter that is not in
    our table hardly moves the mouth.
    """
    spelled = "".join(_DIPHTHONGS.get(letter, letter) for letter in ipa)
    letters = [letter for letter in unicodedata.normalize("NFD", spelled) if letter in _VISEMES or letter.isalpha()]
    letters = [letter for letter in letters if unicodedata.category(letter) != "Lm" or letter in _VISEMES]
    if not letters:
        return ()
    vowels = [letter for letter in letters if letter in _VOWELS]
    if vowels:
        return tuple(_VISEMES[letter] for letter in (vowels[0], *vowels[1:][-1:]))
    lips = [
        letter for letter in letters if _VISEMES.get(letter, _UNKNOWN).shuts or _VISEMES.get(letter, _UNKNOWN).tucks
    ]
    return (_VISEMES.get((lips or letters)[0 if lips else -1], _UNKNOWN),)
