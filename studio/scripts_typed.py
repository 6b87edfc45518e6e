"""Films' scripts as they are typed: a file a language, or facts they are written from."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from pipelines.errors import RecordingError, ScriptError
from pipelines.jobs.job import FilmScript
from pipelines.stages.script.from_facts import script_from_facts
from presets.films.facts import Facts, facts_in, read_facts
from presets.languages.library import language as language_of
from studio.typed import FilmTyped, read_pairs


def facts_of(path: Path) -> dict[str, Facts]:
    """Return the facts in a file, by the languages' own tags.

    Raises:
        PresetError: it cannot be read or is wrong, or there is no such language.
    """
    return {language_of(tag).id: facts for tag, facts in read_facts(path).items()}


def scripts_typed(typed: FilmTyped, facts: Mapping[str, Facts]) -> Sequence[FilmScript]:
    """Return each language's script; where no file is typed, all are to be written from facts.

    Raises:
        ScriptError: a language has no script, and none can be written from its facts.
        RecordingError: there is no such recording.
        PresetError: no such language.
        click.UsageError: it cannot be meant.
    """
    files = _files(typed) if typed["script"] else _written(typed, facts)
    return spoken_as_typed(typed, [FilmScript(language=tag, script=path) for tag, path in files.items()])


def spoken_as_typed(typed: FilmTyped, scripts: Sequence[FilmScript]) -> Sequence[FilmScript]:
    """Return scripts with the voices and recordings that were typed for them.

    Raises:
        RecordingError: there is no such recording.
        click.UsageError: it cannot be meant.
    """
    tags = tuple(script.language for script in scripts)
    voices = _by_language(typed["voice"], "--voice", "LANGUAGE=VOICE, as in es=em_alex", tags)
    recordings = _recordings(typed, tags, voices)
    return [
        script.model_copy(
            update={"voice": voices.get(script.language, "auto"), "recording": recordings.get(script.language)}
        )
        for script in scripts
    ]


def _languages(typed: FilmTyped) -> list[str]:
    return list(dict.fromkeys(language_of(tag).id for tag in typed["language"]))


def _files(typed: FilmTyped) -> Mapping[str, Path]:
    """Return each language's file: named for it, or beside the plain one, or the plain one itself."""
    named: dict[str, Path] = {}
    plain: list[Path] = []
    for text in typed["script"]:
        tag, equals, path = text.partition("=")
        if equals and tag.replace("-", "").isalpha() and len(tag) <= 5:
            named[language_of(tag).id] = Path(path)
        else:
            plain.append(Path(text))
    if len(plain) > 1:
        raise click.UsageError("Give one plain --script, and others as --script es=FILE.")
    tags = _languages(typed) or [*named] or ["en"]
    found = {tag: named.get(tag) or _beside(plain, tag, alone=len(tags) == 1) for tag in tags}
    return found | {tag: path for tag, path in named.items() if tag not in found}


def _beside(plain: Sequence[Path], tag: str, *, alone: bool) -> Path:
    if not plain:
        raise ScriptError(
            f"There is no script for '{tag}'. Give --script {tag}=FILE, or only --facts, of which all are written."
        )
    path = plain[0]
    own = path.with_name(f"{path.stem}.{tag}{path.suffix}")
    if own.is_file():
        return own
    if alone or tag.startswith("en"):
        return path
    raise ScriptError(
        f"There is no script for '{tag}'. Nothing here translates: write it as {own.name} beside {path.name}, or give "
        f"--script {tag}=FILE."
    )


def _written(typed: FilmTyped, facts: Mapping[str, Facts]) -> Mapping[str, None]:
    """Return the languages whose scripts are written from facts, after all have been found to suffice."""
    source = typed["facts"]
    if source is None:
        raise click.UsageError("Give --script FILE, or --facts FILE, of which the script is then written.")
    tags = _languages(typed) or [*facts]
    if not typed["language"] and len(facts) != 1:
        raise click.UsageError(
            f"Say with --language which films to make: {source.name} has {', '.join(facts) or 'none'}."
        )
    for tag in tags:
        script_from_facts(facts_in(facts, tag), language_of(tag), source.name)
    return dict.fromkeys(tags)


def _recordings(typed: FilmTyped, tags: Sequence[str], voices: Mapping[str, str]) -> Mapping[str, Path]:
    """Return whose script is said by a recording, and its file."""
    named = _by_language(typed["recording"], "--recording", "LANGUAGE=FILE, as in es=voice.wav", tags)
    recordings = {tag: Path(path) for tag, path in named.items()}
    for tag, path in recordings.items():
        if tag in voices:
            raise click.UsageError(f"Give --voice or --recording for '{tag}', not both.")
        if not path.is_file():
            raise RecordingError(f"There is no recording {path}.")
    return recordings


def _by_language(texts: Sequence[str], option: str, form: str, tags: Sequence[str]) -> dict[str, str]:
    """Return what is typed for languages, by the tags of those that have a script."""
    found: dict[str, str] = {}
    for tag, value in read_pairs(texts, option, form, alone=tags).items():
        language = language_of(tag).id
        if language not in tags:
            raise click.UsageError(f"{option} {tag}={value}: there is no script for '{tag}'.")
        found[language] = value
    return found
