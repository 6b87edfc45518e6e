"""One product as one shop shows it in one language: what feeds are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from urllib.parse import quote, urlsplit

from pipelines.listing import Copy, Line
from pipelines.stages.feeds.media import MediaItem, MediaKind
from presets.languages.tags import root
from presets.markets.schema import Market
from presets.products.schema import Product
from presets.schema import Role

_GUESSED = "link: the product's page is taken to be {page}. Give its address with --page-url if it is another."
_NO_BASE = "Without the shop's address all links are relative; readers of feeds want whole ones. Give --base-url."


class Availability(StrEnum):
    """Whether it can be had; no fact of a product, so that it is told only where the seller says it."""

    IN_STOCK = "in_stock"
    OUT_OF_STOCK = "out_of_stock"
    PREORDER = "preorder"
    BACKORDER = "backorder"


class Condition(StrEnum):
    """What state it is in; told only where the seller says it."""

    NEW = "new"
    REFURBISHED = "refurbished"
    USED = "used"


@dataclass(frozen=True)
class Shop:
    """Where files and the product's page will lie.

    Attributes:
        base_url: the folder's address; None leaves links relative.
        page: of the product, from there.
        page_at: the page's whole address, where it lies elsewhere.
    """

    base_url: str | None = None
    page: str | None = None
    page_at: str | None = None

    def __post_init__(self) -> None:
        if self.base_url is not None:
            parts = urlsplit(self.base_url)
            if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
                raise ValueError(f"'{self.base_url}' is no shop's address. Write it as https://shop.example/mug.")

    def url(self, path: str) -> str:
        """Return a file's address, in ASCII (RFC 3986); a comma in it is encoded, as feeds part addresses by commas."""
        encoded = quote(path, safe="/-._~")
        return f"{self.base_url.rstrip('/')}/{encoded}" if self.base_url else encoded

    def url_of(self, item: MediaItem) -> str:
        """Return where a picture or film lies."""
        return item.url or self.url(item.path)

    @property
    def page_url(self) -> str | None:
        return self.page_at or (None if self.page is None else self.url(self.page))

    @property
    def notes(self) -> tuple[str, ...]:
        guessed = _GUESSED.format(page=self.page_url) if self.base_url and self.page and not self.page_at else ""
        return tuple(filter(None, ("" if self.base_url else _NO_BASE, guessed)))


@dataclass(frozen=True)
class Shelf:
    """One product in one market and language.

    Attributes:
        copy: its words; without a title the product's name is taken.
        terms: words of the language for terms of the facts: `navy` -> `azul marino`.
        available_on: the day from which what is ordered ahead is sent.
        by_model: whether a language model wrote the copy.
        taxonomy: the category's path in Google's product taxonomy.
    """

    product: Product
    market: Market
    copy: Copy
    media: Sequence[MediaItem]
    shop: Shop = Shop()
    terms: Mapping[str, str] = field(default_factory=dict[str, str])
    availability: Availability | None = None
    condition: Condition | None = None
    available_on: date | None = None
    by_model: bool = False
    taxonomy: str | None = None

    @property
    def name(self) -> Line:
        """The product's name in the language, or its own."""
        tag = self.copy.language
        words = self.product.translated(tag)
        if words and words.name:
            key = tag if tag in self.product.words else root(tag)
            return Line(words.name, (f"words.{key}.name",))
        return Line(self.product.name, ("name",))

    @property
    def title(self) -> Line:
        return self.copy.titles[0].line if self.copy.titles else self.name

    @property
    def description(self) -> Line | None:
        """The description's paragraphs as one text; None without any."""
        lines = self.copy.description
        if not lines:
            return None
        return Line(self.joint.join(line.text for line in lines), _facts(lines))

    @property
    def joint(self) -> str:
        """What stands between two sentences."""
        return "" if root(self.copy.language) in ("ja", "zh", "zh-TW") else " "

    def word(self, term: str) -> str | None:
        """Return the language's word for a term of the facts, the seller's own first; None without one."""
        words = self.product.translated(self.copy.language)
        told = (words.terms.get(term) if words else None) or self.terms.get(term)
        own = root(self.copy.language) == root(self.product.language)
        return told or (term if own else None)

    def pictures(self, *roles: Role) -> list[MediaItem]:
        """Return pictures of some roles whose words, if any, are in the language, in the order of the roles."""
        shown = [item for item in self.media if item.kind is MediaKind.IMAGE and self._is_read(item)]
        return [item for role in roles for item in shown if item.role is role]

    def films(self) -> list[MediaItem]:
        """Return films in the language, and those without words."""
        return [item for item in self.media if item.kind is MediaKind.VIDEO and self._is_read(item)]

    def _is_read(self, item: MediaItem) -> bool:
        return item.language is None or root(item.language) == root(self.copy.language)


def _facts(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for line in lines for fact in line.facts))
