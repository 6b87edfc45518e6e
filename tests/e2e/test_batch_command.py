"""`studio batch` and `studio jobs` as a person meets them."""

import json
import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from html import escape, unescape
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote, unquote

import pytest

from benchmarks.runs.kills import kill_and_resume
from models.errors import install_command
from pipelines.stages.check.check_file import Instruments, check_file
from pipelines.stages.check.finding import Verdict
from presets.library import load_presets
from tests.e2e.conftest import Studio, draw_mug, hear_ctrl_c


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., Path]:
    """Writes a plan of two good photos, and of more rows at will."""
    for seed, name in enumerate(("mug.jpg", "cup.jpg")):
        draw_mug(seed=seed).save(tmp_path / name, quality=95)

    def write(*rows: str) -> Path:
        path = tmp_path / "plan.csv"
        path.write_text(
            "\n".join(("photos,preset,cutout,kind", "mug.jpg,ebay;etsy,backdrop,", "cup.jpg,ebay,backdrop,", *rows))
        )
        return path

    return write


def test_a_bad_photo_costs_itself_and_the_rest_is_not_made_twice(
    studio: Studio, studio_anew: Studio, plan: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "bad.jpg").write_text("no photo")
    rows = ("bad.jpg,ebay,backdrop", "cup.jpg,,backdrop,cutout")
    run = studio("batch", plan(*rows), "-p", "shopify")  # which is for rows without one, and says nothing to cutouts
    assert run.returncode == 3, run.stderr
    assert len(run.stdout.split()) == 4
    assert "4 made, 1 failed" in run.stderr
    assert "bad: bad.jpg is text, not a photo." in run.stderr
    summary = json.loads((tmp_path / "out/summary.json").read_text())
    assert [job["state"] for job in summary["jobs"]] == ["done", "done", "failed", "done"]
    assert_page_is_right(tmp_path / "out", summary)

    draw_mug(seed=3).save(tmp_path / "bad.jpg", quality=95)
    again = studio("jobs", "retry", summary["run"])
    assert again.returncode == 0, again.stderr
    assert "5 made, 0 failed" in again.stderr
    assert len(again.stdout.split()) == 1
    assert_page_is_right(tmp_path / "out", json.loads((tmp_path / "out/summary.json").read_text()))

    third = studio("batch", plan(*rows), "--dry-run")
    assert third.returncode == 0 and third.stdout == ""
    assert "4 jobs, 5 files: about" in third.stderr
    listed = studio_anew("jobs", "list").stdout.split("\t")
    assert (listed[0], listed[2]) == (summary["run"], "4 done")
    assert [line.split("\t")[1] for line in studio("jobs", "show", summary["run"]).stdout.splitlines()] == ["done"] * 4


def assert_page_is_right(out: Path, summary: dict[str, Any]) -> None:
    """The page shows every made file under its product with the verdict that another check finds, and what failed."""
    page = (out / "report.html").read_text()
    links = [unquote(unescape(link)) for link in re.findall(r'(?:href|src)="(?!data:)([^"]*)"', page)]
    assert all((out / link).is_file() for link in links)
    assert {str(out / link) for link in links} == {path for job in summary["jobs"] for path in job["files"]}
    sections = re.findall(r'<section class="product">.*?</section>', page, re.DOTALL)
    assert len(sections) == len(summary["jobs"])
    for job in summary["jobs"]:
        (section,) = [
            part for part in sections if f"<h2>{escape(job['product'])}</h2>" in part and shows(part, job, out)
        ]
        for path in map(Path, job["files"]):
            (card,) = [part for part in section.split('<div class="card">') if link_to(path, out) in part]
            assert verdict(path, out) in card
    failed = sum(job["state"] == "failed" for job in summary["jobs"])
    assert page.count("not made") == failed + bool(failed)  # each, and their number above all


def link_to(path: Path, out: Path) -> str:
    return f'href="{quote(path.relative_to(out).as_posix())}"'


def shows(section: str, job: dict[str, Any], out: Path) -> bool:
    """Tell whether a section is a job's: of its files, or of why there are none."""
    links = [link_to(Path(path), out) for path in job["files"]]
    return all(link in section for link in links) if links else escape(job["sentence"]) in section


def verdict(path: Path, out: Path) -> str:
    """Return the badge that a file's card must have."""
    if path.name.endswith(".cutout.png"):
        return "<h3>Cutout</h3>"
    slot = load_presets().slot(path.relative_to(out).parts[0], "main")
    report = check_file(path, slot, Instruments(date.today()))
    if not report.passed:
        return "breaks a rule"
    return "passes, with warnings" if report.of(Verdict.WARNING) else ">passes<"


