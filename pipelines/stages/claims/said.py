"""Where a text says a word of a list."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from pipelines.stages.claims.levelled import figures_levelled, levelled
from presets.claims.library import load_certificates
from presets.claims.schema import Certificate
from presets.languages.schema import Language
from presets.languages.tags import root

Span = tuple[int, int]
# Arabic writes "and", "in", "with", "for", "as" and "the" to the word
_ARABIC = "(?:[وفبلك])?(?:ال|لل)?"
_HEBREW = "[והבלמשכ]{0,2}"
_APART = r"[\s.\-·‧・]"
_APART_END = rf"(?![A-Za-z0-9])(?!{_APART}{{1,2}}[A-Z](?![A-Za-z]))"
# A Korean syllable is a word where it stands by itself: gold is in 지금 (now), silver is the particle of a topic
_ALONE = "(?:(?<![가-힣A-Za-z0-9])|(?<=[0-9][kK]))"
_PARTICLES = "은|는|이|가|을|를|과|와|으로|로|의|도금|반지|목걸이|귀걸이|팔찌|제품"
_VITAMINS = re.compile(r"(?i:vitamin\w*|витамин\w*|ビタミン|维生素|維生素|비타민|فيتامين|วิตามิน|βιταμίν\w*)\W*$")
_GLUED = ("ja", "zh", "zh-TW", "th", "ko")  # nothing shows where a word begins or ends


def said(words: Sequence[str], text: str, language: Language) -> Iterator[Span]:
    """Yield where a text says one of the words, in any case and width; longer ones first, none inside another."""
    if not words:
        return
    tag = root(language.id)
    yield from (found.span("word") for found in _pattern(tuple(words), tag).finditer(levelled(text)))


def covers(text: str, found_in: str, language: Language) -> Iterator[Span]:
    """Yield where a text stands whole, as words, in another."""
    pattern = _whole(levelled(text), root(language.id))
    yield from (found.span() for found in pattern.finditer(levelled(found_in)))


def certificates_said(text: str) -> Iterator[tuple[Span, Certificate]]:
    """Yield where a text names a mark or standard; short ones in their own capitals alone."""
    small, plain = levelled(text), figures_levelled(text)
    for certificate, pattern, exact in _certificate_patterns():
        yield from ((found.span(), certificate) for found in pattern.finditer(plain if exact else small))


def spelt_certificates(text: str) -> Iterator[tuple[Span, Certificate]]:
    """Yield where a mark's capitals stand apart: `C E`, `C.E.`, `F-D-A`.

    In a row of more letters (`A C E`), of vitamins or with a word behind a hyphen (`USB C E-Bike`) they are none.
    """
    plain = figures_levelled(text)
    for certificate, pattern in _spelt_patterns():
        for found in pattern.finditer(plain):
            of_a_word = " " in found[0] and re.match("-[A-Za-z]", plain[found.end() :])
            if not of_a_word and not _VITAMINS.search(plain[: found.start()]):
                yield found.span(), certificate


def spelt(text: str) -> str:
    """Return a text as words parted by single spaces, in small letters: `C. E. Moore` is `c e moore`."""
    return " ".join(re.findall(r"[^\W_]+", levelled(text)))


def outermost(spans: Iterable[Span]) -> list[Span]:
    """Return spans that lie in no other, in order."""
    kept = list[Span]()
    for span in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not any(start <= span[0] and span[1] <= end for start, end in kept):
            kept.append(span)
    return kept


@cache
def _spelt_patterns() -> tuple[tuple[Certificate, re.Pattern[str]], ...]:
    """Return patterns of marks that are capitals alone, which may be read one by one."""
    return tuple(
        (certificate, re.compile(rf"(?<![A-Za-z0-9])(?<![A-Z]{_APART})(?<![A-Za-z0-9]-){each}{_APART_END}"))
        for certificate in load_certificates()
        for written in certificate.written
        if re.fullmatch(r"[^\W\d_]{2,5}", written) and written.isupper()
        for each in [rf"{_APART}\s?".join(written)]
    )


@lru_cache(maxsize=4096)
def _whole(text: str, tag: str) -> re.Pattern[str]:
    pattern = re.sub(r"\\?\s+", r"\\s+", re.escape(text))
    return re.compile(pattern if tag in _GLUED else rf"(?<!\w){pattern}(?!\w)")


@cache
def _pattern(words: tuple[str, ...], tag: str) -> re.Pattern[str]:
    longest = sorted(dict.fromkeys(levelled(word) for word in words), key=len, reverse=True)
    each = "|".join(_word(word, tag) for word in longest)
    if tag in _GLUED:
        return re.compile(f"(?P<word>{each})")
    before = {"ar": _ARABIC, "he": _HEBREW}.get(tag, "")
    return re.compile(rf"(?<!\w){before}(?P<word>{each})(?!\w)")


def _word(word: str, tag: str) -> str:
    """Return the pattern of one word: spaces and hyphens may stand for each other, `*` for any ending."""
    if tag == "ko" and re.fullmatch("[가-힣]", word):
        return rf"{_ALONE}{word}(?!{word})(?=[^가-힣]|$|(?:{_PARTICLES}))"
    stem, ending = (word[:-1], r"\w*") if word.endswith("*") else (word, r"(?!\d)" if word[-1].isdigit() else "")
    inside = re.sub(r"\\-", r"[\\s\\-]?", re.sub(r"\\?\s+", "@", re.escape(stem)))
    return inside.replace("@", r"[\s\-]*" if tag in _GLUED else r"[\s\-]+") + ending


@cache
def _certificate_patterns() -> tuple[tuple[Certificate, re.Pattern[str], bool], ...]:
    found = list[tuple[Certificate, re.Pattern[str], bool]]()
    for certificate in load_certificates():
        for written in certificate.written:
            form = written if certificate.exact else levelled(written)
            inside = re.sub(r"\\?[\s\-]+", "[\\\\s\\\\-]?", re.escape(form))
            found.append((certificate, re.compile(rf"(?<![A-Za-z0-9]){inside}(?![A-Za-z0-9])"), certificate.exact))
    return tuple(found)
