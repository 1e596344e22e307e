"""The settings refuse what makes no sense, at the start and in words."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KEYS = {
    "SECRET_KEY": "one-secret-of-more-than-32-characters-0123",
    "LINK_KEY": "another-secret-of-more-than-32-characters-4",
}
GOOD = {
    **KEYS,
    "MODE": "production",
    "SITE_URL": "https://onderling.example",
    "EMAIL_HOST": "mail.example",
}


def load(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    names = [
        "SESSION_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_NAME",
        "SECURE_HSTS_SECONDS",
        "SEAT_COOKIE_NAME",
        "DEBUG",
        "ALLOWED_HOSTS",
        "EMAIL_TIMEOUT",
    ]
    script = (
        "import json; from config import settings; "
        f"print(json.dumps({{n: getattr(settings, n) for n in {names!r}}}))"
    )
    return subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_is_strict(tmp_path: Path) -> None:
    done = load(tmp_path, **GOOD)
    assert done.returncode == 0, done.stderr
    settings = json.loads(done.stdout)
    assert settings == {
        "SESSION_COOKIE_NAME": "__Host-onderling-session",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-onderling-csrf",
        "SEAT_COOKIE_NAME": "__Host-onderling-seats",
        "SECURE_HSTS_SECONDS": 31536000,
        "DEBUG": False,
        "ALLOWED_HOSTS": ["onderling.example"],
        "EMAIL_TIMEOUT": 5,
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"MODE": "prod"}, "must be one of"),
        ({"SITE_URL": ""}, "SITE_URL"),
        ({"SITE_URL": "http://onderling.example"}, "must start with https"),
        ({"SITE_URL": "https://onderling.example/path"}, "no path"),
        ({"SITE_URL": "https://onderling.example:port"}, "not an address"),
        ({"SECRET_KEY": ""}, "SECRET_KEY must hold at least 32"),
        ({"SECRET_KEY": "a" * 40}, "SECRET_KEY must hold at least 32"),
        ({"LINK_KEY": KEYS["SECRET_KEY"]}, "must differ"),
        ({"DATABASE_URL": "mysql://x/y"}, "postgresql://"),
        ({"DATABASE_URL": "postgresql://host"}, "names no database"),
        ({"NAME_MONTHS": "0"}, "from 1 to 120"),
        ({"NAME_MONTHS": "altijd"}, "from 1 to 120"),
        ({"WORK_NAME_MONTHS": "-3"}, "from 1 to 240"),
        ({"THEME": "bestaat-niet"}, "static/themes/"),
        ({"THEME": "../css/main"}, "THEME"),
        ({"EMAIL_HOST": ""}, "EMAIL_HOST is missing"),
        ({"EMAIL_PORT": "veel"}, "a number from 1 to 65535"),
        ({"SIGN_OF_LIFE_MONTHS": "0"}, "a number from 1 to 60"),
        ({"SIGN_OF_LIFE_MONTHS": "half"}, "a number from 1 to 60"),
        ({"TRUST_PROXY": "True"}, "must be one of yes, no"),
        ({"SECRET_KEY_FILE": "/does/not/exist"}, "cannot be read"),
    ],
)
def test_nonsense_is_refused(tmp_path: Path, change: dict[str, str], said: str) -> None:
    done = load(tmp_path, **{**GOOD, **change})
    assert done.returncode != 0
    assert said in done.stderr.splitlines()[-1]


def test_the_demo_keeps_its_keys(tmp_path: Path) -> None:
    for _ in range(2):
        done = load(tmp_path, MODE="demo")
        assert done.returncode == 0, done.stderr
    names = sorted(p.name for p in tmp_path.iterdir())
    assert names == ["demo-link-key", "demo-secret-key"]
    assert json.loads(done.stdout)["SESSION_COOKIE_NAME"] == "onderling-session"


def test_a_database_address_is_read_whole(tmp_path: Path, monkeypatch) -> None:
    from config import environment

    monkeypatch.setenv(
        "DATABASE_URL", "postgresql://u%40x:p%2Fw@db.example:5433/onderling?sslmode=require"
    )
    database = environment.database("DATABASE_URL", tmp_path / "x")
    assert (database["USER"], database["PASSWORD"]) == ("u@x", "p/w")
    assert (database["HOST"], database["PORT"], database["NAME"]) == (
        "db.example",
        "5433",
        "onderling",
    )
    assert database["CONN_HEALTH_CHECKS"] is True
    assert database["OPTIONS"]["sslmode"] == "require" and database["OPTIONS"]["pool"]
