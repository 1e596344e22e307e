"""One tap a risk: what a meeting says of it, and "de rest: niet aan toegekomen"."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.states import Refused
from meetings.carrying_over import needing_a_word
from meetings.models import Meeting, RiskItem, RiskReview
from meetings.models.risk import NewerRiskWord
from meetings.risk_talk import RiskTalk
from meetings.states import RiskWord, Status
from tests.conftest import Cast
from tests.meetings.risk_talking import closed_with, name, under_way
from tests.world_meetings import make_meeting


def page_of(meeting: Meeting, risk: RiskItem) -> str:
    return reverse("review_risk", args=[meeting.pk, risk.pk])


def tap(client: Client, meeting: Meeting, risk: RiskItem, word: str, **more: Any) -> Any:
    return client.post(page_of(meeting, risk), {"word": word, "back": "nu", **more})


@pytest.mark.parametrize("word", RiskWord.values)
def test_one_tap_is_a_word(cast: Cast, client: Client, word: str) -> None:
    risk, meeting = name(cast), under_way(cast)
    before = meeting.revision
    response = tap(cast.sit(client, cast.noor), meeting, risk, word, text="De lamp is besteld.")
    assert response.status_code == 303
    assert response["Location"] == reverse("live_meeting", args=[meeting.pk])
    review = RiskReview.objects.get()
    assert (review.word, review.text, review.by) == (word, "De lamp is besteld.", cast.noor)
    risk.refresh_from_db()
    assert risk.gone_at is None, "it goes when the meeting closes"
    meeting.refresh_from_db()
    assert meeting.revision > before
    assert not needing_a_word(meeting).exists()


def test_the_same_twice_is_once_and_another_word_changes_it(cast: Cast, client: Client) -> None:
    risk, meeting = name(cast), under_way(cast)
    browser = cast.sit(client, cast.noor)
    for _n in range(2):
        assert tap(browser, meeting, risk, "same").status_code == 303
    review = RiskReview.objects.get()
    assert review.revision == 1
    assert tap(browser, meeting, risk, "worse", seen=1).status_code == 303
    review.refresh_from_db()
    assert (review.word, review.revision) == ("worse", 2)


def test_who_taps_second_is_shown_what_the_first_said(cast: Cast, client: Client) -> None:
    risk, meeting = name(cast), under_way(cast)
    RiskReview.say(risk, meeting, by=cast.wouter, word=RiskWord.WORSE, text="Nog kapot.", seen=None)
    response = tap(cast.sit(client, cast.noor), meeting, risk, "better", text="Hij brandt weer.")
    assert response.status_code == 409
    page = response.content.decode()
    assert "Net is er iets anders gezegd: slechter." in page
    assert "Nog kapot." in page and "Hij brandt weer." in page and 'value="1"' in page
    assert RiskReview.objects.get().word == "worse"
    # Now they know; what they tap next is theirs.
    tap(client, meeting, risk, "better", text="Hij brandt weer.", seen=1)
    assert RiskReview.objects.get().word == "better"


def test_other_words_are_another_text_that_nobody_hid(cast: Cast) -> None:
    risk, meeting = name(cast), under_way(cast)
    say = {"by": cast.wouter, "word": RiskWord.SAME}
    review = RiskReview.say(risk, meeting, text="Een naam.", seen=None, **say)
    review.hide(by=cast.wouter, because="Er staat een naam in.")
    again = RiskReview.say(risk, meeting, by=cast.noor, word=RiskWord.WORSE, text="", seen=1)
    assert again.hidden_at is None and again.text == ""


def test_what_was_hidden_reaches_nobody(cast: Cast, client: Client) -> None:
    risk, meeting = name(cast, "Dat verhaal over de buren."), under_way(cast)
    review = RiskReview.say(
        risk, meeting, by=cast.noor, word=RiskWord.SAME, text="En over de straat.", seen=None
    )
    review.hide(by=cast.noor, because="Te veel.")
    risk.hide(by=cast.noor, because="Dit is een verhaal.")
    following = [page_of(meeting, risk), reverse("risk", args=[risk.pk])]
    following += [reverse("risks", args=[cast.club.pk])]
    following += [reverse("live_meeting", args=[meeting.pk]) + f"?risico={risk.pk}"]
    for browser in (cast.sit(client, cast.noor), signed_in(cast)):
        for address in following:
            response = browser.get(address)
            assert response.status_code == 200
            page = response.content.decode()
            assert "verhaal over de buren" not in page and "over de straat" not in page


def signed_in(cast: Cast) -> Client:
    browser = Client()
    browser.force_login(cast.wouter.user)
    return browser


@pytest.mark.parametrize("status", [Status.PLANNED, Status.CLOSED, Status.CANCELLED])
def test_only_a_meeting_that_is_under_way_says_words(
    cast: Cast, client: Client, status: str
) -> None:
    risk, meeting = name(cast), make_meeting(cast.club, cast.wouter, status=status)
    browser = cast.sit(client, cast.noor)
    response = tap(browser, meeting, risk, "better", text="Dit typte ik.")
    assert response.status_code == 409 and "Dit typte ik." in response.content.decode()
    assert not RiskReview.objects.exists()
    assert browser.get(page_of(meeting, risk)).status_code == 302


def test_what_is_gone_gets_no_word(cast: Cast, client: Client) -> None:
    risk, meeting = name(cast), under_way(cast)
    RiskItem.objects.update(gone_at=timezone.now())
    browser = cast.sit(client, cast.noor)
    assert tap(browser, meeting, risk, "better").status_code == 409
    assert browser.get(page_of(meeting, risk))["Location"] == reverse("risk", args=[risk.pk])


def test_a_risk_of_elsewhere_is_not_there(cast: Cast, client: Client) -> None:
    foreign = RiskItem.name_one(
        cast.garden, by=cast.gardener, side="group", kind="risk", text="De slang lekt."
    )
    meeting = under_way(cast)
    browser = cast.sit(client, cast.noor)
    assert browser.get(page_of(meeting, foreign)).status_code == 404
    assert tap(browser, meeting, foreign, "better").status_code == 404
    with pytest.raises(ValueError, match="own initiative"):
        RiskReview.say(foreign, meeting, by=cast.noor, word="better", seen=None)


def test_the_rest_at_once_counted_for_each(cast: Cast, client: Client) -> None:
    first, second, third = (name(cast, f"Nummer {n}") for n in range(3))
    closed_with(cast, 14, {second: "not_reached", first: "same", third: "same"})
    meeting = under_way(cast)
    new = name(cast, "Dit is nieuw.", meeting=meeting)
    RiskReview.say(first, meeting, by=cast.noor, word=RiskWord.BETTER, seen=None)
    browser = cast.sit(client, cast.dex)
    address = reverse("rest_not_reached", args=[meeting.pk])
    assert browser.post(address, {"back": "afsluiten"})["Location"].endswith("afsluiten/")
    browser.post(address)
    words = dict(RiskReview.objects.filter(meeting=meeting).values_list("risk", "word"))
    assert words == {first.pk: "better", second.pk: "not_reached", third.pk: "not_reached"}
    assert new.pk not in words
    assert not needing_a_word(meeting).exists()
    meeting.close(by=cast.wouter)
    following = {s.risk.pk: s.times_missed for s in RiskTalk(under_way(cast)).every}
    assert following == {first.pk: 0, second.pk: 2, third.pk: 1, new.pk: 0}


def test_the_rest_only_while_it_is_under_way(cast: Cast) -> None:
    name(cast)
    with pytest.raises(Refused):
        RiskReview.rest_not_reached(make_meeting(cast.club, cast.wouter), by=cast.noor)


def test_the_order_is_that_of_the_method(cast: Cast) -> None:
    """First of last time what meetings did not get to longest, then the oldest; new ones last."""
    same, missed, twice, new = (name(cast, f"Nummer {n}") for n in range(4))
    closed_with(cast, 28, {same: "worse", twice: "not_reached", missed: "better"})
    closed_with(cast, 14, {same: "same", twice: "not_reached", missed: "not_reached"})
    meeting = under_way(cast)
    newest = name(cast, "Nu pas.", meeting=meeting)
    talk = RiskTalk(meeting)
    assert [s.risk for s in talk.every] == [twice, missed, same, new, newest]
    assert talk.at_hand is not None and talk.at_hand.risk == twice
    assert (talk.number, talk.total) == (1, 4)
    assert [s.risk for s in talk.after] == [missed, same, new]
    assert [s.risk for s in talk.new] == [newest]
    chosen = RiskTalk(meeting, at=same.pk)
    assert chosen.at_hand is not None and chosen.at_hand.risk == same
    RiskReview.say(twice, meeting, by=cast.noor, word=RiskWord.BETTER, seen=None)
    talk = RiskTalk(meeting)
    assert talk.at_hand is not None and talk.at_hand.risk == missed
    assert (talk.number, talk.total) == (2, 4)


def test_a_risk_says_since_when_it_stands_there(cast: Cast) -> None:
    risk = name(cast)
    RiskItem.objects.update(added_on="2026-03-04")
    assert RiskTalk(under_way(cast)).every[0].since == "Nog niet eerder besproken."
    Meeting.objects.all().delete()
    for days in (42, 28, 14):
        closed_with(cast, days, {risk: "same"})
    stands = RiskTalk(under_way(cast)).every[0]
    assert stands.since.startswith("Staat hier sinds 3 overleggen (sinds 4 maart")
    assert stands.track_in_words == "zelfde, zelfde, zelfde"


def test_where_it_was_new_counts_as_a_meeting(cast: Cast) -> None:
    meeting = under_way(cast)
    name(cast, meeting=meeting)
    meeting.close(by=cast.wouter)
    assert RiskTalk(under_way(cast)).every[0].times == 1


def test_newer_word_carries_what_was_typed(cast: Cast) -> None:
    risk, meeting = name(cast), under_way(cast)
    RiskReview.say(risk, meeting, by=cast.wouter, word="worse", seen=None)
    with pytest.raises(NewerRiskWord) as refused:
        RiskReview.say(risk, meeting, by=cast.noor, word="better", text="Typte ik.", seen=None)
    assert refused.value.kept == "Typte ik."
