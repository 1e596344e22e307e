"""Rooms: the list of them, keeping them, the code on the wall, and the page that it opens."""

from django.urls import path

from agreements.views import room_keeping, room_links, rooms, wall

urlpatterns = [
    path("plekken/", rooms.places, name="places"),
    path("plekken/nieuw/", room_keeping.add_place, name="add_place"),
    path("plek/<int:pk>/", rooms.place, name="place"),
    path("plek/<int:pk>/ruimte-erbij/", room_keeping.add_room, name="add_room"),
    path("plek/<int:pk>/veranderen/", room_keeping.change_place, name="change_place"),
    path("plek/<int:pk>/weghalen/", room_keeping.take_away_place, name="take_away_place"),
    path("plek/<int:pk>/terug/", room_keeping.bring_back_place, name="bring_back_place"),
    path("plek/<int:pk>/code/", room_links.room_link, name="room_link"),
    path("plek/<int:pk>/code.svg", room_links.room_qr, name="room_qr"),
    path("r/<str:token>/", wall.open_room, name="open_room"),
    path("aan-de-muur/<int:pk>/", wall.wall, name="wall"),
    path("aan-de-muur/<int:pk>/melden/", wall.report_room, name="report_room"),
    path("melding/<int:pk>/klaar/", wall.settle_report, name="settle_report"),
]
