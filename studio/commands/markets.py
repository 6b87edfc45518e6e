"""`studio markets`: what each country reads and pays with, and what its law and custom have a seller look at."""

import json

import click


@click.command()
@click.argument("country", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON record a line.")
def markets(country: str | None, *, as_json: bool) -> None:
    """List the markets, or all that is to be looked at in one COUNTRY, by its ISO code: us, de, sg.

    must: law, read on an official page. should: law read elsewhere, or from general knowledge. note: custom. Those that
    machines measure are marked; a kit asks a person about the others. None of it is legal advice.
    """
    from presets.markets.library import load_markets, market, rulings

    if country is None:
        for one in load_markets().items.values():
            head = one.model_dump(mode="json", include={"id", "title", "languages", "currency", "units"})
            told = (one.id, one.title, ", ".join(one.languages), one.currency, f"{len(rulings(one))} checks")
            click.echo(json.dumps(head, ensure_ascii=False) if as_json else "\t".join(told))
        return
    for ruling in rulings(market(country)):
        check, sources = ruling.check, [source.model_dump(mode="json") for source in ruling.sources]
        if as_json:
            record = check.model_dump(mode="json", exclude_none=True)
            click.echo(json.dumps({**record, "sources": sources}, ensure_ascii=False))
        else:
            how = "measured" if check.measured else "asked"
            click.echo(f"{check.level}\t{check.topic}\t{how}\t{check.statement}")
            for source in ruling.sources:
                click.echo(f"\t\t{source.confidence}\t{source.title}{f': {source.url}' if source.url else ''}")
