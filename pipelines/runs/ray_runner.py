"""Jobs on a Ray cluster, in actors that open a workbench once, wherever there is what a job needs.

Machines share no disk: photos travel through Ray's object store, and what is made is published by the driver.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from platform import node as host_name
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any, Self, TypeAlias, cast

import ray
from ray.exceptions import GetTimeoutError, RayError, RayTaskError

from models.errors import ModelsError
from models.store import WeightsStore
from pipelines.cores import share_cores
from pipelines.errors import Cancelled, ClusterError, StudioError
from pipelines.jobs.job import Failed, Finished, Job, JobEvent, Stopped
from pipelines.jobs.runner import perform
from pipelines.jobs.stop import Stop
from pipelines.jobs.workbench import Workbench
from pipelines.runs.fingerprint import file_sha256
from pipelines.runs.needs import Need, weights_of
from pipelines.runs.parcel import Made, Parcel, made_in, pack, take, unpack
from pipelines.runs.ray_cluster import connect
from pipelines.runs.record import Result
from pipelines.runs.trials import Trial, Trials
from pipelines.runs.worker import Ended, OpenBench, Stepped, ended

_TICK_SECONDS = 0.2
_GRACE_SECONDS = 20.0  # the longest a step may go on after it was asked to stop
_LOOK_SECONDS = 1.0  # between two looks at which machines there are
_PING_SECONDS = 5.0
_START_SECONDS = 5.0  # after which a worker that is not up yet is given the place of one that does nothing
_ALOFT_BYTES = 300_000_000
_CLOSE = 1e-6

Ref: TypeAlias = Any  # ray's own is generic in some versions and not in others


class RayRunner:
    """A `Runner` on a cluster; it is connected within a `with` block, and its workers last from run to run.

    Args:
        address: of the cluster, or "auto" for the one that this machine belongs to.
        open_bench: called once in each worker; it must survive pickling.
        need_of: what a job needs of a machine.
        limit_seconds: the longest that a job may take.
        tries: how often a job is begun whose worker is lost.
    """

    def __init__(
        self,
        address: str,
        open_bench: OpenBench,
        need_of: Callable[[Job], Need],
        *,
        limit_seconds: float | None = None,
        tries: int = 2,
    ) -> None:
        self._address = address
        self._open_bench = open_bench
        self._need_of = need_of
        self._limit_seconds = limit_seconds
        self._tries = tries
        self._machines = _Machines()
        self._aloft = _Aloft()
        self._idle: list[_Actor] = []

    def __enter__(self) -> Self:
        """Connect.

        Raises:
            ClusterError: there is no such cluster.
        """
        connect(self._address)
        return self

    def __exit__(self, *_raised: object) -> None:
        while self._idle:
            self._idle.pop().kill()
        ray.shutdown()

    def hands(self, job: Job) -> int:
        """Return how many such jobs the cluster can do side by side."""
        return self._machines.hands(self._need_of(job))

    def run(self, jobs: Iterable[Job], stop: Stop) -> Iterator[JobEvent]:
        """See `Runner.run`. A job is taken from `jobs` when a machine is free; leaving early kills whoever works."""
        trials = Trials(iter(jobs), self._tries)
        waiting: deque[Trial] = deque()
        busy: list[_Effort] = []
        try:
            while True:
                yield from self._begin(waiting, trials, busy, stop)
                if not busy:
                    return
                ray.wait([effort.back for effort in busy], timeout=_TICK_SECONDS)
                for effort in busy:
                    yield from effort.hear(stop, self._limit_seconds)
                for effort in [effort for effort in busy if effort.over]:
                    busy.remove(effort)
                    self._idle += [] if effort.lost else [effort.actor]
                    yield from trials.end(effort.trial, effort.lost)
                self._make_room(busy)
        finally:
            for effort in busy:
                effort.actor.kill()

    def _begin(self, waiting: deque[Trial], trials: Trials, busy: list["_Effort"], stop: Stop) -> Iterator[JobEvent]:
        """Begin jobs while there is room; one that finds none waits, and nobody overtakes it."""
        while not stop.is_set() and (trial := waiting.popleft() if waiting else trials.next()):
            if stop.is_set(trial.job):
                yield Stopped(trial.job)
                continue
            try:
                need = self._placeable(trial.job)
                if self._load(need, *(effort.actor.need for effort in busy)) > 1 + _CLOSE:
                    waiting.append(trial)
                    return
                parcel = pack(trial.job)
                files = self._aloft.refs(parcel.files)
            except (StudioError, ModelsError, OSError) as error:
                yield Failed(trial.job, error)
                continue
            busy.append(_Effort(self._actor(need), trial, parcel, files))

    def _placeable(self, job: Job) -> Need:
        """Return what a job needs.

        Raises:
            ClusterError: no machine has it.
        """
        need = self._need_of(job)
        if not self._machines.hands(need):
            raise ClusterError(f"No machine of the cluster has {need.words}. Add one, or choose another engine.")
        return need

    def _load(self, *needs: Need) -> float:
        """Return which part of the cluster workers of these needs take."""
        return sum(1 / max(1, self._machines.hands(need)) for need in needs)

    def _actor(self, need: Need) -> "_Actor":
        for actor in [actor for actor in self._idle if actor.need == need]:
            self._idle.remove(actor)
            if actor.is_alive():
                return actor
            actor.kill()
        while self._idle and self._load(need, *(actor.need for actor in self._idle)) > 1 + _CLOSE:
            self._idle.pop(0).kill()
        return _Actor(self._open_bench, need)

    def _make_room(self, busy: list["_Effort"]) -> None:
        """Send idle workers home that hold what others wait for: machines may have gone, or not be as they add up."""
        late = any(effort.is_late for effort in busy)
        while self._idle and (
            late or self._load(*(it.need for it in (*self._idle, *(effort.actor for effort in busy)))) > 1 + _CLOSE
        ):
            self._idle.pop(0).kill()


class _Machines:
    """The machines of the cluster that live, looked at now and then."""

    def __init__(self) -> None:
        self._seen: list[Mapping[str, float]] = []
        self._at = -_LOOK_SECONDS

    def hands(self, need: Need) -> int:
        """Return how many workers of a need all machines carry together."""
        if time.monotonic() - self._at >= _LOOK_SECONDS:
            nodes = cast(list[Mapping[str, Any]], ray.nodes())
            self._seen = [node["Resources"] for node in nodes if node["Alive"]]
            self._at = time.monotonic()
        wanted = {"CPU": need.cpus, "GPU": need.gpus, "memory": need.memory_bytes}
        return sum(
            min(int(machine.get(name, 0) // amount) for name, amount in wanted.items() if amount)
            for machine in self._seen
        )


class _Aloft:
    """Files in Ray's object store, by content; the least recently sent go when there are too many bytes."""

    def __init__(self) -> None:
        self._refs: OrderedDict[str, tuple[Ref, int]] = OrderedDict()

    def refs(self, files: Mapping[str, Path]) -> dict[str, Ref]:
        """Return a reference to each file's bytes.

        Raises:
            OSError: one cannot be read any more.
        """
        sent = {packed: self._ref(path) for packed, path in files.items()}
        while len(self._refs) > 1 and sum(size for _, size in self._refs.values()) > _ALOFT_BYTES:
            self._refs.popitem(last=False)
        return sent

    def _ref(self, path: Path) -> Ref:
        key = file_sha256(path)
        if key not in self._refs:
            data = path.read_bytes()
            self._refs[key] = ray.put(data), len(data)
        self._refs.move_to_end(key)
        return self._refs[key][0]


