"""`studio voices`: who speaks which language, and how well."""

import json

import click


@click.command()
@click.option("--language", "-l", metavar="TAG", help="Of one language only.")
@click.option("--json", "as_json", is_flag=True, help="One JSON record a line.")
def voices(language: str | None, *, as_json: bool) -> None:
    """List the languages that can be spoken: how well, and by whom, the best voice first.

    native: as people speak it at home. good: a slight accent. accented: understood, plainly foreign. basic: understood
    in part. captions only: nothing here speaks it.
    """
    from models.catalog import load_catalog
    from pipelines.stages.speech.voices import ENGINE, FULL
    from presets.languages.library import language as language_of
    from presets.languages.library import load_languages
    from presets.presenters.schema import Voice
    from presets.voices.library import voices_of

    people = {Voice.FEMALE: "woman", Voice.MALE: "man"}
    kinds = voices_of(ENGINE)
    licence = load_catalog().named(FULL).licence.name
    for spoken in [language_of(language)] if language else load_languages().values():
        names = spoken.voices.all if spoken.voices else ()
        if as_json:
            record = {"language": spoken.id, "title": spoken.title, "quality": spoken.quality, "voices": names}
            click.echo(json.dumps({**record, "licence": licence, "note": spoken.note}, ensure_ascii=False))
        else:
            who = ", ".join(f"{name} ({people[kinds[name]]})" for name in names) or spoken.note
            click.echo(f"{spoken.id}\t{spoken.title}\t{spoken.quality}\t{who}")
