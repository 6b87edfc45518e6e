"""Films of a house as they are typed: its story, shop or factory, told from its brand's file."""

from collections.abc import Mapping

import click

from pipelines.jobs.job import FilmScript
from pipelines.jobs.photo_stage import PHOTOS
from pipelines.stages.copy.brand_script import Script, brand_script
from presets.brands.library import read_brand
from presets.films.facts import Facts
from presets.languages.library import language as language_of
from studio.scripts_typed import spoken_as_typed
from studio.typed import FilmTyped


def house_typed(typed: FilmTyped) -> Mapping[str, object]:
    """Return what a film of a house has instead of a product's: scripts, name, colour and logo, by a job's fields.

    Raises:
        CopyError: the brand has no words in a language, or nothing to tell.
        PresetError: the brand's file is wrong, or there is no such language.
        RecordingError: there is no such recording.
        click.UsageError: it cannot be meant.
    """
    path = typed["facts"]
    if path is None or typed["script"]:
        raise click.UsageError("With --about, give the brand's file as --facts brand.toml, and no --script.")
    brand = read_brand(path)
    which = Script(typed["about"])
    languages = [language_of(tag) for tag in dict.fromkeys(typed["language"] or ["en"])]
    scripts = [
        FilmScript(language=one.id, words="\n".join(line.text for line in brand_script(brand, which, one)))
        for one in languages
    ]
    logo = path.parent / brand.logo if brand.logo else None
    return {
        "scripts": spoken_as_typed(typed, scripts),
        "facts": {one.id: Facts(name=brand.name, action="") for one in languages},
        "scene": PHOTOS if typed["scene"] == "auto" else typed["scene"],
        "brand": typed["brand"] or brand.colours.accent or brand.colours.primary,
        "logo": typed["logo"] or logo,
    }
