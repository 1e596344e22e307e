"""When and where people meet, and who comes."""

from __future__ import annotations

from django.urls import path

from meetings.views import meeting, planning

urlpatterns = [
    path("initiatief/<int:pk>/overleg/", planning.meetings, name="meetings"),
    path("initiatief/<int:pk>/overleg/plannen/", planning.plan_meeting, name="plan_meeting"),
    path("overleg/<int:pk>/", meeting.meeting, name="meeting"),
    path("overleg/<int:pk>/verzetten/", planning.change_meeting, name="change_meeting"),
    path("overleg/<int:pk>/afzeggen/", planning.cancel_meeting, name="cancel_meeting"),
    path("overleg/<int:pk>/kom-je/", planning.answer_coming, name="answer_coming"),
    path("overleg/<int:pk>/overleg.ics", planning.meeting_calendar, name="meeting_calendar"),
]
