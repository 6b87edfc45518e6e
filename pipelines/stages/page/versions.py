"""A page's versions: each differs from it in one named thing."""

from dataclasses import replace

from pipelines.errors import PageError
from pipelines.page import PageMaterial, PageWords
from presets.pages.address import Version

_LEAST_POINTS = 2  # one leads, the others stay


def in_version(material: PageMaterial, version: Version | None) -> PageMaterial:
    """Return what a version of a page is made of.

    Raises:
        PageError: its words do not bear it.
    """
    if version is Version.HEADLINE:
        return replace(material, words=_led_by_a_point(material.words))
    return replace(material, cropped=version is Version.CROP)


def differs(material: PageMaterial, version: Version | None) -> str:
    """Return what sets a version apart, as experiments say it: `headline: Light and tough`; empty for the usual one."""
    if version is Version.HEADLINE and material.words.headline is not None:
        return f"headline: {material.words.headline.text}"
    return "crop: a detail" if version is Version.CROP else ""


def _led_by_a_point(words: PageWords) -> PageWords:
    """Return words in which the first point takes the place of the headline, and the headline that of the lead."""
    if words.headline is None or len(words.points) < _LEAST_POINTS:
        raise PageError("A headline to be tried against the name needs two points. Give more, a few words each.")
    lead = words.headline if words.lead is not None else None
    return replace(words, headline=words.points[0].line, lead=lead, points=words.points[1:])
