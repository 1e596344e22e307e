"""The project's settings in test mode, so that a bare `pytest` and mypy need no environment.

pytest-django reads the settings before any conftest, so the mode cannot be set there. Every run
keeps its files in a folder of its own: two runs at once do not meet.
"""

import atexit
import os
import shutil
import tempfile

os.environ["MODE"] = "test"
if "DATA_DIR" not in os.environ:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="onderling-")
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)

from config.settings import *  # noqa: F403
