"""The files of production, joined from their parts."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command
from django.test import override_settings

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "config.storage.OneFileStorage"},
}


def test_the_joined_sheet_is_made_anew_over_an_older_one(tmp_path: Path) -> None:
    """An older joined file is younger than its source, so it would be left as it is."""
    with override_settings(STATIC_ROOT=str(tmp_path), STORAGES=STORAGES):
        call_command("collectstatic", interactive=False, verbosity=0)
        sheet = tmp_path / "css" / "main.css"
        joined = sheet.read_text()
        assert "@import" not in joined
        sheet.write_text("@layer parts{.old{color:red}}")
        call_command("collectstatic", interactive=False, verbosity=0)
        assert sheet.read_text() == joined
