"""Closing a meeting, and its minutes."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
