"""Forms: looking back, one question a screen. Part of posts.py."""

from __future__ import annotations

from tests.posting import Form

LOOKING: dict[str, Form] = {}
