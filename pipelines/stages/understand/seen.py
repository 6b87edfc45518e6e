"""What a network that sees is asked of a product's photo, the shape of its answer, and what that suggests."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field, ValidationError

from pipelines.errors import UnderstandError
from pipelines.understanding import How, Suggestion, Understanding
from presets.lexicon.library import load_terms
from presets.rule_base import Strict

_OTHER = "other"
_MOST = {"materials": 3, "colours": 4, "features": 3, "points": 4, "label": 8}
_MOST_CHARS = 60
_ASKED = """\
This is a photo of one product for sale. Fill in a form about the product itself, not about what is around it.
Say only what can be seen; leave a list empty where nothing can be said for certain.
thing: what it is, in a few English words.
category: one of {categories}; {other} where none fits.
materials: of {materials}.
colours: the largest first, of {colours}.
features: of {features}.
points: what sets its shape or surface apart, a few English words each. No praise, no figures, no claims.
label: every line printed on it, letter by letter, in its own language."""


class Seen(Strict):
    """A filled form; what is not free text is a term of the lexicon."""

    thing: str = Field(max_length=_MOST_CHARS)
    category: str
    materials: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    label: tuple[str, ...] = ()


def question() -> str:
    """Return what is asked."""
    listed = {name: ", ".join(terms) for name, terms in _terms().items()}
    return _ASKED.format(**listed, other=_OTHER)


def form_schema() -> Mapping[str, Any]:
    """Return the shape of an answer; terms are the lexicon's, and a photo can show them."""
    terms = _terms()
    text = {"type": "string", "minLength": 1, "maxLength": _MOST_CHARS}
    fields: dict[str, Any] = {"thing": text, "category": {"enum": [*terms["categories"], _OTHER]}}
    for name, most in _MOST.items():
        items = {"enum": list(terms[name])} if name in terms else text
        fields[name] = {"type": "array", "items": items, "maxItems": most}
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def seen_in(answer: str) -> Seen:
    """Return an answer as a filled form.

    Raises:
        UnderstandError: it is not whole.
    """
    try:
        return Seen.model_validate_json(answer)
    except ValidationError as error:
        raise UnderstandError(
            f"The answer of the model that sees is not whole: {answer[-60:]!r}. Give it more room with "
            "vlm:max_tokens=1200, or choose a larger model."
        ) from error


def with_seen(measured: Understanding, seen: Seen) -> Understanding:
    """Return what was measured, and what a network supposes beyond it."""
    known = {(one.field, one.value.casefold()) for one in measured.suggestions}
    added = [one for one in _suggestions(seen) if (one.field, one.value.casefold()) not in known]
    return Understanding((*measured.suggestions, *dict.fromkeys(added)), measured.aspect)


def _suggestions(seen: Seen) -> Iterator[Suggestion]:
    thing = " ".join(seen.thing.split())
    if category := (thing if seen.category == _OTHER else seen.category):
        yield Suggestion("category", category, How.SUPPOSED)
    for field in ("materials", "colours", "features", "points", "label"):
        texts = (" ".join(text.split()) for text in getattr(seen, field))
        yield from (Suggestion(field, text, How.SUPPOSED) for text in texts if text)


def _terms() -> Mapping[str, tuple[str, ...]]:
    terms = load_terms()
    return {
        "categories": tuple(terms.categories),
        "materials": terms.materials,
        "colours": tuple(terms.colours),
        "features": tuple(name for name, feature in terms.features.items() if feature.seen),
    }
