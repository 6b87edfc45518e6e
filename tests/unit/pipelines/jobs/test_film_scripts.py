"""What is said in a film: a file's words, or those of facts as the slot allows them."""

from datetime import date
from pathlib import Path

import pytest

from pipelines.errors import ScriptError
from pipelines.jobs.film_scripts import read_source, source_of
from pipelines.jobs.job import AvatarVideoJob, FilmScript
from presets.films.facts import Facts
from presets.forbidden import Forbidden
from presets.rule_base import Level
from presets.rules import PersonCheck
from presets.schema import Media, Role, Slot, SlotHead
from tests.fakes.film_job import job_with

FACTS = Facts(name="Mug", lines=("Light",), price="$9", action="Buy it")


def slot(*codes: Forbidden) -> Slot:
    rule = PersonCheck(
        kind="person_check", level=Level.MUST, sources=("S",), codes=codes, slots=("video",), statement="Look."
    )
    head = SlotHead(id="video", title="Film", role=Role.VIDEO, media=Media.VIDEO)
    rules = (rule,) if codes else ()
    return Slot(preset="shop", preset_title="Shop", checked_on=date.min, head=head, rules=rules, sources={})


def job_of(script: FilmScript, **facts: Facts) -> AvatarVideoJob:
    return job_with(scripts=(script,), facts=facts)


def words(job: AvatarVideoJob, where: Slot) -> str:
    return " ".join(sentence.text for sentence in read_source(source_of(job, job.scripts[0], where)).script.sentences)


def test_what_a_slot_forbids_is_not_said_there() -> None:
    job = job_of(FilmScript(language="en"), en=FACTS)
    assert words(job, slot()) == "Take a look: Mug. Light. Price: $9. Buy it."
    assert words(job, slot(Forbidden.PROMOTION)) == "Take a look: Mug. Light. Price: $9."
    assert words(job, slot(Forbidden.PRICE)) == "Take a look: Mug. Light. Buy it."


def test_british_english_takes_the_facts_of_english_where_it_has_none_of_its_own() -> None:
    british = FilmScript(language="en-GB")
    assert words(job_of(british, en=FACTS), slot()).startswith("Take a look: Mug. Light.")
    own = Facts(name="Beaker", lines=("Light",))
    job = job_with(scripts=(british,), facts={"en": FACTS, "en-GB": own})
    assert words(job, slot()).startswith("Take a look: Beaker.")


def test_slots_that_allow_the_same_have_one_source() -> None:
    job = job_of(FilmScript(language="en"), en=FACTS)
    sources = {source_of(job, job.scripts[0], slot(*codes)) for codes in ((), (Forbidden.TEXT,), (Forbidden.PRICE,))}
    assert len(sources) == 2


def test_a_file_is_said_as_it_is_whatever_the_facts(tmp_path: Path) -> None:
    path = tmp_path / "pitch.txt"
    path.write_text("It costs $9. Buy it.")
    job = job_of(FilmScript(language="en", script=path), en=FACTS)
    assert words(job, slot(Forbidden.PRICE)) == "It costs $9. Buy it."
    assert source_of(job, job.scripts[0], slot()) == source_of(job, job.scripts[0], slot(Forbidden.PRICE))


def test_points_in_another_language_are_refused() -> None:
    english = Facts(name="Mug", lines=("It is light and it is made for you", "This is the one that you will have"))
    with pytest.raises(ScriptError, match=r"the script from facts: this reads as English"):
        words(job_of(FilmScript(language="de"), de=english), slot())
    with pytest.raises(ScriptError, match="has no facts in German"):
        words(job_of(FilmScript(language="de"), en=english), slot())
