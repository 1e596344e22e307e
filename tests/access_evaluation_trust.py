"""Rows of test_access.py: the trust check."""

from __future__ import annotations

from tests.access_row import Row

TRUST_ROWS: dict[str, Row] = {}
