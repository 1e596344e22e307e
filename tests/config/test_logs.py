import logging
import sys
import tomllib
from pathlib import Path

import pytest
from gunicorn.config import Config

from config.logs import Redacted, redact

TOKEN = "q1W2-e3R4_t5Y6u7I8o9P0"


@pytest.mark.parametrize(
    "line",
    [
        f"GET /g/{TOKEN} HTTP/1.1",
        f"GET /g/{TOKEN}/afspraak/3/?x=1 HTTP/1.1",
        f"GET /aanmelden/?next=%2Fg%2F{TOKEN}%2F HTTP/1.1",
        f"GET /%67/{TOKEN} HTTP/1.1",
        f"GET /u/{TOKEN}/ HTTP/1.1",
        f"POST /%75/{TOKEN}/ HTTP/1.1",
        f"GET /aanmelden/?next=%2Fu%2F{TOKEN}%2F HTTP/1.1",
        f"Not Found: https://onderling.example/g/{TOKEN}?utm=1",
        f'"/g/{TOKEN}"',
    ],
)
def test_no_line_holds_a_token(line):
    assert TOKEN not in redact(line)
    assert "***" in redact(line)


def test_the_rest_of_a_line_stays():
    assert redact(f"GET /g/{TOKEN}/afspraak/ 200") == "GET /g/***/afspraak/ 200"
    assert redact("GET /gebouwen/3/ 200") == "GET /gebouwen/3/ 200"


def test_a_traceback_is_redacted_as_well():
    try:
        raise ValueError(f"/g/{TOKEN}")
    except ValueError:
        error = sys.exc_info()
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "kapot: %s", (f"/g/{TOKEN}",), error)
    line = Redacted("%(levelname)s %(message)s").format(record)
    assert line.startswith("ERROR kapot: /g/***\nTraceback")
    assert TOKEN not in line


def test_gunicorn_logs_through_it():
    from config import gunicorn

    config = Config()
    config.set("accesslog", "-")
    logger = gunicorn.logger_class(config)
    for log in (logger.error_log, logger.access_log):
        assert log.handlers
        assert all(isinstance(handler.formatter, Redacted) for handler in log.handlers)


def test_the_licence_is_named_and_there():
    root = Path(__file__).resolve().parent.parent.parent
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    assert project["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (root / "LICENCE").read_text()
