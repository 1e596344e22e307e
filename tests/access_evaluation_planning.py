"""Rows of test_access.py: when people look back, and what they do until then."""

from __future__ import annotations

from tests.access_row import Row

PLANNING_ROWS: dict[str, Row] = {}
