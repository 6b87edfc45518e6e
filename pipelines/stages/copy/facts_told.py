"""A product's facts in one language: each with its address, and a note for each that has no words there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from pipelines.listing import Brief, Line
from pipelines.stages.copy.name_rest import kind_in, kinds_of, rest_of
from pipelines.stages.copy.told import country_told, months_told, number_told, quantity_told
from presets.claims.library import load_certificates
from presets.languages.schema import Language
from presets.languages.tags import root
from presets.lexicon.library import lexicon, load_lexicons, load_terms, term_id
from presets.lexicon.schema import Colour, Lexicon, Material, Occasion, Said, Thing
from presets.lexicon.terms import FeatureTerm, Group
from presets.products.quantity import Quantity
from presets.products.schema import Measures, Product

_PLURAL = "p"  # genders that are a pair's, or of several, end so

Term = TypeVar("Term", bound=Said)


@dataclass(frozen=True)
class Feature:
    """A feature in words; `measure` is the figure that bears it out, where the product has it."""

    line: Line
    group: Group
    measure: str | None = None


@dataclass(frozen=True)
class FactsTold:
    """All that can be told of a product in one language.

    Attributes:
        thing: what it is; None where the language has no word for it.
        known: the thing is the lexicon's, with its gender.
        name, brand: as the seller writes them.
        materials, colours: with the words' forms.
        measures: by name; figure and unit.
        spans: what the size chart's measures are called; those without words are not there.
    """

    language: Language
    lexicon: Lexicon
    thing: Thing | None
    known: bool
    name: Line | None
    brand: Line | None
    materials: tuple[tuple[Material, str], ...]
    colours: tuple[tuple[Colour, str], ...]
    features: tuple[Feature, ...]
    occasions: tuple[tuple[Occasion, str], ...]
    measures: Mapping[str, Line]
    points: tuple[Line, ...]
    buyers: tuple[Line, ...]
    steps: tuple[Line, ...]
    spans: Mapping[str, str]
    box: tuple[Line, ...]
    specs: tuple[Line, ...]
    certifications: tuple[Line, ...]
    origin: Line | None
    warranty: Line | None
    notes: tuple[str, ...] = ()

    @property
    def gender(self) -> str | None:
        return self.lexicon.gender(self.thing) if self.thing and self.known else None


def facts_told(brief: Brief) -> FactsTold:
    """Return what a brief's product is in the brief's language.

    Raises:
        PresetError: no lexicon has the language's words.
    """
    return _Teller(brief).told()


class _Teller:
    """Collects words and, where there are none, notes."""

    def __init__(self, brief: Brief) -> None:
        self.product: Product = brief.product
        self.language = brief.language
        self.units = brief.units
        self.lexicon = lexicon(brief.language.id)
        self.words = brief.product.translated(brief.language.id)
        self.at_home = _plain(brief.product.language) == _plain(brief.language.id)
        self.notes: list[str] = []

    def told(self) -> FactsTold:
        product = self.product
        thing, known = self._thing()
        gender = self.lexicon.gender(thing) if thing and known else None
        return FactsTold(
            language=self.language,
            lexicon=self.lexicon,
            thing=thing,
            known=known,
            name=self._name(),
            brand=Line(product.brand, ("brand",)) if product.brand else None,
            materials=self._terms("materials", Material),
            colours=self._terms("colours", Colour),
            features=self._features(gender),
            occasions=self._occasions(),
            measures={
                name: Line(quantity_told(measure, self.language, self.units), (f"measures.{name}",))
                for name, measure in product.measures.given().items()
            },
            points=self._sentences("points"),
            buyers=self._sentences("buyers"),
            steps=self._sentences("steps"),
            spans=dict(self._spans()),
            box=self._box(),
            specs=self._specs(),
            certifications=tuple(
                Line(self._mark(text), (f"certifications.{index}",))
                for index, text in enumerate(product.certifications)
            ),
            origin=Line(country_told(product.made_in, self.language), ("made_in",)) if product.made_in else None,
            warranty=self._warranty(),
            notes=tuple(dict.fromkeys(self.notes)),
        )

    def _missing(self, address: str, written: str, key: str) -> None:
        self.notes.append(
            f"{address}: '{written}' has no words in {self.language.title} and was left out. Add words."
            f"{self.language.id}.{key}."
        )

    def _thing(self) -> tuple[Thing | None, bool]:
        """Return what it is, and whether that is the lexicon's word with its gender: the seller's own goes before."""
        written = self.product.category
        found = term_id("categories", written, self.product.language)
        translated = self.words.terms.get(written) if self.words else None
        if found is not None and translated is None:
            return self.lexicon.categories[found], True
        own = self._own(written)
        if own is None:
            self._missing("category", written, f'terms."{written}"')
        return (None if own is None else Thing(word=own)), False

    def _own(self, written: str) -> str | None:
        """Return the seller's own words for a term: a translation, or the file's where it is in the language."""
        if self.words and written in self.words.terms:
            return self.words.terms[written]
        return written if self.at_home else None

    def _name(self) -> Line | None:
        if self.words and self.words.name:  # in the file's own language too: it may be called otherwise there
            return Line(self.words.name, (f"words.{self._tag()}.name",))
        if self.at_home:
            return Line(self.product.name, ("name",))
        rest = self._untranslated()
        if self.words is None and rest:
            self._missing("name", self.product.name, "name, or that table without one where it is a name there too")
            return None
        return Line(rest, ("name",)) if rest else None

    def _untranslated(self) -> str:
        """Return what the file's own name says beyond its maker and its kind."""
        found = term_id("categories", self.product.category, self.product.language)
        known = load_lexicons().get(_plain(self.product.language))
        kinds = kinds_of(known.categories[found] if known and found else Thing(word=self.product.category))
        return rest_of(self.product.name, self.product.brand, kind_in(self.product.name, kinds))

    def _terms(self, kind: str, model: type[Term]) -> tuple[tuple[Term, str], ...]:
        found = list[tuple[Term, str]]()
        for index, written in enumerate(getattr(self.product, kind)):
            said = self._said(kind, written)
            if said is None:
                self._missing(f"{kind}.{index}", written, f'terms."{written}"')
            else:
                found.append((model(word=said) if isinstance(said, str) else said, f"{kind}.{index}"))
        return tuple(found)

    def _said(self, kind: str, written: str) -> Any:
        """Return the words for a term: the seller's own first, then the lexicon's, then the file's as they stand."""
        if self.words and written in self.words.terms:
            return self.words.terms[written]
        found = term_id(kind, written, self.product.language)
        return getattr(self.lexicon, kind)[found] if found else self._own(written)

    def _features(self, gender: str | None) -> tuple[Feature, ...]:
        found = dict[str, Feature]()
        for kind, group in (("features", Group.QUALITY), ("care", Group.CARE)):
            for index, written in enumerate(getattr(self.product, kind)):
                said = self._said("features", written)
                if said is None:
                    self._missing(f"{kind}.{index}", written, f'terms."{written}"')
                    continue
                term = load_terms().features.get(term_id("features", written, self.product.language) or "")
                line = Line(self.lexicon.agreed(said, gender), (f"{kind}.{index}",))
                found.setdefault(line.text, self._feature(line, term, group))
        return tuple(found.values())

    def _feature(self, line: Line, term: FeatureTerm | None, group: Group) -> Feature:
        if term is None:
            return Feature(line, group)
        has_measure = term.measure is not None and getattr(self.product.measures, term.measure) is not None
        return Feature(line, group if group is Group.CARE else term.group, term.measure if has_measure else None)

    def _occasions(self) -> tuple[tuple[Occasion, str], ...]:
        found = list[tuple[Occasion, str]]()
        for index, written in enumerate(self.product.occasions):
            said = self._said("occasions", written)
            if said is None:
                self._missing(f"occasions.{index}", written, f'terms."{written}"')
            else:
                occasion = said if isinstance(said, Occasion) else Occasion(word=said, lead=said)
                found.append((occasion, f"occasions.{index}"))
        return tuple(found)

    def _sentences(self, field: str) -> tuple[Line, ...]:
        """Return points, buyers or steps; without a translation, none and a note."""
        texts: tuple[str, ...] = getattr(self.product, field) if self.at_home else getattr(self.words, field, ())
        given: tuple[str, ...] = getattr(self.product, field)
        if given and not texts:
            self._missing(field, given[0], field)
        address = field if self.at_home else f"words.{self._tag()}.{field}"
        return tuple(Line(text, (f"{address}.{index}",)) for index, text in enumerate(texts))

    def _tag(self) -> str:
        return self.language.id if self.language.id in self.product.words else _plain(self.language.id)

    def _box(self) -> tuple[Line, ...]:
        """Return all that is in the box; nothing where there is no word for a part: half a box would be a false one."""
        found = list[Line]()
        for index, boxed in enumerate(self.product.box):
            said = self._said("categories", boxed.item)
            if isinstance(said, str) or said is None:
                said = self._said("items", boxed.item)
            if said is None:
                self._missing(f"box.{index}", boxed.item, f'terms."{boxed.item}"')
                continue
            thing = Thing(word=said) if isinstance(said, str) else said
            found.append(Line(self._counted(thing, boxed.count), (f"box.{index}",)))
        return tuple(found) if len(found) == len(self.product.box) else ()

    def _mark(self, written: str) -> str:
        """Return what a mark is called: as the seller writes it, elsewhere by its own name: CCC for a Chinese 3C."""
        if (own := self._own(written)) is not None or written.isascii():
            return own or written
        return next((mark.name for mark in load_certificates() if written in mark.written), written)

    def _counted(self, thing: Thing, count: int) -> str:
        if count == 1 and (thing.gender or "").endswith(_PLURAL):
            return thing.word
        told = number_told(Decimal(count), self.language)
        return self.lexicon.patterns.counted.format(item=thing.word, count=told)

    def _spans(self) -> Iterator[tuple[str, str]]:
        chart = self.product.size_chart
        for written in chart.measures if chart else ():
            term = term_id("spans", written, self.product.language)
            label = getattr(self.lexicon.labels, written) if written in Measures.model_fields else None
            own = self._own(written) if label is None and term is None else None
            if said := label or (self.lexicon.spans[term] if term else own):
                yield written, self.lexicon.agreed(said)
            else:
                self._missing(f"size_chart.{written}", written, f'terms."{written}"')

    def _specs(self) -> tuple[Line, ...]:
        found = list[Line]()
        for label, value in self.product.specs.items():
            own = self._own(label)
            if own is None:
                self._missing(f"specs.{label}", label, f'terms."{label}"')
            else:
                text = self.lexicon.patterns.labelled.format(label=own, value=self._figure(value))
                found.append(Line(text, (f"specs.{label}",)))
        return tuple(found)

    def _figure(self, value: str) -> str:
        """Return a spec's value, told as a measure where it is one."""
        try:
            return quantity_told(Quantity.parse(value), self.language, self.units)
        except ValueError:
            return value

    def _warranty(self) -> Line | None:
        months = self.product.warranty_months
        return None if months is None else Line(months_told(months, self.language), ("warranty_months",))


def _plain(tag: str) -> str:
    return root(tag)
