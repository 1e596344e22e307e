"""The group's own round: who reads what, before it is shared and after."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from evaluations.models import GroupRound, RoundAnswer
from initiatives.models import Event, Side
from initiatives.states import Refused
from tests.conftest import Cast
from tests.evaluations.rounds import SECRET, ended, outsiders, path, say, start
from tests.factories import make_participant
from tests.overview.world import signed_in

PAGES = ("group_page", "initiative", "timeline", "group_rounds", "look_backs")


def reads(client: Client, *names: str, pk: int) -> str:
    return "".join(client.get(path(name, pk)).content.decode() for name in names)


def test_nobody_else_receives_a_byte_until_it_is_shared(cast: Cast, client: Client) -> None:
    """Not that there is a round, not in a list, not in the words of an error."""
    begun = start(cast)
    say(begun, cast.noor)
    for stands in ("open", "over"):
        if stands == "over":
            begun.end(by=cast.samira)
        for browser in outsiders(cast):
            read = reads(browser, *PAGES, pk=cast.club.pk) + browser.get("/").content.decode()
            for url in ("group_round", "answer_round", "end_round", "share_round"):
                answer = browser.get(path(url, begun.pk))
                assert answer.status_code == 404
                posted = browser.post(path(url, begun.pk), {"mood": "bad", "seen": "1"})
                assert posted.status_code in (404, 405)
                read += answer.content.decode() + posted.content.decode()
            for answer_pk in RoundAnswer.objects.values_list("pk", flat=True):
                for url in ("report_text", "hide_text", "show_text"):
                    answer = browser.post(path(url, "rondje", answer_pk), {"because": "x"})
                    assert answer.status_code == 404
            for words in ("Kwartel", "Ooievaar", f"/rondje/{begun.pk}/"):
                assert words not in read, stands
    assert not Event.objects.filter(verb__contains="round").exists()
    assert not mail.outbox
    # The control: the group reads it, and so does its guide.
    for own in (cast.sit(client, cast.dex), signed_in(cast.samira)):
        assert SECRET in reads(own, "group_round", pk=begun.pk)
        assert f"/rondje/{begun.pk}/" in reads(own, "group_rounds", pk=cast.club.pk)


def test_what_is_shared_names_nobody_to_no_side(cast: Cast, client: Client) -> None:
    """Also not somebody whose name the municipality may read."""
    cast.noor.is_named = True
    cast.noor.save()
    over = ended(cast)
    over.share(by=cast.samira, seen=3)
    readers = [signed_in(cast.wouter), signed_in(cast.police), cast.read(Client())]
    for browser in [*readers, cast.sit(client, cast.dex)]:
        page = browser.get(path("group_round", over.pk))
        text = page.content.decode()
        assert page.status_code == 200 and SECRET in text and "De avonden zijn fijn." in text
        main = text[text.index("<main") :]
        assert "Zwaluwnoor" not in main and "Samira" not in main
        answer = RoundAnswer.objects.get(by=cast.noor)
        why = browser.get(path("report_text", "rondje", answer.pk), follow=True).content.decode()
        assert "Zwaluwnoor" not in why
    assert Event.objects.filter(verb="round_shared", by=cast.samira).count() == 1
    # Nobody outside may do anything with it but read.
    for name in ("answer_round", "end_round", "share_round", "take_back_answer"):
        assert readers[0].post(path(name, over.pk), {"mood": "bad"}).status_code == 403
    # Somebody of another initiative still gets nothing.
    assert signed_in(cast.elsewhere).get(path("group_round", over.pk)).status_code == 404


def test_while_it_runs_one_reads_only_what_one_said_oneself(cast: Cast, client: Client) -> None:
    begun = start(cast)
    say(begun, cast.noor)
    dex = cast.sit(client, cast.dex)
    page = dex.get(path("group_round", begun.pk)).content.decode()
    assert SECRET not in page and "1 mens deed mee" in page and 'name="mood"' in page
    noor = cast.sit(Client(), cast.noor).get(path("group_round", begun.pk)).content.decode()
    assert SECRET in noor and 'name="mood"' not in noor
    assert SECRET not in dex.get(path("end_round", begun.pk)).content.decode()
    # Nor by the number of the answer.
    said = RoundAnswer.objects.get(by=cast.noor)
    for browser in (dex, signed_in(cast.samira)):
        for name in ("report_text", "hide_text"):
            answer = browser.get(path(name, "rondje", said.pk))
            assert answer.status_code == 404 and SECRET not in answer.content.decode()
    assert dex.post(path("hide_text", "rondje", said.pk), {"because": "x"}).status_code == 404
    begun.end(by=cast.noor)
    said = RoundAnswer.objects.get(by=cast.noor)
    assert dex.get(path("hide_text", "rondje", said.pk)).status_code == 200


def test_a_hidden_answer_reaches_nobody_and_shares_nothing(cast: Cast, client: Client) -> None:
    over = ended(cast)
    hidden = RoundAnswer.objects.get(by=cast.noor)
    dex = cast.sit(client, cast.dex)
    assert dex.post(path("hide_text", "rondje", hidden.pk), {"because": "Te hard."}).status_code
    assert not Event.objects.filter(verb="text_hidden").exists()  # only the group knows of it
    for name in ("group_round", "share_round"):
        text = dex.get(path(name, over.pk)).content.decode()
        assert SECRET not in text and "Te hard." in text
    with pytest.raises(Refused):  # the number that was on the screen counts
        over.share(by=cast.dex, seen=3)
    over.share(by=cast.dex, seen=2)
    assert SECRET not in signed_in(cast.wouter).get(path("group_round", over.pk)).content.decode()
    # What a guide said the group can hide too: nobody sees which of them it was.
    guided = RoundAnswer.objects.get(by=cast.samira)
    assert dex.get(path("hide_text", "rondje", guided.pk)).status_code == 200


def test_the_order_says_nothing_of_who_came_first(cast: Cast, client: Client) -> None:
    """It differs from the order in which people answered, and stays the same over pages."""
    begun = start(cast, question="")
    orders = []
    people = [make_participant(cast.club, name=f"Mus{n}") for n in range(45)]
    RoundAnswer.objects.bulk_create(
        RoundAnswer(round=begun, by=person, mood="good", good=f"Zin {n:02}.")
        for n, person in enumerate(people)
    )
    begun.end(by=cast.noor)
    dex = cast.sit(client, cast.dex)
    for _again in range(2):
        found = ""
        for page in ("?page=1", "?page=2"):
            found += dex.get(path("group_round", begun.pk) + page).content.decode()
        orders.append(sorted(range(45), key=lambda n: found.index(f"<p>Zin {n:02}.")))
    assert orders[0] == orders[1] != list(range(45))
    assert dex.get(path("group_round", begun.pk) + "?page=9").status_code == 200


def test_pages_ask_the_same_of_the_database_whatever_there_is(
    cast: Cast, client: Client, django_assert_max_num_queries: object
) -> None:
    over = ended(cast)
    for _n in range(40):
        GroupRound.objects.create(
            initiative=cast.club, opened_by=cast.noor, closed_at=timezone.now()
        )
    for browser in (cast.sit(client, cast.dex), signed_in(cast.samira)):
        for url in (path("group_round", over.pk), path("group_rounds", cast.club.pk)):
            with django_assert_max_num_queries(10):  # type: ignore[operator]
                browser.get(url)
        with django_assert_max_num_queries(10):  # type: ignore[operator]
            browser.get(path("share_round", over.pk))


def test_of_another_initiative_it_is_not_there(cast: Cast) -> None:
    over = ended(cast)
    guide = make_participant(cast.garden, Side.GUIDE, name="Gids Elders")
    assert signed_in(guide).get(path("group_round", over.pk)).status_code == 404
    with pytest.raises(ValueError, match="own round"):
        say(over, guide)
