"""Rules on how it is written: signs, phrases, capitals, repeats."""

import re
from collections import Counter
from collections.abc import Iterator

from pipelines.stages.check.subject import FAILS, HOLDS, Answer
from pipelines.stages.check.words.wording import Wording, folded
from presets.text_rules import Capitals, TextCapitals, TextPhrases, TextSigns, WordRepeats

# Unicode Technical Standard 51: pictographs, dingbats, flags, keycaps; not the signs of trade such as ™
_EMOJI = re.compile("[\u2600-\u27bf\u2b50\u2b55\u20e3\ufe0f\U0001f000-\U0001faff]")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:[a-zA-Z]{2,8}|#\d{1,6});")
_SHOUTED_LETTERS = 4
_COUNTED_LETTERS = 4


def judge_text_signs(rule: TextSigns, wording: Wording) -> Answer:
    wanted = [f"the signs {' '.join(rule.forbidden)}"] if rule.forbidden else []
    wanted += ["emoji"] if rule.emoji else []
    wanted += ["HTML"] if rule.markup else []
    found = sorted({sign for line in wording.lines for sign in _signs(rule, wording.unbranded(line))})
    demanded = f"Without {', '.join(wanted)}."
    return _answer(found, "No such sign.", demanded, "Take these signs out.")


def _signs(rule: TextSigns, line: str) -> Iterator[str]:
    yield from (sign for sign in line if sign in rule.forbidden)
    if rule.emoji:
        yield from _EMOJI.findall(line)
    if rule.markup:
        yield from _MARKUP.findall(line)


def judge_text_phrases(rule: TextPhrases, wording: Wording) -> Answer:
    lines = [folded(wording.unbranded(line)) for line in wording.lines]
    found = [phrase for phrase in rule.forbidden if any(stands_in(folded(phrase), line) for line in lines)]
    demanded = f"Without {', '.join(repr(phrase) for phrase in rule.forbidden)}."
    return _answer(found, "No such phrase.", demanded, "Say what the product is instead.")


def stands_in(phrase: str, line: str) -> bool:
    """Tell whether a folded phrase stands in a folded line as whole words; ideographs and Thai have no word's end."""
    start = r"(?<!\w)" if _ends_words(phrase[0]) else ""
    end = r"(?!\w)" if _ends_words(phrase[-1]) else ""
    return re.search(start + re.sub(r"\\?\s+", r"\\s+", re.escape(phrase)) + end, line) is not None


def _ends_words(letter: str) -> bool:
    return letter.isalnum() and not "\u0e00" <= letter <= "\u0eff" and not "\u3040" <= letter <= "\u9fff"


def judge_text_capitals(rule: TextCapitals, wording: Wording) -> Answer:
    if rule.style is Capitals.NO_SHOUTING:
        shouted = [word for line in wording.lines for word in wording.words(line) if _shouts(word, wording)]
        demanded = "No word in capitals alone, but names and what facts spell so."
        return _answer(list(dict.fromkeys(shouted)), "No word shouts.", demanded, "Write these in small letters.")
    small = [line for line in wording.lines if _begins_small(line, wording)]
    return _answer(small, "It begins with a capital.", "Begins with a capital.", "Begin with a capital.")


def _shouts(word: str, wording: Wording) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return (
        len(letters) >= _SHOUTED_LETTERS
        and all(letter.upper() == letter != letter.lower() for letter in letters)
        and word not in wording.spelled
    )


def _begins_small(line: str, wording: Wording) -> bool:
    """Tell whether the first letter is small where it has a capital; a number, or a name spelled so, may begin."""
    first = next((sign for sign in line if sign.isalnum()), "")
    word = next(iter(wording.words(line)), "")
    return first.isalpha() and first == first.lower() != first.upper() and word not in wording.spelled


def judge_word_repeats(rule: WordRepeats, wording: Wording) -> Answer:
    """Count over all lines of the place. A language that writes without spaces has short words: two signs count."""
    fewest = _COUNTED_LETTERS if wording.language.spaced else 2
    words = [folded(word) for line in wording.lines for word in wording.words(line)]
    counts = Counter(word for word in words if len(word) >= fewest and not word.isdigit())
    small = {folded(word) for word in wording.language.common}
    found = [f"{word} ({count})" for word, count in counts.items() if count > rule.max_times and word not in small]
    times = "once" if rule.max_times == 1 else f"{rule.max_times} times"
    return _answer(found, f"No word more than {times}.", f"A word stands {times} at most.", "Say it in other words.")


def _answer(found: list[str], well: str, demanded: str, advice: str) -> Answer:
    figures = {"found": float(len(found))}
    if not found:
        return Answer(HOLDS, well, demanded, "", figures)
    return Answer(FAILS, f"Found: {', '.join(found)}.", demanded, advice, figures)
