"""Who does what, what was decided, and how each side sees it."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
