"""`studio avatar-video`: photos and scripts in; a film in each language out."""

from typing import TYPE_CHECKING, Unpack

import click

from studio.options import cutout_options, film_options, finishing_options, grouped_options
from studio.settings import Settings

if TYPE_CHECKING:
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
    from pipelines.stages.avatar.engine import AVATAR_ENGINES
    from studio.bench import open_workbench, ready_bench, settle_engine
    from studio.film_run import FilmRun, avatar_typed, film_job, say_estimates
    from studio.speech_run import ready_speech
    from studio.typed import products_typed
    from studio.watching import say
    from studio.weights import fetch_missing

    avatar = avatar_typed(typed)
    AVATAR_ENGINES.require_packages(avatar.choice.name)
    jobs = [film_job(product, typed, avatar.choice) for product in products_typed(typed)]
    bench = open_workbench(settings)
    ready_bench(bench, typed)
    ready_speech(settings, jobs[0].scripts)
    if typed["estimate"]:
        say_estimates(bench, jobs[0])
        return
    cutout = settle_engine(settings, typed["cutout"])
    if avatar.sentence:
        say(avatar.sentence)
    fetch_missing(bench.pool.weights, AVATAR_ENGINES.entry(avatar.choice.name).weights)
    bench.pool.open(AVATAR_ENGINES, avatar.choice)
    jobs = [job.model_copy(update={"cutout": cutout}) for job in jobs]
    FilmRun(as_json=typed["as_json"], strict=typed["strict"]).run(LocalRunner(bench), jobs)
