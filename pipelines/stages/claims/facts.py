"""What a product's facts prove: figures in exact units, prices, texts in the seller's own words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from pipelines.stages.claims.disguised import as_seen
from pipelines.stages.claims.figures import Figure, figures_in
from pipelines.stages.claims.levelled import levelled
from pipelines.stages.claims.units import MONTH, WORTH, Worth
from presets.languages.library import language, load_languages
from presets.languages.tags import root
from presets.products.addresses import told_at
from presets.products.quantity import Unit
from presets.products.schema import SENTENCES, Product

_NO_PLACE = (0, 0)
_WHOLE_FROM = 100  # from here on a tenth tells a buyer nothing


@dataclass(frozen=True)
class Written:
    """A text of the seller's, the address of its fact, and the tag of its language."""

    address: str
    text: str
    tag: str


@dataclass(frozen=True)
class Proofs:
    """A product's facts, made ready to be looked up."""

    product: Product

    @cached_property
    def texts(self) -> tuple[Written, ...]:
        """All that the seller wrote himself, in all languages; a translation proves the fact it translates."""
        return tuple(replace(one, text=as_seen(one.text, one.tag)[0]) for one in _written(self.product))

    @cached_property
    def figures(self) -> tuple[tuple[str, Figure], ...]:
        """Every figure that is a fact, or stands in one, with its address."""
        measured = [
            (f"measures.{name}", Figure(_NO_PLACE, str(measure), Fraction(measure.value), unit=measure.unit.value))
            for name, measure in self.product.measures.given().items()
        ]
        if months := self.product.warranty_months:
            measured.append(("warranty_months", Figure(_NO_PLACE, "", Fraction(months), unit=MONTH)))
        read = [
            (written.address, figure)
            for written in self.texts
            if written.tag in load_languages()
            for figure in figures_in(written.text, language(written.tag))
        ]
        return (*measured, *self._of_sizes(), *self._counts(), *read)

    def _of_sizes(self) -> Iterator[tuple[str, Figure]]:
        chart = self.product.size_chart
        for name, row in chart.measures.items() if chart else ():
            for index, extent in enumerate(row):
                for end in extent.ends:
                    told = Figure(_NO_PLACE, str(end), Fraction(end.value), unit=end.unit.value)
                    yield f"size_chart.{name}.{index}", told

    def _counts(self) -> Iterator[tuple[str, Figure]]:
        counts = [boxed.count for boxed in self.product.box]
        for index, count in enumerate(counts):
            yield f"box.{index}", Figure(_NO_PLACE, "", Fraction(count))
        if counts:  # together: a set of 4
            yield "box.0", Figure(_NO_PLACE, "", Fraction(sum(counts)))

    def of_figure(self, figure: Figure) -> list[str]:
        """Return addresses of all facts that say the same as a figure of a text."""
        if figure.code:
            code = levelled(figure.text)
            return [written.address for written in self.texts if code in levelled(written.text)]
        if figure.currencies:
            return [
                f"prices.{country}"
                for country, price in self.product.prices.items()
                if price.currency in figure.currencies and Fraction(price.amount) == figure.value
            ]
        found = [address for address, fact in self.figures if figure.unit and says_same(figure, fact)]
        if figure.unit and not figure.bare:
            return found
        bare = [address for address, fact in self.figures if not fact.unit and not fact.code]
        values = dict(self._bare_values())
        return found + [address for address in bare if figure.value in values[address]]

    def _bare_values(self) -> Iterator[tuple[str, frozenset[Fraction]]]:
        addresses = {address for address, _ in self.figures}
        for wanted in addresses:
            yield wanted, frozenset(fact.value for address, fact in self.figures if address == wanted and not fact.unit)

    def has(self, address: str) -> bool:
        """Tell whether the product has a fact at an address, such as `measures.height` or `words.es.points.1`."""
        return address in told_at(self.product)


def says_same(told: Figure, fact: Figure) -> bool:
    """Tell whether a text's figure is a fact's, exactly, or as we print it where units change their system.

    From metric to customary units and back one decimal at least is kept below a hundred: 350 ml are 11.8 fl oz, and
    not 12.
    """
    there, here = _worth(told.unit, fact.unit), WORTH.get(fact.unit)
    if there is None or here is None or there.family != here.family:
        return False
    exact = fact.value * here.factor / there.factor
    return told.value == exact or (_other_system(told.unit, fact.unit) and told.value in _rounded(exact, told.decimals))


def _worth(told: str, fact: str) -> Worth | None:
    """Return what the told unit is worth: ounces of what is poured are fluid ones."""
    here = WORTH.get(fact)
    return WORTH["fl oz"] if told == "oz" and here is not None and here.family == "volume" else WORTH.get(told)


def _other_system(told: str, fact: str) -> bool:
    units = {unit.value for unit in Unit}
    return told in units and fact in units and Unit(told).metric is not Unit(fact).metric


def _rounded(exact: Fraction, decimals: int) -> set[Fraction]:
    """Return a number rounded to the decimals told, one at least below a hundred; a half both ways."""
    places = 10 ** (decimals if exact >= _WHOLE_FROM else max(1, decimals))
    scaled = exact * places
    return {Fraction(round(scaled), places), Fraction(int(scaled + Fraction(1, 2)), places)}


def own_fact(address: str) -> str:
    """Return the address of the fact that a translation translates: `points.1` for `words.es.points.1`."""
    head, _, rest = address.partition(".")
    tag, _, fact = rest.partition(".")
    return fact if head == "words" and tag and not fact.startswith("terms.") else address


def _written(product: Product) -> Iterator[Written]:
    own = root(product.language)
    for field in ("name", "brand", "category", "sku", "gtin", "mpn"):
        if text := getattr(product, field):
            yield Written(field, text, own)
    for field in (*SENTENCES, "features", "materials", "colours", "care", "occasions", "certifications"):
        yield from (Written(f"{field}.{index}", text, own) for index, text in enumerate(getattr(product, field)))
    yield from (Written(f"box.{index}", boxed.item, own) for index, boxed in enumerate(product.box))
    if chart := product.size_chart:
        yield from (Written(f"size_chart.sizes.{index}", size, own) for index, size in enumerate(chart.sizes))
    for label, value in product.specs.items():
        yield Written(f"specs.{label}", value, own)
        yield Written(f"specs.{label}", label, own)
    yield from _translated(product)


def _translated(product: Product) -> Iterator[Written]:
    for tag, words in product.words.items():
        spoken = root(tag)
        if words.name:
            yield Written("name", words.name, spoken)
        for field in SENTENCES:
            yield from (Written(f"{field}.{index}", text, spoken) for index, text in enumerate(getattr(words, field)))
        for term, text in words.terms.items():
            yield Written(_address_of(product, term), text, spoken)


def _address_of(product: Product, term: str) -> str:
    """Return the fact that a translated term belongs to; the table of terms where it is none."""
    for field in ("materials", "colours", "features", "care", "occasions", "certifications"):
        if term in getattr(product, field):
            return f"{field}.{getattr(product, field).index(term)}"
    items = [boxed.item for boxed in product.box]
    if term in items:
        return f"box.{items.index(term)}"
    if product.size_chart and term in product.size_chart.measures:
        return f"size_chart.{term}.0"
    known = {**{label: label for label in product.specs}, **{value: label for label, value in product.specs.items()}}
    return f"specs.{known[term]}" if term in known else "category"
