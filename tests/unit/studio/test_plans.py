"""A plan's rows are what would have been typed; its mistakes have row and column."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from pipelines.errors import PlanFileError
from pipelines.jobs.job import Job, LifestyleJob, MainImageJob, Target, WordsJob
from studio.commands import lifestyle
from studio.intake import Intake
from studio.plan_rows import Planned, PlanReader
from studio.plan_table import read_plan
from studio.settings import Settings

Read = Callable[..., Planned]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a plan in a folder with two photos; the cutout engine needs no weights."""
    for name in ("mug.png", "rim.png", "tea.png"):
        Image.new("RGB", (64, 64), "navy").save(tmp_path / name)
    settings = Settings(tmp_path / "weights", tmp_path / "cache", offline=True)

    def read(name: str, text: str, kind: str = "main-image", **defaults: object) -> Planned:
        plan = tmp_path / name
        plan.write_text(text, encoding="utf-8")
        reader = PlanReader(Intake(settings), tmp_path / "out", {"cutout": "backdrop", **defaults}, kind)
        return reader.read(name, read_plan(plan))

    return read


def test_a_row_is_a_product(read: Read, tmp_path: Path) -> None:
    planned = read("plan.csv", "photos,preset,sku\nmug.png; rim.png,amazon-us;ebay,B01\ntea.png,etsy,\n")
    planned.raise_if_wrong()
    mug, tea = planned.jobs
    assert isinstance(mug, MainImageJob)
    assert mug.photos == (tmp_path / "mug.png", tmp_path / "rim.png")
    assert mug.targets == (Target(preset="amazon-us"), Target(preset="ebay"))
    assert (mug.sku, mug.out) == ("B01", tmp_path / "out")
    assert isinstance(tea, MainImageJob) and tea.sku is None


def test_kinds_may_be_mixed_and_numbers_come_as_spreadsheets_keep_them(read: Read) -> None:
    rows = [
        {"kind": "lifestyle", "photos": "mug.png", "scenes": ["oak-window"], "Height CM": 9.0, "count": 2.0},
        {"photos": ["tea.png"], "tone": True, "straighten": "no"},
    ]
    planned = read("plan.jsonl", "\n".join(map(json.dumps, rows)), preset="etsy")
    planned.raise_if_wrong()
    mug, tea = planned.jobs
    assert isinstance(mug, LifestyleJob) and isinstance(tea, MainImageJob)
    assert (mug.height_cm, mug.count, mug.scenes) == (9.0, 2, ("oak-window",))
    assert mug.targets == (Target(preset="etsy", slot="lifestyle"),)
    assert (tea.tone, tea.straighten) == (True, False)


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_tables_are_read_by_the_delimiter_they_have(read: Read, delimiter: str) -> None:
    planned = read("plan.csv", "\ufeff" + delimiter.join(("photos", "preset")) + f"\nmug.png{delimiter}ebay\n")
    assert [job.product.split("/")[-1] for job in planned.jobs] == ["mug"]
    assert not planned.wrong


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(tmp_path: Path, end: str) -> None:
    (tmp_path / "plan.csv").write_bytes(f"photos;preset{end}mug.png;ebay{end}".encode())
    (tmp_path / "plan.jsonl").write_bytes(f'{{"photos": "a.png"}}{end}{{"photos": "b.png"}}{end}'.encode())
    assert [row.cells for row in read_plan(tmp_path / "plan.csv")] == [{"photos": "mug.png", "preset": "ebay"}]
    assert [row.cells["photos"] for row in read_plan(tmp_path / "plan.jsonl")] == ["a.png", "b.png"]


def test_a_table_may_be_what_excel_calls_unicode_text(tmp_path: Path) -> None:
    plan = tmp_path / "wide.csv"
    plan.write_bytes("photos\tpreset\tname\nmug.png\tebay\t搪瓷杯\n".encode("utf-16"))
    (row,) = read_plan(plan)
    assert row.cells == {"photos": "mug.png", "preset": "ebay", "name": "搪瓷杯"}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"photos": "mug.png", "preset": "amzon-us"}, "plan.jsonl, row 2: There is no preset 'amzon-us'"),
        ({"photos": "mugg.png", "preset": "ebay"}, "row 2, column photos: There is no "),
        ({"photos": "mug.png"}, "row 2, column preset: Missing"),
        ({"preset": "ebay"}, "row 2, column photos: Missing"),
        ({"photos": "mug.png", "preset": "ebay", "colour": "red"}, "row 2, column colour: No such column."),
        (
            {"photos": "mug.png", "preset": "ebay", "height_cm": 9},
            "column height_cm: A row of kind 'main-image' has no such column; lifestyle",
        ),
        ({"photos": "mug.png", "preset": "ebay", "tone": "perhaps"}, "column tone: 'perhaps' is neither yes nor no."),
        ({"photos": "mug.png", "preset": "ebay", "max_enlargement": 9}, "column max_enlargement: 9"),
        (
            {"photos": "mug.png", "preset": "ebay", "kind": "main"},
            "column kind: There is no 'main'. Did you mean",
        ),
        (
            {"photos": "mug.png", "preset": "tiktok", "kind": "avatar-video", "script": "no.txt"},
            "column script: There is no ",
        ),
        ({"photos": "mug.png", "preset": "ebay", "out": "/etc"}, "column out: No such column."),
        ({"photos": "mug.png", "preset": "etsy", "kind": "lifestyle", "scene": "oak-windw"}, "no scene 'oak-windw'"),
        ({"photos": "mug.png", "preset": "ebay", "kind": "lifestyle", "height_cm": "tall"}, "column height_cm: 'tall'"),
    ],
)
def test_mistakes_have_row_and_column(read: Read, row: Mapping[str, Any], sentence: str) -> None:
    lines = [json.dumps({"photos": "tea.png", "preset": "ebay"}), json.dumps(row)]
    planned = read("plan.jsonl", "\n".join(lines))
    assert len(planned.jobs) == 1
    (wrong,) = planned.wrong
    assert sentence in wrong
    with pytest.raises(PlanFileError, match="row 2"):
        planned.raise_if_wrong()


