"""Addresses of looking back, one question a screen."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
