"""How long a job's films will be, before anything is spoken or drawn."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.errors import PlanError
from pipelines.jobs.film_scripts import read_source, source_of
from pipelines.jobs.job import AvatarVideoJob, Target
from pipelines.jobs.workbench import Workbench
from pipelines.stages.film.format import film_format
from pipelines.stages.film.length import check_length
from pipelines.stages.speech.engine import SPEECH_ENGINES, Delivery
from pipelines.stages.speech.recording.read import read_recording
from pipelines.stages.speech.recording.speak import RATE
from presets.films.library import load_films


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
        slot = bench.presets.slot(target.preset, target.slot)
        shape = film_format(slot, template, job.aspect)
        for said in job.scripts:
            named = read_source(source_of(job, said, slot))
            seconds = engine.seconds(named.script, Delivery(said.voice, job.speed, job.says))
            if said.recording is not None:
                scale = read_recording(said.recording, RATE).seconds / sum(seconds)
                seconds = [scale * length for length in seconds]
            remark = "fits" if shape.max_seconds is not None else "no limit"
            try:
                check_length(named.script, named.name, seconds, template.end_seconds, shape.max_seconds)
            except PlanError as error:
                remark = str(error)
            yield Estimate(target, named.script.language, sum(seconds) + template.end_seconds, remark)
