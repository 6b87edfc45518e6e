"""A language model's words, held against the facts: what claims more is asked for once again, or left out and said."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from pydantic import TypeAdapter

from pipelines.errors import CopyError
from pipelines.listing import Brief, Copy, Line, Strategy, Title
from pipelines.progress import Progress
from pipelines.stages.claims.trace import traced
from pipelines.stages.copy.limits import Place, place_for
from pipelines.stages.copy.prompt import (
    DraftLine,
    DraftLines,
    Messages,
    Schema,
    asked,
    asked_again,
    lines_schema,
    strategies,
    titles_schema,
)
from presets.errors import PresetError
from presets.schema import Role

Answer = TypeVar("Answer")
Ask: TypeAlias = Callable[[Messages, Schema], str]

_STAGE = "words"
# Facts that a text is known to tell by the text itself; of others only the model's word is at hand
_SEEN = (
    "measures.",
    "prices.",
    "materials.",
    "colours.",
    "features.",
    "care.",
    "certifications.",
    "made_in",
    "warranty",
)
_TITLES = TypeAdapter(dict[Strategy, DraftLine])


def written_by(ask: Ask, brief: Brief, progress: Progress) -> Copy:
    """Return what a model writes, with nothing in it that no fact says.

    Args:
        ask: answers messages with JSON of a schema.

    Raises:
        CopyError: claims cannot be told in the language, or the model's answer is not whole.
    """
    desk = _Desk(ask, brief)
    try:
        titles = tuple(desk.titles())
        progress(_STAGE, 1, 4)
        parts = list[tuple[Line, ...]]()
        for done, role in enumerate((Role.BULLETS, Role.DESCRIPTION, Role.KEYWORDS), 2):
            parts.append(tuple(desk.lines(role)))
            progress(_STAGE, done, 4)
    except PresetError as error:
        raise CopyError(str(error)) from error
    bullets, description, keywords = parts
    return Copy(brief.language.id, titles, bullets, description, keywords, tuple(desk.notes))


@dataclass
class _Desk:
    """One product's copy being written."""

    ask: Ask
    brief: Brief
    notes: list[str] = field(default_factory=list[str])

    def titles(self) -> Iterator[Title]:
        place = place_for(Role.TITLE, self.brief)
        messages = asked(self.brief, Role.TITLE, place)
        answer = self.ask(messages, titles_schema(self.brief, place))
        drafts = _read(_TITLES, answer)
        again = self._again(messages, answer, list(drafts.values()), place, Role.TITLE)
        for strategy in strategies(self.brief):
            draft = drafts[strategy]
            line = self._held(draft, place) or self._held(next(again, draft), place)
            if line is None:
                self._leave_out(f"title.{strategy}", draft, place)
            elif place.repeats_too_often([line.text]):
                self.notes.append(f"title.{strategy}: left out, a word stands too often: '{line.text}'.")
            else:
                yield Title(strategy, line)

    def lines(self, role: Role) -> Iterator[Line]:
        place = place_for(role, self.brief)
        messages = asked(self.brief, role, place)
        answer = self.ask(messages, lines_schema(self.brief, role, place))
        drafts = _read(TypeAdapter(DraftLines), answer).lines
        again = self._again(messages, answer, drafts, place, role)
        kept = list[Line]()
        for draft in drafts:
            line = self._held(draft, place) or self._held(next(again, draft), place)
            if line is None:
                self._leave_out(str(role), draft, place)
            elif not self._has_room(kept, line, place, role):
                self.notes.append(f"{role}: no room for '{line.text}'.")
            else:
                kept.append(line)
        yield from kept

    def _again(
        self, messages: Messages, answer: str, drafts: Sequence[DraftLine], place: Place, role: Role
    ) -> Iterator[DraftLine]:
        """Return other lines for those that cannot stand; the model is asked once, and not at all where all stand."""
        refused = [(draft.text, self._fault(draft, place)) for draft in drafts]
        refused = [(text, fault) for text, fault in refused if fault]
        if not refused:
            return iter(())
        shape = lines_schema(self.brief, role, place, len(refused))
        reply = self.ask(asked_again(messages, answer, refused), shape)
        return iter(_read(TypeAdapter(DraftLines), reply).lines)

    def _held(self, draft: DraftLine, place: Place) -> Line | None:
        """Return a draft as a line with the facts it tells; None where it cannot stand."""
        if self._fault(draft, place):
            return None
        trace = traced(draft.text, self.brief.language, self.brief.product, draft.facts)
        believed = [address for address in draft.facts if not address.startswith(_SEEN)]
        return Line(draft.text, tuple(dict.fromkeys((*trace.facts, *believed))))

    def _fault(self, draft: DraftLine, place: Place) -> str:
        """Return why a draft cannot stand; empty where it can."""
        trace = traced(draft.text, self.brief.language, self.brief.product, draft.facts)
        if trace.unproven:
            return " ".join(f"'{claim.text}': {claim.why}" for claim in trace.unproven)
        if not trace.facts and all(address.startswith(_SEEN) for address in draft.facts):
            return "It tells no fact."
        if not place.limits.line_fits(draft.text) or len(draft.text) < place.limits.least_chars:
            return f"It has {len(draft.text)} characters."
        return "" if place.admits(draft.text) else "The shop forbids a sign or phrase in it."

    def _has_room(self, kept: Sequence[Line], line: Line, place: Place, role: Role) -> bool:
        texts = [*(one.text for one in kept), line.text]
        repeats = role is Role.KEYWORDS and place.repeats_too_often(texts)
        return place.limits.all_fit(texts) and line.text not in texts[:-1] and not repeats

    def _leave_out(self, where: str, draft: DraftLine, place: Place) -> None:
        self.notes.append(f"{where}: left out '{draft.text}'. {self._fault(draft, place)}")


def _read(adapter: TypeAdapter[Answer], answer: str) -> Answer:
    try:
        return adapter.validate_python(json.loads(answer))
    except ValueError as error:  # pydantic's is one
        raise CopyError(
            f"The language model's answer is not whole: {answer[-60:]!r}. Ask again, or choose a larger model."
        ) from error
