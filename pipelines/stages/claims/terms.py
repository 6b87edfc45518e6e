"""Materials, colours and features that a text names, and the facts that have them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipelines.stages.claims.claim import Kind
from pipelines.stages.claims.levelled import levelled
from pipelines.stages.claims.said import Span, outermost, said
from presets.claims.library import claim_words, load_sorts
from presets.languages.library import load_languages
from presets.languages.schema import Language
from presets.languages.tags import root
from presets.lexicon.library import load_lexicons, term_id
from presets.lexicon.schema import Lexicon, Thing, agreed
from presets.products.schema import Product

_KINDS = {"materials": Kind.MATERIAL, "colours": Kind.COLOUR, "features": Kind.FEATURE}
_FIELDS = {"materials": ("materials",), "colours": ("colours",), "features": ("features", "care")}
_FORMS = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")


@dataclass(frozen=True)
class SaidTerm:
    """A word of the lexicon in a text, with the addresses of the facts that say it."""

    span: Span
    kind: Kind
    facts: tuple[str, ...]


def terms_said(text: str, language: Language, product: Product) -> Iterator[SaidTerm]:
    """Yield every material, colour and feature that a text names; without a lexicon, what the claims' words know."""
    words, forms = _forms(root(language.id))
    own = dict(_own_terms(product))
    things = outermost(said(_things(root(language.id)), text, language))
    for span in outermost(said(words, text, language)):
        if any(start <= span[0] and span[1] <= end and (start, end) != span for start, end in things):
            continue  # in Thai a mug's name has the word for glass in it
        meant = forms[_key(text[slice(*span)])]
        facts = tuple(address for term in meant for address in own.get(term, ()))
        yield SaidTerm(span, _KINDS[meant[0][0]], facts)
    for term, others in claim_words(language).features.items():
        for span in outermost(said(others, text, language)):
            yield SaidTerm(span, Kind.FEATURE, own.get(("features", term), ()))


def labels_of_parts(text: str, language: Language) -> Iterator[Span]:
    """Yield where the lexicon's labels of parts stand before a colon: `Care: hand wash`."""
    lexicon = load_lexicons().get(root(language.id))
    labels = tuple(words for _, words in lexicon.labels) if lexicon else ()
    for start, end in said(labels, text, language):
        if re.match(r"\s*[:：]", text[end:]):
            yield start, end


def things_said(text: str, language: Language, product: Product) -> Iterator[Span]:
    """Yield where a text calls the product by one of its category's names."""
    lexicon = load_lexicons().get(root(language.id))
    thing = lexicon.categories.get(term_id("categories", product.category, product.language) or "") if lexicon else None
    if thing is not None:
        yield from said(_names(thing, root(language.id)), text, language)


@cache
def _things(tag: str) -> tuple[str, ...]:
    """Return what products are called, by every word that buyers use."""
    lexicon = load_lexicons().get(tag)
    things = [*lexicon.categories.values(), *lexicon.items.values()] if lexicon else []
    return tuple(name for thing in things for name in _names(thing, tag))


def _names(thing: Thing, tag: str) -> tuple[str, ...]:
    return tuple(form for word in (thing.word, *thing.also) for form in _spoken(word, tag))


def _own_terms(product: Product) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Yield each term that the product's facts have, as kind and id, with their addresses; oak is wood too."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for kind, fields in _FIELDS.items():
        for field in fields:
            for index, written in enumerate(getattr(product, field)):
                if term := term_id(kind, written, product.language):
                    for meant in (term, *_general(kind, term)):
                        found[kind, meant] = (*found.get((kind, meant), ()), f"{field}.{index}")
    yield from found.items()


def _general(kind: str, term: str) -> list[str]:
    return [general for general, exact in load_sorts().items() if kind == "materials" and term in exact]


@cache
def _forms(tag: str) -> tuple[tuple[str, ...], Mapping[str, tuple[tuple[str, str], ...]]]:
    """Return every form of every term, and by its `_key` the kinds and ids it may mean."""
    lexicon = load_lexicons().get(tag)
    words, meant = list[str](), dict[str, tuple[tuple[str, str], ...]]()
    for kind in _KINDS if lexicon else ():
        for term, text in _texts(lexicon, kind, tag):
            for form in _spoken(text, tag):
                words.append(form)
                meant[_key(form)] = tuple(dict.fromkeys((*meant.get(_key(form), ()), (kind, term))))
    return tuple(words), meant


def _texts(lexicon: Lexicon | None, kind: str, tag: str) -> Iterator[tuple[str, str]]:
    for term, words in getattr(lexicon, kind, {}).items():
        texts = [words] if isinstance(words, str) else [words.word, *_others(words)]
        # Ids are British English: grey and aluminium are written beside gray and aluminum
        yield from ((term, text) for text in [*texts, *([term.replace("-", " ")] if tag == "en" else [])])


def _others(words: object) -> list[str]:
    return [text for name in ("of", "adjective") if isinstance(text := getattr(words, name, None), str)]


def _spoken(text: str, tag: str) -> set[str]:
    """Return a term's forms, and those without small words in their middle, as keywords: `resistente roturas`."""
    small = {levelled(word) for word in load_languages()[tag].common}
    forms = _agreed(text)
    split = [form.split() for form in forms]
    inner = [[word for word in words[1:-1] if levelled(word) not in small and len(word) > 2] for words in split]
    return forms | {
        " ".join([*words[:1], *middle, *words[1:][-1:]]) for words, middle in zip(split, inner, strict=True)
    }


def _agreed(text: str) -> set[str]:
    """Return a text in the forms of all genders."""
    count = max((len(found.split("|")) for found in _FORMS.findall(text)), default=1)
    return {agreed(text, place) for place in range(count)}


def _key(text: str) -> str:
    return re.sub(r"[\s\-]+", "", levelled(text))
