"""The life of an agreement: its versions beside each other, on any day, a pause, the end."""

from django.urls import path

from agreements.views import life, versions

urlpatterns = [
    path("afspraak/<int:pk>/versies/", versions.versions, name="versions"),
    path("afspraak/<int:pk>/op/", versions.in_effect_on, name="in_effect_on"),
    path("afspraak/<int:pk>/pauze/", life.pause_agreement, name="pause_agreement"),
    path("afspraak/<int:pk>/verder/", life.resume_agreement, name="resume_agreement"),
    path("afspraak/<int:pk>/stoppen/", life.end_agreement, name="end_agreement"),
    path("versie/<int:pk>/verschil/", versions.compare, name="compare"),
    path(
        "versie/<int:pk>/verschil/<int:other>/", versions.compare_versions, name="compare_versions"
    ),
    path("versie/<int:pk>/terugzetten/", versions.restore_version, name="restore_version"),
]
