"""What a sheet of paper costs: `python -m benchmarks.paper`.

An agreement of forty clauses with lines of both sides, and the worst that the limits of
config/pdf.py let through, of each kind. Every sheet is made in a process of its own, as the app
does. For each: milliseconds from asking to having it and of processor (median of `--times`), the
memory of that process at its largest, pages and kB. The bars are 300 ms and 100 MB for forty
clauses, 2 s and 300 MB for anything; tests/test_pdf.py holds the limits, which do not depend on how
fast the machine is.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
SENTENCE = "Wij ruimen elke avond op: vegen, afwassen, wc schoon en het afval gaat mee. "
SIDES = ("group", "municipality", "both", "group", "municipality", "municipality")


def line(n: int, text: str, notes: int) -> dict[str, Any]:
    from config.pdf import blocks_of

    side = SIDES[n % len(SIDES)]
    kind = "promise" if side == "municipality" else ""
    return {
        "is_long": len(text) > 900, "side": side, "word": side, "kind": kind, "kind_word": kind,
        "stance": "", "condition": "", "text": blocks_of(text), "notes": ["elke maand"] * notes,
    }  # fmt: skip


def agreement(clauses: int, lines: int, text: str, notes: int = 1) -> dict[str, Any]:
    """As agreements/paper_text.py gives it."""
    every = [line(n, text, notes) for n in range(lines)]
    part = {
        "across": [],
        "left": [each for each in every if each["side"] == "group"],
        "right": [each for each in every if each["side"] != "group"],
    }
    heading = "Wanneer mogen we erin, en wie heeft de sleutel?"
    return {
        "title": "Afspraak", "heading": "Afspraak", "initiative": "Chillclub", "state": "Versie 1.",
        "code": None, "warning": "", "purpose": [], "vision": "", "facts": [], "points": [],
        "hours_title": "Wanneer en waar?", "hours": [], "points_title": "", "ends": [],
        "history_title": "", "history_head": [], "history": [], "footer": "Afspraak",
        "clauses": [{"heading": heading, "parts": [part]}] * clauses,
    }  # fmt: skip


def at_most(lines: int, text: str, notes: int = 0) -> dict[str, Any]:
    """As many clauses as the limit lets through, a hundred at most."""
    from config.pdf import TooLong, job_of

    clauses = 100
    while True:
        data = agreement(clauses, lines, text, notes)
        try:
            job_of("agreement", data, made_at=NOON)
        except TooLong:
            clauses -= 1
            continue
        return data


def sheets() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "40 clauses, 120 lines", agreement(40, 3, SENTENCE)
    yield "40 clauses, 240 long lines", agreement(40, 6, SENTENCE * 3)
    yield "most: sentences", at_most(12, SENTENCE * 2)
    yield "most: paragraphs of a letter", at_most(12, "a\n\n" * 100)
    yield "most: lists", at_most(12, "- a\n" * 100)
    yield "most: long words", at_most(12, "w" * 580)
    yield "most: marks on letters", at_most(12, ("e" + "\u0301\u0323" * 90) * 3)
    yield "most: notes", at_most(12, "a", 6)


@dataclass(frozen=True)
class Cost:
    wall: float
    processor: float
    memory: int
    pages: int
    size: int


def make(data: dict[str, Any]) -> Cost:
    from config.pdf import MAKER, job_of

    began = time.perf_counter()
    job = job_of("agreement", data, made_at=NOON).encode()
    with subprocess.Popen(
        [sys.executable, "-I", str(MAKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdin and child.stdout  # noqa: S101
        child.stdin.write(job)
        child.stdin.close()
        made = child.stdout.read()
        _pid, status, used = os.wait4(child.pid, 0)
        child.returncode = status
    took = time.perf_counter() - began
    pages = max(map(int, re.findall(rb"/Count (\d+)", made)), default=0)
    memory = used.ru_maxrss // 1024
    return Cost(took * 1000, (used.ru_utime + used.ru_stime) * 1000, memory, pages, len(made))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    os.environ |= {"MODE": "test", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    import django

    django.setup()
    print("| what | ms | ms of processor | MB | pages | kB |\n|---|---|---|---|---|---|")
    for name, data in sheets():
        costs = [make(data) for _ in range(times)]
        wall = statistics.median(cost.wall for cost in costs)
        processor = statistics.median(cost.processor for cost in costs)
        memory = max(cost.memory for cost in costs)
        one = costs[0]
        size = one.size // 1000
        print(f"| {name} | {wall:.0f} | {processor:.0f} | {memory} | {one.pages} | {size} |")


if __name__ == "__main__":
    main()
