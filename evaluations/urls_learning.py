"""Addresses of examples, experiments and learning questions."""

from __future__ import annotations

from django.urls import URLPattern, path

from evaluations.views import examples, experiments, learning, learning_questions

urlpatterns: list[URLPattern] = [
    path("leren/", learning.learning, name="learning"),
    path("leren/rondvragen/", learning.ask_around, name="ask_around"),
    path("initiatief/<int:pk>/leren/", learning.initiative_learning, name="initiative_learning"),
    path("initiatief/<int:pk>/voorbeelden/nieuw/", examples.add_example, name="add_example"),
    path("voorbeeld/<int:pk>/", examples.example, name="example"),
    path("voorbeeld/<int:pk>/veranderen/", examples.edit_example, name="edit_example"),
    path(
        "initiatief/<int:pk>/voorbeeld/<int:example>/notitie/",
        examples.note_example,
        name="note_example",
    ),
    path(
        "initiatief/<int:pk>/voorbeeld/<int:example>/bespreken/",
        examples.discuss_example,
        name="discuss_example",
    ),
    path(
        "initiatief/<int:pk>/experimenten/nieuw/",
        experiments.start_experiment,
        name="start_experiment",
    ),
    path("experiment/<int:pk>/", experiments.experiment, name="experiment"),
    path("experiment/<int:pk>/veranderen/", experiments.edit_experiment, name="edit_experiment"),
    path("experiment/<int:pk>/wat-we-zagen/", experiments.end_experiment, name="end_experiment"),
    path(
        "initiatief/<int:pk>/leervragen/nieuw/",
        learning_questions.add_learning_question,
        name="add_learning_question",
    ),
    path("leervraag/<int:pk>/", learning_questions.learning_question, name="learning_question"),
    path(
        "leervraag/<int:pk>/veranderen/",
        learning_questions.edit_learning_question,
        name="edit_learning_question",
    ),
    path(
        "leervraag/<int:pk>/wat-gebeurde-er/",
        learning_questions.settle_learning_question,
        name="settle_learning_question",
    ),
]
