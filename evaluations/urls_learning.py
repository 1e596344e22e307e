"""Addresses of examples, experiments and learning questions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
