"""Forms: what people said, side by side. Part of posts.py."""

from __future__ import annotations

from tests.posting import Form

RESULT: dict[str, Form] = {}
