"""Every form with free text asks before it keeps a number or an address, without a line of its own.

The forms come from posts.py: whatever stands there with a text that is no name is tried.
"""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache

from tests.conftest import Cast
from tests.posting import World, path_of, send
from tests.posts import FORMS

QUESTION = "Wil je dit echt delen?"
PHONE = "Bel 06 12345678."
# url -> a free text in its form
TEXTS = {
    "logbook": "text",
    "log_contact": "meaning",
    "edit_log_line": "text",
    "react": "text",
    "answer": "text",
    "report_text": "because",
    "confirm": "text",
    "note_talk": "because",
    "log_initiative": "sentence",
    "edit_initiative": "sentence",
    "ask_to_join": "sentence",
    "edit_head": "purpose",
    "edit_clause": "0-text",
}


@pytest.mark.parametrize("url", TEXTS)
def test_a_number_is_asked_about_and_goes_through_with_the_tick(url: str, cast: Cast) -> None:
    cache.clear()
    world, form = World.make(cast), FORMS[url]
    name = form.prefix(world.own) + TEXTS[url]
    path, data = path_of(url, world.own), {**form.data(world), name: PHONE}
    client = world.people.browser(form.kind)
    asked = send(client, path, data, follow=False)
    body = asked.content.decode()
    assert asked.status_code == 422
    assert QUESTION in body
    assert PHONE in body
    tick = re.search(rf'name="({re.escape(name)}-mag-erin)"[^>]* value="([^"]+)"', body)
    assert tick, "the tick is not in the page"
    # A tick of another text is no yes.
    assert send(client, path, {**data, tick[1]: "on"}, follow=False).status_code == 422
    answer = send(client, path, {**data, tick[1]: tick[2]}, follow=False)
    assert answer.status_code in (302, 303)


def test_a_nickname_is_refused_and_not_asked_about(cast: Cast) -> None:
    world, form = World.make(cast), FORMS["people"]
    client = world.people.browser(form.kind)
    answer = send(client, path_of("people", world.own), {"nicknames": "06 12345678"}, follow=False)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Gebruik geen nummer." in body
    assert QUESTION not in body
