"""Addresses of the trust check."""

from django.urls import URLPattern, path

from evaluations.views import trust

urlpatterns: list[URLPattern] = [
    path("terugblik/<int:pk>/vertrouwen/", trust.trust_check, name="trust_check"),
    path("terugblik/<int:pk>/vertrouwen/gemeente/", trust.trust_joint, name="trust_joint"),
    path("terugblik/<int:pk>/kaartjes/", trust.trust_cards, name="trust_cards"),
]
