"""Addresses of how both sides go on."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
