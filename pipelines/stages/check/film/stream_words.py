"""What ffmpeg tells of a file's streams, read out of its words: there is no other program beside it to ask."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

_STREAM = re.compile(r"^\s*Stream #0:(\d+)(?:\[0x[0-9a-f]+\])?(?:\((\w+)\))?: (\w+): (.*)$")
_ROTATION = re.compile(r"rotation of (-?[\d.]+) degrees")
_OUTSIDE_BRACKETS = re.compile(r", (?![^(\[]*[)\]])")
_UNSQUARE = re.compile(r"SAR (\d+):(\d+)")
_FIELDS = ("top first", "bottom first", "top coded first", "bottom coded first")


@dataclass(frozen=True)
class StreamWords:
    """One stream.

    Attributes:
        number: of the stream.
        kind: `Video`, `Audio`, `Subtitle`, `Data`.
        language: three letters; empty where untold or `und`.
        facts: what stands between commas, the codec first.
        rotation: in degrees.
    """

    number: int
    kind: str
    language: str
    facts: tuple[str, ...]
    rotation: float = 0.0

    @property
    def codec(self) -> str:
        return self.facts[0].split()[0]

    @property
    def profile(self) -> str:
        """The first thing in brackets after the codec that is no four-letter tag."""
        inside = re.findall(r"\(([^)]*)\)", self.facts[0])
        return next((words for words in inside if "/" not in words), "")

    @property
    def pixel_format(self) -> str:
        return self.facts[1].partition("(")[0]

    @property
    def pixel_facts(self) -> tuple[str, ...]:
        """Range, colours and order of fields, as far as they are told."""
        return tuple(self.facts[1].partition("(")[2].rstrip(")").split(", ")) if len(self.facts) > 1 else ()

    @property
    def value_range(self) -> str:
        return next((fact for fact in self.pixel_facts if fact in ("tv", "pc")), "")

    @property
    def colour(self) -> str:
        rest = [fact for fact in self.pixel_facts if fact not in ("", "tv", "pc", "progressive", *_FIELDS)]
        return next(iter(rest), "")

    @property
    def progressive(self) -> bool:
        return not set(_FIELDS) & set(self.pixel_facts)

    @property
    def square(self) -> bool:
        found = _UNSQUARE.search(", ".join(self.facts))
        return found is None or found[1] == found[2]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height; (0, 0) where they are not told."""
        found = next(filter(None, (re.match(r"(\d+)x(\d+)\b", fact) for fact in self.facts[1:])), None)
        return (int(found[1]), int(found[2])) if found else (0, 0)

    @property
    def sample_rate(self) -> int:
        found = next(filter(None, (re.match(r"(\d+) Hz", fact) for fact in self.facts)), None)
        return int(found[1]) if found else 0

    @property
    def channels(self) -> int:
        words = {"mono": 1, "stereo": 2, "5.1": 6, "7.1": 8}
        for fact in self.facts:
            if found := re.match(r"(\d+) channels", fact):
                return int(found[1])
            if (name := fact.partition("(")[0]) in words:
                return words[name]
        return 0


def read_streams(said: str) -> list[StreamWords]:
    """Return the streams told of by `ffmpeg -i`; pictures that are only a cover are left out."""
    found = list[StreamWords]()
    for line in said.splitlines():
        if line.startswith("Output #"):
            break
        if (match := _STREAM.match(line)) and "(attached pic)" not in line:
            number, language, kind, facts = match.groups()
            told = "" if language in (None, "und") else language
            found.append(StreamWords(int(number), kind, told, tuple(_OUTSIDE_BRACKETS.split(facts))))
        elif (turned := _ROTATION.search(line)) and found:
            last = found[-1]
            found[-1] = StreamWords(last.number, last.kind, last.language, last.facts, float(turned[1]))
    return found


def read_stamps(lines: Sequence[str]) -> tuple[tuple[Fraction, ...], Fraction]:
    """Return when each packet is shown, in seconds and in order, and the clock's step, from `-f framecrc`."""
    tick = next((Fraction(line.split()[-1]) for line in lines if line.startswith("#tb 0:")), Fraction(1, 1000))
    stamps = sorted(int(line.split(",")[2]) for line in lines if line and not line.startswith("#"))
    return tuple(stamp * tick for stamp in stamps), tick
