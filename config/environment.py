"""Reading the environment, and refusing what makes no sense.

Every function takes the name of a variable and gives a value of the promised type, or raises
`ImproperlyConfigured` with a sentence that says what was expected.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The value of `name`; `NAME_FILE` names a file that holds it (for secrets)."""
    from_file = os.environ.get(f"{name}_FILE")
    if from_file:
        try:
            return Path(from_file).read_text().strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}") from error
    return os.environ.get(name, default).strip()


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of {', '.join(allowed)}.")
    return value


def number(name: str, default: int, *, least: int, most: int) -> int:
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} is {value!r}; a number from {least} to {most} fits.")
    return int(value)


def secret(name: str) -> str:
    """A key of at least 32 characters. Placeholders such as "changeme" are refused."""
    value = text(name)
    if len(value) < 32 or len(set(value)) < 8:
        raise ImproperlyConfigured(f"{name} must hold at least 32 random characters.")
    return value


def site_url(name: str, default: str) -> str:
    """An address without a path: `https://onderling.example`."""
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018  raises when the port is not a number
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not an address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must look like https://host.")
    if parts.path or parts.query or parts.fragment or parts.username:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must hold no path and no name.")
    return value


def database(name: str, sqlite_file: Path) -> dict[str, Any]:
    """Django's settings for one database: PostgreSQL from an address, or the embedded SQLite.

    Sources: SQLite with several writers needs IMMEDIATE transactions, and FULL keeps an
    acknowledged save over a power cut in WAL mode (sqlite.org/pragma.html#pragma_synchronous).
    """
    address = text(name)
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(sqlite_file),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                ),
            },
        }
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not an address: {error}") from error
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"{name} must start with postgresql://; leave it out for SQLite."
        )
    if not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} names no database.")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    user = options.pop("user", "") or unquote(parts.username or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": user,
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, "pool": {"min_size": 1, "max_size": 4, "timeout": 10}},
    }
