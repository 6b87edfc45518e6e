"""What any film should keep, whoever takes it: that every player shows it, that it is in step, and can be heard.

No marketplace writes these down. Each names the standard it comes from; those without one are ours.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipelines.stages.check.film.film_file import FilmFile, Span
from pipelines.stages.check.finding import Finding, SourceNote, Verdict
from pipelines.stages.check.subject import FAILS, HOLDS, Answer, finding_of
from presets.rule_base import Level

_OURS = SourceNote("Listing Studio's own measure of a sound film", "ours", None, None)
_H264 = SourceNote("ITU-T H.264, annex A: profiles", "standard", "https://www.itu.int/rec/T-REC-H.264", None)
_BT709 = SourceNote("ITU-R BT.709-6", "standard", "https://www.itu.int/rec/R-REC-BT.709", None)
_BMFF = SourceNote("ISO/IEC 14496-12: order of boxes", "standard", "https://www.iso.org/standard/83102.html", None)
_R128 = SourceNote("EBU R 128, and AES TD1008 for streams", "standard", "https://tech.ebu.ch/publications/r128", None)
_IPTC = SourceNote("IPTC Digital Source Type", "standard", "http://cv.iptc.org/newscodes/digitalsourcetype/", None)

_PROFILES = frozenset({"Constrained Baseline", "Baseline", "Main", "High"})
# AES TD1008 asks for -16 to -20 of speech; a phone's own levelling makes up for some
_QUIETEST_LUFS, _LOUDEST_LUFS, _HIGHEST_PEAK_DB = -24.0, -12.0, -1.0
_PEAK_SLACK_DB = 0.3  # coding moves peaks a little
_SILENT_SECONDS = 3.0
_FROZEN_SECONDS = 5.0


@dataclass(frozen=True)
class Craft:
    """One demand: its name, what breaking it means, and where it is from."""

    name: str
    level: Level
    source: SourceNote
    judge: Callable[[FilmFile], Answer]


def judge_craft(film: FilmFile) -> tuple[Finding, ...]:
    """Return a finding a demand."""
    return tuple(finding_of(craft.name, craft.level, craft.judge(film), (craft.source,)) for craft in CRAFTS)


def _whole(film: FilmFile) -> Answer:
    found, promised, missing = film.seen.count, len(film.pictures.stamps), film.missing_bytes
    parts = [f"{missing:,} bytes are missing at the end"] if missing else []
    parts += ["the decoder finds damage"] if film.seen.complaints else []
    parts += [f"{found:,} of {promised:,} pictures could be decoded"]
    words = "; ".join(parts)
    figures = {"pictures": float(found), "promised": float(promised), "missing_bytes": float(missing)}
    holds = len(parts) == 1 and found == promised
    measured = f"{words[0].upper()}{words[1:]}."
    return Answer(holds, measured, "Every picture can be decoded.", "Export the film again.", figures)


def _streams(film: FilmFile) -> Answer:
    measured = f"{film.videos} of pictures, {film.sounds} of sound, {film.others} of something else."
    holds = film.videos == 1 and film.sounds <= 1 and not film.others
    demanded = "One stream of pictures, at most one of sound, and no other."
    return Answer(holds, measured, demanded, "Export again with one stream of each.", {"others": float(film.others)})


def _index(film: FilmFile) -> Answer:
    demanded = "The index stands before the data, so that the film plays while it loads."
    if film.index_first is None:
        return Answer(Verdict.UNMEASURED, f"{film.container.upper()} has no such index.", demanded, "")
    measured = f"The index stands {'before' if film.index_first else 'after'} the data."
    return Answer(film.index_first, measured, demanded, "Export with 'fast start' (also 'web optimised').")


def _coding(film: FilmFile) -> Answer:
    coded = film.pictures
    faults = [] if coded.codec == "h264" else ["not every browser plays this codec"]
    if coded.codec == "h264" and coded.profile not in _PROFILES:
        faults.append("phones decode up to the profile High")
    faults += [] if coded.pixel_format in ("yuv420p", "yuvj420p") else ["players want 4:2:0 of 8 bits"]
    faults += [] if coded.progressive else ["it is interlaced"]
    faults += [] if coded.square else ["its pixels are not square"]
    seen = " ".join(filter(None, (coded.codec, coded.profile, coded.pixel_format)))
    demanded = "H.264 up to High, 4:2:0, 8 bits, progressive, square pixels: what every player decodes."
    measured = f"{seen}: {'; '.join(faults)}." if faults else f"{seen}, progressive."
    return Answer(not faults, measured, demanded, "Export as H.264 High, yuv420p.")


def _colour(film: FilmFile) -> Answer:
    coded = film.pictures
    values = {"tv": "limited range", "pc": "full range"}.get(coded.value_range, "range untold")
    holds = coded.colour == "bt709" and coded.value_range == "tv"
    advice = "Export with BT.709 tags and limited range, or colours shift from player to player."
    measured = f"{coded.colour.upper() or 'Colours untold'}, {values}."
    return Answer(holds, measured, "Tagged BT.709, limited range.", advice)


def _clock(film: FilmFile) -> Answer:
    off = float(film.pictures.unsteadiness) * 1000
    fps = float(film.pictures.fps)
    figures = {"unsteady_ms": off, "frames_per_second": fps}
    apart = f"some {off:.0f} ms longer than others" if off else "all alike"
    measured = f"{fps:.5g} pictures a second, {apart}."
    return Answer(not off, measured, "A constant rate of pictures.", "Export at a constant frame rate.", figures)


def _upright(film: FilmFile) -> Answer:
    turned = film.pictures.rotation
    measured = f"Turned by {turned:g} degrees on playing." if turned else "Stored upright."
    advice = "Export it upright: some players and marketplaces ignore the turn."
    return Answer(not turned, measured, "Stored as it is shown.", advice, {"degrees": turned})


def _step(film: FilmFile) -> Answer:
    demanded = "Sound and pictures end within one picture of each other."
    if film.sound is None:
        return Answer(HOLDS, "There is no sound.", demanded)
    apart = float(film.sound.seconds - film.pictures.seconds)
    longer = "longer" if apart > 0 else "shorter"
    measured = f"The sound is {abs(apart) * 1000:.0f} ms {longer} than the pictures."
    limit = 1 / float(film.pictures.fps) if film.pictures.fps else 0.04
    holds = abs(apart) <= limit + 0.001
    return Answer(holds, measured, demanded, "Cut both to one length.", {"apart_seconds": apart})


def _loudness(film: FilmFile) -> Answer:
    demanded = f"{_QUIETEST_LUFS:g} to {_LOUDEST_LUFS:g} LUFS, no true peak above {_HIGHEST_PEAK_DB:g} dB."
    if film.sound is None:
        return Answer(Verdict.NOTE, "There is no sound.", demanded, "Where the slot plays sound, a voice sells.")
    loud, peak = film.sound.loudness_lufs, film.sound.true_peak_db
    if loud is None:
        return Answer(FAILS, "The sound is silence.", demanded, "Export with sound, or without the stream.")
    faults = ["too quiet"] if loud < _QUIETEST_LUFS else ["too loud"] if loud > _LOUDEST_LUFS else []
    faults += ["peaks are cut off in some players"] if peak > _HIGHEST_PEAK_DB + _PEAK_SLACK_DB else []
    measured = f"{loud:.1f} LUFS, true peak {peak:.1f} dB" + (f": {'; '.join(faults)}." if faults else ".")
    return Answer(not faults, measured, demanded, "Bring it to -16 LUFS.", {"lufs": loud, "true_peak_db": peak})


def _silence(film: FilmFile) -> Answer:
    demanded = f"No silence of {_SILENT_SECONDS:g} seconds or more."
    if film.sound is None:
        return Answer(HOLDS, "There is no sound.", demanded)
    long = [span for span in film.sound.silences if span.seconds >= _SILENT_SECONDS]
    return _stretches(long, "Silence", "No long silence.", demanded, "Fill or cut it.")


def _black(film: FilmFile) -> Answer:
    demanded = "No black for half a second or more."
    advice = "Cut it: the first picture is often what buyers see before they press play."
    return _stretches(film.seen.black, "Black", "No black.", demanded, advice)


def _frozen(film: FilmFile) -> Answer:
    demanded = f"Nothing stands still for {_FROZEN_SECONDS:g} seconds or more."
    long = [span for span in film.seen.frozen if span.seconds >= _FROZEN_SECONDS]
    longest = max((span.seconds for span in film.seen.frozen), default=0.0)
    fine = f"The longest standstill lasts {longest:.1f} s." if longest else "Something always moves."
    return _stretches(long, "Frozen", fine, demanded, "Let the camera move, or cut it.")


def _bars(film: FilmFile) -> Answer:
    bars = film.seen.bars
    figures = {"top_bottom_fraction": bars.top_bottom, "left_right_fraction": bars.left_right}
    parts = [f"above and below, each {bars.top_bottom * 100:.0f} % of the height"] if bars.top_bottom else []
    parts += [f"left and right, each {bars.left_right * 100:.0f} % of the width"] if bars.left_right else []
    measured = f"Black bars {' and '.join(parts)}." if parts else "The picture fills the frame."
    advice = "Make the film in the slot's own shape instead of padding it."
    return Answer(not bars.there, measured, "No black bars.", advice, figures)


def _history(film: FilmFile) -> Answer:
    demanded = "The file says whether parts of it are generated (IPTC DigitalSourceType)."
    credentials = " Content Credentials (C2PA) are inside." if film.signed else ""
    if film.source_tag is None:
        asked = f"The file carries no DigitalSourceType.{credentials}"
        return Answer(
            Verdict.ASK, asked, demanded, "If any part was made by a generative model, export it with the tag."
        )
    if fault := film.source_tag.fault:
        advice = "Export it again with a code of the scheme."
        return Answer(FAILS, f"The tag reads '{film.source_tag.value}': {fault}.", demanded, advice)
    return Answer(HOLDS, f"The tag says '{film.source_tag.code}'.{credentials}", demanded)


def _stretches(spans: Sequence[Span], what: str, fine: str, demanded: str, advice: str) -> Answer:
    told = ", ".join(f"{span.start:.1f} to {span.end:.1f} s" for span in spans[:5])
    longest = max((span.seconds for span in spans), default=0.0)
    measured = f"{what} from {told}." if spans else fine
    return Answer(not spans, measured, demanded, advice, {"longest_seconds": longest})


CRAFTS: Sequence[Craft] = (
    Craft("whole_film", Level.MUST, _OURS, _whole),
    Craft("streams", Level.SHOULD, _OURS, _streams),
    Craft("index_first", Level.SHOULD, _BMFF, _index),
    Craft("coding", Level.SHOULD, _H264, _coding),
    Craft("colour_tags", Level.NOTE, _BT709, _colour),
    Craft("constant_rate", Level.SHOULD, _OURS, _clock),
    Craft("upright", Level.SHOULD, _OURS, _upright),
    Craft("in_step", Level.SHOULD, _OURS, _step),
    Craft("loudness", Level.SHOULD, _R128, _loudness),
    Craft("silence", Level.NOTE, _OURS, _silence),
    Craft("black", Level.SHOULD, _OURS, _black),
    Craft("frozen", Level.SHOULD, _OURS, _frozen),
    Craft("black_bars", Level.SHOULD, _OURS, _bars),
    Craft("history", Level.SHOULD, _IPTC, _history),
)
