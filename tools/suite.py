#!/usr/bin/env python3
"""`make test`: the whole suite on SQLite with the browser, then all but the browser on PostgreSQL.

What the machine lacks is left out with one line that says how to get it; when CI is set, that is
a failure instead.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import chromium, with_pg  # noqa: E402


def missing() -> list[str]:
    lacking = []
    if not chromium.find():
        lacking.append(f"no browser tests: no Chromium here ({chromium.HOW_TO_GET_IT})")
    if not with_pg.find_binaries():
        lacking.append(f"no tests on PostgreSQL: it is not here ({with_pg.HOW_TO_GET_IT})")
    return lacking


def pytest(*words: str, on_postgres: bool = False) -> int:
    before = [sys.executable, "tools/with_pg.py"] if on_postgres else []
    command = [*before, sys.executable, "-m", "pytest", *words]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--workers", default="2", help="processes for the tests")
    # Each begins with files that follow each other, because tests of one file may share a world;
    # whoever is done takes over from the other, so that nobody waits for the slow ones at the end.
    workers = ["-n", parser.parse_args().workers, "--dist", "worksteal"]
    lacking = missing()
    if lacking and chromium.in_ci():
        print("In CI nothing is skipped.", *lacking, sep="\n", file=sys.stderr)
        return 1
    for sentence in lacking:
        print(f"SKIPPED: {sentence}", flush=True)
    os.environ.pop("DATABASE_URL", None)

    print("--- SQLite, with the browser", flush=True)
    result = pytest(*workers)
    if result or not with_pg.find_binaries():
        return result
    print("--- PostgreSQL, without the browser", flush=True)
    return pytest(*workers, "-m", "not browser", on_postgres=True)


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
