"""The admin site: closed unless a setting opens it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import NoReverseMatch, reverse

from tests import access_world as w
from tests.conftest import Cast

ROOT = Path(__file__).resolve().parent.parent.parent
PATHS = ("/beheer/", "/beheer/login/", "/beheer/accounts/user/", "/admin/", "/admin/login/")


@pytest.mark.parametrize("kind", [w.NOBODY, w.INVITED, w.SEAT, w.GUIDE, w.MANAGER_OUT])
def test_closed_it_is_not_there_for_anybody(kind: str, cast: Cast) -> None:
    client = w.People(cast).browser(kind)
    for path in PATHS:
        assert client.get(path).status_code == 404
        assert client.post(path, {"username": "x", "password": "y"}).status_code == 404


def test_closed_it_is_no_part_of_the_app() -> None:
    assert not apps.is_installed("django.contrib.admin")
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")


def test_opened(tmp_path: Path) -> None:
    """The tests in open_admin.py, in a process of their own with ADMIN=yes."""
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "tests/config/open_admin.py",
            "-q",
            "-p",
            "no:cacheprovider",
        ],
        env={**os.environ, "ADMIN": "yes", "DATA_DIR": str(tmp_path), "DATABASE_URL": ""},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-1000:]
    assert " passed" in ran.stdout
