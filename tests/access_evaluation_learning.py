"""Rows of test_access.py: examples, experiments and learning questions."""

from __future__ import annotations

from tests.access_row import Row

LEARNING_ROWS: dict[str, Row] = {}
