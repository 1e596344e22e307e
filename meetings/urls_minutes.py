"""Closing a meeting, and its minutes."""

from __future__ import annotations

from django.urls import path

from meetings.views import closing, minutes

urlpatterns = [
    path("overleg/<int:pk>/afsluiten/", closing.close_meeting, name="close_meeting"),
    path("overleg/<int:pk>/heropenen/", closing.reopen_meeting, name="reopen_meeting"),
    path("overleg/<int:pk>/verslag/", minutes.minutes, name="minutes"),
    path("overleg/<int:pk>/verslag/papier/", minutes.print_minutes, name="print_minutes"),
    path("overleg/<int:pk>/verslag/delen/", minutes.share_minutes, name="share_minutes"),
    path("overleg/<int:pk>/verslag/verbetering/", minutes.add_correction, name="add_correction"),
]
