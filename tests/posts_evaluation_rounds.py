"""Forms: the group's own round, and lessons. Part of posts.py."""

from __future__ import annotations

from tests.posting import Form

ROUNDS: dict[str, Form] = {}
