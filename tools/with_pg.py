#!/usr/bin/env python3
"""Runs a command with a PostgreSQL of its own: `python tools/with_pg.py pytest -m "not browser"`.

A fresh cluster in a temporary folder, reachable through a unix socket only (so no port can be
taken), without fsync because it is thrown away. The command finds it in DATABASE_URL. As root the
server runs as `nobody`, because PostgreSQL refuses root. `--look` only says whether it can be done.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import psycopg

HOW_TO_GET_IT = "apt-get install postgresql (Debian, Ubuntu), or PGBIN=<folder with initdb>"
SECONDS_TO_START = 30
# What makes a server quick and careless: this one holds nothing that anybody will miss.
CARELESS = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=100"]


class NoPostgres(Exception):
    pass


def find_binaries() -> Path | None:
    """The folder that holds both initdb and postgres: $PGBIN, PATH, then Debian's own place.

    PATH may hold a link to initdb without its neighbours, so links are followed first.
    """
    candidates = []
    if os.environ.get("PGBIN"):
        candidates.append(Path(os.environ["PGBIN"]))
    on_path = shutil.which("initdb")
    if on_path:
        candidates.append(Path(on_path).resolve().parent)
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    candidates += sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    for folder in candidates:
        if all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
            return folder
    return None


def other_user() -> dict[str, Any]:
    """How to start a process as somebody who may run PostgreSQL."""
    if os.geteuid() != 0:
        return {}
    import grp
    import pwd

    group = grp.getgrgid(pwd.getpwnam("nobody").pw_gid).gr_name
    return {"user": "nobody", "group": group, "extra_groups": []}


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives the address of its database `test`."""
    binaries = find_binaries()
    if binaries is None:
        raise NoPostgres(HOW_TO_GET_IT)
    # Short, because the path of a socket may hold 107 bytes; readable, because the client may be
    # another user than the server.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    folder.chmod(0o755)
    process = None
    who = other_user()
    if who:
        shutil.chown(folder, who["user"], who["group"])
    data, log = folder / "data", folder / "log"
    try:
        initdb: list[str | Path] = [binaries / "initdb", "-D", data, "-U", "postgres"]
        made = subprocess.run(
            [*initdb, "-A", "trust", "-N", "-E", "UTF8", "--locale=C.UTF-8"],
            cwd=folder, capture_output=True, text=True, check=False, **who,
        )  # fmt: skip
        if made.returncode:
            raise NoPostgres(f"initdb failed: {made.stderr.strip()}")
        options = [f"unix_socket_directories={folder}", "listen_addresses=", *CARELESS]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [binaries / "postgres", "-D", data, *(w for o in options for w in ("-c", o))],
                cwd=folder, stdout=output, stderr=output, start_new_session=True, **who,
            )  # fmt: skip
        wait_until_it_answers(process, folder, log)
        yield f"postgresql:///test?host={folder}&user=postgres"
    finally:
        if process:
            stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_it_answers(process: subprocess.Popen[bytes], folder: Path, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            with psycopg.connect(
                host=str(folder), user="postgres", dbname="postgres", autocommit=True
            ) as connection:
                connection.execute("CREATE DATABASE test")
                return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise NoPostgres(f"did not start: {log.read_text().strip()}") from None
            time.sleep(0.1)


def stop(process: subprocess.Popen[bytes]) -> None:
    """SIGINT is PostgreSQL's fast stop: connections are ended, nothing is waited for."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def stop_on_sigterm(signum: int, frame: FrameType | None) -> NoReturn:
    """Without this a SIGTERM would skip every `finally` and leave the server running."""
    raise SystemExit(128 + signum)


def main(command: list[str]) -> int:
    if command == ["--look"]:
        found = find_binaries()
        print(found or f"no PostgreSQL: {HOW_TO_GET_IT}")
        return 0 if found else 1
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, stop_on_sigterm)
    try:
        with server() as address:
            child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": address})
            try:
                return child.wait()
            except KeyboardInterrupt:
                # Ctrl-C reached the command as well: let it say what it wants to say.
                return child.wait()
            finally:
                if child.poll() is None:
                    child.terminate()
                    child.wait()
    except NoPostgres as error:
        print(f"PostgreSQL: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
