"""The forms about buildings, rooms and hours: see posts.py."""

from __future__ import annotations

from tests.posting import Form
from tests.posts_places_hours import HOURS_FORMS
from tests.posts_places_keys import KEY_FORMS
from tests.posts_places_rooms import ROOM_FORMS

PLACE_FORMS: dict[str, Form] = {**HOURS_FORMS, **KEY_FORMS, **ROOM_FORMS}
