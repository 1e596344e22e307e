"""Addresses of looking back, one question a screen."""

from django.urls import URLPattern, path

from evaluations.views import looking

urlpatterns: list[URLPattern] = [
    path("terugblik/<int:pk>/", looking.evaluation, name="evaluation"),
    path("terugblik/<int:pk>/stop-invullen/", looking.gather_answers, name="gather_answers"),
    path("terugblik/<int:pk>/invullen/", looking.look_back, name="look_back"),
    path("terugblik/<int:pk>/invullen/<slug:slug>/", looking.look_back_step, name="look_back_step"),
]
