"""What the drills share: a database of their own, a server that can be killed, and a ledger."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from accounts.models import User

ROOT = Path(__file__).resolve().parent.parent.parent
CSRF = "c" * 32


def say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def start_django(folder: Path, database: str = "") -> None:
    """Django in this process, on a database in `folder` that is there alone for the drill, or on
    that of the address `database`."""
    os.environ |= {"MODE": "test", "DATA_DIR": str(folder)}
    os.environ.pop("DATABASE_URL", None)
    if database:
        os.environ["DATABASE_URL"] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def cookies_of(user: User | None) -> str:
    """Of a browser in which `user` is signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from accounts.sessions import SessionStore

    if user is None:
        raise SystemExit("Only who has an account can sign in.")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """gunicorn as in production, with two workers, in a process group of its own."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {**os.environ, "BIND": f"127.0.0.1:{self.port}", "WEB_CONCURRENCY": "2"}
        environment |= {"ACCESS_LOG": "no", "LOG_LEVEL": "critical"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"],
            cwd=ROOT,
            env=environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill_all(self) -> None:
        """kill -9 for the master and every worker at once."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def kill_a_worker(self) -> None:
        """kill -9 for one worker; the master starts another."""
        if self.process is None:
            return
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        if children.split():
            os.kill(int(children.split()[0]), signal.SIGKILL)

    def seconds_until_it_answers(self) -> float:
        start = time.monotonic()
        while time.monotonic() - start < 30:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return time.monotonic() - start
            except OSError:
                time.sleep(0.05)
        raise SystemExit("The server did not come back within 30 seconds.")


@dataclass
class Ledger:
    """Which writes were sent, and which the server acknowledged. Kept outside the database."""

    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    refused: dict[str, int] = field(default_factory=dict)


def write_for_ever(
    name: str, server: Server, path: str, cookies: str, ledger: Ledger, stop: threading.Event
) -> None:
    """Posts one reaction after another, each with a text of its own."""
    number = 0
    headers = {
        "Cookie": f"onderling-csrf={CSRF}; {cookies}",
        "X-CSRFToken": CSRF,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    while not stop.is_set():
        number += 1
        text = f"{name}-{number}"
        ledger.sent.add(text)
        try:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
            body = urlencode({"kind": "question", "text": text})
            connection.request("POST", path, body, headers)
            status = connection.getresponse().status
            connection.close()
        except (OSError, http.client.HTTPException):
            # Not acknowledged: it may be there once, or not at all.
            time.sleep(0.02)
            continue
        if status in (302, 303):
            ledger.acknowledged.add(text)
        else:
            ledger.refused[str(status)] = ledger.refused.get(str(status), 0) + 1
