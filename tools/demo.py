#!/usr/bin/env python3
"""`make demo`: Onderling with made-up people and agreements, served as in production.

PORT is the port (8000), LAN=1 lets other devices in the same network in. Everything is kept in
data/, so that a second run goes on where the first one stopped.
"""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def fail(sentence: str) -> SystemExit:
    print(sentence, file=sys.stderr)
    return SystemExit(1)


def chosen_port() -> int:
    value = os.environ.get("PORT") or "8000"
    if not value.isdigit() or not 1 <= int(value) <= 65535:
        raise fail(f"PORT is {value!r}; it must be a number from 1 to 65535.")
    return int(value)


def check_free(host: str, port: int) -> None:
    """Says so before anything is made when another program has the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise fail(f"Port {port} is not for ordinary users; try: make demo PORT=8001") from None
        except OSError:
            free = port + 1 if port < 65535 else 8001
            raise fail(f"Port {port} is taken already; try: make demo PORT={free}") from None


def lan_address() -> str:
    """This machine's address in its network. Connecting a datagram socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            raise fail("LAN=1: this machine seems to be in no network.") from None
        return str(probe.getsockname()[0])


def manage(*words: str) -> None:
    done = subprocess.run([sys.executable, "manage.py", *words], check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def main() -> None:
    os.chdir(ROOT)
    port = chosen_port()
    lan = os.environ.get("LAN", "") not in ("", "0", "no")
    bind_to = "0.0.0.0" if lan else "127.0.0.1"  # noqa: S104 that is what LAN=1 asks for
    check_free(bind_to, port)
    address = f"http://{lan_address() if lan else '127.0.0.1'}:{port}"
    # Settings of a real installation must not leak into the demo, nor the other way round.
    for name in ("DATABASE_URL", "SECRET_KEY", "LINK_KEY", "TRUST_PROXY", "EMAIL_HOST"):
        os.environ.pop(name, None)
        os.environ.pop(f"{name}_FILE", None)
    os.environ |= {"MODE": "demo", "SITE_URL": address, "BIND": f"{bind_to}:{port}"}
    os.environ |= {"ACCESS_LOG": "no", "LOG_LEVEL": "warning", "PYTHONUNBUFFERED": "1"}
    os.environ.setdefault("WEB_CONCURRENCY", "2")

    subprocess.run([sys.executable, "tools/translations.py", "compile"], check=True)
    manage("migrate", "--verbosity", "0")
    manage("collectstatic", "--noinput", "--verbosity", "0")
    manage("demo")
    print(f"\nOnderling runs on {address} - stop it with Ctrl-C.", flush=True)
    # gunicorn takes this process over, so that Ctrl-C reaches it directly.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.execv(  # noqa: S606
        sys.executable,
        [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"],
    )


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
