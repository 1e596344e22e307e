"""A text goes on after its last day, its trial, or the people who agreed on it."""

from django.urls import path

from agreements.views import life, renewing

urlpatterns = [
    path("versie/<int:pk>/verlengen/", renewing.renew, name="renew"),
    path("versie/<int:pk>/vraag/<str:slug>/", renewing.side_answer, name="side_answer"),
    path("afspraak/<int:pk>/sleutel-terug/", life.return_key, name="return_key"),
]
