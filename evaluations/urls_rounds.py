"""Addresses of the group's own round, and lessons."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
