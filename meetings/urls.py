"""Meetings: planning, agenda, the talk itself, risks, actions, knots and minutes."""

from meetings import (
    texts,
    urls_actions,
    urls_agenda,
    urls_knots,
    urls_minutes,
    urls_planning,
    urls_risks,
    urls_rooms,
    urls_running,
)

__all__ = ["texts", "urlpatterns"]

urlpatterns = [
    *urls_planning.urlpatterns,
    *urls_agenda.urlpatterns,
    *urls_running.urlpatterns,
    *urls_risks.urlpatterns,
    *urls_actions.urlpatterns,
    *urls_knots.urlpatterns,
    *urls_minutes.urlpatterns,
    *urls_rooms.urlpatterns,
]
