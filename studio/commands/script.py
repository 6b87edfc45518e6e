"""`studio script`: a script written from a product's facts, to be edited or spoken as it is."""

from pathlib import Path

import click

from studio.settings import Settings


@click.command()
@click.argument("facts", type=click.Path(path_type=Path), metavar="FACTS")
@click.option("--language", "-l", default="en", show_default=True, metavar="TAG", help="The script's language.")
@click.option("--preset", "-p", metavar="ID", help="A marketplace; what it forbids in films is left out.")
@click.option("--slot", default="video", show_default=True, metavar="ID", help="Its place for films.")
@click.option(
    "--about",
    type=click.Choice(["story", "shop", "factory"]),
    help="Tell of the house instead: FACTS is its brand.toml.",
)
@click.pass_obj
def script(settings: Settings, *, facts: Path, language: str, preset: str | None, slot: str, about: str | None) -> None:
    """Write a script from facts: a TOML file, a table for each language with name, lines, size, price, action.

    The language's own sentences say the facts as they stand; nothing is added, and nothing is translated.

    \b
    studio script mug.toml --language de > pitch.de.txt
    studio script mug.toml -l en -p tiktok-shop
    studio script brand.toml --about factory -l es > factory.es.txt
    """
    from pipelines.stages.film.format import allowed
    from pipelines.stages.script.from_facts import script_from_facts
    from presets.languages.library import language as language_of
    from presets.library import load_presets
    from studio.scripts_typed import facts_of
    from studio.watching import say

    spoken = language_of(language)
    if about is not None:
        from pipelines.stages.copy.brand_script import Script, brand_script
        from presets.brands.library import read_brand

        lines = brand_script(read_brand(facts), Script(about), spoken)
        click.echo("\n".join(line.text for line in lines))
        return
    found = facts_of(facts).get(spoken.id)
    if preset is not None and found is not None:
        found, _, notes = allowed(load_presets(settings.presets_folder).slot(preset, slot), found, logo=False)
        for note in notes:
            say(note)
    click.echo(script_from_facts(found, spoken, facts.name), nl=False)
