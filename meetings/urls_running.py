"""A meeting that is under way."""

from __future__ import annotations

from django.urls import path

from meetings.views import attendance, noting, running
from meetings.views.pulse import pulse

urlpatterns = [
    path("overleg/puls/<str:stamp>/", pulse, name="pulse"),
    path("overleg/<int:pk>/begin/", running.start_meeting, name="start_meeting"),
    path("overleg/<int:pk>/terug/", running.put_back_meeting, name="put_back_meeting"),
    path("overleg/<int:pk>/nu/", running.live_meeting, name="live_meeting"),
    path("overleg/<int:pk>/nu/ga/", running.go_to_point, name="go_to_point"),
    path("overleg/<int:pk>/nu/<int:point>/", noting.note_point, name="note_point"),
    path(
        "overleg/<int:pk>/nu/<int:point>/niet/",
        running.point_not_reached,
        name="point_not_reached",
    ),
    path("overleg/<int:pk>/wie-is-er/", attendance.attendance, name="attendance"),
    path("overleg/<int:pk>/wie-is-er/tik/", attendance.note_attendance, name="note_attendance"),
    path("overleg/<int:pk>/wie-is-er/naam/", attendance.name_in_minutes, name="name_in_minutes"),
    path("overleg/<int:pk>/wie-is-er/aantal/", attendance.count_group, name="count_group"),
    path("overleg/<int:pk>/wie-is-er/nieuw/", attendance.add_newcomer, name="add_newcomer"),
]
