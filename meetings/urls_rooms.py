"""What was found in a room, on its way to an agenda."""

from django.urls import path

from meetings.views import from_a_room

urlpatterns = [
    path("nagelopen/<int:pk>/", from_a_room.closing_check, name="closing_check"),
    path("nagelopen/<int:pk>/agenda/", from_a_room.check_to_agenda, name="check_to_agenda"),
    path("melding/<int:pk>/agenda/", from_a_room.report_to_agenda, name="report_to_agenda"),
]
