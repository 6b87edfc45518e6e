"""Text with marks -> script: words as they are written, sentence by sentence."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipelines.errors import ScriptError
from pipelines.script import Direction, Script, ScriptWord, Sentence
from pipelines.stages.script.compound import FIGURES
from pipelines.stages.script.joined import CURRENCY_SIGNS, NO_BREAK, joined
from pipelines.stages.script.marks import Run, runs_of
from pipelines.stages.script.segment import Segmenter, segmenter_of
from presets.languages.library import language as language_of
from presets.languages.schema import Language

MOST_CHARACTERS = 20_000  # about twenty minutes of speech
_ENDS = re.compile(r"[.!?…。！？｡؟।۔]+[\"'»”’）)\]」』]*$")
_MARKS = "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a"  # of Latin, Thai and kana: no letters, no signs
_CLINGS = re.compile(rf"(?:[^\w{_MARKS}]|_)+")  # punctuation alone, where a segmenter sets it apart
_PARTS = re.compile(rf"{FIGURES.pattern}|[A-Za-zÀ-ɏ]+|(?:(?![A-Za-zÀ-ɏ])[^\W\d]|[{_MARKS}])+|[\W_]")
_WRITTEN_CLOSE = re.compile(r"(?![A-Za-zÀ-ɏ])[^\W\d]")
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
_KEPT = {"\n", "\t", "\u200c", "\u200d"}  # joiners shape Indic and Persian words
_PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u20e3]")


def read_script(text: str, language: str, name: str) -> Script:
    """Return the script of a text.

    Args:
        language: IETF tag of what it is written in.
        name: of the file, for messages.

    Raises:
        ScriptError: empty, too long, a broken mark, or signs that nobody can say.
        PresetError: a language we know nothing of.
    """
    spoken = language_of(language)
    _check(text, name)
    words = _Words(spoken)
    for run in runs_of(unicodedata.normalize("NFC", text), name):
        words.add(run)
    sentences = words.finished()
    if not sentences:
        raise ScriptError(f"{name}: there is nothing to say. Write what the presenter should speak.")
    return Script(spoken.id, tuple(sentences))


def _check(text: str, name: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise ScriptError(
            f"{name}: {len(text):,} characters are more than a film holds ({MOST_CHARACTERS:,}). Cut it into several."
        )
    for number, line in enumerate(text.splitlines(), 1):
        if found := _PICTURES.search(line):
            raise ScriptError(f"{name}: line {number}: nobody can say '{found.group()}'. Take emoji and symbols out.")
        for sign in line:
            if unicodedata.category(sign) in _INVISIBLE and sign not in _KEPT and sign not in "\ufeff\u200e\u200f":
                raise ScriptError(f"{name}: line {number}: there is an invisible sign, U+{ord(sign):04X}. Take it out.")


@dataclass
class _Words:
    """Collects words, and closes sentences as they end."""

    own: Language
    sentences: list[Sentence] = field(default_factory=list[Sentence])
    open: list[ScriptWord] = field(default_factory=list[ScriptWord])
    directions: tuple[Direction, ...] = ()
    glued: bool = False  # the text before ended without a space

    def add(self, run: Run) -> None:
        spoken = language_of(run.language) if run.language else self.own
        self.directions += run.directions
        if run.pause_seconds:
            self._pause(run.pause_seconds)
        lines = run.text.replace("\ufeff", "").replace("\u200e", "").replace("\u200f", "").split("\n")
        for number, line in enumerate(lines):
            if number:
                self._close()
            self._add_line(line, spoken, emphasis=run.emphasis)

    def finished(self) -> list[Sentence]:
        self._close()
        return self.sentences

    def _add_line(self, line: str, spoken: Language, *, emphasis: bool) -> None:
        for token, spaced in _tokens(line, spoken, starts_glued=self.glued):
            if _CLINGS.fullmatch(token) and self.open and not _says_something(token, spoken):
                self.open[-1] = replace(self.open[-1], text=self.open[-1].text + (" " if spaced else "") + token)
            elif not spaced and self.open and spoken.spaced:
                self.open[-1] = replace(self.open[-1], text=self.open[-1].text + token)
            else:
                self.open.append(
                    ScriptWord(token, spoken.id, emphasis=emphasis, spaced=spaced, directions=self.directions)
                )
                self.directions = ()
            if _ENDS.search(self.open[-1].text) and not _is_short(self.open[-1].text, spoken):
                self._close()
        if line:
            self.glued = not line[-1].isspace()

    def _pause(self, seconds: float) -> None:
        if self.open:
            self.open[-1] = replace(self.open[-1], pause_seconds=self.open[-1].pause_seconds + seconds)
        elif self.sentences:
            last = self.sentences[-1].words
            word = replace(last[-1], pause_seconds=last[-1].pause_seconds + seconds)
            self.sentences[-1] = Sentence((*last[:-1], word))

    def _close(self) -> None:
        if self.open:
            self.sentences.append(Sentence(tuple(self.open)))
        self.open = []
        self.glued = False


def _tokens(line: str, spoken: Language, *, starts_glued: bool) -> Iterator[tuple[str, bool]]:
    """Yield written words, and whether a space stands before each."""
    spaced = not starts_glued
    for chunk in re.split(r"([ \t\u3000]+)", joined(line, spoken)):
        if not chunk:
            continue
        if chunk.isspace():
            spaced = True
            continue
        for piece in _pieces(chunk, segmenter_of(spoken)):
            yield piece, spaced
            spaced = False
        spaced = False


def _pieces(chunk: str, segmenter: Segmenter | None) -> Sequence[str]:
    """Return the words of text without spaces; figures stay with what they count."""
    if segmenter is None:
        return [chunk]
    pieces: list[str] = []
    for part in _PARTS.findall(chunk):
        words = [*segmenter.words(part)] if _WRITTEN_CLOSE.match(part) else [part]
        if pieces and pieces[-1] in CURRENCY_SIGNS and FIGURES.fullmatch(part):
            pieces[-1] += part
            continue
        if pieces and FIGURES.fullmatch(pieces[-1].lstrip(CURRENCY_SIGNS)) and not _CLINGS.fullmatch(words[0]):
            pieces[-1] += words.pop(0)
        pieces += words
    return pieces


def _says_something(token: str, spoken: Language) -> bool:
    return token in spoken.short or any(sign in "&%@" or unicodedata.category(sign) in {"Sc", "Sm"} for sign in token)


def _is_short(word: str, spoken: Language) -> bool:
    """Tell whether a full stop belongs to an abbreviation or an initial."""
    plain = word.replace(NO_BREAK, " ").lstrip("(\"'«“‘")
    folded = {name.lower() for name in spoken.short}
    return plain.lower() in folded or re.fullmatch(r"[^\W\d_]\.", plain) is not None
