"""Addresses of when people look back, and what they do until then."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
