"""What was asked for, as it comes: how far it is, then cards. A page that was closed finds it again."""

from collections.abc import Sequence
from html import escape
from typing import Any

import gradio as gr

from pipelines.jobs.job import Job
from pipelines.runs.entry import ENDED, State
from studio.tabs.telling import told
from studio.tabs.words import language, owner, sent, t
from studio.web.changing import changed
from studio.web.house import House
from studio.web.shown import cards, progress_bars

_LOOK_SECONDS = 1.0


class Results:
    """Widgets that show one run of jobs of a kind: status, cards, cancel, take-away."""

    def __init__(self, house: House, kind: str, pages: gr.Blocks) -> None:
        self._house = house
        self._kind = kind
        self.run = gr.State("")
        self._seen = gr.State("")
        self._bars = gr.HTML("", elem_classes="ls-plain", elem_id=f"bars-{kind}")
        with gr.Row(visible=False) as self._while:
            cancel = gr.Button(t("cancel"), size="sm", variant="stop", elem_id=f"cancel-{kind}")
        self.cards = gr.HTML("", elem_classes="ls-plain", js_on_load=_CARD_EVENTS, elem_id=f"cards-{kind}")
        self._timer = gr.Timer(_LOOK_SECONDS)
        self._outputs = [self._bars, self._while, self.cards, self._seen]
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        self._timer.tick(self._look, [self.run, self._seen], self._outputs, concurrency_limit=16, **quiet)
        cancel.click(self._cancel, [self.run], None, **quiet)
        self.cards.click(self._act, [self.run], [self._seen], **quiet)
        self.cards.submit(self._change, [self.run], [self.run], **quiet)
        pages.load(self._resume, None, [self.run], **quiet)

    def submit(self, title: str, jobs: Sequence[Job], request: gr.Request) -> str:
        """Queue jobs; return the run that is shown from now on."""
        return self._house.desk.submit(owner(request), title, jobs, self._kind)

    def _look(self, run: str, seen: str, request: gr.Request) -> tuple[Any, ...]:
        tongue, mine = language(request), owner(request)
        words = self._house.words
        if not run:
            now = f"empty {tongue}"
            empty = f'<div class="ls-empty">{escape(words.say(f"empty_{self._kind}", tongue))}</div>'
            return ("", gr.Row(visible=False), empty, now) if seen != now else (gr.skip(),) * 4
        desk = self._house.desk
        underway = desk.entries(mine, run, State.RUNNING, State.QUEUED)
        liked = desk.favourites()
        stamps = [
            (state, since if state in ENDED else 0, (run, number) in liked)
            for number, state, since in desk.stamps(mine, run)
        ]
        now = f"{run} {tongue} {stamps}"
        bars = progress_bars(desk, underway, words, tongue)
        if seen == now:
            return bars if underway else gr.skip(), gr.skip(), gr.skip(), gr.skip()
        made = cards(desk.entries(mine, run), liked, words, tongue)
        return bars, gr.Row(visible=bool(underway)), made, now

    def _cancel(self, run: str, request: gr.Request) -> None:
        with told():
            self._house.desk.cancel(owner(request), run)

    def _act(self, run: str, request: gr.Request, event: gr.EventData) -> str:
        asked = sent(event)
        number, mine = int(asked.get("number", 0)), owner(request)
        with told():
            if asked.get("act") == "like":
                liked = (run, number) in self._house.desk.favourites()
                self._house.desk.favour(mine, run, number, liked=not liked)
            if asked.get("act") == "retry":
                self._house.desk.retry(mine, run)
        return ""

    def _change(self, run: str, request: gr.Request, event: gr.EventData) -> str:
        """Make again what a dialog on its card changed, and show that."""
        asked = sent(event)
        mine = owner(request)
        with told():
            entry = self._house.desk.entry(mine, run, int(asked.get("number", 0)))
            job = changed(entry, asked, self._house.desk.folder / mine)
            job = job.model_copy(update={"out": self._house.desk.out(mine)})
            return self._house.desk.submit(mine, job.product, [job], self._kind)

    def _resume(self, request: gr.Request) -> str:
        """Return the newest run of this kind, unless it is of another day, so that a closed page loses nothing."""
        head = self._house.desk.recent(owner(request), self._kind)
        return head.id if head else ""


_CARD_EVENTS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-act]');
  if (button) trigger('click', { act: button.dataset.act, number: button.dataset.number });
});
element.addEventListener('changed', (event) => trigger('submit', event.detail));
"""
