"""The logbook."""

from django.urls import path

from initiatives.views import logbook
from initiatives.views.log_contact import log_contact

urlpatterns = [
    path("logboek/", log_contact, name="log_contact"),
    path("initiatief/<int:pk>/logboek/", logbook.logbook, name="logbook"),
    path("logregel/<int:pk>/", logbook.log_line, name="log_line"),
    path("logregel/<int:pk>/bewerken/", logbook.edit_log_line, name="edit_log_line"),
    path("logregel/<int:pk>/delen/", logbook.share_log_line, name="share_log_line"),
]
