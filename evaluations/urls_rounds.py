"""Addresses of the group's own round, and lessons."""

from django.urls import URLPattern, path

from evaluations.views import lessons, rounds

urlpatterns: list[URLPattern] = [
    path("initiatief/<int:pk>/rondjes/", rounds.group_rounds, name="group_rounds"),
    path("initiatief/<int:pk>/rondje/", rounds.start_round, name="start_round"),
    path("rondje/<int:pk>/", rounds.group_round, name="group_round"),
    path("rondje/<int:pk>/antwoord/", rounds.answer_round, name="answer_round"),
    path("rondje/<int:pk>/antwoord/weg/", rounds.take_back_answer, name="take_back_answer"),
    path("rondje/<int:pk>/stop/", rounds.end_round, name="end_round"),
    path("rondje/<int:pk>/delen/", rounds.share_round, name="share_round"),
    path("initiatief/<int:pk>/les/", lessons.add_lesson, name="add_lesson"),
    path("les/<int:pk>/", lessons.lesson, name="lesson"),
    path("les/<int:pk>/verander/", lessons.edit_lesson, name="edit_lesson"),
    path(
        "initiatief/<int:pk>/lessen-die-passen/", lessons.lessons_that_fit, name="lessons_that_fit"
    ),
]
