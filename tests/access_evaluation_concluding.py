"""Rows of test_access.py: how both sides go on."""

from __future__ import annotations

from tests.access_row import Row

CONCLUDING_ROWS: dict[str, Row] = {}
