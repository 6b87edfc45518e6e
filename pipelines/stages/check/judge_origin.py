"""Rules about a file's name and where it comes from, which pictures and films share."""

import re

from pipelines.stages.check.finding import Verdict
from pipelines.stages.check.source_type import GENERATIVE_CODES, SourceTag
from pipelines.stages.check.subject import FAILS, Answer
from presets.rules import FileName, PersonCheck, SourceType


def answer_name(rule: FileName, name: str) -> Answer:
    """Judge a file's name."""
    holds = re.fullmatch(rule.pattern, name) is not None
    example = f", such as {rule.template}" if rule.template else ""
    demanded = f"A name that matches {rule.pattern}{example}."
    return Answer(holds, f"The name is '{name}'.", demanded, "Rename the file; plain letters, digits, '.', '_', '-'.")


def answer_source_type(rule: SourceType, tag: SourceTag | None, what: str) -> Answer:
    """Judge the tag that is there; whether one must be there only a person knows who knows how it was made.

    Args:
        what: `picture` or `film`.
    """
    accepted = ", ".join(rule.accepted)
    demanded = f"A {what} with generated parts carries an IPTC DigitalSourceType among: {accepted}."
    if tag is None:
        asked = "The file carries no DigitalSourceType."
        advice = "If any part was made by a generative model, export it again with the tag; else nothing is to do."
        return Answer(Verdict.ASK, asked, demanded, advice)
    if fault := tag.fault:
        return Answer(FAILS, f"The tag reads '{tag.value}': {fault}.", demanded, "Write one of the accepted codes.")
    holds = tag.code in rule.accepted or tag.code not in GENERATIVE_CODES
    advice = (
        "Keep the tag where it is true, and tell the marketplace on upload that parts are generated; "
        "another code only where that is true."
    )
    return Answer(holds, f"The tag says '{tag.code}'.", demanded, advice)


def answer_person(rule: PersonCheck, advice: str) -> Answer:
    """Ask what no measure tells."""
    return Answer(Verdict.ASK, "Only a person can say.", rule.statement, advice)
