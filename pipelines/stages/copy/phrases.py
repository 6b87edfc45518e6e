"""What a product is, in one phrase of its language: `Linden enamel mug in white and navy`."""

from collections.abc import Sequence

from pipelines.listing import Line
from pipelines.stages.copy.facts_told import FactsTold
from pipelines.stages.copy.told import list_told
from presets.lexicon.schema import Colour, Inline, Patterns, agreed


def listed(told: FactsTold, words: Sequence[str]) -> str:
    """Return words as a list with the language's 'and'."""
    return list_told(words, told.language)


def of_materials(told: FactsTold) -> str:
    """Return the materials as they stand by a noun."""
    joint = told.lexicon.patterns.material_joint
    words = [material.of or material.word for material, _ in told.materials]
    return listed(told, words) if joint is None else joint.join(words)


def colour_names(told: FactsTold) -> str:
    return listed(told, [agreed(colour.word) for colour, _ in told.colours])


def adjective(told: FactsTold, colour: Colour) -> str:
    """Return a colour as it stands by the thing."""
    return told.lexicon.agreed(colour.adjective or colour.word, told.gender)


def whole_phrase(told: FactsTold, *, colours: bool = True, materials: bool = True) -> Line:
    """Return the thing with its maker, and with materials and colours where they are asked for and known.

    Raises:
        ValueError: the language has no word for the thing.
    """
    if told.thing is None:
        raise ValueError("Nothing is known to speak of.")
    patterns = told.lexicon.patterns
    text, facts = told.thing.word, ["category"]
    one = adjective(told, told.colours[0][0]) if colours and len(told.colours) == 1 else None
    of_first = patterns.of.startswith("{materials}")
    if one and patterns.coloured_first:
        text = patterns.coloured.format(thing=text, colour=one)
    if not of_first:
        text = _branded(told, text, patterns)
    if materials and told.materials:
        text = patterns.of.format(thing=text, materials=of_materials(told))
        facts += [address for _, address in told.materials]
    if one and not patterns.coloured_first:
        text = patterns.coloured.format(thing=text, colour=one)
    if of_first:
        text = _branded(told, text, patterns)
    if colours and len(told.colours) > 1:
        text = patterns.in_colours.format(thing=text, colours=colour_names(told))
    facts += [address for _, address in told.colours] if colours else []
    return Line(text, (*_brand_facts(told), *facts))


def spoken_thing(told: FactsTold) -> Line | None:
    """Return the thing as it is spoken of in a sentence; None without a word for it."""
    thing, patterns = told.thing, told.lexicon.patterns
    if thing is None:
        return None
    text, count = thing.word, len(told.colours)
    inline = patterns.inline_colours is not Inline.NONE and (count == 1 or patterns.inline_colours is Inline.ALL)
    if inline and count == 1:
        text = patterns.coloured.format(thing=text, colour=adjective(told, told.colours[0][0]))
    text = patterns.branded.format(brand=told.brand.text, thing=text) if told.brand else text
    if inline and count > 1:
        text = patterns.in_colours.format(thing=text, colours=colour_names(told))
    facts = [address for _, address in told.colours] if inline else []
    return Line(text, (*_brand_facts(told), "category", *facts))


def capital(text: str, language: str) -> str:
    """Return a text that begins with a capital; Turkish has one for each of its two letters i."""
    first = "İ" if language == "tr" and text[:1] == "i" else text[:1].upper()
    return first + text[1:]


def _branded(told: FactsTold, text: str, patterns: Patterns) -> str:
    pattern = patterns.title_branded or patterns.branded
    return text if told.brand is None else pattern.format(brand=told.brand.text, thing=text)


def _brand_facts(told: FactsTold) -> tuple[str, ...]:
    return () if told.brand is None else told.brand.facts
