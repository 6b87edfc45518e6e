"""`studio speak`: a script spoken, with captions."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from studio.number_range import NumberRange
from studio.settings import Settings

if TYPE_CHECKING:
    from pipelines.script import Script
    from pipelines.speech import Speech


class Typed(TypedDict):
    """What was typed; names are the options'."""

    script: Path
    language: str
    voice: str
    recording: Path | None
    speed: float
    say: Sequence[str]
    out: Path
    estimate: bool
    as_json: bool


@click.command()
@click.argument("script", type=click.Path(path_type=Path))
@click.option("--language", "-l", default="en", show_default=True, metavar="TAG", help="The script's language.")
@click.option("--voice", default="auto", show_default=True, help="Who speaks; 'studio voices' lists them.")
@click.option("--recording", type=click.Path(path_type=Path), metavar="FILE", help="Your own, instead of a voice.")
@click.option("--speed", default=1.0, show_default=True, type=NumberRange(0.5, 2.0), help="Of speech.")
@click.option("--say", multiple=True, metavar="NAME=SOUND", help="How a name is pronounced, spelled as it sounds.")
@click.option("--out", "-o", default=Path("out"), show_default=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("--estimate", is_flag=True, help="Only say how long it will be.")
@click.option("--json", "as_json", is_flag=True, help="One JSON record with the times of all words.")
@click.pass_obj
def speak(settings: Settings, **typed: Unpack[Typed]) -> None:
    """Speak a script: a WAV file, and its captions as WebVTT and SubRip.

    A script is plain text. *word* stresses; [pause] and [pause 1.5] wait; [fr: bonjour] is said in French.

    \b
    studio speak pitch.txt --language en
    studio speak pitch.de.txt --language de --say Nuvola=Nuhwohla --out sound
    studio speak pitch.txt --recording my-voice.m4a
    """
    from pipelines.stages.script.read_file import read_script_file
    from pipelines.stages.speech.engine import Delivery
    from studio.speech_run import open_speaker
    from studio.typed import read_says
    from studio.watching import say, stage_bar

    says = read_says(typed["say"])
    script = read_script_file(typed["script"], typed["language"])
    if typed["recording"] and typed["voice"] != "auto":
        raise click.UsageError("Give --voice or --recording, not both.")
    speaker = open_speaker(settings, script.language, typed["voice"], typed["recording"])
    delivery = Delivery(speaker.voice.voice, typed["speed"], says)
    say(f"About {speaker.seconds(script, delivery):.0f} seconds of speech.")
    if typed["estimate"]:
        return
    with stage_bar(typed["script"].name) as progress:
        speech = speaker.speak(script, delivery, progress)
    paths = _written(script, speech, typed["out"] / f"{typed['script'].stem}.{script.language}")
    if typed["as_json"]:
        rate = speech.sample_rate
        words = [{"text": word.text, "start": word.start / rate, "end": word.end / rate} for word in speech.words]
        record = {"files": [str(path) for path in paths], "seconds": speech.seconds, "words": words}
        click.echo(json.dumps(record, ensure_ascii=False))
    else:
        for path in paths:
            click.echo(str(path))


def _written(script: "Script", speech: "Speech", stem: Path) -> list[Path]:
    from pipelines.stages.captions.cues import cues_of
    from pipelines.stages.captions.subtitles import as_subrip, as_webvtt
    from pipelines.stages.export.publish import publish_bytes, ready_folder
    from pipelines.stages.export.wave_file import export_wave

    ready_folder(stem.parent)
    cues = cues_of(script, speech)
    return [
        export_wave(speech, stem.with_name(f"{stem.name}.wav")).path,
        publish_bytes(
            stem.with_name(f"{stem.name}.vtt"), as_webvtt(cues, speech.sample_rate, script.language).encode()
        ).path,
        publish_bytes(stem.with_name(f"{stem.name}.srt"), as_subrip(cues, speech.sample_rate).encode()).path,
    ]
