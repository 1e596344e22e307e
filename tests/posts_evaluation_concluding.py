"""Forms: how both sides go on. Part of posts.py."""

from __future__ import annotations

from tests.posting import Form

CONCLUDING: dict[str, Form] = {}
