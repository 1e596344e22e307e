"""The hours in rooms: the week of one, the place of an initiative, and the calendar."""

from django.urls import path

from agreements.views import our_place, room_weeks

urlpatterns = [
    path("plek/<int:pk>/week/", room_weeks.room_week, name="room_week"),
    path("initiatief/<int:pk>/plek/", our_place.our_place, name="our_place"),
    path("afspraak/<int:pk>/tijden.ics", our_place.hours_file, name="hours_file"),
]
