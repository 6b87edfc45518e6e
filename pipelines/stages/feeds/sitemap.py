"""A sitemap of a product's pages with their pictures and films."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from pipelines.stages.claims.proven import is_proven
from pipelines.stages.feeds.media import MediaItem
from pipelines.stages.feeds.shelf import Shelf
from presets.feeds.sitemaps import IMAGE, MAP, MOST_DESCRIPTION, MOST_IMAGES, VIDEO
from presets.schema import Role

_ROLES = (Role.MAIN, Role.ADDITIONAL, Role.SWATCH, Role.LIFESTYLE, Role.SIZE_CHART, Role.DETAIL)


def written_sitemap(shelves: Sequence[Shelf]) -> bytes:
    """Return a sitemap in UTF-8, a page a shelf; pictures have no captions there, which have been ignored since 2022.

    A film without a thumbnail or a text is left out, as it is not read without.

    Raises:
        ValueError: a shelf has no page, or more pictures than a page can have.
    """
    for prefix, name in (("", MAP), ("image", IMAGE), ("video", VIDEO)):
        register_namespace(prefix, name)
    root = Element(f"{{{MAP}}}urlset")
    for shelf in shelves:
        _page(root, shelf)
    indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8") + b"\n"


def sitemap_notes(shelves: Sequence[Shelf]) -> tuple[str, ...]:
    """Return what a sitemap leaves out, for the person."""
    bare = [film for shelf in shelves for film in shelf.films() if film.thumbnail is None]
    return tuple(dict.fromkeys(f"{film.path} has no thumbnail, without which no film is listed." for film in bare))


def _page(root: Element, shelf: Shelf) -> None:
    page = shelf.shop.page_url
    if page is None:
        raise ValueError(
            f"The page of '{shelf.name.text}' in {shelf.copy.language} is not known; a sitemap lists pages."
        )
    url = SubElement(root, f"{{{MAP}}}url")
    SubElement(url, f"{{{MAP}}}loc").text = page
    pictures = shelf.pictures(*_ROLES)
    if len(pictures) > MOST_IMAGES:
        raise ValueError(f"{len(pictures)} pictures on one page are over the {MOST_IMAGES} of a sitemap.")
    for picture in pictures:
        image = SubElement(url, f"{{{IMAGE}}}image")
        SubElement(image, f"{{{IMAGE}}}loc").text = shelf.shop.url_of(picture)
    for film in shelf.films():
        _film(url, film, shelf)


def _film(url: Element, film: MediaItem, shelf: Shelf) -> None:
    told = film_description(film, shelf)
    if film.thumbnail is None or told is None:
        return
    video = SubElement(url, f"{{{VIDEO}}}video")
    parts = {
        "thumbnail_loc": shelf.shop.url(film.thumbnail),
        "title": shelf.name.text,
        "description": told,
        "content_loc": shelf.shop.url_of(film),
        "duration": str(max(1, round(film.seconds or 0))),
        "publication_date": film.made_on.isoformat() if film.made_on else "",
    }
    for name, text in parts.items():
        if text:
            SubElement(video, f"{{{VIDEO}}}{name}").text = text


def film_description(film: MediaItem, shelf: Shelf) -> str | None:
    """Return the longest of the words at hand that a sitemap takes and the facts prove; None without any."""
    alt = film.alt_in(shelf.copy.language)
    texts = [line.text for line in (shelf.description, alt) if line is not None]
    fitting = (text for text in texts if len(text) <= MOST_DESCRIPTION)
    return next((text for text in fitting if is_proven(text, shelf.copy.language, shelf.product)), None)
