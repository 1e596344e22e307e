"""Paths are Dutch, names English. Each app keeps its own list."""

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from config.errors import healthz
from config.middleware import open_to_all

urlpatterns = [
    path("", include("overview.urls")),
    path("", include("accounts.urls")),
    path("", include("initiatives.urls")),
    path("", include("agreements.urls")),
    path("", include("meetings.urls")),
    path("", include("evaluations.urls")),
    path("taal/", open_to_all(set_language), name="set_language"),
    path("healthz", healthz, name="healthz"),
]

if settings.ADMIN:
    from config.admin import site

    urlpatterns.append(path("beheer/", site.urls))

handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
