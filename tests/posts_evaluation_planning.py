"""Forms: when people look back, and what they do until then. Part of posts.py."""

from __future__ import annotations

from tests.posting import Form

PLANNING: dict[str, Form] = {}
