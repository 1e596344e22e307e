"""Addresses of the trust check."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
