"""How many worker processes this machine has room for."""

from pathlib import Path

from models.device import cores_at_hand
from pipelines.runs.needs import WORKER_BYTES


def workers_at_hand() -> int:
    """Return as many workers as cores, but no more than fit into the memory that is free, and at least one."""
    free = _free_bytes()
    return max(1, min(cores_at_hand(), free // WORKER_BYTES)) if free is not None else 1


def _free_bytes() -> int | None:
    """Return the memory free for new programs; None where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return None
    told = dict(line.split(":", 1) for line in lines if ":" in line)
    return int(told["MemAvailable"].split()[0]) * 1024 if "MemAvailable" in told else None
