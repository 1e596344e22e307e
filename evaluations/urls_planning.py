"""Addresses of when people look back, and what they do until then."""

from django.urls import URLPattern, path

from evaluations.views import planning

urlpatterns: list[URLPattern] = [
    path("initiatief/<int:pk>/terugkijken/", planning.look_backs, name="look_backs"),
    path("afspraak/<int:pk>/terugkijken/", planning.look_back_plan, name="look_back_plan"),
    path(
        "afspraak/<int:pk>/terugkijken/verzetten/", planning.plan_look_back, name="plan_look_back"
    ),
    path(
        "afspraak/<int:pk>/terugkijken/haalbaar/",
        planning.look_back_feasible,
        name="look_back_feasible",
    ),
    path("afspraak/<int:pk>/terugkijken/begin/", planning.open_evaluation, name="open_evaluation"),
]
