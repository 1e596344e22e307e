"""Forms: the trust check. Part of posts.py."""

from __future__ import annotations

from tests.posting import Form

TRUST: dict[str, Form] = {}
