"""`python -m benchmarks.checker [WORD ...]`: make the set, check it, print the confusion table.

With words, only cases whose names contain one of them; `--keep DIR` keeps the files. Our own exports of the bundled
examples are checked by their own marketplaces too (`own`): any alarm on them is a false one.
"""

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from itertools import chain
from pathlib import Path

from benchmarks.checker.cases import Case, cases
from benchmarks.checker.hard_cases import hard_cases
from benchmarks.checker.own_exports import exports
from benchmarks.checker.rulebook import RULEBOOK
from pipelines.stages.check.check_file import Instruments, check_file
from pipelines.stages.check.finding import Report, Verdict
from pipelines.stages.check.picture import PictureMemory
from presets.library import load_presets
from studio.bench import open_instruments
from studio.settings import Settings

_OF_THE_PHOTO = frozenset({"pixel_size"})  # the examples are small for some marketplaces; that is no false alarm
ALARMS = (Verdict.BROKEN, Verdict.WARNING)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--no-text", action="store_true")
    parser.add_argument("--markdown", type=Path, help="write the table into this file")
    options = parser.parse_args()
    reader = None if options.no_text else open_instruments(Settings.from_environment()).memory.reader
    table: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    wrong = count = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        for case in chain(cases(), hard_cases()):
            if options.words and not any(word in case.name for word in options.words):
                continue
            count += 1
            report, seconds = _checked(case, folder, Instruments(date(2026, 11, 22), PictureMemory(reader=reader)))
            wrong += _compare(case, report, table, seconds)
    if not options.words or "own" in options.words:
        own, alarms = _own(Instruments(date(2026, 11, 22), PictureMemory(reader=reader)), table)
        count, wrong = count + own, wrong + alarms
    text = f"{_table(table)}\n{count} files, {wrong} wrong\n"
    sys.stdout.write(text)
    if options.markdown:
        options.markdown.write_text(text, encoding="utf-8")
    return 1 if wrong else 0


def _own(instruments: Instruments, table: Mapping[str, dict[str, int]]) -> tuple[int, int]:
    """Check our own exports; return how many there are, and how many alarms."""
    count = alarms = 0
    with tempfile.TemporaryDirectory() as folder:
        for export in exports(load_presets()):
            count += 1
            path = Path(folder) / export.file_name
            path.write_bytes(export.data)
            for finding in check_file(path, export.slot, instruments).findings:
                alarm = finding.verdict in ALARMS and finding.rule not in _OF_THE_PHOTO
                alarms += alarm
                table[finding.rule]["false" if alarm else "clear"] += 1
                if alarm:
                    sys.stdout.write(f"FALSE  {finding.rule:15} own {export.name}: {finding.measured}\n")
    return count, alarms


def _checked(case: Case, folder: Path, instruments: Instruments) -> tuple[Report, float]:
    home = folder / "".join(letter if letter.isalnum() else "-" for letter in case.name)
    home.mkdir(parents=True, exist_ok=True)
    path = home / case.file_name
    if not path.exists():
        path.write_bytes(case.make())
    slot = RULEBOOK[case.book].slot("main")
    if slot is None:
        raise LookupError(f"The rule book '{case.book}' has no slot 'main'.")
    started = time.perf_counter()
    return check_file(path, slot, instruments), time.perf_counter() - started


def _compare(case: Case, report: Report, table: Mapping[str, dict[str, int]], seconds: float) -> int:
    wrong = 0
    for finding in report.findings:
        expected, found = finding.rule in case.breaks, finding.verdict in ALARMS
        if found and not expected and finding.rule in case.also:
            continue
        asked = expected and finding.verdict is Verdict.ASK
        outcome = "asked" if asked else ("hit" if found else "miss") if expected else ("false" if found else "clear")
        table[finding.rule][outcome] += 1
        if outcome in ("miss", "false", "asked"):
            wrong += outcome != "asked"
            sys.stdout.write(f"{outcome.upper():6} {finding.rule:15} {case.name}: {finding.measured}\n")
    if seconds > 6:
        sys.stdout.write(f"slow   {seconds:.1f} s {case.name}\n")
    return wrong


def _table(table: Mapping[str, Mapping[str, int]]) -> str:
    columns = ("hit", "asked", "miss", "clear", "false")
    lines = [
        "| rule | broken and found | broken, person asked | broken, missed | good and passed | false alarm |",
        "|---|---|---|---|---|---|",
    ]
    for kind in sorted(table):
        lines.append(f"| {kind} | {' | '.join(str(table[kind].get(column, 0)) for column in columns)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