class _Worker:
    """What the actor is; `do` and `look` are called side by side."""

    def __init__(self, open_bench: OpenBench, threads: int) -> None:
        share_cores(threads)
        self._open_bench = open_bench
        self._bench: Workbench | None = None
        self._number = 0
        self._told: Stepped | None = None
        self._stop = Event()

    def do(self, number: int, packed: str, files: Mapping[str, Ref]) -> Ended:
        """Do a job, which is called by a number, and return what it made as `Made`."""
        self._number, self._told = number, None
        self._stop.clear()
        return ended(lambda: self._do(packed, files))

    def look(self, number: int, *, stop: bool) -> Stepped | None:
        """Return how far a job is, None where that is not known; `stop` asks to stop it."""
        if number != self._number:
            return None
        if stop:
            self._stop.set()
        return self._told

    def _do(self, packed: str, files: Mapping[str, Ref]) -> Made:
        try:
            self._bench = self._bench or self._open_bench()
            with TemporaryDirectory(prefix="studio-") as name:
                folder = Path(name)
                job = unpack(packed, dict(zip(files, ray.get(list(files.values())), strict=True)), folder)
                self._ready(job, self._bench.pool.weights)
                return made_in(folder, cast(Result, perform(job, self._bench, self._progress)))
        except ModelsError as error:
            raise ModelsError(f"On {host_name()}: {error}") from error

    def _ready(self, job: Job, store: WeightsStore) -> None:
        """Bring the weights that this machine lacks; those that forbid commercial use are for a person to fetch."""
        for weights in weights_of(job):
            if not store.have(weights):
                store.fetch(weights)

    def _progress(self, stage: str, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled("Stopped.")
        self._told = Stepped(stage, done, total)


class _Actor:
    """A worker on some machine, or on its way to one."""

    def __init__(self, open_bench: OpenBench, need: Need) -> None:
        self.need = need
        self._number = 0
        options = {"num_cpus": need.cpus, "num_gpus": need.gpus, "memory": need.memory_bytes}
        actor_class: Any = ray.remote(_Worker)
        self._handle: Any = actor_class.options(
            **options, max_concurrency=2, max_restarts=0, max_task_retries=0, scheduling_strategy="SPREAD"
        ).remote(open_bench, need.cpus)

    def do(self, parcel: Parcel, files: Mapping[str, Ref]) -> Ref:
        self._number += 1
        return self._handle.do.remote(self._number, parcel.job, files)

    def look(self, *, stop: bool) -> Ref:
        return self._handle.look.remote(self._number, stop=stop)

    def is_alive(self) -> bool:
        try:
            ray.get(self.look(stop=False), timeout=_PING_SECONDS)
        except (RayError, GetTimeoutError):
            return False
        return True

    def kill(self) -> None:
        ray.kill(self._handle)


@dataclass
class _Effort:
    """A worker at a job.

    Attributes:
        back: what `do` will return.
        began: when the worker first answered; None while it is not up.
        asked: when it was asked to stop.
        over: it has the job no more.
        lost: how it was lost; empty while it is not.
    """

    actor: _Actor
    trial: Trial
    parcel: Parcel
    files: Mapping[str, Ref]
    sent: float = field(default_factory=time.monotonic)
    began: float | None = None
    asked: float | None = None
    over: bool = False
    lost: str = ""

    def __post_init__(self) -> None:
        self.back = self.actor.do(self.parcel, self.files)
        self._look: Ref | None = None
        self._told: Stepped | None = None

    @property
    def is_late(self) -> bool:
        """Its worker should be up by now, and is not."""
        return self.began is None and time.monotonic() - self.sent > _START_SECONDS

    def hear(self, stop: Stop, limit_seconds: float | None) -> Iterator[JobEvent]:
        """Yield what the worker told, and look after it."""
        try:
            if _is_there(self.back):
                self.over = True
                yield self._end(ray.get(self.back))
                return
            yield from self._looked(stop)
        except RayTaskError as error:
            self.over = True
            yield Failed(self.trial.job, StudioError(str(error.cause or error)))
        except RayError as error:
            self._lose(f"was lost ({type(error).__name__})")
        else:
            yield from self._late(stop, limit_seconds)

    def _end(self, told: Ended) -> JobEvent:
        job = self.trial.job
        if told.result is None:
            return told.event(job)
        try:
            return Finished(job, take(cast(Made, told.result), self.parcel, job.out))
        except StudioError as error:
            return Failed(job, error)

    def _looked(self, stop: Stop) -> Iterator[JobEvent]:
        if self._look is not None and _is_there(self._look):
            told, self._look = cast(Stepped | None, ray.get(self._look)), None
            self.began = self.began or time.monotonic()
            if told is not None and told != self._told:
                yield told.event(self.trial.job)
            self._told = told
        if self._look is None:
            self._look = self.actor.look(stop=stop.is_set(self.trial.job))

    def _late(self, stop: Stop, limit_seconds: float | None) -> Iterator[JobEvent]:
        now = time.monotonic()
        if stop.is_set(self.trial.job):
            self.asked = self.asked or now
            if self.began is None or now - self.asked > _GRACE_SECONDS:
                self.actor.kill()
                self.over = True
                yield Stopped(self.trial.job)
        elif limit_seconds is not None and self.began is not None and now - self.began > limit_seconds:
            self._lose(f"took longer than {limit_seconds:g} s")

    def _lose(self, how: str) -> None:
        self.actor.kill()
        self.over, self.lost = True, how


def _is_there(ref: Ref) -> bool:
    return bool(ray.wait([ref], timeout=0)[0])
