"""What a product is, in one phrase of its language: `Linden enamel mug in white and navy`."""

from collections.abc import Sequence

from pipelines.listing import Line
from pipelines.stages.copy.facts_told import FactsTold
from pipelines.stages.copy.told import list_told
from presets.lexicon.schema import Colour, Inline, agreed


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


def says_materials(told: FactsTold, text: str) -> bool:
    """Tell whether a text says all materials already."""
    return all(material.word.casefold() in text.casefold() for material, _ in told.materials)


def colours_alone(told: FactsTold) -> str:
    """Return the colours as a part of a title: `White`, `weiß`, `blanca`; `en blanco y azul marino` of several."""
    patterns = told.lexicon.patterns
    if patterns.title_case:
        return colour_names(told)
    beside = patterns.coloured in ("{thing} {colour}", "{colour} {thing}", "{thing}، {colour}")
    if len(told.colours) == 1 and beside:
        return adjective(told, told.colours[0][0])
    return patterns.in_colours.format(thing="", colours=colour_names(told)).strip(" ,،")


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
    shades = told.colours if colours and not says_the_material(told, materials=materials) else ()
    text, facts = told.thing.word, ["category"]
    one = adjective(told, shades[0][0]) if len(shades) == 1 else None
    of_first = patterns.of.startswith("{materials}")
    if one and patterns.coloured_first:
        text = patterns.coloured.format(thing=text, colour=one)
    if not of_first:
        text = branded(told, text)
    if materials and told.materials:
        text = patterns.of.format(thing=text, materials=of_materials(told))
        facts += [address for _, address in told.materials]
    if one and not patterns.coloured_first:
        text = patterns.coloured.format(thing=text, colour=one)
    if of_first:
        text = branded(told, text)
    if len(shades) > 1:
        text = patterns.in_colours.format(thing=text, colours=colour_names(told))
    return Line(text, (*_brand_facts(told), *facts, *(address for _, address in shades)))


def says_the_material(told: FactsTold, *, materials: bool) -> bool:
    """Tell whether the one colour is that of the one material: silver earrings of silver."""
    if not (materials and len(told.materials) == len(told.colours) == 1):
        return False
    shade, stuff = agreed(told.colours[0][0].word).casefold(), told.materials[0][0].word.casefold()
    same = min(3, len(shade), len(stuff))
    return shade[:same] == stuff[:same]


def spoken_thing(told: FactsTold, name: Line | None = None) -> Line | None:
    """Return the thing as it is spoken of in a sentence; None without a word for it.

    Args:
        name: what stands for the thing: a name that says what it is.
    """
    thing, patterns = told.thing, told.lexicon.patterns
    if thing is None:
        return None
    count = len(told.colours)
    inline = patterns.inline_colours is not Inline.NONE and (count == 1 or patterns.inline_colours is Inline.ALL)
    inline = inline and count > 0 and not says_the_material(told, materials=True)
    first = inline and count == 1 and patterns.coloured_first and name is None
    text = thing.word if name is None else _small_kind(name.text, thing.word)
    text = _coloured(told, text) if first else text
    text = patterns.branded.format(brand=told.brand.text, thing=text) if told.brand else text
    text = _coloured(told, text) if inline and not first else text
    facts = [address for _, address in told.colours] if inline else []
    return Line(text, (*_brand_facts(told), *(name.facts if name else ()), "category", *facts))


def _coloured(told: FactsTold, text: str) -> str:
    patterns = told.lexicon.patterns
    if len(told.colours) == 1:
        return patterns.coloured.format(thing=text, colour=adjective(told, told.colours[0][0]))
    return patterns.in_colours.format(thing=text, colours=colour_names(told))


def _small_kind(name: str, kind: str) -> str:
    """Return a name whose first word, where it is the kind, is written as within a sentence."""
    begins = name.casefold().startswith(kind.casefold())
    return kind + name[len(kind) :] if begins else name


def capital(text: str, language: str) -> str:
    """Return a text that begins with a capital; Turkish has one for each of its two letters i."""
    first = "İ" if language == "tr" and text[:1] == "i" else text[:1].upper()
    return first + text[1:]


def branded(told: FactsTold, text: str) -> str:
    """Return a thing, or a name that says what it is, with its maker as a title has them."""
    patterns = told.lexicon.patterns
    pattern = patterns.title_branded or patterns.branded
    return text if told.brand is None else pattern.format(brand=told.brand.text, thing=text)


def _brand_facts(told: FactsTold) -> tuple[str, ...]:
    return () if told.brand is None else told.brand.facts
