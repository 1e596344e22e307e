"""Addresses of how both sides go on."""

from django.urls import URLPattern, path

from evaluations.views import concluding

urlpatterns: list[URLPattern] = [
    path("terugblik/<int:pk>/onderdeel/<slug:key>/", concluding.say_verdict, name="say_verdict"),
    path("terugblik/<int:pk>/de-rest-blijft/", concluding.keep_rest, name="keep_rest"),
    path("terugblik/<int:pk>/hoe-verder/", concluding.conclude, name="conclude"),
    path("terugblik/<int:pk>/afronden/", concluding.close_evaluation, name="close_evaluation"),
    path(
        "versie/<int:pk>/terugblik/",
        concluding.evaluation_of_version,
        name="evaluation_of_version",
    ),
]
