"""Risks and bottlenecks, and the register of them."""

from __future__ import annotations

from django.urls import path

from meetings.views import risk_words, risks

urlpatterns = [
    path("initiatief/<int:pk>/risicos/", risks.risks, name="risks"),
    path("initiatief/<int:pk>/risicos/nieuw/", risks.name_risk, name="name_risk"),
    path("risico/<int:pk>/", risks.risk, name="risk"),
    path("risico/<int:pk>/in-het-oog/", risks.keep_risk, name="keep_risk"),
    path("risico/<int:pk>/terug/", risks.risk_back, name="risk_back"),
    path("overleg/<int:pk>/risico/<int:risk_pk>/", risk_words.review_risk, name="review_risk"),
    path("overleg/<int:pk>/risicos/rest/", risk_words.rest_not_reached, name="rest_not_reached"),
]
