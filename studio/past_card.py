"""How versions rank by a seller's own results, each with the span in which its share of clicks lies."""

from collections.abc import Sequence
from html import escape

from pipelines.jobs.kit_past import PastRanking
from pipelines.stages.variants.clicks import Expected


def past_section(rankings: Sequence[PastRanking]) -> str:
    """Return the section of a kit's page; nothing where the seller gave no results."""
    if not rankings:
        return ""
    return (
        '<section class="past"><h2>By your own results</h2><p>Expected shares of clicks, with the span that holds each '
        f"with 95 % probability. Where spans overlap, try both.</p>{''.join(map(_place, rankings))}</section>"
    )


def _place(one: PastRanking) -> str:
    left = "".join(f"<li>{escape(sentence)}</li>" for sentence in one.left_out)
    listed = f'<ul class="findings">{left}</ul>' if left else ""
    return f"<h3>{escape(one.place)}</h3><p>{escape(one.ranking.why)}</p>{_table(one.ranking.titles)}{listed}"


def _table(found: Sequence[Expected]) -> str:
    if not found:
        return ""
    widest = max(one.most for one in found)
    rows = "".join(f'<tr><th scope="row">{escape(one.text)}</th>{_figures(one, widest)}</tr>' for one in found)
    return f"<table>{rows}</table>"


def _figures(one: Expected, widest: float) -> str:
    """Return a share, its span in figures, and the span drawn with the share's mark."""
    least, share, most = (100 * value / widest for value in (one.least, one.share, one.most))
    drawn = (
        f'<span class="span" aria-hidden="true"><i style="left:{least:.1f}%;width:{most - least:.1f}%"></i>'
        f'<b style="left:{share:.1f}%"></b></span>'
    )
    return f"<td>{one.share:.2%}</td><td>{one.least:.2%} to {one.most:.2%}</td><td>{drawn}</td>"
