"""Rows of test_access.py: what people said, side by side."""

from __future__ import annotations

from tests.access_row import Row

RESULT_ROWS: dict[str, Row] = {}
