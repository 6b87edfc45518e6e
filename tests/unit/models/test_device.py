import os
from pathlib import Path

import pytest

from models.catalog import Tier
from models.device import MIB, Device, Gpu, this_device

SMI = "#!/bin/sh\necho '{}'\n"


def with_gpu(mib: int) -> Device:
    return Device(cores=4, memory_bytes=None, gpus=(Gpu("small", 4096 * MIB), Gpu("big", mib * MIB)), has_torch=True)


@pytest.mark.parametrize(
    ("mib", "tier"),
    [
        (6144, Tier.CPU),
        (8188, Tier.S),  # what nvidia-smi says of an 8 GB card
        (12288, Tier.S),
        (16376, Tier.M),  # 16 GB
        (24564, Tier.M),  # 24 GB
        (49140, Tier.M),  # 48 GB
        (81559, Tier.L),  # 80 GB
    ],
)
def test_the_biggest_gpu_makes_the_tier(mib: int, tier: Tier) -> None:
    assert with_gpu(mib).tier() is tier


def test_no_gpu_is_the_cpu_tier(tmp_path: Path) -> None:
    device = this_device({"PATH": str(tmp_path)})
    assert device.gpus == ()
    assert device.tier() is Tier.CPU
    assert device.cores >= 1
    assert device.memory_bytes is None or device.memory_bytes > 64 * MIB


@pytest.mark.skipif(os.name == "nt", reason="the fake is a POSIX program")
@pytest.mark.parametrize(
    ("said", "gpus"),
    [
        ("NVIDIA H200, 143771", (Gpu("NVIDIA H200", 143771 * MIB),)),
        ("Quadro, of old, 8192", (Gpu("Quadro, of old", 8192 * MIB),)),
        ("NVIDIA GB10, [N/A]", ()),
        ("No devices were found", ()),
    ],
)
def test_what_nvidia_smi_says_is_read(tmp_path: Path, said: str, gpus: tuple[Gpu, ...]) -> None:
    smi = tmp_path / "nvidia-smi"
    smi.write_text(SMI.format(said))
    smi.chmod(0o755)
    assert this_device({"PATH": str(tmp_path)}).gpus == gpus


@pytest.mark.skipif(os.name == "nt", reason="the fake is a POSIX program")
def test_a_driver_that_does_not_answer_is_no_gpu(tmp_path: Path) -> None:
    smi = tmp_path / "nvidia-smi"
    smi.write_text("#!/bin/sh\necho 'NVIDIA-SMI has failed'\nexit 9\n")
    smi.chmod(0o755)
    assert this_device({"PATH": str(tmp_path)}).gpus == ()


@pytest.mark.parametrize(
    ("needed", "machine", "runs"),
    [(Tier.CPU, Tier.CPU, True), (Tier.S, Tier.CPU, False), (Tier.S, Tier.L, True), (Tier.L, Tier.S, False)],
)
def test_weights_run_on_their_tier_and_above(needed: Tier, machine: Tier, *, runs: bool) -> None:
    assert needed.runs_on(machine) is runs