def test_facts_stand_in_a_row(read: Read) -> None:
    head = "kind,photos,preset,language,piece,fact.name,fact.category,fact.materials,fact.measures,fact.prices"
    row = "kit,mug.png,etsy,en,words,Linden mug,mug,enamel; steel,height 9 cm; weight 190 g,us 19.90 USD; gb 15 GBP"
    planned = read("plan.csv", f"{head}\n{row}\n")
    planned.raise_if_wrong()
    (words,) = planned.jobs
    assert isinstance(words, WordsJob) and words.product == "mug"
    assert words.facts.materials == ("enamel", "steel") and str(words.facts.measures.weight) == "190 g"
    assert [price.currency for price in words.facts.prices.values()] == ["USD", "GBP"]


def test_mistakes_in_facts_have_row_and_column(read: Read) -> None:
    head = "kind,photos,preset,language,piece,fact.name,fact.category,fact.measures.height"
    told = read(
        "plan.csv", f"{head}\nkit,mug.png,etsy,en,words,Mug,mug,tall\nmain-image,mug.png,etsy,,,Mug,mug,\n"
    ).wrong
    assert told[0].startswith("plan.csv, row 2, column fact.measures.height: 'tall' is no measure")
    assert "row 3" in told[1]


def test_the_same_picture_twice_is_a_mistake(read: Read) -> None:
    planned = read("plan.csv", "photos,preset\nmug.png,ebay\nmug.png,ebay\n")
    assert "is planned twice for ebay:main" in planned.wrong[0]
    named = read("plan.csv", "photos,preset,name\nmug.png,ebay,\nmug.png,ebay,blue mug\n")
    assert not named.wrong
    assert named.jobs[1].product == "blue mug"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.csv", b"photos,preset\nmug.png,ebay,more\n", "row 2: there are more cells than columns"),
        ("plan.csv", b"\xff\xfe\x00", "is not UTF-8"),
        ("plan.csv", b"", "has no rows"),
        ("plan.csv", b"photos,preset\n,\n", "has no rows"),
        ("plan.jsonl", b'{"photos": "a"}\n{"photos"\n', "row 2, character"),
        ("plan.jsonl", b"[1]\n", "row 1: write an object"),
        ("plan.xlsx", b"not a zip", "is no Excel workbook"),
        ("plan.parquet", b"not parquet", "is no Parquet file"),
        ("plan.doc", b"x", "is no plan"),
    ],
)
def test_files_that_are_no_plans(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    if name.endswith((".xlsx", ".parquet")):
        pytest.importorskip({"x": "openpyxl", "p": "pyarrow"}[name[5]])
    (tmp_path / name).write_bytes(content)
    with pytest.raises(PlanFileError, match=sentence):
        read_plan(tmp_path / name)


def test_excel_and_parquet_say_what_a_csv_says(read: Read, tmp_path: Path) -> None:
    openpyxl, pyarrow = pytest.importorskip("openpyxl"), pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    book = openpyxl.Workbook()
    for row in (("Photos", "Preset", "SKU"), ("mug.png", "ebay", 12), (None, None, None), ("tea.png", "ebay", "007")):
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    table = {"photos": ["mug.png", "tea.png"], "preset": ["ebay", "ebay"], "sku": ["12", "007"]}
    parquet.write_table(pyarrow.table(table), tmp_path / "plan.parquet")
    csv = read("plan.csv", "photos,preset,sku\nmug.png,ebay,12\ntea.png,ebay,007\n").jobs
    reader = PlanReader(Intake(Settings(tmp_path, tmp_path, offline=True)), tmp_path / "out", {"cutout": "backdrop"})
    for name in ("plan.xlsx", "plan.parquet"):
        planned = reader.read(name, read_plan(tmp_path / name))
        assert (planned.jobs, planned.wrong) == (csv, ())


def test_two_doors_make_one_job(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Job] = []
    made = lifestyle.jobs_typed
    monkeypatch.setattr(lifestyle, "jobs_typed", lambda typed, intake: seen.extend(made(typed, intake)) or [])
    settings = Settings(tmp_path / "weights", tmp_path / "cache", offline=True)
    typed = ["--preset", "etsy", "--scene", "oak-window", "--height-cm", "9.5", "--cutout", "backdrop"]
    command = [str(tmp_path / "mug.png"), *typed, "--product", "all", "--out", str(tmp_path / "out")]
    run = CliRunner().invoke(lifestyle.lifestyle, command, obj=settings)
    assert run.exit_code == 0, run.output
    monkeypatch.undo()
    row = "photos,preset,scene,height_cm\nmug.png,etsy,oak-window,9.5\n"
    (job,) = read("plan.csv", row, kind="lifestyle").jobs
    assert job.model_dump_json() == seen[0].model_dump_json()
