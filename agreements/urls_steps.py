"""Steps that are reached, what was to be found out, and questions of law."""

from django.urls import path

from agreements.views import legal_advice, point_progress, steps

urlpatterns = [
    path("regel/<int:pk>/stap/", steps.mark_step, name="mark_step"),
    path("regel/<int:pk>/stap-toch-niet/", steps.take_back_step, name="take_back_step"),
    path("open-punt/<int:pk>/stand/", point_progress.point_progress, name="point_progress"),
    path("uitgezocht/<int:pk>/naar-concept/", point_progress.point_to_draft, name="point_to_draft"),
    path(
        "onderdeel/<int:pk>/juridisch-advies/",
        legal_advice.ask_legal_advice,
        name="ask_legal_advice",
    ),
    path(
        "juridisch-advies/<int:pk>/antwoord/",
        legal_advice.answer_legal_advice,
        name="answer_legal_advice",
    ),
]
