"""Forms: examples, experiments and learning questions. Part of posts.py."""

from __future__ import annotations

from tests.posting import Form

LEARNING: dict[str, Form] = {}
