"""Films as they are typed, and how long they will be."""

from datetime import date

import click

from models.device import this_device
from models.registry import EngineChoice
from pipelines.jobs.estimate import estimates
from pipelines.jobs.job import AvatarVideoJob
from pipelines.jobs.workbench import Workbench
from pipelines.portrait import Consent, require_leave
from pipelines.stages.avatar.settle import SettledAvatar, settled_avatar
from pipelines.stages.photo.gather import ProductPhotos
from presets.films.library import load_films
from presets.presenters.library import load_presenters
from studio.scripts_typed import facts_of, scripts_typed
from studio.typed import FilmTyped, product_fields, read_says


def film_job(product: ProductPhotos, typed: FilmTyped, avatar: EngineChoice) -> AvatarVideoJob:
    """Return the job that was typed, its cutout engine yet to be settled.

    Args:
        avatar: the presenter's engine, settled.

    Raises:
        ScriptError: a language has no script, and none can be written from its facts.
        RecordingError: there is no such recording.
        PortraitError: a portrait without the leave of the person in it.
        PresetError: no such language, presenter or template; or the facts are wrong.
        click.UsageError: it cannot be meant.
    """
    load_presenters().get(typed["presenter"])
    consent = date.today() if typed["consent"] else None
    if typed["portrait"]:
        require_leave(typed["portrait"].name, Consent(consent) if consent else None)
    load_films().get(typed["template"])
    facts = facts_of(typed["facts"]) if typed["facts"] else {}
    return AvatarVideoJob.model_validate(
        {
            **product_fields(product, typed, EngineChoice(name="u2netp")),
            "scripts": scripts_typed(typed, facts),
            "facts": facts,
            "says": read_says(typed["say"]),
            "brand": typed["brand"],
            "consent": consent,
            "avatar": avatar,
            "elevation_deg": typed["elevation"],
            **{name: typed[name] for name in _SAME},  # type: ignore[literal-required]
        }
    )


def avatar_typed(typed: FilmTyped) -> SettledAvatar:
    """Return the engine of the presenter.

    Raises:
        ModelsError, PortraitError: as `settled_avatar`.
    """
    choice, portrait = EngineChoice.parse(typed["avatar"]), typed["portrait"] is not None
    return settled_avatar(choice, portrait=portrait, gpu=bool(this_device().gpus))


_SAME = (
    "presenter",
    "portrait",
    "template",
    "speed",
    "aspect",
    "side",
    "scene",
    "height_cm",
    "logo",
    "music",
    "redraw",
    "seed",
)


def say_estimates(bench: Workbench, job: AvatarVideoJob) -> None:
    """Print how long each film will be, and leave with the code of a script that cannot be spoken.

    Raises:
        StudioError, PresetError: the first that cannot be made.
    """
    for estimate in estimates(job, bench):
        click.echo(f"{estimate.language}\t{estimate.target.preset}\t{estimate.seconds:.0f} s\t{estimate.remark}")
