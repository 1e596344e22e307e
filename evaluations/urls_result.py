"""Addresses of what people said, side by side."""

from django.urls import URLPattern, path

from evaluations.views import result

urlpatterns: list[URLPattern] = [
    path("terugblik/<int:pk>/print/", result.print_evaluation, name="print_evaluation"),
    path("terugblik/<int:pk>/op-de-agenda/", result.put_on_agenda, name="put_on_agenda"),
    path("terugblik/<int:pk>/regels/", result.look_back_lines, name="look_back_lines"),
    path(
        "terugblik/<int:pk>/antwoorden/<slug:slug>/", result.look_back_words, name="look_back_words"
    ),
]
