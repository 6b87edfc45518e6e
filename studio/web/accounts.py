"""People who may use a studio that is not this machine's alone: hashed passwords, counted tries, sessions that end."""

import hmac
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import scrypt
from pathlib import Path
from secrets import token_bytes, token_urlsafe
from threading import Lock

from pipelines.errors import StudioError

_COST = {"n": 2**14, "r": 8, "p": 5}  # OWASP Password Storage Cheat Sheet, scrypt with 16 MiB
_NAME_CHARS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")
_LEAST_CHARS = 8
_TRIES, _WINDOW_SECONDS = 5, 300.0
_SESSION_SECONDS = 7 * 24 * 3600.0
_NOBODY = "scrypt$" + "00" * 16 + "$" + "00" * 64


class AccessError(StudioError):
    """Somebody who may not come in, or a file of accounts that cannot be used."""


def hashed(password: str) -> str:
    """Return a password as the accounts file keeps it.

    Raises:
        AccessError: it is too short.
    """
    if len(password) < _LEAST_CHARS:
        raise AccessError(f"A password has at least {_LEAST_CHARS} characters.")
    salt = token_bytes(16)
    return f"scrypt${salt.hex()}${scrypt(password.encode(), salt=salt, **_COST).hex()}"


def read_accounts(path: Path) -> dict[str, str]:
    """Return the names of an accounts file and their hashed passwords.

    Raises:
        AccessError: there is no such file, or a line of it is none of ours.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise AccessError(
            f"{path} cannot be read: {error.strerror}. 'studio serve --add-user NAME' begins it."
        ) from error
    accounts: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        name, _, secret = line.strip().partition(":")
        if not line.strip():
            continue
        if not is_name(name) or secret.count("$") != 2 or not secret.startswith("scrypt$"):
            raise AccessError(
                f"{path}, line {number}: not a name and a hashed password. 'studio serve --add-user' writes it."
            )
        accounts[name] = secret
    if not accounts:
        raise AccessError(f"{path} names nobody. 'studio serve --add-user NAME' adds somebody.")
    return accounts


def is_name(name: str) -> bool:
    """Tell whether a name may be an account's: it becomes a folder's name too."""
    return 0 < len(name) <= 40 and set(name) <= _NAME_CHARS and name.strip(".") == name and name != "local"


@dataclass(frozen=True)
class _Session:
    name: str
    until: float


class Door:
    """Lets people in who know their password, and knows them again by a token."""

    def __init__(self, accounts: Mapping[str, str], clock: Callable[[], float] = time.monotonic) -> None:
        self._accounts = accounts
        self._clock = clock
        self._lock = Lock()
        self._tries: defaultdict[str, deque[float]] = defaultdict(deque)
        self._sessions: dict[str, _Session] = {}

    def let_in(self, name: str, password: str, address: str) -> str:
        """Return a token for this person.

        Raises:
            AccessError: wrong, or tried too often from this address or for this name.
        """
        for who in (f"from {address}", f"as {name}"):
            self._count(who)
        kept = self._accounts.get(name, _NOBODY)
        if not _matches(password, kept) or name not in self._accounts:
            raise AccessError("Name and password do not fit.")
        with self._lock:
            token = token_urlsafe(32)
            now = self._clock()
            self._sessions = {key: held for key, held in self._sessions.items() if held.until > now}
            self._sessions[token] = _Session(name, now + _SESSION_SECONDS)
            self._tries.pop(f"as {name}", None)
            self._tries.pop(f"from {address}", None)
        return token

    def who(self, token: str) -> str | None:
        """Return whose token it is; None for nobody's, and for one that has run out."""
        with self._lock:
            held = self._sessions.get(token)
        return held.name if held and held.until > self._clock() else None

    def let_out(self, token: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(token, None)

    def _count(self, who: str) -> None:
        with self._lock:
            now = self._clock()
            tries = self._tries[who]
            while tries and tries[0] <= now - _WINDOW_SECONDS:
                tries.popleft()
            if len(tries) >= _TRIES:
                wait = _WINDOW_SECONDS - (now - tries[0])
                raise AccessError(f"Tried too often. Wait {wait / 60:.0f} min, then try again.")
            tries.append(now)
            if len(self._tries) > 10_000:  # an attacker with many names fills no memory
                self._tries = defaultdict(deque, {who: tries})


def _matches(password: str, kept: str) -> bool:
    _, salt, digest = kept.split("$")
    found = scrypt(password.encode(), salt=bytes.fromhex(salt), **_COST)
    return hmac.compare_digest(found, bytes.fromhex(digest))
