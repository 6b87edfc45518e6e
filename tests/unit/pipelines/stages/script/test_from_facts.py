"""Scripts from facts: a language's own sentences around a seller's facts, and no figure that no fact has."""

import re
from itertools import product
from pathlib import Path

import pytest

from pipelines.errors import ScriptError
from pipelines.script import DirectionKind
from pipelines.stages.script.from_facts import script_from_facts
from pipelines.stages.script.read import read_script
from pipelines.stages.script.reads_as import check_language
from presets.films.facts import Facts, read_facts
from presets.languages.library import load_languages
from presets.languages.schema import ScriptWords

SPOKEN = [tag for tag, language in load_languages().items() if language.voices is not None]
EXAMPLE = read_facts(Path(__file__).parents[5] / "studio" / "examples" / "enamel-mug" / "facts.toml")
FULL = Facts(
    name="Nuvola 2 [blue]",
    size="9.5 x 8 cm, 350 ml.",
    price="$19.90",
    lines=("Keeps warm 40 h", "100 % steel!", "5 * better seal"),
    action="Order today",
)


def text_of(facts: Facts | None, tag: str) -> str:
    return script_from_facts(facts, load_languages()[tag], "mug.toml")


def test_every_language_with_a_voice_has_sentences() -> None:
    assert len(SPOKEN) >= 20
    assert [tag for tag in SPOKEN if load_languages()[tag].script is None] == []


@pytest.mark.parametrize("tag", SPOKEN)
def test_every_figure_is_one_of_the_facts(tag: str) -> None:
    facts = [FULL.name, FULL.size, FULL.price, *FULL.lines]
    known = re.findall(r"\d+", " ".join(facts))
    said = re.findall(r"\d+", "".join(word.text for word in read_script(text_of(FULL, tag), tag, "x").words))
    assert sorted(said) == sorted(known)
    bare = Facts(name="Nuvola", lines=("Warm", "Light"))
    assert not re.search(r"\d", text_of(bare, tag))


@pytest.mark.parametrize("tag", SPOKEN)
def test_what_is_read_again_says_every_fact_as_given(tag: str) -> None:
    script = read_script(text_of(FULL, tag), tag, "x")
    sentences = ["".join(sentence.text.split()) for sentence in script.sentences]
    assert len(sentences) == len(text_of(FULL, tag).splitlines())
    for fact in (FULL.name, FULL.size.rstrip("."), FULL.price, *FULL.lines, FULL.action or ""):
        assert any("".join(fact.split()) in sentence for sentence in sentences), fact
    stressed = "".join("".join(word.text for word in script.words if word.emphasis).split())
    assert stressed.startswith("Nuvola2[blue]")
    shown = [d.text for word in script.words for d in word.directions if d.kind is DirectionKind.SHOW]
    assert shown == ["$19.90"]


@pytest.mark.parametrize("tag", EXAMPLE)
def test_the_example_reads_as_its_language(tag: str) -> None:
    check_language(read_script(text_of(EXAMPLE[tag], tag), tag, "x"), "x")


@pytest.mark.parametrize(("size", "price", "action"), [*product(["", "9 cm"], ["", "$9"], ["", None, "Buy"])])
def test_what_is_not_given_is_not_said(size: str, price: str, action: str | None) -> None:
    text = text_of(Facts(name="Mug", lines=("Light",), size=size, price=price, action=action), "en")
    assert ("Size: 9 cm." in text) is bool(size)
    assert ("Price: $9." in text) is bool(price)
    assert ("*Order now.*" in text, "*Buy.*" in text) == (action is None, action == "Buy")
    assert "Here is what you should know." not in text  # one point alone needs no announcement


@pytest.mark.parametrize(
    ("facts", "tag", "told"),
    [
        (None, "es", r"mug\.toml has no facts in Spanish\. .* add a table \[es\] with name and lines\."),
        (Facts(lines=("Light",)), "de", r"mug\.toml: de\.name is missing\. .* add it in German\."),
        (Facts(name="Tasse"), "de", r"mug\.toml: de\.lines is missing\. .* its points, a few words each"),
        (FULL, "he", r"No script is written from facts in Hebrew\. Write it yourself, .* --script he=FILE"),
    ],
)
def test_what_is_missing_is_told_with_its_place(facts: Facts | None, tag: str, told: str) -> None:
    with pytest.raises(ScriptError, match=told):
        text_of(facts, tag)


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("hook", "Look.", "hook: it needs '{name}' once"),
        ("hook", "Look at {name} and {price}.", "hook: it needs '{name}' once"),
        ("points", "Here are 3 points.", "points: figures come from a seller's facts alone"),
        ("points", "The {name}.", "points: it needs no {place}"),
        ("size", "Size: {size}", "size: it is a sentence, and ends with '.'"),
    ],
)
def test_sentences_that_would_claim_something_do_not_load(field: str, text: str, told: str) -> None:
    good = {"hook": "Look: {name}.", "points": "Hear.", "size": "Size: {size}.", "price": "Price: {price}."}
    with pytest.raises(ValueError, match=re.escape(told)):
        ScriptWords.model_validate({**good, field: text})
