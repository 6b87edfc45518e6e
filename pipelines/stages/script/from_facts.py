"""A seller's facts -> the text of a script, by its language's own sentences: nothing is said that no fact says."""

from collections.abc import Iterator

from pipelines.errors import ScriptError
from pipelines.stages.script.marks import unmarked
from presets.films.facts import Facts
from presets.languages.schema import Language, ScriptWords

_ENDS = ".!?…。！？｡؟।"
_FEW = 2  # points, from which they are announced


def script_from_facts(facts: Facts | None, language: Language, source: str) -> str:
    """Return a script to be spoken as it is, or edited: a sentence a line.

    Args:
        facts: in the language; None where the seller gives none.
        source: the facts' file, for messages.

    Raises:
        ScriptError: facts are missing, or no script can be written in the language.
    """
    words = language.script
    if words is None:
        raise ScriptError(
            f"No script is written from facts in {language.title}. Write it yourself, and give it as "
            f"--script {language.id}=FILE."
        )
    if facts is None:
        raise ScriptError(
            f"{source} has no facts in {language.title}. Nothing here translates: add a table [{language.id}] with "
            "name and lines."
        )
    for fact, what in (("name", "the product's name"), ("lines", "its points, a few words each")):
        if not getattr(facts, fact):
            raise ScriptError(
                f"{source}: {language.id}.{fact} is missing. A script from facts says {what}: add it in "
                f"{language.title}."
            )
    return "".join(f"{sentence}\n" for sentence in _sentences(facts, language, words))


def _sentences(facts: Facts, language: Language, words: ScriptWords) -> Iterator[str]:
    yield words.hook.format(name=_within(facts.name))
    if len(facts.lines) >= _FEW:
        yield words.points
    for line in facts.lines:
        yield _whole(line, words)
    if facts.size:
        yield words.size.format(size=_within(facts.size))
    if facts.price:
        yield _shown(facts.price) + words.price.format(price=_within(facts.price))
    action = language.film.action if facts.action is None else facts.action
    if action:
        yield f"*{_whole(action, words)}*"


def _shown(fact: str) -> str:
    """Return the mark that writes a fact on the screen; none where it has brackets, which a mark cannot hold."""
    return "" if set(fact) & set("[]") else f"[show: {_line(fact)}] "


def _within(fact: str) -> str:
    """Return a fact as part of a sentence."""
    return unmarked(_line(fact).rstrip(_ENDS + " "))


def _whole(fact: str, words: ScriptWords) -> str:
    """Return a fact as a sentence of its own."""
    line = _line(fact)
    return unmarked(line) if line[-1] in _ENDS else f"{unmarked(line)}{words.stop}"


def _line(fact: str) -> str:
    return " ".join(fact.split())
