"""Whose work is whose: this machine's person, an account, or a browser on a studio open to all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe

from studio.web.accounts import Door

LOCAL = "local"
LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
COOKIE = "studio"
_TOKEN = re.compile(r"[\w-]{20,100}")


class Access(StrEnum):
    """Who may use the pages."""

    LOCAL = "local"  # whoever sits at this machine; all see the same work
    ACCOUNTS = "accounts"  # people with a password, each with work of their own
    GUESTS = "guests"  # anybody, each browser with work of its own


@dataclass(frozen=True)
class Visitors:
    """Tells owners of work apart; `door` knows the accounts. What is made may not outlast the server: `lasting`."""

    access: Access = Access.LOCAL
    door: Door | None = None
    lasting: bool = True

    def owner(self, cookies: Mapping[str, str]) -> str | None:
        """Return whose work a request is about; None for somebody who must log in first."""
        token = cookies.get(COOKIE, "")
        if self.access is Access.LOCAL:
            return LOCAL
        if self.door is not None:
            return self.door.who(token)
        return f"guest-{sha256(token.encode()).hexdigest()[:24]}" if _TOKEN.fullmatch(token) else None

    def new_guest(self) -> str:
        """Return the token by which a new browser is known again."""
        return token_urlsafe(24)
