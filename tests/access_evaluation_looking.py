"""Rows of test_access.py: looking back, one question a screen."""

from __future__ import annotations

from tests.access_row import Row

LOOKING_ROWS: dict[str, Row] = {}
