"""How long a job's films will be, before anything is spoken or drawn."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.errors import PlanError
from pipelines.jobs.job import AvatarVideoJob, Target
from pipelines.jobs.workbench import Workbench
from pipelines.stages.film.format import film_format
from pipelines.stages.film.length import check_length
from pipelines.stages.script.read_file import read_script_file
from pipelines.stages.script.reads_as import check_language
from pipelines.stages.speech.engine import SPEECH_ENGINES, Delivery
from pipelines.stages.speech.recording.read import read_recording
from pipelines.stages.speech.recording.speak import RATE
from presets.films.library import load_films
from presets.languages.library import language as language_of


@dataclass(frozen=True)
class Estimate:
    """How long one film will be; `remark` says by how much it is too long, and what could go."""

    target: Target
    language: str
    seconds: float
    remark: str


def estimates(job: AvatarVideoJob, bench: Workbench) -> Iterator[Estimate]:
    """Yield every film's estimate.

    Raises:
        StudioError, PresetError, ModelsError: a script that cannot be spoken, or a slot that takes no such film.
    """
    template = load_films().get(job.template)
    engine = bench.pool.open(SPEECH_ENGINES, job.speech)
    for target in job.targets:
        shape = film_format(bench.presets.slot(target.preset, target.slot), template, job.aspect)
        for said in job.scripts:
            script = read_script_file(said.script, language_of(said.language).id)
            check_language(script, said.script.name)
            seconds = engine.seconds(script, Delivery(said.voice, job.speed, job.says))
            if said.recording is not None:
                scale = read_recording(said.recording, RATE).seconds / sum(seconds)
                seconds = [scale * length for length in seconds]
            remark = "fits" if shape.max_seconds is not None else "no limit"
            try:
                check_length(script, said.script.name, seconds, template.end_seconds, shape.max_seconds)
            except PlanError as error:
                remark = str(error)
            yield Estimate(target, script.language, sum(seconds) + template.end_seconds, remark)
