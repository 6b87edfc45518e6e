"""Japanese: Open JTalk's readings, in the letters Kokoro 1.0 was taught (those of misaki 0.7)."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import pyopenjtalk

from presets.languages.schema import Language

_VOWELS = {"ア": "a", "イ": "i", "ウ": "ɯ", "エ": "e", "オ": "o", "ァ": "a", "ィ": "i", "ゥ": "ɯ", "ェ": "e", "ォ": "o"}
_ROWS = {
    "カキクケコ": ("k", "kʲ"), "ガギグゲゴ": ("ɡ", "ɡʲ"), "ナ_ヌネノ": ("n", "ɲ"), "ハ__ヘホ": ("h", "ç"),
    "バビブベボ": ("b", "bʲ"), "パピプペポ": ("p", "pʲ"), "マミムメモ": ("m", "mʲ"), "ラリルレロ": ("ɾ", "ɾʲ"),
    "タ__テト": ("t", "tʲ"), "ダ__デド": ("d", "dʲ"), "サ__セソ": ("s", "ɕ"), "ザ__ゼゾ": ("ʣ", "ʥ"),
}  # fmt: skip
_SINGLE = {
    "シ": "ɕi", "ジ": "ʥi", "ヂ": "ʥi", "ス": "sɨ", "ズ": "zɨ", "ヅ": "zɨ", "チ": "ʨi", "ツ": "ʦɨ", "ニ": "ɲi",
    "ヒ": "çi", "フ": "ɸɯ", "ヤ": "ja", "ユ": "jɯ", "ヨ": "jo", "ワ": "βa", "ヰ": "i", "ヱ": "e", "ヲ": "o", "ヴ": "vɯ",
    "ヵ": "ka", "ヶ": "ke", "ー": "ː", "ッ": "ʔ",
}  # fmt: skip
_GLIDES = {"ャ": "a", "ュ": "ɨ", "ョ": "o"}
_SOFT = {
    "キ": "kʲ", "ギ": "ɡʲ", "ニ": "ɲ", "ヒ": "ç", "ビ": "bʲ", "ピ": "pʲ", "ミ": "mʲ", "リ": "ɾʲ", "シ": "ɕ", "ジ": "ʥ",
    "ヂ": "ʥ", "チ": "ʨ", "テ": "tʲ", "デ": "dʲ", "フ": "ɸʲ", "ヴ": "bʲ",
}  # fmt: skip
_BEFORE_SMALL = {
    "シ": "ɕ", "ジ": "ʥ", "チ": "ʨ", "ツ": "ʦ", "テ": "tʲ", "デ": "dʲ", "ト": "t", "ド": "d", "フ": "ɸ", "ヴ": "v",
    "ウ": "β", "ク": "kᵝ", "グ": "ɡᵝ", "イ": "j", "キ": "kʲ", "ニ": "ɲ", "ヒ": "ç",
}  # fmt: skip
_SMALL = "ァィゥェォ"
_NASAL = (("pbm", "m"), ("kɡ", "ŋ"), ("ɲʨʥ", "ɲ"), ("tdnɾzʦʣ", "n"))


class JapanesePhonemizer:
    """Reads Japanese words."""

    def __init__(self, language: Language) -> None:
        del language

    def phonemes(self, words: Sequence[str]) -> list[str]:
        """Return phonemes for each word, as its neighbours shape them: the first of a month, and one day."""
        return [_nasals(_spelled(kana)) for kana in _readings(words)]


def _readings(words: Sequence[str]) -> list[str]:
    """Return each word's sound in katakana: as the others shape it, or alone where they cannot be told apart."""
    alone = [_nodes(word) for word in words]
    written = ["".join(surface for surface, _ in nodes) for nodes in alone]  # figures are kanji here
    ends = list(accumulate(len(word) for word in written))
    shares = ["" for _ in words]
    at = 0
    for surface, kana in _nodes("".join(written)):
        owner = bisect_right(ends, at)
        at += len(surface)
        if owner == len(words) or at > ends[owner]:  # one reading for parts of two words
            return ["".join(kana for _, kana in nodes) for nodes in alone]
        shares[owner] += kana
    return shares


def _nodes(text: str) -> list[tuple[str, str]]:
    """Return the dictionary's words of a text, each with its sound in katakana; signs have none."""
    nodes = pyopenjtalk.run_frontend(text) if text else []
    return [(str(node["string"]), "" if node["pos"] == "記号" else _plain(str(node["pron"]))) for node in nodes]


def _plain(kana: str) -> str:
    return kana.replace("’", "").replace("'", "")


def _spelled(kana: str) -> str:
    sounds: list[str] = []
    index = 0
    while index < len(kana):
        sign, after = kana[index], kana[index + 1 : index + 2]
        if after and after in _GLIDES and sign in _SOFT:
            sounds.append(_SOFT[sign] + _GLIDES[after])
            index += 2
        elif after and after in _SMALL and sign in _BEFORE_SMALL:
            sounds.append(_BEFORE_SMALL[sign] + _VOWELS[after])
            index += 2
        else:
            sounds.append(_one(sign))
            index += 1
    return "".join(sounds)


def _one(sign: str) -> str:
    if sign == "ン":
        return "ɴ"
    if sign in _SINGLE:
        return _SINGLE[sign]
    if sign in _VOWELS:
        return _VOWELS[sign]
    for row, (plain, before_i) in _ROWS.items():
        if sign in row:
            column = row.index(sign)
            return (before_i if column == 1 else plain) + "aiɯeo"[column]
    return ""


def _nasals(sounds: str) -> str:
    """Return sounds in which the moraic nasal takes the place of the consonant after it."""
    for followers, nasal in _NASAL:
        sounds = re.sub(rf"ɴ(?=[{followers}])", nasal, sounds)
    return sounds
