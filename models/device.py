"""What this machine has, measured without loading anything: processors, memory, GPUs, whether torch is installed."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from models.catalog import Tier

MIB = 1 << 20
ASK_SECONDS = 10.0

# What nvidia-smi reports of nominal 8, 16 and 70 GB cards is a little less than nominal.
TIER_BYTES: Mapping[Tier, int] = {Tier.L: 65_000 * MIB, Tier.M: 15_500 * MIB, Tier.S: 7_500 * MIB}


@dataclass(frozen=True)
class Gpu:
    """One NVIDIA GPU, and its whole memory in bytes."""

    name: str
    memory_bytes: int


LENT_GPU = Gpu("GPU lent by a Space", 70_000 * MIB)  # a ZeroGPU `large` slice


@dataclass(frozen=True)
class Device:
    """One machine.

    Attributes:
        cores: processors this process may use.
        memory_bytes: of the machine, or of the container where that is less; None where it cannot be told.
        gpus: NVIDIA GPUs, as nvidia-smi lists them.
        has_torch: whether torch is installed, without which no engine here uses a GPU but onnxruntime's.
    """

    cores: int
    memory_bytes: int | None
    gpus: tuple[Gpu, ...]
    has_torch: bool

    def tier(self) -> Tier:
        """Return the largest tier whose memory the biggest GPU has."""
        most = max((gpu.memory_bytes for gpu in self.gpus), default=0)
        return next((tier for tier, needed in TIER_BYTES.items() if most >= needed), Tier.CPU)


def this_device(environ: Mapping[str, str] = os.environ) -> Device:
    """Measure this machine; `environ` tells where to look for nvidia-smi."""
    return Device(cores_at_hand(), _memory_bytes(), _gpus(environ), find_spec("torch") is not None)


def cores_at_hand() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory_bytes() -> int | None:
    sizes: list[int] = []
    with suppress(AttributeError, ValueError, OSError):  # not on Windows
        sizes.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    with suppress(ValueError, OSError):  # only in a Linux container with a limit; otherwise it says "max"
        sizes.append(int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    return min(sizes, default=None)


def _gpus(environ: Mapping[str, str]) -> tuple[Gpu, ...]:
    if environ.get("SPACES_ZERO_GPU", "").lower() in ("1", "t", "true"):
        return (LENT_GPU,)  # outside of a loan nothing here sees it
    smi = which("nvidia-smi", path=environ.get("PATH"))
    return _asked(smi) if smi is not None else ()


@cache
def _asked(smi: str) -> tuple[Gpu, ...]:
    """Ask once: it may take a second, and cards do not come and go while a program runs."""
    try:
        asked = subprocess.run(
            [smi, "--query-gpu=name,memory.total", "--format=csv,noheader,nounits"],
            capture_output=True,
            text=True,
            timeout=ASK_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):  # a driver that does not answer runs no engine either
        return ()
    return _read(asked.stdout.splitlines())


def _read(lines: Sequence[str]) -> tuple[Gpu, ...]:
    """Read `NVIDIA H200, 143771` a line; the memory may be `[N/A]`."""
    pairs = [line.rpartition(",") for line in lines if "," in line]
    return tuple(Gpu(name.strip(), int(mib) * MIB) for name, _, mib in pairs if mib.strip().isdigit())
