"""What a model hub says a repository holds: which files, how large, with which hashes, at which commit."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from models.catalog import RepoEntry
from models.sources.download import STALLED_SECONDS, hub_address
from models.sources.order import SourceError


@dataclass(frozen=True)
class RepoFile:
    """One file of a repository.

    Attributes:
        path: below the repository's top.
        bytes: its size.
        sha256: of its bytes, where the hub states it (it does for large files).
        git_sha1: git's own hash of it, where it does not.
    """

    path: str
    bytes: int
    sha256: str | None = None
    git_sha1: str | None = None


@dataclass(frozen=True)
class Listing:
    """The files of one commit that an entry wants, in the order of their paths."""

    revision: str
    files: Sequence[RepoFile]


def list_repo(entry: RepoEntry, revision: str | None, environ: Mapping[str, str]) -> Listing:
    """Ask the hub, or the mirror that `HF_ENDPOINT` names, for the entry's files.

    Args:
        entry: whose repository.
        revision: the commit to list; None takes the newest, and the answer says which that is.
        environ: `HF_ENDPOINT` and `HF_HUB_OFFLINE` are read of it.

    Raises:
        SourceError: the hub is forbidden, cannot be reached, or does not have what the entry wants.
    """
    commit = revision or entry.revision or str(_asked(entry, "revision/main", environ).get("sha", ""))
    if len(commit) != 40:
        raise SourceError(f"the hub names no commit of {entry.repo}")
    tree = _asked(entry, f"tree/{commit}?recursive=true", environ)
    files = tuple(sorted(_wanted(entry, tree), key=lambda file: file.path))
    if not any(file.path.endswith(".safetensors") for file in files):
        raise SourceError(f"{entry.repo} holds no safetensors files that match {', '.join(entry.patterns)}")
    return Listing(commit, files)


def _asked(entry: RepoEntry, what: str, environ: Mapping[str, str]) -> Any:
    hub = hub_address(environ)
    url = f"{hub}/api/models/{quote(entry.repo)}/{what}"
    try:
        request = urllib.request.Request(url, headers={"User-Agent": "listing-studio"})
        with urllib.request.urlopen(request, timeout=STALLED_SECONDS) as answer:
            if 'rel="next"' in (answer.headers.get("Link") or ""):
                raise SourceError(f"{entry.repo} holds more files than the hub lists at once")
            return json.load(answer)
    except urllib.error.HTTPError as error:
        error.close()
        raise SourceError(f"the hub answers {error.code} {error.reason} for {entry.repo}") from error
    except (OSError, ValueError) as error:
        words = getattr(getattr(error, "reason", error), "strerror", None) or str(error)
        raise SourceError(
            f"{hub} cannot be read: {words} (set HF_ENDPOINT to a mirror where the hub is blocked)"
        ) from error


def _wanted(entry: RepoEntry, tree: Any) -> Sequence[RepoFile]:
    return [
        RepoFile(
            str(item["path"]),
            int(item["size"]),
            sha256=item["lfs"]["oid"] if item.get("lfs") else None,
            git_sha1=None if item.get("lfs") else item.get("oid"),
        )
        for item in tree
        if item.get("type") == "file" and entry.wants(str(item["path"]))
    ]
