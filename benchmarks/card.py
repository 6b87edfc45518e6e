"""What benchmarks of networks share: weights in a folder, and the card that runs them."""

from pathlib import Path

import torch


class Folder:
    """The weights below one folder, unverified: the benchmark's own."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def path(self, weights: str) -> Path:
        return self._home / weights


def card_name(device: str) -> str:
    """Return the card's name, or `processor`."""
    return torch.cuda.get_device_name() if device == "cuda" else "processor"


def wait_for(device: str) -> None:
    """Wait until everything asked of a device is done."""
    if device == "cuda":
        torch.cuda.synchronize()


def forget_peak(device: str) -> None:
    """Measure the memory's peak from now on."""
    if device == "cuda":
        torch.cuda.reset_peak_memory_stats()


def peak_gb(device: str) -> float:
    """Return the most memory that was taken; 0 without a card."""
    return round(torch.cuda.max_memory_allocated() / 1e9, 2) if device == "cuda" else 0.0
