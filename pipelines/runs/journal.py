"""The journal of runs.

A job is claimed in one transaction, and written down as done after its files have been published: whoever dies in
between leaves a job that is run again, whose files are then found to be there already, byte for byte.
"""

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipelines.errors import JournalError
from pipelines.jobs.job import Job
from pipelines.runs.catalogue import Catalogue, Found, Wanted
from pipelines.runs.database import Database
from pipelines.runs.entry import Entry, RunHead, State, Step
from pipelines.runs.journal_tables import CATALOGUED, CHANGES, FAIREST
from pipelines.runs.outlook import Took
from pipelines.runs.record import Result, from_json, to_json

_JOB: TypeAdapter[Job] = TypeAdapter(Job)


class Journal:
    """All runs of one person on one machine."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """Open the journal, and begin one where there is none.

        Raises:
            JournalError: the file cannot be used as one.
        """
        self._clock = clock
        self._db = Database(path)
        self._catalogue = Catalogue(self._db)
        if self._db.bring_up(CHANGES) < CATALOGUED:
            self._catalogue_what_was_made()

    def close(self) -> None:
        self._db.close()

    def add_run(self, title: str, out: Path, jobs: Iterable[Job], owner: str = "", via: str = "") -> str:
        """Write a run down with all its jobs queued, and return its id.

        Args:
            owner: of a run whose jobs whoever claims fairly may do; without one it is done by who wrote it down.
            via: the door it came by.
        """
        run = f"{time.strftime('%m%d', time.localtime(self._clock()))}-{token_hex(3)}"
        now = self._clock()
        with self._db.change():
            values = (run, title, str(out.resolve()), now, owner, via)
            self._db.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?)", values)
            self._append(run, jobs, now)
        return run

    def append(self, run: str, jobs: Iterable[Job]) -> None:
        """Queue more jobs at a run's end."""
        with self._db.change():
            self._append(run, jobs, self._clock())

    def claim(self, run: str, worker: str) -> Entry | None:
        """Take the first queued job of a run for a worker; None when none is queued."""
        with self._db.change():
            row = self._db.execute(
                "UPDATE jobs SET state = 'running', worker = ?, since = ?, stage = '', done = 0, total = 0"
                " WHERE run = ? AND number = (SELECT min(number) FROM jobs WHERE run = ? AND state = 'queued')"
                " RETURNING *",
                (worker, self._clock(), run, run),
            ).fetchone()
        return _entry(row) if row else None

    def claim_fairly(self, worker: str) -> Entry | None:
        """Take a queued job of any run that has an owner: of whom has the fewest underway, and was served longest ago.

        None when none is queued.
        """
        with self._db.change():
            row = self._db.execute(FAIREST, (worker, self._clock())).fetchone()
        return _entry(row) if row else None

    def advance(self, entry: Entry, step: Step) -> bool:
        """Note how far a job is; False when it was cancelled meanwhile."""
        done = self._update(entry, "stage = ?, done = ?, total = ?", (step.stage, step.done, step.total))
        return done == 1

    def finish(self, entry: Entry, results: Sequence[Result], seconds: float, reused: int = 0) -> None:
        """Note that a job is done, and what it made."""
        what = "state = 'done', results = ?, seconds = ?, reused = ?, since = ?"
        with self._db.change():
            if self._set(entry, what, (_joined(results), seconds, reused, self._clock())):
                self._catalogue.add(entry, results)

    def fail(self, entry: Entry, sentence: str, code: int, seconds: float) -> None:
        """Note why a job failed."""
        self._update(
            entry,
            "state = 'failed', sentence = ?, code = ?, seconds = ?, since = ?",
            (sentence, code, seconds, self._clock()),
        )

    def give_back(self, entry: Entry) -> None:
        """Queue a job again that was taken and not done."""
        self._update(entry, "state = 'queued', since = ?", (self._clock(),))

    def cancel(self, run: str, numbers: Sequence[int] = ()) -> int:
        """Cancel a run's jobs that have not ended, or some of them; return how many. Running ones stop at a step."""
        return self._turn(run, numbers, "queued running", "cancelled")

    def retry(self, run: str, numbers: Sequence[int] = ()) -> int:
        """Queue a run's failed and cancelled jobs again, or some of them; return how many."""
        return self._turn(run, numbers, "failed cancelled", "queued")

    def release_owned(self, alive: Callable[[str], bool]) -> int:
        """Do as `release` for every run that has an owner."""
        return sum(self.release(row["id"], alive) for row in self._db.rows("SELECT id FROM runs WHERE owner != ''", ()))

    def release(self, run: str, alive: Callable[[str], bool]) -> int:
        """Queue again what workers had who are no more; return how many jobs."""
        self.owner(run)
        rows = self._db.rows("SELECT DISTINCT worker FROM jobs WHERE run = ? AND state = 'running'", (run,))
        gone = [row["worker"] for row in rows if not alive(row["worker"])]
        freed = 0
        with self._db.change():
            for worker in gone:
                freed += self._db.execute(
                    "UPDATE jobs SET state = 'queued', since = ? WHERE run = ? AND state = 'running' AND worker = ?",
                    (self._clock(), run, worker),
                ).rowcount
        return freed

    def keep_made(self, key: str, result: Result, files: str) -> None:
        """Remember what a key made; `files` tells their content."""
        with self._db.change():
            values = (key, to_json(result), files, self._clock())
            self._db.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?)", values)

    def made(self, key: str) -> tuple[Result, str] | None:
        """Return what a key made, and what its files held; None when it never did."""
        row = self._db.row("SELECT result, files FROM made WHERE key = ?", (key,))
        if row is None:
            return None
        try:
            return from_json(row["result"]), row["files"]
        except JournalError:
            return None

    def took(self, at_most: int = 300) -> tuple[Took, ...]:
        """Return what the last jobs took that were done and had nothing there already."""
        rows = self._db.rows(
            "SELECT job, seconds FROM jobs WHERE state = 'done' AND reused = 0 ORDER BY since DESC LIMIT ?", (at_most,)
        )
        return tuple(took for row in rows if (took := _took(row)) is not None)

    def latest(self, out: Path) -> str | None:
        """Return the last run whose files go to a folder."""
        row = self._db.row("SELECT id FROM runs WHERE out = ? ORDER BY began DESC LIMIT 1", (str(out.resolve()),))
        return row["id"] if row else None

    def runs(self, *owners: str) -> tuple[RunHead, ...]:
        """Return all runs, or those of some owners, the newest first."""
        return self._heads(f"WHERE owner IN ({_marks(owners)})" if owners else "", owners)

    def ahead(self, entry: Entry) -> int:
        """Return how many jobs of runs with an owner were queued before a queued one."""
        row = self._db.row(
            "SELECT count(*) AS jobs FROM jobs JOIN runs ON runs.id = jobs.run WHERE owner != '' AND state = 'queued'"
            " AND (began < (SELECT began FROM runs WHERE id = ?) OR (run = ? AND number < ?))",
            (entry.run, entry.run, entry.number),
        )
        return int(row["jobs"]) if row else 0

    def owned_counts(self) -> dict[State, int]:
        """Return how many jobs of all runs with an owner are in each state."""
        rows = self._db.rows(
            "SELECT state, count(*) AS jobs FROM jobs JOIN runs ON runs.id = jobs.run WHERE owner != '' GROUP BY state",
            (),
        )
        return {State(row["state"]): int(row["jobs"]) for row in rows}

    def favour(self, run: str, number: int, *, liked: bool) -> None:
        """Mark a job's results as liked, or no longer."""
        self.entry(run, number)
        with self._db.change():
            if liked:
                self._db.execute("INSERT OR IGNORE INTO favourites VALUES (?, ?)", (run, number))
            else:
                self._db.execute("DELETE FROM favourites WHERE run = ? AND number = ?", (run, number))

    def favourites(self) -> frozenset[tuple[str, int]]:
        """Return the run and number of every job whose results are liked."""
        return frozenset((row["run"], row["number"]) for row in self._db.rows("SELECT * FROM favourites", ()))

    def find(self, owner: str, wanted: Wanted, at_most: int) -> tuple[int, tuple[Found, ...]]:
        """Return how many files of an owner are such, and the newest of them."""
        return self._catalogue.find(owner, wanted, at_most)

    def head(self, run: str) -> RunHead:
        """Return a run without its jobs.

        Raises:
            JournalError: there is no such run.
        """
        self.owner(run)
        return self._heads("WHERE runs.id = ?", (run,))[0]

    def owner(self, run: str) -> str:
        """Return whose a run is; raises as `head`."""
        row = self._db.row("SELECT owner FROM runs WHERE id = ?", (run,))
        if row is None:
            raise JournalError(f"There is no run '{run}'. 'studio jobs list' names those there are.")
        return row["owner"]

    def entries(self, run: str, *states: State) -> tuple[Entry, ...]:
        """Return a run's jobs in order, all or those in some states.

        Raises:
            JournalError: there is no such run.
        """
        self.owner(run)
        some = f" AND state IN ({_marks(states)})" if states else ""
        rows = self._db.rows(f"SELECT * FROM jobs WHERE run = ?{some} ORDER BY number", (run, *states))
        return tuple(_entry(row) for row in rows)

    def stamps(self, run: str) -> tuple[tuple[int, State, float], ...]:
        """Return number, state and time of its last change of each job of a run, without reading what was made."""
        rows = self._db.rows("SELECT number, state, since FROM jobs WHERE run = ? ORDER BY number", (run,))
        return tuple((row["number"], State(row["state"]), row["since"]) for row in rows)

    def entry(self, run: str, number: int) -> Entry:
        """Return one job.

        Raises:
            JournalError: there is none of that number.
        """
        row = self._db.row("SELECT * FROM jobs WHERE run = ? AND number = ?", (run, number))
        if row is None:
            raise JournalError(f"The run '{run}' has no job {number}.")
        return _entry(row)

    def remove(self, run: str) -> None:
        """Forget a run, and that what it made is there; its files stay."""
        files = [str(path) for entry in self.entries(run) for path in entry.files]
        with self._db.change():
            self._db.execute("DELETE FROM runs WHERE id = ?", (run,))
            self._db.execute(
                "DELETE FROM made WHERE EXISTS (SELECT 1 FROM json_each(made.files) AS file"
                " WHERE file.key IN (SELECT value FROM json_each(?)))",
                (json.dumps(files),),
            )

    def _catalogue_what_was_made(self) -> None:
        for head in self.runs():
            for row in self._db.rows("SELECT * FROM jobs WHERE run = ? AND state = 'done'", (head.id,)):
                with suppress(JournalError), self._db.change():  # of another version: its files are not shown again
                    entry = _entry(row)
                    self._catalogue.add(entry, entry.results)

    def _heads(self, which: str, values: Sequence[Any]) -> tuple[RunHead, ...]:
        rows = self._db.rows(
            "SELECT runs.*, state, count(jobs.run) AS jobs FROM runs LEFT JOIN jobs ON jobs.run = runs.id"
            f" {which} GROUP BY runs.id, state ORDER BY began DESC, runs.id",
            values,
        )
        counts: dict[str, dict[State, int]] = {row["id"]: {} for row in rows}
        for row in rows:
            if row["jobs"]:
                counts[row["id"]][State(row["state"])] = int(row["jobs"])
        by_id = {row["id"]: row for row in rows}
        return tuple(
            RunHead(run, row["title"], Path(row["out"]), row["began"], counts[run], row["owner"], row["via"])
            for run, row in by_id.items()
        )

    def _append(self, run: str, jobs: Iterable[Job], now: float) -> None:
        first = self._db.execute("SELECT coalesce(max(number), 0) + 1 FROM jobs WHERE run = ?", (run,)).fetchone()[0]
        rows = ((run, number, job.model_dump_json(), now) for number, job in enumerate(jobs, first))
        self._db.execute_many("INSERT INTO jobs (run, number, job, since) VALUES (?, ?, ?, ?)", rows)

    def _update(self, entry: Entry, what: str, values: Sequence[Any]) -> int:
        with self._db.change():
            return self._set(entry, what, values)

    def _set(self, entry: Entry, what: str, values: Sequence[Any]) -> int:
        """Change a job that its worker still has; return whether it has it (1 or 0)."""
        return self._db.execute(
            f"UPDATE jobs SET {what} WHERE run = ? AND number = ? AND state = 'running' AND worker = ?",
            (*values, entry.run, entry.number, entry.worker),
        ).rowcount

    def _turn(self, run: str, numbers: Sequence[int], before: str, after: str) -> int:
        self.owner(run)
        for number in numbers:
            self.entry(run, number)
        states = before.split()
        some = f" AND number IN ({_marks(numbers)})" if numbers else ""
        with self._db.change():
            return self._db.execute(
                "UPDATE jobs SET state = ?, since = ?, sentence = '', code = 0"
                f" WHERE run = ? AND state IN ({_marks(states)}){some}",
                (after, self._clock(), run, *states, *numbers),
            ).rowcount


def _entry(row: sqlite3.Row) -> Entry:
    try:
        job = _JOB.validate_json(row["job"])
    except ValidationError as error:
        raise JournalError(f"Job {row['number']} of {row['run']} is of another version. Run its plan anew.") from error
    step = Step(row["stage"], row["done"], row["total"]) if row["state"] == State.RUNNING and row["stage"] else None
    return Entry(
        run=row["run"],
        number=row["number"],
        job=job,
        state=State(row["state"]),
        worker=row["worker"],
        since=row["since"],
        step=step,
        sentence=row["sentence"],
        code=row["code"],
        seconds=row["seconds"],
        results=_split(row["results"]),
        reused=row["reused"],
    )


def _took(row: sqlite3.Row) -> Took | None:
    """Return what a job took; None for one that another version wrote down."""
    try:
        return Took(_JOB.validate_json(row["job"]), row["seconds"])
    except ValidationError:
        return None


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" for _ in values)


def _joined(results: Sequence[Result]) -> str:
    return "\n".join(to_json(result) for result in results)


def _split(text: str) -> tuple[Result, ...]:
    return tuple(from_json(line) for line in text.split("\n") if line)
