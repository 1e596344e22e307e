"""When and where people meet, and who comes."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
