import logging
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from gunicorn.config import Config

from config.logs import Redacted, Unseen, is_unseen, redact

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
        f"GET /r/{TOKEN}/ HTTP/1.1",
        f"GET /%72/{TOKEN}/ HTTP/1.1",
        f"GET /aanmelden/?next=%2Fr%2F{TOKEN}%2F HTTP/1.1",
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
        for handler in log.handlers:
            assert isinstance(handler.formatter, Redacted)
            assert any(isinstance(found, Unseen) for found in handler.filters)


@pytest.mark.parametrize(
    "line",
    [
        '[23/Nov/2026:20:15:01] "POST /terugblik/12/vertrouwen/ HTTP/1.1" 302 0 12ms',
        '"GET /terugblik/12/vertrouwen/?nog-iemand=ja HTTP/1.1" 200',
        '"GET /terugblik/12/%76ertrouwen/ HTTP/1.1" 200',
        "Unprocessable Entity: /terugblik/12/vertrouwen/",
        "GET /aanmelden/?next=%2Fterugblik%2F12%2Fvertrouwen%2F HTTP/1.1",
        # Where it leads to: with its thanks that page is longer. And what only that page loads.
        '[23/Nov/2026:20:15:01] "GET /terugblik/12/ HTTP/1.1" 200 7012 12ms',
        '"GET /static/css/trust.0123456789ab.css HTTP/1.1" 200 1024',
    ],
)
def test_no_line_says_that_somebody_answered_about_trust(line):
    def record(level: int) -> logging.LogRecord:
        return logging.LogRecord("x", level, "x.py", 1, "%s", (line,), None)

    assert is_unseen(line)
    assert not Unseen().filter(record(logging.INFO))
    assert not Unseen().filter(record(logging.WARNING))
    # What breaks is said all the same; then nothing was kept.
    assert Unseen().filter(record(logging.ERROR))


def test_other_lines_are_not_dropped():
    for line in (
        "GET /afspraak/12/terugkijken/ HTTP/1.1",
        "GET /terugblik/12/invullen/ HTTP/1.1",
        "GET /terugblik/12/stop-invullen/ HTTP/1.1",
        "GET /static/css/looking.0123456789ab.css HTTP/1.1",
    ):
        assert not is_unseen(line)
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["unseen"]


def test_the_licence_is_named_and_there():
    root = Path(__file__).resolve().parent.parent.parent
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    assert project["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (root / "LICENCE").read_text()
