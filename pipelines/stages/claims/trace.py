"""A text's claims, each traced to the fact that proves it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from pipelines.listing import Line
from pipelines.stages.claims.claim import Claim, Kind, Trace
from pipelines.stages.claims.discounts import discounts_said
from pipelines.stages.claims.disguised import as_seen
from pipelines.stages.claims.facts import Proofs, own_fact
from pipelines.stages.claims.figures import Figure, figures_in
from pipelines.stages.claims.labels import labels_said, may_prove
from pipelines.stages.claims.levelled import levelled
from pipelines.stages.claims.origin import origins_said
from pipelines.stages.claims.said import (
    Span,
    certificates_said,
    covers,
    outermost,
    said,
    spelt,
    spelt_certificates,
)
from pipelines.stages.claims.terms import SaidTerm, labels_of_parts, terms_said, things_said
from presets.claims.library import claim_words
from presets.claims.schema import Certificate
from presets.languages.library import language as known_language
from presets.languages.schema import Language
from presets.languages.tags import root
from presets.products.schema import Product

_IN_OTHER_UNITS = re.compile(r"[\s\u00a0]*[(（/=][\s\u00a0]*")

_NAME_LETTERS = 5  # shorter names of currencies are other words too: real, peso, won


def traced(text: str, language: Language | str, product: Product, declared: Sequence[str] | None = None) -> Trace:
    """Return every claim of a text with the fact behind it.

    What the seller wrote himself is a fact wherever it stands whole, in any language: only he may say `the best`.

    Args:
        declared: addresses of the facts that the text's writer says it tells; None where nobody said.

    Raises:
        PresetError: the language, or its claims' words, are not known.
    """
    spoken = known_language(language) if isinstance(language, str) else language
    proofs = _proofs(_Same(product))
    own = frozenset(own_fact(address) for address in declared or ())
    seen, places = as_seen(text, root(spoken.id))
    found = _Reading(seen, spoken, proofs, own).claims()
    claims = found if seen == text else tuple(_placed(claim, places, text) for claim in found)
    told = {claim.fact for claim in claims if claim.fact}
    return Trace(
        text,
        spoken.id,
        claims,
        untold=() if declared is None else tuple(sorted(told - own)),
        unknown=tuple(address for address in declared or () if not proofs.has(address)),
    )


def _placed(claim: Claim, places: Sequence[int], text: str) -> Claim:
    """Return a claim of a text as it is seen with its place in the text as it is written."""
    start, end = places[claim.span[0]], places[claim.span[1] - 1] + 1
    return replace(claim, span=(start, end), text=text[start:end])


def traced_line(line: Line, language: Language | str, product: Product) -> Trace:
    """Return a line's claims against the product's facts and those that the line declares."""
    return traced(line.text, language, product, line.facts)


@dataclass(frozen=True, eq=False)
class _Same:
    """A product as itself: every line of its listing is held against the same facts."""

    product: Product

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.product is self.product

    def __hash__(self) -> int:
        return id(self.product)


@lru_cache(maxsize=16)
def _proofs(same: _Same) -> Proofs:
    return Proofs(same.product)


@dataclass(frozen=True)
class _Reading:
    """A text being read."""

    text: str
    language: Language
    proofs: Proofs
    declared: frozenset[str]

    def claims(self) -> tuple[Claim, ...]:
        worded = [*self._forbidden(), *self._worded(), *self._certificates(), *self._origins(), *self._warranty()]
        worded += [*self._terms(), *self._prices_in_words()]
        taken = [claim.span for claim in worded]
        figured = [claim for figure in self._figures for claim in self._figure(figure, taken)]
        return tuple(sorted([*worded, *figured], key=lambda claim: claim.span))

    def _forbidden(self) -> Iterator[Claim]:
        for phrase in self.proofs.product.never:
            for span in covers(phrase, self.text, self.language):
                why = f"'{phrase}' is among the claims that must never be made of it."
                yield Claim(span, Kind.FORBIDDEN, self._at(span), None, why)

    def _worded(self) -> Iterator[Claim]:
        words = claim_words(self.language)
        for kind, listed, why in (
            (Kind.SUPERLATIVE, words.superlatives, "No fact says that nothing is better."),
            (Kind.MEDICAL, words.medical, "No fact says that it heals or keeps off germs."),
            (Kind.GREEN, words.green, "No fact says what it does to nature."),
            (Kind.WARRANTY, words.promises, "No fact promises this."),
            (Kind.PRICE, words.offers, "No fact offers this."),
        ):
            found = [*said(listed, self.text, self.language)]
            found += discounts_said(self.text, self.language) if kind is Kind.PRICE else []
            for span in outermost(found):
                if not any(_lies_in(span, label) for label in self._neutral):
                    yield self._claim(span, kind, (), why)

    def _terms(self) -> Iterator[Claim]:
        for term in self._said_terms:
            yield self._claim(term.span, term.kind, term.facts, f"No fact says '{self._at(term.span)}'.")

    def _certificates(self) -> Iterator[Claim]:
        named = [*certificates_said(self.text), *self._spelt_marks()]
        proven = list[str]()
        for span in outermost(span for span, _ in named):
            forms = {levelled(form) for found, mark in named if found == span for form in mark.written}
            facts = [
                f"certifications.{index}"
                for index, own in enumerate(self.proofs.product.certifications)
                if any(form in levelled(own) for form in forms)
            ]
            claim = self._claim(span, Kind.CERTIFICATE, facts, "It is not among the certifications.")
            proven += [claim.fact] if claim.fact else []
            yield claim
        for span in outermost(said(claim_words(self.language).certified, self.text, self.language)):
            if not any(_lies_in(span, label) for label in self._neutral):
                yield self._claim(span, Kind.CERTIFICATE, proven, "No certification stands behind it.")

    def _spelt_marks(self) -> Iterator[tuple[Span, Certificate]]:
        """Yield marks whose capitals stand apart, but where the seller's own words have such initials."""
        own = [f" {spelt(written.text)} " for written in self.proofs.texts]
        for span, mark in spelt_certificates(self.text):
            if not any(f" {spelt(self._at(span))} " in words for words in own):
                yield span, mark

    def _origins(self) -> Iterator[Claim]:
        made_in = self.proofs.product.made_in
        for span, country in (*origins_said(self.text, self.language), *self._homes()):
            facts = ("made_in",) if made_in is not None and country == made_in else ()
            why = f"It was made in '{made_in}'." if made_in else "No fact says where it was made."
            yield self._claim(span, Kind.ORIGIN, facts, why)

    def _homes(self) -> Iterator[tuple[Span, str | None]]:
        """Yield adjectives of a country, but in the name of such a thing: a `Swiss roll`."""
        for country, words in claim_words(self.language).homes.items():
            for span in outermost(said(words, self.text, self.language)):
                if not any(_lies_in(span, name) for name in self._neutral):
                    yield span, country

    def _warranty(self) -> Iterator[Claim]:
        facts = ("warranty_months",) if self.proofs.product.warranty_months else ()
        for span in outermost(said(claim_words(self.language).warranty, self.text, self.language)):
            yield self._claim(span, Kind.WARRANTY, facts, "No fact gives a warranty.")

    def _prices_in_words(self) -> Iterator[Claim]:
        """Yield currencies that are named without figures: nineteen dollars."""
        named = claim_words(self.language).currencies.values() if self.language.spaced else ()
        names = tuple(name for names in named for name in names if len(name) >= _NAME_LETTERS)
        amounts = [figure.span for figure in self._figures if figure.currencies]
        for span in outermost(said(names, self.text, self.language)):
            if not any(_lies_in(span, amount) for amount in amounts):
                yield self._claim(span, Kind.PRICE, (), "It is a price in words. Write it in figures.")

    def _figure(self, figure: Figure, taken: Sequence[Span]) -> Iterator[Claim]:
        start, end = figure.span
        if any(first <= start and end <= last for first, last in taken):
            return
        same = self.proofs.of_figure(figure)
        facts = [address for address in same if may_prove(address, figure, self._labels, self.text)]
        if (other := self._converted.get(figure.span)) is not None:
            facts = [address for address in facts if address in self.proofs.of_figure(other)]
        why = "It is another measure's figure." if same else "No fact has this figure."
        yield self._claim(figure.span, _kind(figure), facts, why)

    def _claim(self, span: Span, kind: Kind, facts: Sequence[str], why: str) -> Claim:
        own = [address for (start, end), address in self._own_words if _lies_in(span, (start, end))]
        own += [fact for term in self._said_terms for fact in term.facts if _lies_in(span, term.span)]
        found = [*own, *facts]
        fact = next((address for address in found if address in self.declared), found[0] if found else None)
        return Claim(span, kind, self._at(span), fact, "" if fact else why)

    @cached_property
    def _figures(self) -> tuple[Figure, ...]:
        return figures_in(self.text, self.language)

    @cached_property
    def _converted(self) -> dict[Span, Figure]:
        """Each figure that stands beside itself in another unit, `3.5 in (9 cm)`, and that one."""
        pairs = [
            (one, other)
            for one, other in pairwise(self._figures)
            if one.unit and other.unit and _IN_OTHER_UNITS.fullmatch(self.text[one.span[1] : other.span[0]])
        ]
        return {one.span: other for pair in pairs for one, other in (pair, pair[::-1])}

    @cached_property
    def _said_terms(self) -> list[SaidTerm]:
        return list(terms_said(self.text, self.language, self.proofs.product))

    @cached_property
    def _neutral(self) -> list[Span]:
        """Where labels stand before a colon, and names of such a thing: the Italian for care is the word for a cure."""
        own = things_said(self.text, self.language, self.proofs.product)
        return [*labels_of_parts(self.text, self.language), *own]

    @cached_property
    def _labels(self) -> list[tuple[Span, str]]:
        return labels_said(self.text, self.language)

    @cached_property
    def _own_words(self) -> list[tuple[Span, str]]:
        """Where a text of the seller's stands whole; a bare figure is no text."""
        return [
            (span, written.address)
            for written in self.proofs.texts
            if any(sign.isalpha() for sign in written.text)
            for span in covers(written.text, self.text, self.language)
        ]

    def _at(self, span: Span) -> str:
        return self.text[slice(*span)]


def _lies_in(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


def _kind(figure: Figure) -> Kind:
    if figure.currencies:
        return Kind.PRICE
    if figure.unit:
        return Kind.PERCENT if figure.unit == "%" else Kind.MEASURE
    return Kind.NUMBER
