"""Processes that do jobs: one that dies, hangs or fails costs its job, and nothing else."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.errors import LostJobError
from pipelines.jobs.job import Advanced, Failed, Finished, JobEvent, Stopped
from pipelines.jobs.stop import Stop
from pipelines.runs.process_runner import Crew, ProcessRunner
from tests.fakes.workshops import Workshop, cutout_job


def events_of(folder: Path, *names: str, crew: Crew | None = None) -> list[JobEvent]:
    jobs = [cutout_job(folder, name) for name in names]
    with ProcessRunner(Workshop(folder), crew) as runner:
        return [e for e in runner.run(jobs, Stop()) if not isinstance(e, Advanced)]


def test_work_may_have_processes_of_its_own_as_films_do(tmp_path: Path) -> None:
    (event,) = events_of(tmp_path, "parents")
    assert isinstance(event, Finished), event


def test_a_job_that_kills_its_process_is_tried_twice_and_left_out(tmp_path: Path) -> None:
    events = events_of(tmp_path, "a", "dies", "b")
    assert {e.job.product for e in events if isinstance(e, Finished)} == {"a", "b"}
    (failed,) = [event for event in events if isinstance(event, Failed)]
    assert isinstance(failed.error, LostJobError)
    assert str(failed.error) == (
        "Its process was killed, as systems do when memory runs out, 2 times. It is left out; the others go on."
    )


def test_a_job_that_never_ends_is_ended(tmp_path: Path) -> None:
    began = time.monotonic()
    events = events_of(tmp_path, "hangs", "a", crew=Crew(limit_seconds=6, tries=1))
    assert [type(event) for event in events] == [Failed, Finished]
    assert "took longer than 6 s" in str(events[0].error)  # type: ignore[union-attr]
    assert time.monotonic() - began < 300  # it would hang for 600


def test_an_error_that_cannot_cross_arrives_in_words(tmp_path: Path) -> None:
    (failed,) = events_of(tmp_path, "fails")
    assert isinstance(failed, Failed)
    assert str(failed.error) == "_OddError: 1 is not 2"


def test_two_workers_share_the_jobs(tmp_path: Path) -> None:
    events = events_of(tmp_path, *"abcdef", crew=Crew(workers=2))
    assert sorted(event.job.product for event in events) == list("abcdef")
    assert len(list((tmp_path / "out").glob("*.png"))) == 6


@pytest.mark.parametrize(("names", "each"), [(("shares",), 6), (("shares1", "shares2"), 3)])
def test_those_at_work_share_the_cores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], each: int
) -> None:
    monkeypatch.setattr("pipelines.runs.process_runner.cores_at_hand", lambda: 6)
    jobs = [cutout_job(tmp_path, name) for name in names]
    with ProcessRunner(Workshop(tmp_path), Crew(workers=2)) as runner:
        told = [e.done for e in runner.run(jobs, Stop()) if isinstance(e, Advanced) and e.stage == "share"]
    assert told == [each] * len(names)


def test_one_process_alone_does_what_takes_a_gpu_and_others_go_on_beside_it(tmp_path: Path) -> None:
    jobs = [cutout_job(tmp_path, f"tells-{name}") for name in ("card-1", "card-2", "a", "b", "card-3")]
    doers: dict[str, int] = {}
    ended: list[str] = []
    beside: dict[str, set[str]] = {}
    with ProcessRunner(Workshop(tmp_path), Crew(workers=2), lambda job: "card" in job.product) as runner:
        for event in runner.run(jobs, Stop()):
            name = event.job.product.removeprefix("tells-")
            if isinstance(event, Advanced) and event.stage == "process":
                doers[name] = event.done
                beside[name] = doers.keys() - {name, *ended}
            elif isinstance(event, Finished):
                ended.append(name)
    assert sorted(ended) == ["a", "b", "card-1", "card-2", "card-3"]
    assert len({doers[name] for name in doers if name.startswith("card")}) == 1
    assert not any(other.startswith("card") for name in doers if name.startswith("card") for other in beside[name])
    assert doers["a"] != doers["card-1"] and [*doers].index("a") < [*doers].index("card-2")


def test_one_job_is_cancelled_and_the_next_is_done(tmp_path: Path) -> None:
    jobs = [cutout_job(tmp_path, "slow"), cutout_job(tmp_path, "a")]
    stop, seen = Stop(), []
    with ProcessRunner(Workshop(tmp_path)) as runner:
        for event in runner.run(jobs, stop):
            if isinstance(event, Advanced) and event.job is jobs[0]:
                stop.cancel(event.job)
            else:
                seen.append(event)
    ended = [event for event in seen if not isinstance(event, Advanced)]
    assert [(type(event), event.job.product) for event in ended] == [(Stopped, "slow"), (Finished, "a")]


def test_leaving_early_leaves_no_process(tmp_path: Path) -> None:
    events = ProcessRunner(Workshop(tmp_path)).run([cutout_job(tmp_path, "slow")], Stop())
    next(iter(events))
    events.close()  # type: ignore[attr-defined]
    assert not _children(os.getpid())


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from pipelines.jobs.stop import Stop\n"
        "from pipelines.runs.process_runner import ProcessRunner\n"
        "from tests.fakes.workshops import Workshop, cutout_job\n"
        "if __name__ == '__main__':\n"
        f"    folder = Path({str(tmp_path)!r})\n"
        "    for event in ProcessRunner(Workshop(folder)).run([cutout_job(folder, 'slow')], Stop()):\n"
        "        print('working', flush=True)\n"
    )
    (tmp_path / "parent.py").write_text(code)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "parent.py")], stdout=subprocess.PIPE, env=environment
    ) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        workers = _children(parent.pid)
        parent.kill()
    assert workers
    limit = time.monotonic() + 20
    while any(Path(f"/proc/{worker}/cmdline").exists() and not _zombie(worker) for worker in workers):
        assert time.monotonic() < limit, "a worker lives on"
        time.sleep(0.05)


def _children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in told.read_text().split() if b"spawn_main" in _command(int(child))]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] in "ZX"
    except OSError:
        return True
