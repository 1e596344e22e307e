"""What stands on an agenda, and what a side prepares."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
