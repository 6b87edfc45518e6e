"""The renderer's variant: asked in another process, which may die, and remembered with what it was asked for."""

import json
import sys
from pathlib import Path

import pytest

from pipelines.stages.raytrace import variant
from pipelines.stages.raytrace.engine import MitsubaOptions
from pipelines.stages.raytrace.variant import llvm_libraries, renders, settled_options


@pytest.fixture
def two_llvms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine with no GPU and two LLVM libraries."""
    libraries = [str(tmp_path / "libLLVM.so.19.1"), str(tmp_path / "libLLVM-15.so.1")]
    monkeypatch.setattr(variant, "llvm_libraries", lambda: libraries)
    monkeypatch.setattr(variant, "which", lambda name: None)
    return libraries


def test_the_newest_llvm_that_renders_is_taken(two_llvms: list[str], tmp_path: Path) -> None:
    options = settled_options(tmp_path / "memory.json", lambda options: options.llvm == two_llvms[1])
    assert options == MitsubaOptions(variant="llvm_ad_rgb", llvm=two_llvms[1])


def test_without_any_the_plain_variant_runs(two_llvms: list[str], tmp_path: Path) -> None:
    assert settled_options(tmp_path / "memory.json", lambda options: False) == MitsubaOptions()


def test_the_answer_is_remembered_until_the_machine_changes(
    two_llvms: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = tmp_path / "cache" / "memory.json"
    first = settled_options(memory, lambda options: True)

    def ask_again(options: MitsubaOptions) -> bool:
        raise AssertionError

    assert settled_options(memory, ask_again) == first
    monkeypatch.setattr(variant, "llvm_libraries", lambda: two_llvms[1:])
    assert settled_options(memory, lambda options: True).llvm == two_llvms[1]


def test_a_broken_memory_is_asked_anew(two_llvms: list[str], tmp_path: Path) -> None:
    memory = tmp_path / "memory.json"
    memory.write_text("{", encoding="utf-8")
    assert settled_options(memory, lambda options: False) == MitsubaOptions()
    assert json.loads(memory.read_text(encoding="utf-8"))["options"]["variant"] == "scalar_rgb"


def test_an_llvm_that_kills_the_process_does_not_kill_ours(tmp_path: Path) -> None:
    deadly = tmp_path / "mitsuba.py"
    deadly.write_text("import os\nos.abort()\n", encoding="utf-8")
    assert not renders(MitsubaOptions(variant="llvm_ad_rgb"), {"PYTHONPATH": str(tmp_path)})


def test_a_program_that_ends_quietly_has_not_rendered(tmp_path: Path) -> None:
    (tmp_path / "mitsuba.py").write_text("raise SystemExit(0)\n", encoding="utf-8")
    assert not renders(MitsubaOptions(), {"PYTHONPATH": str(tmp_path)})


def test_libraries_come_newest_first_and_a_named_one_stands_alone(tmp_path: Path) -> None:
    for name in ("libLLVM-14.so.1", "libLLVM.so.19.1", "libLLVM-15.so.1"):
        (tmp_path / name).touch()
    found = llvm_libraries({}, [f"{tmp_path}/libLLVM*"])
    assert [Path(path).name for path in found] == ["libLLVM.so.19.1", "libLLVM-15.so.1", "libLLVM-14.so.1"]
    assert llvm_libraries({"DRJIT_LIBLLVM_PATH": "/my/llvm"}) == ["/my/llvm"]


@pytest.mark.skipif(sys.platform == "win32", reason="paths")
def test_the_plain_variant_renders_in_its_own_process() -> None:
    pytest.importorskip("mitsuba", reason="pip install 'listing-studio[render]'")
    assert renders(MitsubaOptions(variant="scalar_rgb"))
