"""Backup and restore with the commands of docs/backup.md: `python -m tests.drills.restore`.

SQLite: a copy is made while four writers post without pause; what was acknowledged before it must
be in it, once. Then a copy at rest. PostgreSQL (where it is installed): dump and restore into
another database. Each time every table is compared by number of rows and hash, seals are checked,
a group link is opened with the kept LINK_KEY and must not open with another one, and the copy is
searched for the token of a link.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from tests.drills.kill_server import WRITERS, make_world
from tests.drills.serving import ROOT, Ledger, Server, say, start_django, write_for_ever
from tools import with_pg

# As in docs/backup.md.
COPY_SQLITE = (
    "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('VACUUM INTO ?', (sys.argv[2],))"
)
OTHER_KEY = "another key, of more than thirty-two characters 0123456789"


def run(*words: str | Path, **environment: str) -> str:
    done = subprocess.run(
        [*map(str, words)],
        cwd=ROOT,
        env={**os.environ, "MODE": "test", **environment},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{words[0]} failed: {done.stderr.strip()}")
    return done.stdout


def look(**environment: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        run(sys.executable, "-m", "tests.drills.look", **environment)
    )
    return found


def compare(before: dict[str, Any], after: dict[str, Any], other_key: dict[str, Any]) -> list[str]:
    wrong = [
        f"{name}: {state}, was {before['tables'].get(name)}"
        for name, state in after["tables"].items()
        if before["tables"].get(name) != state
    ]
    wrong += [f"{name} is gone" for name in before["tables"] if name not in after["tables"]]
    if after["broken seals"] or not after["seals"]:
        wrong.append(f"{after['broken seals']} of {after['seals']} seals are broken")
    if not after["link opens"]:
        wrong.append("the group link does not open with the kept key")
    if other_key["link opens"]:
        wrong.append("the group link opens with another key")
    return wrong


def of_sqlite() -> list[str]:
    with tempfile.TemporaryDirectory(prefix="drill-") as name:
        folder = Path(name)
        start_django(folder)
        path, cookie = make_world()
        live, copy = folder / "onderling.sqlite3", folder / "copy.sqlite3"
        wrong = while_written(path, cookie, live, copy)
        copy.unlink()

        before = look(DATA_DIR=str(folder))
        start = time.monotonic()
        run(sys.executable, "-c", COPY_SQLITE, live, copy)
        restored = folder / "restored"
        restored.mkdir()
        copy.rename(restored / "onderling.sqlite3")
        seconds = time.monotonic() - start
        elsewhere = {"DATA_DIR": str(restored)}
        wrong += compare(before, look(**elsewhere), look(**elsewhere, LINK_KEY=OTHER_KEY))
        if before["token"].encode() in (restored / "onderling.sqlite3").read_bytes():
            wrong.append("the copy holds the token of a link")
        say(f"SQLite: {len(before['tables'])} tables, copied and put back in {seconds:.1f} s")
    return wrong


def while_written(path: str, cookie: str, live: Path, copy: Path) -> list[str]:
    """Copies under load and looks into the copy."""
    import sqlite3

    server, ledger, stop = Server(), Ledger(), threading.Event()
    server.start()
    server.seconds_until_it_answers()
    writers = [
        threading.Thread(
            target=write_for_ever, args=(f"w{n}", server, path, cookie, ledger, stop), daemon=True
        )
        for n in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    time.sleep(2)
    before = set(ledger.acknowledged)
    run(sys.executable, "-c", COPY_SQLITE, live, copy)
    time.sleep(0.5)
    stop.set()
    for writer in writers:
        writer.join(15)
    server.kill_all()
    with sqlite3.connect(copy) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        texts = [text for (text,) in connection.execute("SELECT text FROM agreements_comment")]
    connection.close()
    say(
        f"SQLite under load: {len(before)} writes acknowledged before the copy, {len(texts)} in "
        f"it, {len(ledger.acknowledged)} in all"
    )
    wrong = [] if whole else ["the copy is not whole"]
    wrong += [f"not in the copy: {text}" for text in before - set(texts)]
    wrong += ["twice in the copy"] if len(texts) != len(set(texts)) else []
    return wrong + [f"status {status}: {n} times" for status, n in ledger.refused.items()]


def of_postgres() -> list[str]:
    folder = with_pg.find_binaries()
    if folder is None:
        say(f"PostgreSQL: not here ({with_pg.HOW_TO_GET_IT})")
        return []
    with with_pg.server() as address, tempfile.TemporaryDirectory(prefix="drill-") as name:
        dump = Path(name) / "onderling.dump"
        restored = address.replace("/test?", "/restored?")
        here = {"DATABASE_URL": address, "DATA_DIR": name}
        there = {"DATABASE_URL": restored, "DATA_DIR": name}
        run(sys.executable, "manage.py", "migrate", "--verbosity", "0", **here)
        run(sys.executable, "manage.py", "seed", "--initiatives", "200", **here)
        before = look(**here)
        start = time.monotonic()
        run(folder / "pg_dump", "--format=custom", f"--file={dump}", address)
        run(folder / "psql", address, "--command=CREATE DATABASE restored")
        run(folder / "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={restored}", dump)
        seconds = time.monotonic() - start
        wrong = compare(before, look(**there), look(**there, LINK_KEY=OTHER_KEY))
        # The dump is compressed, so the restored text is searched.
        if before["token"] in run(folder / "pg_dump", restored):
            wrong.append("the dump holds the token of a link")
        say(f"PostgreSQL: {len(before['tables'])} tables, dumped and restored in {seconds:.1f} s")
    return wrong


def main() -> int:
    wrong = of_postgres() + of_sqlite()
    say("\n".join([*wrong, f"{len(wrong)} wrong"]) if wrong else "everything is the same")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
