"""Questions that wait for a decision."""

from __future__ import annotations

from django.urls import path

from meetings.views import knots

urlpatterns = [
    path("initiatief/<int:pk>/knopen/", knots.knots, name="knots"),
    path("initiatief/<int:pk>/knopen/nieuw/", knots.lay_knot, name="lay_knot"),
    path("knoop/<int:pk>/", knots.knot, name="knot"),
    path("knoop/<int:pk>/antwoord/", knots.answer_knot, name="answer_knot"),
    path("knoop/<int:pk>/beslisser/", knots.change_decider, name="change_decider"),
    path("knoop/<int:pk>/terugnemen/", knots.withdraw_knot, name="withdraw_knot"),
]
