"""A meeting that is under way."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
