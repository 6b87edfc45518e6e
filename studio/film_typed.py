"""Films as they are typed, and how long they will be."""

from datetime import date

import click

from models.device import this_device
from models.registry import EngineChoice
from pipelines.jobs.estimate import estimates
from pipelines.jobs.job import AvatarVideoJob, ProductClipJob
from pipelines.jobs.workbench import Workbench
from pipelines.portrait import Consent, require_leave
from pipelines.stages.avatar.settle import SettledAvatar, settled_avatar
from pipelines.stages.film.clip_cut import require_silent
from pipelines.stages.photo.gather import ProductPhotos
from presets.films.library import load_films
from presets.languages.library import language as language_of
from presets.presenters.library import load_presenters
from studio.house_typed import house_typed
from studio.motion_typed import motion_typed
from studio.scripts_typed import facts_of, scripts_typed
from studio.typed import ClipTyped, FilmTyped, ShotTyped, product_fields, read_says


def film_job(product: ProductPhotos, typed: FilmTyped, avatar: EngineChoice) -> AvatarVideoJob:
    """Return the job that was typed, its cutout engine yet to be settled.

    Args:
        avatar: the presenter's engine, settled.

    Raises:
        ScriptError, CopyError: a language has no script, and none can be written from its facts.
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
    return AvatarVideoJob.model_validate(
        {
            **product_fields(product, typed, EngineChoice(name="u2netp")),
            **_shot(typed),
            **(house_typed(typed) if typed["about"] else _told(typed)),
            "says": read_says(typed["say"]),
            "consent": consent,
            "avatar": avatar,
            **{name: typed[name] for name in _SAME},  # type: ignore[literal-required]
        }
    )


def _told(typed: FilmTyped) -> dict[str, object]:
    """Return a product's scripts and facts."""
    facts = facts_of(typed["facts"]) if typed["facts"] else {}
    return {"scripts": scripts_typed(typed, facts), "facts": facts}


def clip_job(product: ProductPhotos, typed: ClipTyped) -> ProductClipJob:
    """Return the job of a film in which nobody speaks, its cutout engine yet to be settled.

    Raises:
        PresetError: no such language or template; or the facts are wrong.
        PlanError: somebody speaks in the template.
    """
    require_silent(load_films().get(typed["template"]))
    facts = facts_of(typed["facts"]) if typed["facts"] else {}
    languages = dict.fromkeys(language_of(tag).id for tag in typed["language"])
    return ProductClipJob.model_validate(
        {
            **product_fields(product, typed, EngineChoice(name="u2netp")),
            **_shot(typed),
            "facts": facts,
            "languages": tuple(languages) or tuple(facts)[:1] or ("en",),
            "motion": motion_typed(typed["motion"]),
        }
    )


def avatar_typed(typed: FilmTyped) -> SettledAvatar:
    """Return the engine of the presenter.

    Raises:
        ModelsError, PortraitError: as `settled_avatar`.
    """
    choice, portrait = EngineChoice.parse(typed["avatar"]), typed["portrait"] is not None
    return settled_avatar(choice, portrait=portrait, gpu=bool(this_device().gpus))


def _shot(typed: ShotTyped) -> dict[str, object]:
    """Return what every film has, by the names of `FilmWork`."""
    same = {name: typed[name] for name in _SAME_IN_ALL}  # type: ignore[literal-required]
    return {**same, "elevation_deg": typed["elevation"]}


_SAME = ("presenter", "portrait", "speed", "side")
_SAME_IN_ALL = ("template", "aspect", "scene", "height_cm", "brand", "logo", "music", "redraw", "seed")


def say_estimates(bench: Workbench, job: AvatarVideoJob) -> None:
    """Print how long each film will be, and leave with the code of a script that cannot be spoken.

    Raises:
        StudioError, PresetError: the first that cannot be made.
    """
    for estimate in estimates(job, bench):
        click.echo(f"{estimate.language}\t{estimate.target.preset}\t{estimate.seconds:.0f} s\t{estimate.remark}")
