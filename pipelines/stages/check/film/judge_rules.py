"""A slot's rules on a film: container, codecs, length, rate, sides, shape, bytes, name."""

from collections.abc import Callable, Mapping
from typing import Any

from pipelines.stages.check.film.film_file import FilmFile
from pipelines.stages.check.finding import Verdict
from pipelines.stages.check.judge_origin import answer_name, answer_person, answer_source_type
from pipelines.stages.check.judge_size import answer_shape, answer_size, answer_weight, size_words
from pipelines.stages.check.subject import Answer
from presets import rules

# A rule says 60 seconds, a film of 60 seconds lasts a picture more: half a frame of the slowest rate is let pass
_SECONDS_SLACK = 0.02
_FPS_SLACK = 0.01  # rules write 23.976 for 24000/1001
_FAMILIES = {"hevc": "h265", "mpeg1video": "mpeg1", "mpeg2video": "mpeg2"}
_NAMES = {"h264": "H.264", "h265": "H.265", "webm": "WebM", "prores": "ProRes", "opus": "Opus"}


def judge_video_file(rule: rules.VideoFile, film: FilmFile) -> Answer:
    demanded = _Demand(rule)
    parts = [demanded.container(film), demanded.codecs(film), demanded.length(film), demanded.clock(film)]
    words, faults = demanded.words, [fault for part in parts for fault in part]
    measured = _facts(film)
    if faults:
        measured = f"{measured[:-1]}: {'; '.join(faults)}."
    if rule.captions_file and not faults:
        asked = f"{measured} Whether a captions file goes with it, only a person can say."
        return Answer(Verdict.ASK, asked, words, "Upload the captions beside the film.", _figures(film))
    return Answer(not faults, measured, words, "Make or export the film inside these limits.", _figures(film))


def family(codec: str) -> str:
    """Return a codec's name as rules write it."""
    return "pcm" if codec.startswith("pcm_") else _FAMILIES.get(codec, codec)


def _facts(film: FilmFile) -> str:
    sound = f", {_name(family(film.sound.codec))} sound" if film.sound else ", no sound"
    rate = f"{float(film.pictures.fps):.5g} pictures a second, {film.bits_per_second / 1e6:.3g} Mbit a second"
    return f"{_name(film.container)}, {_name(family(film.pictures.codec))}{sound}, {film.seconds:.2f} s, {rate}."


def _figures(film: FilmFile) -> dict[str, float]:
    fps, bits = float(film.pictures.fps), film.bits_per_second
    return {"seconds": film.seconds, "frames_per_second": fps, "bits_per_second": bits}


class _Demand:
    """What one rule asks, in words, and what of a film breaks it."""

    def __init__(self, rule: rules.VideoFile) -> None:
        self._rule = rule
        self._words = list[str]()

    @property
    def words(self) -> str:
        text = "; ".join(self._words) or "A film"
        return f"{text[0].upper()}{text[1:]}."

    def container(self, film: FilmFile) -> list[str]:
        allowed = self._rule.containers
        if not allowed:
            return []
        self._words.append(f"{_either(allowed)}, with the ending to match")
        if film.container not in allowed:
            return [f"the bytes are {_name(film.container)}"]
        return [] if film.promised == film.container else ["the name's ending promises something else"]

    def codecs(self, film: FilmFile) -> list[str]:
        rule, faults = self._rule, list[str]()
        if rule.video_codecs:
            self._words.append(f"pictures in {_either(rule.video_codecs)}")
            faults += [] if family(film.pictures.codec) in rule.video_codecs else ["another codec of pictures"]
        if rule.audio_codecs:
            self._words.append(f"sound in {_either(rule.audio_codecs)}")
            wrong = film.sound is not None and family(film.sound.codec) not in rule.audio_codecs
            faults += ["another codec of sound"] if wrong else []
        if rule.silent:
            self._words.append("the sound is removed, so that captions carry the words")
        return faults

    def length(self, film: FilmFile) -> list[str]:
        least, most = self._rule.min_seconds, self._rule.max_seconds
        self._span(least, most, "seconds")
        if least is not None and film.seconds < least - _SECONDS_SLACK:
            return [f"{least - film.seconds:.1f} s too short"]
        if most is not None and film.seconds > most + _SECONDS_SLACK:
            return [f"{film.seconds - most:.1f} s too long"]
        return []

    def clock(self, film: FilmFile) -> list[str]:
        rule, fps, bits = self._rule, float(film.pictures.fps), film.bits_per_second
        self._span(rule.min_fps, rule.max_fps, "pictures a second")
        self._span(_mega(rule.min_bits_per_second), _mega(rule.max_bits_per_second), "Mbit a second")
        faults = list[str]()
        if _outside(fps, rule.min_fps, rule.max_fps, _FPS_SLACK):
            faults.append("another rate of pictures")
        if _outside(bits, rule.min_bits_per_second, rule.max_bits_per_second, 0):
            faults.append("another rate of bits")
        return faults

    def _span(self, least: float | None, most: float | None, unit: str) -> None:
        match (least, most):
            case (None, None):
                return
            case (_, None):
                self._words.append(f"at least {least:g} {unit}")
            case (None, _):
                self._words.append(f"at most {most:g} {unit}")
            case _:
                self._words.append(f"{least:g} to {most:g} {unit}")


def _outside(found: float, least: float | None, most: float | None, slack: float) -> bool:
    return (least is not None and found < least - slack) or (most is not None and found > most + slack)


def _mega(bits: int | None) -> float | None:
    return None if bits is None else bits / 1e6


def _either(names: tuple[str, ...]) -> str:
    return " or ".join(map(_name, names))


def _name(word: str) -> str:
    return _NAMES.get(word, word.upper())


def judge_pixel_size(rule: rules.PixelSize, film: FilmFile) -> Answer:
    if rule.product_only:
        return Answer(Verdict.UNMEASURED, "Products are not measured in films.", size_words(rule), "")
    return answer_size(rule, film.size)


# One line a kind of rule; `Any` is the rule's own model, which the key names
FILM_JUDGES: Mapping[type[rules.RuleBase], Callable[[Any, FilmFile], Answer]] = {
    rules.VideoFile: judge_video_file,
    rules.PixelSize: judge_pixel_size,
    rules.AspectRatio: lambda rule, film: answer_shape(rule, film.size),
    rules.FileWeight: lambda rule, film: answer_weight(rule, film.byte_count),
    rules.FileName: lambda rule, film: answer_name(rule, film.name),
    rules.SourceType: lambda rule, film: answer_source_type(rule, film.source_tag, "film"),
    rules.PersonCheck: lambda rule, _film: answer_person(rule, "Watch the film, and confirm it."),
}
