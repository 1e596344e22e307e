#!/usr/bin/env python3
"""`make check`: every check that needs no database, all of them, then the verdict."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def templates() -> list[str]:
    return [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("templates/**/*.html"))]


def commands() -> dict[str, list[str]]:
    python = sys.executable
    return {
        "lint": [f"{BIN}/ruff", "check", "--quiet", "."],
        "format": [f"{BIN}/ruff", "format", "--check", "--quiet", "."],
        "types": [f"{BIN}/mypy"],
        "templates": [f"{BIN}/djade", "--check", "--target-version", "5.2", *templates()],
        "migrations": [python, "manage.py", "makemigrations", "--check", "--dry-run"],
        "translations": [python, "tools/translations.py", "check"],
    }


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="onderling-") as folder:
        # mypy reads the settings and leaves without cleaning up, so the folder is made here.
        return run({**os.environ, "MODE": "test", "DATA_DIR": folder})


def run(environment: dict[str, str]) -> int:
    failed = []
    for name, command in commands().items():
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
        )
        print(f"{name}: {'ok' if not done.returncode else 'FAILED'}")
        if done.returncode:
            failed.append(name)
            print(done.stdout + done.stderr)
    if failed:
        print(f"make check: {', '.join(failed)} failed", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
