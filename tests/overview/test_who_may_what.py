"""The page that says who may do what is the table itself."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse

from initiatives.access import TABLE, Action, Role
from overview.views.open_pages import PARTS, by_role, parts


def body() -> str:
    response = Client().get(reverse("who_may_what"))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_every_action_and_every_role_is_there(db):
    page = body()
    for action in Action:
        assert page.count(str(action.value)[1:]) >= 1, action
    for role in Role:
        assert str(role.value)[1:] in page


def test_the_cells_say_what_the_table_says(db):
    table = body()
    table = table[table.index("<table>") : table.index("</table>")]
    rows = re.findall(r"<tr> <td>(.*?)</td>(.*?)</tr>", table)
    assert len(rows) == len(TABLE)
    for action, (name, cells) in zip(TABLE, rows, strict=True):
        assert name.lower() == str(action.value).lower()
        said = [mark == "ja" for mark in re.findall(r'aria-label="(ja|nee)"', cells)]
        assert said == [role in TABLE[action] for role in Role], action


def test_a_change_of_the_table_changes_the_page(db, monkeypatch):
    before = {one.role: len(one.actions) for one in by_role()}
    monkeypatch.setitem(TABLE, Action.SEE_NAMES, frozenset(Role))
    after = {one.role: len(one.actions) for one in by_role()}
    assert after[Role.MUNICIPALITY] == before[Role.MUNICIPALITY] + 1
    assert after[Role.GROUP] == before[Role.GROUP]


def test_every_part_has_a_heading_and_nothing_is_lost():
    assert [part.heading for part in parts()] == [heading for _action, heading in PARTS]
    assert [rule.action for part in parts() for rule in part.rules] == list(TABLE)


def test_it_costs_no_query(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        body()
