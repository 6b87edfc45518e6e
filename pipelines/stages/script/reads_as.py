"""Whether a script is written in the language it is said to be in: by its letters, then by its commonest words.

Nothing here translates, so a script in another language would be spoken by a voice that cannot, under captions that do
not help. Only plain cases are told: what is short or mixed passes.
"""

import unicodedata
from collections import Counter

from pipelines.errors import ScriptError
from pipelines.script import Script
from presets.languages.library import language as language_of
from presets.languages.library import load_languages
from presets.languages.schema import Language

_FOREIGN_SHARE = 0.5  # of letters, from which a script is in another alphabet
_FEWEST_WORDS = 4  # of another language's commonest, before it is told
_CLEARLY = 2.5  # how many times more of them than of its own


def check_language(script: Script, name: str) -> None:
    """Refuse a script that is plainly in another language.

    Args:
        name: of the file, for the message.

    Raises:
        ScriptError: which one it reads as, and what to do.
    """
    own = language_of(script.language)
    words = [word.text for word in script.words if word.language == own.id]
    other = _by_letters(words, own) or _by_words(words, own)
    if other is not None:
        raise ScriptError(
            f"{name}: this reads as {other}, not {own.title}. Nothing here translates: give the text in {own.title}, "
            f"as --script {own.id}=FILE."
        )


def _by_letters(words: list[str], own: Language) -> str | None:
    """Return the alphabet of a script that is not in its language's, or the language it is of where that is plain."""
    alphabets = Counter(_alphabet(sign) for word in words for sign in word if unicodedata.category(sign)[0] == "L")
    total = sum(alphabets.values())
    known = sum(count for alphabet, count in alphabets.items() if alphabet in own.letters)
    kana = alphabets["HIRAGANA"] + alphabets["KATAKANA"]
    if total and own.id == "zh" and kana > 0.2 * total:
        return "Japanese"
    if total and own.id == "ja" and not kana and alphabets["CJK"] > 20:
        return "Chinese"
    if total < 8 or known >= _FOREIGN_SHARE * total:
        return None
    alphabet = alphabets.most_common(1)[0][0]
    titles = [language.title for language in load_languages().values() if alphabet in language.letters]
    return titles[0] if len(titles) == 1 else f"text in {alphabet.capitalize()} letters"


def _alphabet(sign: str) -> str:
    return unicodedata.name(sign, "?").split()[0].split("-")[0]


def _by_words(words: list[str], own: Language) -> str | None:
    """Return the language whose commonest words are clearly more than those of the script's own."""
    if not own.common:
        return None
    plain = [word.strip(".,;:!?¡¿«»\"'“”’()…").lower() for word in words]
    counts = {
        language.title: sum(word in language.common for word in plain)
        for language in load_languages().values()
        if language.letters == own.letters and language.common and language.id[:2] != own.id[:2]
    }
    mine = sum(word in own.common for word in plain)
    title, most = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return title if most >= _FEWEST_WORDS and most > _CLEARLY * mine else None
