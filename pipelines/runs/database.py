"""One SQLite file in WAL mode, which any number of processes read and write, killed or not."""

import sqlite3
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from pipelines.errors import JournalError

_WAIT_SECONDS = 20


class Database:
    """An open file; one statement, or one change of several, at a time."""

    def __init__(self, path: Path) -> None:
        """Open the file, and begin one where there is none.

        Raises:
            JournalError: it cannot be used.
        """
        self.path = path
        self._lock = Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
            self._db.row_factory = sqlite3.Row
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")  # in WAL mode nothing breaks; the last row may be redone
            self._db.execute("PRAGMA foreign_keys = ON")
        except (sqlite3.Error, OSError) as error:
            raise JournalError(f"The journal {path} cannot be used: {error}. Move it away, or name another.") from error

    def close(self) -> None:
        self._db.close()

    def bring_up(self, changes: Sequence[str]) -> int:
        """Make the tables what `changes` say, one text a version, and return the version the file had.

        Raises:
            JournalError: the file is of a later version.
        """
        with self.change():
            version = int(self.execute("PRAGMA user_version").fetchone()[0])
            if version > len(changes):
                raise JournalError(f"The journal {self.path} is of a later version. Move it away, or name another.")
            for statement in ";".join(changes[version:]).split(";"):
                self.execute(statement)
            self.execute(f"PRAGMA user_version = {len(changes)}")
        return version

    @contextmanager
    def change(self) -> Generator[None]:
        """Have all that is executed meanwhile take effect, or nothing of it.

        Raises:
            JournalError: the file cannot be written; it is as before.
        """
        with self._use():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # SQLite has ended it itself where the disk is full
                    self._db.execute("ROLLBACK")
                raise

    def execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Execute a statement; within `change` only."""
        return self._db.execute(statement, values)

    def execute_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute a statement for each row; within `change` only."""
        self._db.executemany(statement, rows)

    def row(self, query: str, values: Sequence[Any] = ()) -> sqlite3.Row | None:
        """Return the first row; raises as `change`."""
        with self._use():
            return self._db.execute(query, values).fetchone()

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """Return all rows; raises as `change`."""
        with self._use():
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def _use(self) -> Generator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                told = f"The journal {self.path} cannot be used: {error}."
                raise JournalError(f"{told} What is made is whole; go on once that is mended.") from error
