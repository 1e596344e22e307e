"""The forms of buildings, rooms and the code on their wall: see posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Field, Form, Loose, Number, Text, World
from tests.world_rooms import room_of

PLACE: dict[str, Field] = {
    "name": Text(80, "De Brug"),
    "neighbourhood": Text(60, "Vogelbuurt", required=False),
    "address": Text(120, "Dorpsstraat 1", required=False),
    "capacity": Number("30"),
    "opens_at": Choice("09:00"),
    "closes_at": Choice("23:00"),
    "caretaker": Text(120, "de beheerder, 14 070", required=False),
    "deputy": Text(120, "de wijkdesk", required=False),
    "neighbours_contact": Text(120, "het wijkteam", required=False),
    "house_rules": Text(1500, "Iedereen is welkom.", required=False),
    "opening_list": Text(800, "Licht aan", required=False),
    "closing_list": Text(800, "Licht uit", required=False),
}


def revision(world: World) -> str:
    room = room_of(world.own.initiative, world.own.official)
    return str(room.revision)


ROOM_FORMS: dict[str, Form] = {
    "add_place": Form(w.MANAGER_OUT, PLACE),
    "add_room": Form(w.MANAGER_OUT, PLACE),
    "change_place": Form(w.MANAGER_OUT, {**PLACE, "revision": Number("1", is_hidden=True)}),
    "take_away_place": Form(w.MANAGER_OUT),
    "bring_back_place": Form(w.MANAGER_OUT),
    "room_link": Form(w.MANAGER_OUT, {"what": Loose("make"), "generation": Loose("1")}),
    "report_room": Form(w.ROOM, {"text": Text(300, "De kraan lekt.")}),
    "settle_report": Form(w.GUIDE),
}
