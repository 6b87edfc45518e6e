"""`studio avatar-video`: photos and scripts in; a film in each language out."""

from typing import TYPE_CHECKING, Unpack

import click

from studio.options import cutout_options, film_options, finishing_options, grouped_options
from studio.settings import Settings

if TYPE_CHECKING:
    from pipelines.jobs.job import AvatarVideoJob
    from pipelines.stages.avatar.settle import SettledAvatar
    from studio.intake import Intake
    from studio.typed import FilmTyped


@click.command("avatar-video")
@grouped_options("all")
@click.option("--slot", multiple=True, default=("video",), show_default=True, metavar="ID", help="Its place.")
@film_options
@cutout_options("--cutout")
@finishing_options
@click.pass_obj
def avatar_video(settings: Settings, **typed: "Unpack[FilmTyped]") -> None:
    """A presenter speaks your script beside your product: one film for each language, with captions.

    PHOTO... show one product: the best is put into a place that suits it, the others are shown closely. Scripts are
    text files, one for each language: for --script pitch.txt and --language es, pitch.es.txt beside it. Nothing here
    translates. [close-up: lid] shows the product closely (the photo lid.jpg, where there is one), [show: 40 h] puts a
    number on the screen, *word* stresses, [pause] waits. On the screen stands only what --facts gives.

    \b
    studio avatar-video mug.jpg --script pitch.txt --language en --height-cm 9.5 --preset tiktok
    studio avatar-video mug.jpg rim.jpg --script en=pitch.txt --script ar=arabic.txt --presenter amina -p tiktok-shop
    studio avatar-video mug.jpg --script pitch.txt -l en -l es -p tiktok --facts mug.toml --music bed.mp3
    studio avatar-video mug.jpg --facts mug.toml -l en -l de -p tiktok
    studio avatar-video mug.jpg --script pitch.txt -p tiktok --portrait me.jpg --consent --voice am_michael
    """
    from pipelines.jobs.runner import LocalRunner
    from studio.film_run import FilmRun
    from studio.film_typed import say_estimates
    from studio.intake import Intake

    intake = Intake(settings)
    if typed["estimate"]:
        say_estimates(intake.bench, _understood(typed, intake)[0][0])
        return
    FilmRun(as_json=typed["as_json"], strict=typed["strict"]).run(LocalRunner(intake.bench), jobs_typed(typed, intake))


def jobs_typed(typed: "FilmTyped", intake: "Intake") -> "list[AvatarVideoJob]":
    """Return the jobs that were typed, and what they need at hand.

    Raises:
        StudioError, ModelsError, PresetError, click.UsageError: what cannot be made, or meant.
    """
    from pipelines.stages.avatar.engine import AVATAR_ENGINES

    jobs, avatar = _understood(typed, intake)
    cutout = intake.settle(typed["cutout"])
    if avatar.sentence:
        intake.say_once(avatar.sentence)
    intake.fetch(AVATAR_ENGINES.entry(avatar.choice.name).weights)
    intake.bench.pool.open(AVATAR_ENGINES, avatar.choice)
    return [job.model_copy(update={"cutout": cutout}) for job in jobs]


def _understood(typed: "FilmTyped", intake: "Intake") -> "tuple[list[AvatarVideoJob], SettledAvatar]":
    """Return the jobs, what speaks them at hand, their cutout engine yet to be settled; and who appears in them."""
    from pipelines.stages.avatar.engine import AVATAR_ENGINES
    from studio.film_typed import avatar_typed, film_job
    from studio.speech_run import ready_speech
    from studio.typed import products_typed

    avatar = avatar_typed(typed)
    AVATAR_ENGINES.require_packages(avatar.choice.name)
    jobs = [film_job(product, typed, avatar.choice) for product in products_typed(typed)]
    intake.ready(typed)
    ready_speech(intake.settings, jobs[0].scripts)
    return jobs, avatar
