"""Who reads a lesson: those who read along, or everyone here, without any name then."""

from __future__ import annotations

from django.test import Client

from initiatives.models import Side
from tests.conftest import Cast
from tests.evaluations.lessons import learn
from tests.evaluations.rounds import path
from tests.factories import make_link, make_participant
from tests.overview.world import signed_in


def test_ours_is_for_who_reads_along(cast: Cast, client: Client) -> None:
    url = path("lesson", learn(cast).pk)
    for browser in (signed_in(cast.wouter), signed_in(cast.police), cast.read(Client())):
        page = browser.get(url).content.decode()
        assert "Bel na een week over de lampen." in page and "Zwaluwnoor" not in page
    assert "Zwaluwnoor" in cast.sit(client, cast.dex).get(url).content.decode()
    elsewhere = cast.sit(Client(), cast.gardener)
    for browser in (elsewhere, signed_in(cast.elsewhere), signed_in(cast.manager)):
        assert browser.get(url).status_code == 404
    assert Client().get(url).status_code == 302  # to sign in


def test_for_everyone_no_name_and_no_initiative_to_who_may_not_see_it(cast: Cast) -> None:
    cast.noor.is_named = True
    cast.noor.save()
    url = path("lesson", learn(cast, is_for_everyone=True).pk)
    guest = cast.sit(Client(), cast.gardener)
    for browser, knows in ((guest, False), (signed_in(cast.elsewhere), True)):
        page = browser.get(url).content.decode()
        assert "Bel na een week over de lampen." in page and "Zwaluw" not in page
        assert ("Chillclub" in page) == knows
        assert "/tekst/" not in page and path("edit_lesson", 1) not in page
    assert Client().get(url).status_code == 302  # to sign in
    official = path("lesson", learn(cast, "Zeg het.", by=cast.wouter, is_for_everyone=True).pk)
    assert "Wouter" not in guest.get(official).content.decode()
    assert "de gemeente" in guest.get(official).content.decode()


def test_what_was_hidden_is_gone_for_everyone_else(cast: Cast, client: Client) -> None:
    lesson = learn(cast, is_for_everyone=True)
    lesson.hide(by=cast.dex, because="Staat een naam in.")
    url = path("lesson", lesson.pk)
    page = cast.sit(client, cast.dex).get(url).content.decode()
    assert "Staat een naam in." in page and "Bel na een week" not in page
    assert "Bel na een week" not in signed_in(cast.wouter).get(url).content.decode()
    for browser in (cast.sit(Client(), cast.gardener), signed_in(cast.elsewhere)):
        assert browser.get(url).status_code == 404


def test_a_pattern_says_what_it_means(cast: Cast, client: Client) -> None:
    page = (
        cast.sit(client, cast.dex)
        .get(path("lesson", learn(cast, pattern="elephant").pk))
        .content.decode()
    )
    assert "De olifant" in page and "niemand zag het geheel" in page


def test_few_queries_for_everybody(cast: Cast, django_assert_max_num_queries: object) -> None:
    lesson = learn(cast, is_for_everyone=True)
    guide = make_participant(cast.garden, Side.GUIDE, name="Gids Elders")
    guest = cast.read(Client(), make_link(cast.garden))
    for browser in (signed_in(cast.wouter), signed_in(guide), guest):
        with django_assert_max_num_queries(10):  # type: ignore[operator]
            assert browser.get(path("lesson", lesson.pk)).status_code == 200