def test_another_marketplace_costs_only_itself_in_storage_too(
    studio: Studio, plan: Callable[..., Path], tmp_path: Path
) -> None:
    pytest.importorskip("fsspec", reason=f"needs fsspec: {install_command('ray')}")
    shop, here = tmp_path / "shop", tmp_path / "journal"

    def files(folder: Path) -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in folder.rglob("*.jpg")}

    assert studio("batch", plan(), "--out", shop.as_uri()).returncode == 0
    before = files(shop) | files(here)
    path = plan()
    path.write_text(path.read_text().replace("cup.jpg,ebay,", "cup.jpg,ebay;shopify,"))
    run = studio("batch", path, "--out", shop.as_uri())
    assert "(3 were there already)" in run.stderr
    after = files(shop) | files(here)
    assert len(after) == 8 and before.items() <= after.items()
    assert {path.read_bytes() for path in files(shop)} == {path.read_bytes() for path in files(here)}
    assert json.loads((shop / "summary.json").read_text())["made"] == 4
    assert "shopify" in (shop / "report.html").read_text()


def test_a_plan_with_mistakes_begins_nothing(
    studio_anew: Studio, studio: Studio, plan: Callable[..., Path], tmp_path: Path
) -> None:
    path = plan()
    path.write_text(
        "photos,preset,cutout,kind\nmug.jpg,,backdrop,cutout\nmug2.jpg,ebay,backdrop,\nmug.jpg,ebey,backdrop,\n"
    )
    run = studio_anew("batch", path)
    assert run.returncode == 3
    assert "plan.csv, row 3, column photos: There is no " in run.stderr
    assert "plan.csv, row 4: There is no preset 'ebey'. Did you mean ebay" in run.stderr
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").rglob("*.*g"))
    assert studio("batch", path, "--skip-wrong").returncode == 0
    assert [path.name for path in (tmp_path / "out").rglob("*.*g")] == ["mug.cutout.png"]


def _ours() -> dict[str, ModuleType]:
    roots = ("models", "pipelines", "presets", "studio")
    return {name: module for name, module in sys.modules.items() if name.partition(".")[0] in roots}


@pytest.fixture
def just_begun() -> Iterator[None]:
    """As in a program that has just begun: nothing of ours is imported."""
    before = _ours()
    for name in before:
        del sys.modules[name]
    yield
    for name in _ours():
        del sys.modules[name]
    sys.modules.update(before)


@pytest.mark.usefixtures("just_begun")
@pytest.mark.parametrize(
    ("extra", "package", "typed"),
    [
        ("ray", "ray", ("batch", "plan.csv", "--ray", "auto")),
        ("ray", "fsspec", ("batch", "plan.csv", "--out", "s3://shop")),
        ("tables", "openpyxl", ("batch", "plan.xlsx")),
        ("video", "imageio_ffmpeg", ("avatar-video", "mug.jpg", "--script", "pitch.txt", "-p", "tiktok")),
    ],
)
def test_what_is_not_installed_is_told_in_one_sentence(
    studio: Studio,
    plan: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    extra: str,
    package: str,
    typed: tuple[str, ...],
) -> None:
    plan().with_suffix(".xlsx").write_bytes(b"")
    for module in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    run = studio(*typed)
    assert (run.returncode, run.stdout) == (4, "")
    assert run.stderr == f"This needs the package {package}. Install it: {install_command(extra)}.\n"


def test_ray_and_workers_exclude_each_other(studio: Studio, plan: Callable[..., Path]) -> None:
    run = studio("batch", plan(), "--ray", "auto", "--workers", "2")
    assert run.returncode == 2
    assert "Give --workers or --ray, not both." in run.stderr


def test_resume_needs_something_to_resume(studio: Studio, plan: Callable[..., Path]) -> None:
    run = studio("batch", plan(), "--resume")
    assert run.returncode == 3
    assert "No run went into out yet" in run.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="sends Ctrl-C as POSIX does")
def test_ctrl_c_keeps_what_is_done_and_resume_does_the_rest(plan: Callable[..., Path], tmp_path: Path) -> None:
    rows = [f"cup.jpg,{preset},backdrop," for preset in ("shopify", "temu")]
    own = {"STUDIO_CACHE": str(tmp_path / "cache"), "STUDIO_JOURNAL": str(tmp_path / "j.sqlite3")}
    command = [sys.executable, "-m", "studio", "--offline", "batch", str(plan(*rows)), "--workers", "1"]
    said = tmp_path / "said.txt"
    with (
        said.open("w") as talk,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=talk, cwd=tmp_path, env=os.environ | own, preexec_fn=hear_ctrl_c
        ) as run,
    ):
        assert run.stdout is not None
        first = run.stdout.readline().decode().strip()
        run.send_signal(signal.SIGINT)
        rest = run.stdout.read().decode().split()
    assert run.returncode == 130, said.read_text()
    assert "Stopped." in said.read_text()
    done = {first, *rest}
    resumed = subprocess.run([*command, "--resume"], cwd=tmp_path, env=os.environ | own, capture_output=True, text=True)
    assert resumed.returncode == 0, resumed.stderr
    assert "5 made, 0 failed" in resumed.stderr
    assert {str(path) for path in (tmp_path / "out").rglob("*.jpg")} == done | set(resumed.stdout.split())


@pytest.mark.skipif(sys.platform == "win32", reason="kills process groups")
def test_killed_at_any_instant_nothing_is_lost_or_made_twice(tmp_path: Path) -> None:
    survived = kill_and_resume(tmp_path, kills=3, chance=random.Random(7), kind="cutout")
    assert survived.wrong == ()
    assert survived.kills >= 3
