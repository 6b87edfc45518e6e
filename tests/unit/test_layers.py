"""Imports point one way, heavy ones stay where they belong, and no import goes in a circle."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("studio", "pipelines", "models", "presets")
ALLOWED = {
    "studio": {"studio", "pipelines", "models", "presets"},
    "pipelines": {"pipelines", "models", "presets"},
    "models": {"models"},
    "presets": {"presets"},
}
FRONT_END = {"gradio", "click", "rich"}
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module)
    return modules


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    roots = {module.partition(".")[0] for module in imported(path)}
    assert (roots & set(PACKAGES)) <= ALLOWED[package]
    if package != "studio":
        assert not roots & FRONT_END


def test_no_import_goes_in_a_circle() -> None:
    names = {module_name(path): path for path in FILES}
    graph = {name: {m for m in imported(path) if m in names and m != name} for name, path in names.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for other in graph[name]:
                visit(other, (*trail, name))
            done.add(name)

    for name in names:
        visit(name, ())


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from studio.cli import studio\n"
        "studio.main(['--help'], standalone_mode=False)\n"
        "heavy = {'torch', 'rembg', 'gradio', 'diffusers', 'transformers', 'cv2', 'onnxruntime', 'numpy', 'rapidocr'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.rstrip().endswith("[]"), done.stdout[-200:]
