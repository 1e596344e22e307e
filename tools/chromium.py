"""Where the system's Chromium is, for the browser tests."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_GET_IT = "apt-get install chromium (Debian), or CHROMIUM=<its path>"


def find() -> str | None:
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return shutil.which(chosen)
    return next(filter(None, map(shutil.which, NAMES)), None)


def in_ci() -> bool:
    """In CI what is missing is a failure; elsewhere it is skipped with a sentence."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false", "no")
