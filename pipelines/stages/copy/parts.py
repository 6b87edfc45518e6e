"""Facts put into the shortest words, and lines put together from them."""

from collections.abc import Iterable, Iterator, Sequence

from pipelines.listing import Line
from pipelines.stages.copy.facts_told import FactsTold
from pipelines.stages.copy.phrases import capital, listed
from presets.lexicon.schema import Occasion, agreed
from presets.lexicon.terms import Group

SIZES = ("length", "width", "depth", "height", "diameter")


def facts_of(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return all facts of lines, each once."""
    return tuple(dict.fromkeys(fact for line in lines for fact in line.facts))


def plain_spaces(text: str) -> str:
    """Return a text for a form to be filled in: spaces that do not break count double in bytes, and help nobody."""
    return text.replace("\u00a0", " ")


def labelled(told: FactsTold, label: str, values: Sequence[Line], joint: str | None = None) -> Line:
    """Return `Label: a, b`, begun with a capital.

    Args:
        label: a field of the lexicon's labels.
        joint: between values; the language's 'and' where there is none.
    """
    words = [value.text for value in values]
    text = told.lexicon.patterns.labelled.format(
        label=getattr(told.lexicon.labels, label), value=listed(told, words) if joint is None else joint.join(words)
    )
    return Line(text, facts_of(values))


def materials(told: FactsTold) -> tuple[Line, ...]:
    return tuple(Line(material.word, (address,)) for material, address in told.materials)


def colours(told: FactsTold) -> tuple[Line, ...]:
    return tuple(Line(agreed(colour.word), (address,)) for colour, address in told.colours)


def qualities(told: FactsTold) -> tuple[Line, ...]:
    return tuple(feature.line for feature in told.features if feature.group is Group.QUALITY)


def care(told: FactsTold) -> tuple[Line, ...]:
    return tuple(feature.line for feature in told.features if feature.group is Group.CARE)


def measured(told: FactsTold, names: Iterable[str]) -> tuple[Line, ...]:
    """Return `height 9 cm` of each measure that is there."""
    patterns, labels = told.lexicon.patterns, told.lexicon.labels
    lines = list[Line]()
    for name in names:
        if name in told.measures:
            label = getattr(labels, name)
            label = small(label) if patterns.small_labels else label
            text = patterns.measured.format(label=label, value=told.measures[name].text)
            lines.append(Line(text, told.measures[name].facts))
    return tuple(lines)


def size(told: FactsTold) -> Line | None:
    """Return the size as a title has it: `20 cm × 30 cm` of two sides and more; a single one where nothing else is."""
    sides = [name for name in SIZES if name in told.measures]
    if len(sides) < 2:
        found = measured(told, sides)
        return found[0] if found and "capacity" not in told.measures else None
    return Line(" × ".join(told.measures[name].text for name in sides), facts_of(told.measures[name] for name in sides))


def small(text: str) -> str:
    """Return a text that begins small."""
    return text[:1].lower() + text[1:]


def sentence(told: FactsTold, line: Line) -> Line:
    """Return a line as a sentence: begun with a capital, ended with the language's stop."""
    text = capital(line.text, told.language.id)
    ended = text[-1] in ".!?。！？؟।…"
    return Line(text if ended else text + told.lexicon.patterns.stop, line.facts)


def joined(told: FactsTold, lines: Sequence[Line], joint: str) -> Line:
    return Line(joint.join(line.text for line in lines), facts_of(lines))


def occasions(told: FactsTold) -> tuple[Line, ...]:
    return tuple(Line(occasion.word, (address,)) for occasion, address in told.occasions)


def leads(told: FactsTold) -> tuple[Line, ...]:
    """Return what titles begin with for each occasion, as it stands within a text: `for camping`, `gift idea`."""
    return tuple(Line(_within(told, occasion), (address,)) for occasion, address in told.occasions)


def _within(told: FactsTold, occasion: Occasion) -> str:
    """Return a beginning written small, but for a name, and a noun where nouns have capitals."""
    patterns, first = told.lexicon.patterns, occasion.lead.split(" ")[0]
    is_name = occasion.word[:1].isupper() and occasion.word.startswith(first)
    written_small = patterns.small_labels or first.casefold() in patterns.small
    return small(occasion.lead) if written_small and not is_name else occasion.lead


def what_else(told: FactsTold) -> Iterator[Line]:
    """Yield what is told after the thing itself: other figures, care, box, occasions, buyers, papers, origin."""
    yield from told.specs
    if told.occasions:
        yield joined(told, leads(told), told.lexicon.patterns.list_joint)
    origin = () if told.origin is None else (told.origin,)
    warranty = () if told.warranty is None else (told.warranty,)
    for label, lines in (
        ("care", care(told)),
        ("box", told.box),
        ("buyers", told.buyers),
        ("certifications", told.certifications),
        ("origin", origin),
        ("warranty", warranty),
    ):
        if lines:
            yield labelled(told, label, lines, told.lexicon.patterns.list_joint)
