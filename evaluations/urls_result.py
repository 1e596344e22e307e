"""Addresses of what people said, side by side."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
