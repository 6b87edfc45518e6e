"""Captions as files: WebVTT (W3C) and SubRip."""

import html
from collections.abc import Sequence

from pipelines.stages.captions.cues import Cue


def as_webvtt(cues: Sequence[Cue], sample_rate: int, language: str) -> str:
    """Return a WebVTT file's text, tagged with its language."""
    blocks = [f"{_moment(cue.start, sample_rate, '.')} --> {_moment(cue.end, sample_rate, '.')}\n{_escaped(cue.text)}"
              for cue in cues]  # fmt: skip
    return "\n\n".join([f"WEBVTT\nLanguage: {language}", *blocks]) + "\n"


def as_subrip(cues: Sequence[Cue], sample_rate: int) -> str:
    """Return a SubRip file's text."""
    blocks = [
        f"{number}\n{_moment(cue.start, sample_rate, ',')} --> {_moment(cue.end, sample_rate, ',')}\n{cue.text}"
        for number, cue in enumerate(cues, 1)
    ]
    return "\n\n".join(blocks) + "\n"


def words_of_webvtt(text: str) -> list[str]:
    """Return the words of each cue of a WebVTT file, on one line."""
    found = list[str]()
    for block in text.split("\n\n"):
        times, _, words = block.partition("\n")
        if " --> " in times:
            found.append(" ".join(html.unescape(words).split()))
    return found


def _moment(sample: int, sample_rate: int, mark: str) -> str:
    milliseconds = round(sample * 1000 / sample_rate)
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{mark}{milliseconds:03d}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
