"""Where a film cuts: between sentences, and where the script asks for a close-up."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipelines.film import Cut, Figure, Take
from pipelines.script import Direction, DirectionKind, Script, Sentence
from pipelines.speech import Speech, frames_covering
from presets.films.schema import FilmTemplate, TakeKind

_AHEAD_SECONDS = 0.12  # a cut comes a little before the first word over it
_FIGURE_SECONDS = 1.8  # a number stays at least so long


@dataclass(frozen=True)
class _Wish:
    """From a frame on, what is to be seen."""

    frame: int
    kind: TakeKind
    part: str | None = None


def _never(_part: str) -> bool:
    return False


def cut_of(
    script: Script, speech: Speech, template: FilmTemplate, fps: Fraction, names_photo: Callable[[str], bool] = _never
) -> Cut:
    """Return the takes and figures of a spoken script: speech is the clock.

    Args:
        names_photo: whether a close-up's part is a photo's name, which is not written on the screen.

    Raises:
        ValueError: the speech is not of this script.
    """
    if [word.text for word in script.words] != [word.text for word in speech.words]:
        raise ValueError("A film shows what is said; this speech has other words than the script.")
    clock = _Clock(speech, fps)
    spoken = frames_covering(len(speech.samples), speech.sample_rate, fps)
    end = round(template.end_seconds * fps)
    least = round(template.least_seconds * fps)
    takes = _takes(_settled([*_wishes(script, template, clock, spoken - least)], least, spoken), spoken)
    if end:
        takes.append(Take(TakeKind.END, spoken, spoken + end, len(takes)))
    return Cut(tuple(takes), tuple(_figures(script, clock, spoken, names_photo)))


@dataclass(frozen=True)
class _Clock:
    speech: Speech
    fps: Fraction

    def start(self, word: int) -> int:
        """The frame a little before a word; 0 for the first."""
        if word == 0:
            return 0
        ahead = self.speech.words[word].start - round(_AHEAD_SECONDS * self.speech.sample_rate)
        return self.frame(max(ahead, self.speech.words[word - 1].end))

    def frame(self, sample: int) -> int:
        return int(sample * self.fps // self.speech.sample_rate)


def _numbered(script: Script) -> Iterator[tuple[int, int, Sentence]]:
    """Yield the number of each sentence, that of its first word, and the sentence."""
    at = 0
    for number, sentence in enumerate(script.sentences):
        yield number, at, sentence
        at += len(sentence.words)


def _wishes(script: Script, template: FilmTemplate, clock: _Clock, close: int) -> Iterator[_Wish]:
    """Yield what sentences and their directions ask for.

    Args:
        close: the frame after which no sentence alone is long enough: from it on, and the one before, the presenter
            takes leave.
    """
    starts = [clock.start(at) for _, at, _ in _numbered(script)]
    leave = max((number for number, start in enumerate(starts) if start <= close), default=0)
    for number, at, sentence in _numbered(script):
        kind = TakeKind(template.rhythm[number % len(template.rhythm)])
        yield _Wish(clock.start(at), TakeKind.PITCH if number >= leave else kind)
        for offset, direction in _directions(sentence, DirectionKind.CLOSE_UP):
            yield _Wish(clock.start(at + offset), TakeKind.PRODUCT, direction.text)


def _directions(sentence: Sentence, kind: DirectionKind) -> Iterator[tuple[int, Direction]]:
    for offset, word in enumerate(sentence.words):
        for direction in word.directions:
            if direction.kind is kind:
                yield offset, direction


def _settled(wishes: Sequence[_Wish], least: int, spoken: int) -> list[_Wish]:
    """Return the wishes with time enough; one too short joins the take before it, unless a direction asks for it."""
    kept: list[_Wish] = []
    for index, wish in enumerate(wishes):
        follows = wishes[index + 1].frame if index + 1 < len(wishes) else spoken
        if kept and wish.frame <= kept[-1].frame:  # a close-up from a sentence's first word on
            kept[-1] = replace(wish, frame=kept[-1].frame)
        elif kept and wish.part is None and follows - wish.frame < least:
            continue
        elif kept and kept[-1].part is not None and wish.part is None and wish.frame - kept[-1].frame < least:
            continue  # a close-up asked for late in its sentence is seen over the next one
        else:
            kept.append(wish)
    return kept


def _takes(wishes: Sequence[_Wish], spoken: int) -> list[Take]:
    edges = [*(wish.frame for wish in wishes[1:]), spoken]
    takes: list[Take] = []
    for number, (wish, edge) in enumerate(zip(wishes, edges, strict=True)):
        turn = sum(take.kind is wish.kind and take.part is None for take in takes)
        takes.append(Take(wish.kind, wish.frame, edge, number, wish.part, turn))
    return takes


def _figures(script: Script, clock: _Clock, spoken: int, names_photo: Callable[[str], bool]) -> Iterator[Figure]:
    """Yield numbers up to the end of their sentence, and parts' names as long as they are seen closely."""
    found: list[Figure] = []
    for _, at, sentence in _numbered(script):
        end = clock.frame(clock.speech.words[at + len(sentence.words) - 1].end)
        for kind in DirectionKind:
            for offset, direction in _directions(sentence, kind):
                first = clock.start(at + offset)
                last = min(max(end, first + round(_FIGURE_SECONDS * clock.fps)), spoken)
                named = kind is DirectionKind.CLOSE_UP and names_photo(direction.text)
                if direction.text and last > first and not named:
                    found.append(Figure(direction.text, first, last))
    found.sort(key=lambda figure: figure.first)
    for index, figure in enumerate(found):
        follows = found[index + 1].first if index + 1 < len(found) else spoken
        if min(figure.last, follows) > figure.first:
            yield replace(figure, last=min(figure.last, follows))
