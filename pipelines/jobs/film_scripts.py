"""What is said in a film: read from its file, or written from the facts that its slot allows."""

from dataclasses import dataclass

from pipelines.jobs.job import AvatarVideoJob, FilmScript
from pipelines.script import Script
from pipelines.stages.film.format import allowed
from pipelines.stages.script.from_facts import script_from_facts
from pipelines.stages.script.read import read_script
from pipelines.stages.script.read_file import read_script_file
from pipelines.stages.script.reads_as import check_language
from presets.films.facts import Facts, facts_in
from presets.languages.library import language as language_of
from presets.schema import Slot


@dataclass(frozen=True)
class ScriptSource:
    """Where a film's words come from; slots that allow the same have the same.

    Attributes:
        facts: of which the script is written where it has no file; None where it has one, or there are none.
    """

    said: FilmScript
    facts: Facts | None


@dataclass(frozen=True)
class NamedScript:
    """A script, and what messages call it."""

    script: Script
    name: str


def source_of(job: AvatarVideoJob, said: FilmScript, slot: Slot) -> ScriptSource:
    """Return where a film's words come from in a slot.

    Raises:
        PresetError: no such language.
    """
    facts = facts_in(job.facts, language_of(said.language).id)
    if said.script is not None or said.words or facts is None:
        return ScriptSource(said, None)
    return ScriptSource(said, allowed(slot, facts, logo=False)[0])


def read_source(source: ScriptSource) -> NamedScript:
    """Return the script, which is in its language.

    Raises:
        ScriptError: it cannot be read, written or spoken as it stands, or is in another language.
        PresetError: no such language.
    """
    language = language_of(source.said.language)
    if source.said.script is not None:
        named = NamedScript(read_script_file(source.said.script, language.id), source.said.script.name)
    elif source.said.words:
        named = NamedScript(read_script(source.said.words, language.id, "the script"), "the script")
    else:
        name = "the script from facts"
        text = script_from_facts(source.facts, language, "--facts")
        named = NamedScript(read_script(text, language.id, name), name)
    check_language(named.script, named.name)
    return named
