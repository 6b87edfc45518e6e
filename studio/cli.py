"""The command line: its commands by name; each is imported when it is asked for."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import click

from pipelines.version import VERSION
from studio.settings import Settings

# Name on the command line -> where it is, and its line in `studio --help`.
_COMMANDS = {
    "kit": (
        "studio.commands.kit:kit",
        "Make all that a listing needs from photos and facts.",
    ),
    "facts": ("studio.commands.facts:facts", "Draft a product's facts from its photos, for you to confirm."),
    "main-image": ("studio.commands.main_image:main_image", "Make each marketplace's main image from product photos."),
    "lifestyle": ("studio.commands.lifestyle:lifestyle", "Put products into places that sell them, at true size."),
    "infographic": ("studio.commands.infographic:infographic", "Make pictures with words: sizes, features, care."),
    "cutout": ("studio.commands.cutout:cutout", "Cut products out: transparent PNGs at the photo's size."),
    "avatar-video": (
        "studio.commands.avatar_video:avatar_video",
        "Make films: a presenter speaks for your product.",
    ),
    "product-clip": (
        "studio.commands.product_clip:product_clip",
        "Make films without a presenter: the camera goes over your product.",
    ),
    "words": ("studio.commands.words:words", "Write a listing's titles, bullets, description and keywords from facts."),
    "script": ("studio.commands.script:script", "Write a film's script from a product's facts, to be edited."),
    "batch": (
        "studio.commands.batch:batch",
        "Make everything a plan lists: a table, or a folder of photos.",
    ),
    "jobs": ("studio.commands.jobs:jobs", "List what was run; try again or cancel jobs."),
    "speak": ("studio.commands.speak:speak", "Speak a script in the buyer's language, with captions."),
    "voices": ("studio.commands.voices:voices", "List who speaks which language, and how well."),
    "check": ("studio.commands.check:check", "Check any picture against a marketplace's rules."),
    "presets": ("studio.commands.presets:presets", "List, read and validate marketplaces' rules."),
    "markets": ("studio.commands.markets:markets", "List countries, and what their law and custom look at."),
    "scenes": ("studio.commands.scenes:scenes", "List, read and validate places for products; prepare their plates."),
    "models": ("studio.commands.models:models", "List, fetch and verify the networks' weights."),
    "engines": ("studio.commands.engines:engines", "List the engines and their options."),
    "serve": ("studio.commands.serve:serve", "Open the studio in a browser."),
    "demo": ("studio.commands.demo:demo", "Make pictures of an example product, and a page to look at."),
    "completion": ("studio.commands.completion:completion", "Print the line that turns on shell completion."),
}


class LazyGroup(click.Group):
    """A group that imports a command only when it runs, so that `studio --help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name][0].partition(":")
        return getattr(import_module(module), name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="studio")
@click.option("--offline", is_flag=True, help="Never dial: use only what is on this machine.")
@click.option(
    "--presets",
    "presets_folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder with presets of your own; they add to ours or replace one of the same id.",
)
@click.option(
    "--scenes",
    "scenes_folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder with scenes of your own; they add to ours or replace one of the same id.",
)
@click.pass_context
def studio(ctx: click.Context, *, offline: bool, presets_folder: Path | None, scenes_folder: Path | None) -> None:
    """Listing pictures from your own product photos, made and checked on this machine.

    \b
    studio demo                                            an example, start to finish
    studio main-image mug.jpg --preset amazon-us           one product, one marketplace
    studio main-image shoes/ --preset ebay --preset etsy   a folder of products, two marketplaces
    studio lifestyle mug.jpg --height-cm 9.5 -p etsy       the mug in a place that suits it, at its true size
    studio check old/*.jpg --preset amazon-us              are these pictures still right?

    Paths of what was made go to stdout, talk to stderr. Exit codes: 0 all is well; 1 a rule is broken; 2 the command
    was typed wrong; 3 a photo or picture could not be used; 4 an engine or its weights are not at hand; 5 a preset is
    wrong; 70 a fault of ours; 130 stopped.
    """
    settings = Settings.from_environment()
    ctx.obj = replace(
        settings,
        presets_folder=presets_folder or settings.presets_folder,
        scenes_folder=scenes_folder or settings.scenes_folder,
        offline=offline or settings.offline,
    )
