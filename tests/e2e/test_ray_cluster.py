"""A real Ray cluster of two machines on this one: the same files as without it, whatever dies."""

import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from models.catalog import load_catalog
from models.errors import install_command
from models.registry import EngineChoice
from pipelines.errors import ClusterError, LostJobError
from pipelines.jobs.job import Advanced, CutoutJob, Failed, Finished, JobEvent, LifestyleJob, Stopped, Target
from pipelines.jobs.stop import Stop
from pipelines.runs.needs import Need, need_of
from tests.e2e.conftest import draw_mug
from tests.fakes.workshops import Workshop, cutout_job

ray: Any = pytest.importorskip("ray", reason=f"needs Ray: {install_command('ray')}")

from ray.cluster_utils import Cluster  # noqa: E402

from pipelines.runs.ray_runner import RayRunner  # noqa: E402

_ROOT = Path(__file__).parents[2]
_SMALL = {"num_cpus": 1, "memory": 4_000_000_000, "object_store_memory": 80_000_000, "include_dashboard": False}
_QUICK = {"health_check_initial_delay_ms": 0, "health_check_period_ms": 200, "health_check_failure_threshold": 3}


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """What the two machines have for a disk."""
    return tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")


@pytest.fixture(scope="module")
def cluster(homes: tuple[Path, Path]) -> Iterator[Any]:
    """Two machines with a processor each; the driver is on the first."""
    with pytest.MonkeyPatch.context() as here:
        here.setenv("RAY_USAGE_STATS_ENABLED", "0")
        here.setenv("RAY_DEDUP_LOGS", "0")
        here.setenv("PYTHONPATH", str(_ROOT))
        here.setenv("STUDIO_OFFLINE", "1")
        here.setenv("STUDIO_CACHE", str(homes[0]))
        machines = Cluster(initialize_head=True, head_node_args={**_SMALL, "_system_config": _QUICK})
        here.setenv("STUDIO_CACHE", str(homes[1]))
        machines.add_node(**_SMALL)
    yield machines
    machines.shutdown()


def small(_job: object) -> Need:
    return Need(1, 0, 500_000_000)


def job_of(folder: Path, name: str) -> CutoutJob:
    return cutout_job(folder, name).model_copy(update={"cutout": EngineChoice(name="backdrop")})  # needs no weights


def ended(events: Iterator[JobEvent]) -> list[JobEvent]:
    return [event for event in events if not isinstance(event, Advanced)]


def test_a_lost_worker_costs_one_job_and_only_after_two_tries(cluster: Any, tmp_path: Path) -> None:
    network = tmp_path / "weights/u2netp" / load_catalog().entry("u2netp").file
    network.parent.mkdir(parents=True)
    network.touch()  # which that machine, offline, need not fetch
    jobs = [cutout_job(tmp_path, "a"), *(job_of(tmp_path, name) for name in ("dies", "b", "fails"))]
    with RayRunner(cluster.address, Workshop(tmp_path), small) as runner:
        assert runner.hands(jobs[0]) == 2
        events = ended(runner.run(jobs, Stop()))
        again = ended(runner.run([job_of(tmp_path, "c")], Stop()))
    made = {event.job.product: event.result for event in [*events, *again] if isinstance(event, Finished)}
    assert set(made) == {"a", "b", "c"}
    assert made["a"].publication.path == tmp_path / "out/a.cutout.png"  # type: ignore[attr-defined]
    assert made["a"].publication.path.read_bytes()[:4] == b"\x89PNG"  # type: ignore[attr-defined]
    failed = {event.job.product: event.error for event in events if isinstance(event, Failed)}
    assert str(failed["fails"]) == "_OddError: 1 is not 2"
    assert isinstance(failed["dies"], LostJobError)
    assert "2 times. It is left out; the others go on." in str(failed["dies"])


def test_stop_reaches_the_machine_and_a_hung_job_is_ended(cluster: Any, tmp_path: Path) -> None:
    jobs = [job_of(tmp_path, name) for name in ("slow", "hangs")]
    stop, seen = Stop(), []
    with RayRunner(cluster.address, Workshop(tmp_path), small, limit_seconds=8, tries=1) as runner:
        for event in runner.run(jobs, stop):
            if isinstance(event, Advanced) and event.job is jobs[0]:
                stop.cancel(event.job)
            elif not isinstance(event, Advanced):
                seen.append(event)
    told = {event.job.product: event for event in seen}
    assert isinstance(told["slow"], Stopped)
    assert "took longer than 8 s" in str(told["hangs"].error)


def test_a_job_that_no_machine_can_do_is_told(cluster: Any, tmp_path: Path) -> None:
    job = LifestyleJob(
        product="mug",
        photos=(cutout_job(tmp_path, "mug").photo,),
        targets=(Target(preset="etsy"),),
        out=tmp_path / "out",
        render=EngineChoice(name="diffusion"),
    )
    with RayRunner(cluster.address, Workshop(tmp_path), lambda job: need_of(job, load_catalog())) as runner:
        (event,) = runner.run([job], Stop())
    assert isinstance(event, Failed)
    assert str(event.error).startswith("No machine of the cluster has 1 GPU and ")


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    runner = RayRunner("127.0.0.1:1", Workshop(tmp_path), small)
    with pytest.raises(ClusterError, match=r"There is no Ray cluster at 127\.0\.0\.1:1"):
        runner.__enter__()


def test_the_same_files_although_a_machine_is_killed(cluster: Any, homes: tuple[Path, Path], tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    for number in range(6):
        draw_mug(seed=number).resize((450, 550)).save(photos / f"{number}.jpg", quality=95)
    alone = batch(tmp_path / "alone", photos, "--workers", "1")
    with alone:
        assert alone.communicate()[1].count("6 made, 0 failed") == 1
    second = cluster.list_all_nodes()[1]
    made = []
    with batch(tmp_path / "together", photos, "--ray", cluster.address) as together:
        assert together.stdout is not None
        while not (len(made) > 1 and any(homes[1].rglob("*.npz"))):
            made.append(together.stdout.readline())
            assert made[-1], together.communicate()
        cluster.remove_node(second, allow_graceful=False)
        rest, talk = together.communicate()
    assert together.returncode == 0, talk
    assert "6 made, 0 failed" in talk
    assert len({line.strip() for line in made} | set(rest.split())) == 6
    assert content(tmp_path / "together/out") == content(tmp_path / "alone/out")
    assert not list((tmp_path / "together/out").rglob(".studio-*"))


def batch(home: Path, photos: Path, *options: str) -> "subprocess.Popen[str]":
    home.mkdir()
    command = [sys.executable, "-m", "studio", "--offline", "batch", str(photos), "--out", str(home / "out")]
    own = {"STUDIO_CACHE": str(home / "cache"), "STUDIO_JOURNAL": str(home / "journal.sqlite3")}
    return subprocess.Popen(
        [*command, "-p", "ebay", "--set", "cutout=backdrop", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | own | {"PYTHONPATH": str(_ROOT)},
    )


def content(out: Path) -> dict[str, str]:
    files = [path for path in out.rglob("*") if path.is_file() and path.parent != out]
    return {str(path.relative_to(out)): sha256(path.read_bytes()).hexdigest() for path in files}
