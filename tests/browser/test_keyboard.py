"""The group's part of the main job with a keyboard alone: no mouse, no tap."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from agreements.models import Comment, Confirmation
from agreements.states import Word
from initiatives.models import DutyKind, Side
from tests import factories as make
from tests.browser.people import LAPTOP, NewContext, window

pytestmark = pytest.mark.django_db(transaction=True)

IN_SIGHT = """() => {
  const el = document.activeElement, box = el.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + Math.min(box.height / 2, 10);
  const top = document.elementFromPoint(x, y);
  return top === null || el === top || el.contains(top) || top.contains(el);
}"""


def tab_to(page: Page, name: str | re.Pattern[str], *, most: int = 120) -> None:
    """Tabs until something called `name` has the focus; each stop must be in sight."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(IN_SIGHT), "the focus is hidden under something"
        text = page.evaluate(
            "() => (document.activeElement.labels?.[0] || document.activeElement).innerText || ''"
        )
        if re.search(name, text.replace("\n", " ").strip()):
            return
    raise AssertionError(f"{name!r} cannot be reached with the Tab key")


def test_with_a_keyboard_alone(new_context: NewContext, live_server) -> None:
    club = make.make_initiative("Chillclub De Kelder")
    make.make_participant(club, Side.GUIDE)
    official = make.make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
    link = make.make_link(club)
    version = make.make_proposal(club, by=official, title="Afspraak over De Kelder")
    page = window(new_context, None, live_server.url, **LAPTOP)
    page.goto(f"/g/{link.token}/")

    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.innerText") == "Naar de inhoud"
    page.keyboard.press("Enter")
    tab_to(page, "Afspraak over De Kelder|Lees de (nieuwe )?tekst|Eerst lezen|Lees")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/(versie/{version.pk}|afspraak/\d+)/"))

    tab_to(page, "^Reageer op: Vraag 1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/wie-ben-je/"))
    tab_to(page, "Hoe noemen ze je")
    page.keyboard.type("Noor")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/reageren/"))
    tab_to(page, "Je reactie")
    page.keyboard.type("Mag het later?")
    tab_to(page, "^Plaats je reactie")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Mag het later?")).to_be_visible()
    assert Comment.objects.get().by.name == "Noor"

    page.goto(f"/versie/{version.pk}/")
    tab_to(page, "^Ik sta hierachter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/zeg/sta-erachter/"))
    tab_to(page, "^Ik sta hierachter")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("1 van de 1"))).to_be_visible()
    assert Confirmation.objects.get().word == Word.BEHIND
