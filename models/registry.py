"""One table a capability: which engines exist, what each needs, and how a choice becomes a ready engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.errors import MissingPackageError, UnknownEngineError

OptionValue: TypeAlias = bool | int | float | str
Engine = TypeVar("Engine")


class EngineOptions(BaseModel):
    """An engine's settings: bounded, described, read alike by form, command line and provenance."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EngineChoice(BaseModel):
    """Which engine, with which options: what is cached, pickled and written into a job, never the engine itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = "auto"
    options: dict[str, OptionValue] = Field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> "EngineChoice":
        """Read `name` or `name:option=value,option=value`, as typed on a command line.

        Raises:
            UnknownEngineError: an option without `=`.
        """
        name, _, rest = text.partition(":")
        pairs = [pair.partition("=") for pair in rest.split(",") if pair]
        for option, equals, _value in pairs:
            if not equals:
                raise UnknownEngineError(f"'{text}': write options as {name}:option=value, not '{option}'.")
        return cls(name=name, options={option.strip(): value.strip() for option, _, value in pairs})

    def __str__(self) -> str:
        options = ",".join(f"{key}={value}" for key, value in self.options.items())
        return f"{self.name}:{options}" if options else self.name


class WeightsFolder(Protocol):
    """Where an engine finds the files the catalogue names."""

    def path(self, weights: str) -> Path:
        """Return the verified file of a catalogue entry.

        Raises:
            MissingWeightsError: not on this machine.
            WrongBytesError: there, but not the catalogue's bytes.
        """
        ...


@dataclass(frozen=True)
class EngineEntry:
    """A line of the table. It imports nothing: `target` is read when the engine is opened.

    Attributes:
        target: `module:Class`; the class is called with (options, weights).
        summary: one line for a person.
        options: the model of its settings.
        packages: import names it needs beyond the base install.
        extra: the project's extra that installs them.
        weights: catalogue entries it loads with default options.
        gpus: how many NVIDIA GPUs it takes for itself.
        without_gpu: the option, and its value, that has it do without; None where nothing does.
    """

    target: str
    summary: str
    options: type[EngineOptions] = EngineOptions
    packages: tuple[str, ...] = ()
    extra: str | None = None
    weights: tuple[str, ...] = ()
    gpus: int = 0
    without_gpu: tuple[str, str] | None = None


class Registry(Generic[Engine]):
    """The engines of one capability, in order of preference."""

    def __init__(self, capability: str, entries: Mapping[str, EngineEntry]) -> None:
        self.capability = capability
        self._entries = dict(entries)

    def names(self) -> Sequence[str]:
        return tuple(self._entries)

    def entry(self, name: str) -> EngineEntry:
        """Return a line of the table.

        Raises:
            UnknownEngineError: no engine of that name.
        """
        if name not in self._entries:
            known = ", ".join(self._entries)
            raise UnknownEngineError(f"There is no {self.capability} engine '{name}'. Choose one of: {known}.")
        return self._entries[name]

    def options(self, choice: EngineChoice) -> EngineOptions:
        """Return the choice's options, checked and completed.

        Raises:
            UnknownEngineError: an option the engine does not have, or a value out of its bounds.
        """
        model = self.entry(choice.name).options
        try:
            return model.model_validate(choice.options)
        except ValidationError as error:
            first = error.errors()[0]
            option = ".".join(str(part) for part in first["loc"])
            known = ", ".join(model.model_fields) or "none"
            raise UnknownEngineError(
                f"{self.capability} engine '{choice.name}', option '{option}': {first['msg']}. Its options: {known}."
            ) from error

    def gpus(self, choice: EngineChoice) -> int:
        """Return how many GPUs the choice takes.

        Raises:
            UnknownEngineError: no such engine, or an option it does not have.
        """
        entry, options = self.entry(choice.name), self.options(choice)
        if entry.without_gpu is None:
            return entry.gpus
        option, value = entry.without_gpu
        return 0 if str(getattr(options, option)) == value else entry.gpus

    def missing_packages(self, name: str) -> tuple[str, ...]:
        """Return the packages the engine needs and this Python does not have."""
        return tuple(package for package in self.entry(name).packages if find_spec(package) is None)

    def require_packages(self, name: str) -> None:
        """Do nothing where the engine's packages are installed.

        Raises:
            MissingPackageError: one is not; the message says how to install it.
        """
        if missing := self.missing_packages(name):
            needed = f"The {self.capability} engine '{name}' needs {', '.join(missing)}."
            raise MissingPackageError(needed, self.entry(name).extra)

    def open(self, choice: EngineChoice, weights: WeightsFolder) -> Engine:
        """Return a ready engine.

        Raises:
            UnknownEngineError: no such engine or option.
            MissingPackageError: its package is not installed.
            MissingWeightsError, WrongBytesError: its weights are not at hand.
        """
        entry = self.entry(choice.name)
        options = self.options(choice)
        self.require_packages(choice.name)
        return named(entry.target)(options, weights)


def named(target: str) -> Any:
    """Import and return what `module:name` names."""
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)
