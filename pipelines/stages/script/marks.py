"""The marks an author may put into a script.

`*word*` stresses; `[pause]` and `[pause 1.5]` wait; `[close-up]` and `[close-up: lid]` show the product from then on;
`[show: 40 h]` puts a number on the screen; `[fr: bonjour]` is said in French. `\\[` and `\\*` are plain signs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.errors import ScriptError
from pipelines.script import Direction, DirectionKind

PAUSE_SECONDS = 0.6  # of a pause without a figure: a breath
LONGEST_PAUSE_SECONDS = 5.0
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z]{2})?")
_TOKEN = re.compile(
    r"\\(?P<plain>[\[\]*\\])|\[(?P<mark>[^\[\]\n]*)\]|(?P<star>\*)|(?P<open>[\[\]])|(?P<text>[^\\\[\]*]+|\\)"
)


@dataclass(frozen=True)
class Run:
    """Text between two marks.

    Attributes:
        language: None for the script's own.
        directions: that wait for the next word.
        pause_seconds: asked for before the text.
    """

    text: str
    language: str | None = None
    emphasis: bool = False
    directions: tuple[Direction, ...] = ()
    pause_seconds: float = 0.0


def runs_of(text: str, name: str) -> list[Run]:
    """Return what lies between the marks, in order; a run may be empty of words where marks follow each other.

    Args:
        name: of the file, for messages.

    Raises:
        ScriptError: an unknown or broken mark, with its line.
    """
    return list(_Reader(text, name).runs())


def unmarked(text: str) -> str:
    """Return text in which no sign is a mark."""
    return re.sub(r"[\\\[\]*]", r"\\\g<0>", text)


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._state = Run("")

    def runs(self) -> Iterator[Run]:
        for token in _TOKEN.finditer(self._text):
            if token["text"] is not None or token["plain"] is not None:
                yield replace(self._state, text=token["text"] or token["plain"])
                self._state = replace(self._state, directions=(), pause_seconds=0.0)
            elif token["star"]:
                self._state = replace(self._state, emphasis=not self._state.emphasis)
            elif token["open"]:
                raise self._fault(token, f"a '{token['open']}' has no partner; write \\{token['open']} for a plain one")
            else:
                yield from self._mark(token)
        if self._state.emphasis:
            raise ScriptError(f"{self._name}: a '*' has no partner. Write \\* for a plain one.")
        if self._state.directions or self._state.pause_seconds:
            yield self._state

    def _mark(self, token: re.Match[str]) -> Iterator[Run]:
        name, _, rest = re.sub(r"^(pause)\s+(?=\d)", r"\1:", token["mark"].strip()).partition(":")
        name, rest = name.strip(), rest.strip()
        if name == "pause":
            self._state = replace(self._state, pause_seconds=self._seconds(token, rest))
        elif name in list(DirectionKind):
            self._state = replace(
                self._state, directions=(*self._state.directions, Direction(DirectionKind(name), rest))
            )
        elif _LANGUAGE.fullmatch(name) and rest:
            yield replace(self._state, text=rest, language=name)
            self._state = replace(self._state, directions=(), pause_seconds=0.0)
        else:
            known = "[pause], [pause 1.5], [close-up: part], [show: number], [fr: words], *stressed*"
            raise self._fault(
                token, f"'[{token['mark']}]' is no mark; there are {known}. Write \\[ for a plain bracket"
            )

    def _seconds(self, token: re.Match[str], rest: str) -> float:
        if not rest:
            return PAUSE_SECONDS
        try:
            seconds = float(rest.rstrip("s ").replace(",", "."))
        except ValueError:
            seconds = -1
        if not 0 < seconds <= LONGEST_PAUSE_SECONDS:
            raise self._fault(token, f"'[{token['mark']}]': a pause lasts up to {LONGEST_PAUSE_SECONDS:g} seconds")
        return seconds

    def _fault(self, token: re.Match[str], what: str) -> ScriptError:
        line = self._text.count("\n", 0, token.start()) + 1
        return ScriptError(f"{self._name}: line {line}: {what}.")
