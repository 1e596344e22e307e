"""Rows of test_access.py: the group's own round, and lessons."""

from __future__ import annotations

from tests.access_row import Row

ROUNDS_ROWS: dict[str, Row] = {}
