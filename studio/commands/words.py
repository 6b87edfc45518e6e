"""`studio words`: a listing's words from a product's facts, to be read, copied or piped on."""

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from studio.settings import Settings

if TYPE_CHECKING:
    from studio.words_typed import WordsTyped


@click.command()
@click.argument("facts", type=click.Path(path_type=Path), metavar="PRODUCT")
@click.option("--language", "-l", default="en", show_default=True, metavar="TAG", help="The listing's language.")
@click.option("--preset", "-p", default="amazon-us", show_default=True, metavar="ID", help="The marketplace.")
@click.option(
    "--strategy",
    type=click.Choice(("keyword_first", "benefit_first", "gift_first")),
    help="What the title begins with; without it, a title for each that the facts bear.",
)
@click.option("--past", type=click.Path(path_type=Path), metavar="CSV", help="Your results: text,impressions,clicks.")
@click.option("--json", "as_json", is_flag=True, help="One JSON record; each line has the addresses of its facts.")
@click.pass_obj
def words(settings: Settings, **typed: "Unpack[WordsTyped]") -> None:
    """Write titles, bullets, description and keywords from product.toml, inside a marketplace's limits.

    Nothing is claimed that the facts do not say, and nothing is translated: what has no words in the language is left
    out and told. Each title comes with what can be measured of it; your own past results alone rank them.

    \b
    studio words mug/product.toml --language es --preset amazon-us
    studio words mug/product.toml -l de -p shopify --strategy gift_first --json
    """
    from studio.watching import say
    from studio.words_print import readable, record
    from studio.words_typed import written_words

    found = written_words(settings, typed)
    if typed["as_json"]:
        click.echo(record(found))
        return
    click.echo(readable(found))
    for note in found.copy.notes:
        say(note)
