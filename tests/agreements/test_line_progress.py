"""One tap says how a line stands; it is bound to what was on the screen, and to what holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import CommitmentUpdate, OtherParty, Pause
from agreements.models.progress import NewerWord, NoLongerHolds, speaks_for
from agreements.states import PartyKind, ProgressState
from initiatives.models import Event, Side
from initiatives.states import Refused
from tests.agreements.progressing import in_days, lamps, line_in, running, say
from tests.conftest import Cast
from tests.factories import line, make_participant
from tests.overview import world


@pytest.fixture
def version(cast: Cast):
    return running(
        cast,
        lamps(due_on=in_days(30), reservation="geld"),
        line("Wij verven.", "group"),
        line("Samen eten we.", "both"),
        line("De school past op.", "other", party_name="De Merelschool"),
        line("De verzekering geldt.", "municipality", kind="information"),
    )


def send(client: Client, of, **data: object):
    return client.post(reverse("line_progress", args=[of.pk]), data)


def page(client: Client, of) -> str:
    return client.get(reverse("line_progress", args=[of.pk])).content.decode()


@pytest.mark.parametrize("state", ["on_track", "done", "stuck", "dropped"])
def test_one_tap_is_enough(cast: Cast, official, version, state):
    lamp = line_in(version)
    assert send(official, lamp, state=state).status_code == 302
    update = CommitmentUpdate.objects.get()
    assert (update.commitment, update.by, update.state) == (lamp, cast.wouter, state)
    assert (update.text, update.look_again_on) == ("", None)
    assert Event.objects.filter(verb=f"progress_{state}", by=cast.wouter).count() == 1
    assert update.get_state_display().capitalize() in page(official, lamp)


def test_no_news_says_why_and_when_somebody_looks_again(official, version):
    lamp = line_in(version)
    response = send(official, lamp, state="no_news", look_again_on="")
    shown = response.content.decode()
    assert response.status_code == 422 and not CommitmentUpdate.objects.exists()
    assert "Schrijf kort waarom." in shown and "Kies een dag. Dan weet iedereen" in shown
    assert '<details class="fold fold--button" open>' in shown
    day = in_days(14)
    send(official, lamp, state="no_news", because="De aannemer wacht.", look_again_on=day)
    update = CommitmentUpdate.objects.get()
    assert (update.text, update.look_again_on) == ("De aannemer wacht.", day)
    assert f'value="{day.isoformat()}"' in page(official, lamp), "two weeks are offered"


def test_what_was_typed_in_both_places_is_kept(official, version):
    send(official, line_in(version), state="no_news", because="Het regent.", text="Jammer.",
         look_again_on=in_days(3))  # fmt: skip
    assert CommitmentUpdate.objects.get().text == "Het regent. Jammer."


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (-1, "Kies een dag na vandaag."),
        (0, "Kies een dag na vandaag."),
        (367, "Kies een dag binnen een jaar."),
        ("9999-12-31", "Kies een dag binnen een jaar."),
        ("morgen", "Dit is geen dag."),
    ],
)
def test_a_day_to_look_again_lies_ahead_and_not_years(official, version, day, says):
    asked = in_days(day).isoformat() if isinstance(day, int) else day
    response = send(
        official, line_in(version), state="no_news", because="Wacht.", look_again_on=asked
    )
    assert response.status_code == 422 and not CommitmentUpdate.objects.exists()
    shown = response.content.decode()
    assert says in shown and "Wacht." in shown
    # Beside another button the day means nothing.
    assert send(official, line_in(version), state="done", look_again_on=asked).status_code == 302


def test_the_verb_keeps_those_rules_too(cast: Cast, version):
    for day in (in_days(0), in_days(400)):
        with pytest.raises(Refused):
            say(line_in(version), cast.wouter, "no_news", text="Wacht.", look_again_on=day)
    assert (
        say(line_in(version), cast.wouter, "done", look_again_on=in_days(5)).look_again_on is None
    )


def test_who_speaks_for_which_line(cast: Cast, version):
    school = make_participant(cast.club, Side.OTHER, "de merelschool")
    lamp, paint, both, other, _info = (line_in(version, n) for n in range(5))
    told = {
        person: [speaks_for(of, person) for of in (lamp, paint, both, other)]
        for person in (cast.noor, cast.samira, cast.wouter, cast.police, school)
    }
    assert told[cast.noor] == told[cast.samira] == [False, True, True, True]
    assert told[cast.wouter] == [True, False, True, True]
    assert told[cast.police] == [False] * 4, "another other party"
    assert told[school] == [False, False, False, True]
    with pytest.raises(Refused):
        say(lamp, cast.noor)


def test_nobody_says_it_for_the_other_side(cast: Cast, client, official, version):
    group = cast.sit(client, cast.noor)
    for who, of in ((group, line_in(version)), (official, line_in(version, 1))):
        assert 'name="state"' not in page(who, of)
        assert send(who, of, state="done").status_code == 403
    assert not CommitmentUpdate.objects.exists()


def test_a_reader_by_the_link_says_first_who_it_is(cast: Cast, client, version):
    reader, paint = cast.read(client), line_in(version, 1)
    assert "Vertel hoe het staat" in page(reader, paint)
    response = send(reader, paint, state="done")
    assert response.headers["Location"].startswith(reverse("take_seat", args=[cast.club.pk]))


def test_what_is_only_told_cannot_be_kept(official, version):
    shown = page(official, line_in(version, 4))
    assert "Er is niets om na te komen." in shown and 'name="state"' not in shown


def test_a_line_shows_on_what_it_depends(official, version):
    assert "onder voorbehoud van geld" in page(official, line_in(version))


def test_two_taps_are_one_word_and_next_month_it_is_a_new_one(cast: Cast, official, version):
    lamp = line_in(version)
    for _tap in range(2):
        assert send(official, lamp, state="done", seen="").status_code == 302
    first = CommitmentUpdate.objects.get()
    assert Event.objects.filter(verb="progress_done").count() == 1
    # Without what was on the screen: the same word within a minute.
    assert say(lamp, cast.wouter) == first
    assert send(official, lamp, state="done", seen=first.pk).status_code == 302
    assert CommitmentUpdate.objects.count() == 2


def test_a_word_that_came_meanwhile_is_shown_first(cast: Cast, client, official, version):
    both = line_in(version, 2)
    send(cast.sit(client, cast.noor), both, state="stuck", text="De kok is ziek.", seen="")
    response = send(official, both, state="done", text="Het was lekker.", seen="")
    shown = response.content.decode()
    newest = CommitmentUpdate.objects.get()
    assert response.status_code == 409
    assert "Net is er iets anders gezegd: het zit vast." in shown
    assert "De kok is ziek." in shown and "Het was lekker." in shown
    assert f'name="seen" value="{newest.pk}"' in shown
    again = send(official, both, state="done", text="Het was lekker.", seen=newest.pk)
    assert again.status_code == 302 and CommitmentUpdate.objects.count() == 2


def test_a_replaced_text_says_where_to_go(cast: Cast, official, version):
    old = line_in(version, 2)
    say(old, cast.noor, "on_track", text="We koken al.")
    shown_before = page(official, old)
    after = world.next_text(cast, version, text="Er komt een camera.")
    world.carry(cast, after)
    after.take_effect(by=cast.wouter)
    now = line_in(after, 2)
    response = send(official, old, state="done", text="Het lukte.", seen="")
    shown = response.content.decode()
    assert response.status_code == 409 and "Het lukte." in shown
    assert reverse("line_progress", args=[now.pk]) in shown
    shown = page(official, old)
    assert 'name="state"' in shown_before and 'name="state"' not in shown
    assert "Naar dezelfde regel in de tekst die nu geldt" in shown and "We koken al." in shown
    assert "We koken al." in page(official, now) and "bij versie 1" in page(official, now)
    with pytest.raises(NoLongerHolds) as refusal:
        say(old, cast.wouter)
    assert refusal.value.now == now
    assert CommitmentUpdate.objects.count() == 1


def test_nothing_is_said_of_a_draft_a_proposal_or_what_has_ended(cast: Cast, official, version):
    proposal = world.propose(cast, lamps(), title="Anders")
    with pytest.raises(NoLongerHolds) as refusal:
        say(line_in(proposal), cast.wouter)
    assert refusal.value.now is None
    assert 'name="state"' not in page(official, line_in(proposal))
    version.agreement.end(by=cast.wouter, because="Klaar.")
    assert send(official, line_in(version), state="done").status_code == 409


def test_of_what_stands_still_something_may_still_be_said(cast: Cast, official, version):
    Pause.begin(version.agreement, by=cast.noor, because="Verbouwing.", look_again_on=in_days(9))
    assert send(official, line_in(version), state="done").status_code == 302


def test_a_party_that_left_says_nothing_any_more_and_others_may(cast: Cast, version):
    school = make_participant(cast.club, Side.OTHER, "De Merelschool")
    party = OtherParty.objects.create(
        agreement=version.agreement, kind=PartyKind.SCHOOL, name=school.name,
        participant=school, by=cast.noor,
    )  # fmt: skip
    other = line_in(version, 3)
    assert say(other, school, "on_track").by == school
    OtherParty.objects.filter(pk=party.pk).update(left_at=timezone.now())
    with pytest.raises(Refused, match="doet hier niet meer mee"):
        say(other, school)
    assert say(other, cast.noor, "dropped").by == cast.noor


def test_a_hidden_word_is_read_by_nobody_and_the_tap_stays(cast: Cast, client, official, version):
    both = line_in(version, 2)
    update = say(both, cast.noor, "stuck", text="Kees deed het niet.")
    reader = cast.sit(client, cast.dex)
    menu = reverse("report_text", args=["stand", update.pk])
    for path in (reverse("line_progress", args=[both.pk]),
                 reverse("agreement_progress", args=[version.pk])):  # fmt: skip
        assert menu in official.get(path).content.decode()
    hide = reverse("hide_text", args=["stand", update.pk])
    response = reader.post(hide, {"because": "Er staat een naam in."})
    assert response.headers["Location"].startswith(reverse("line_progress", args=[both.pk]))
    for who in (reader, official):
        for path in (reverse("line_progress", args=[both.pk]),
                     reverse("agreement_progress", args=[version.pk])):  # fmt: skip
            shown = who.get(path).content.decode()
            assert "Kees" not in shown and "Het zit vast" in shown.replace("het zit", "Het zit")
            assert "Er staat een naam in." in shown


def test_names_of_the_group_stay_with_the_group(cast: Cast, client, official, version):
    both = line_in(version, 2)
    say(both, cast.noor, "done")
    assert cast.noor.name in page(cast.sit(client, cast.dex), both)
    assert cast.noor.name not in page(official, both)
    assert "iemand van de groep" in page(official, both)


def test_what_was_said_stands_in_pages(
    cast: Cast, official, version, django_assert_max_num_queries
):
    lamp = line_in(version)
    said_at = timezone.localtime() - timedelta(days=2)
    CommitmentUpdate.objects.bulk_create(
        CommitmentUpdate(
            commitment=lamp, by=cast.wouter, state="on_track", text=f"Bericht {n}.",
            said_at=said_at + timedelta(minutes=n),
        )
        for n in range(40)
    )  # fmt: skip
    page(official, lamp)
    with django_assert_max_num_queries(8):
        shown = page(official, lamp)
    assert shown.count('id="bericht-') == 15 and "Bericht 39." in shown
    path = reverse("line_progress", args=[lamp.pk])
    assert "Bericht 0." in official.get(path, {"page": 3}).content.decode()


@pytest.mark.parametrize("data", [{}, {"state": "onzin"}, {"state": "done", "seen": "x"},
                                  {"state": "done", "text": "y" * 301}])  # fmt: skip
def test_bad_input_changes_nothing(official, version, data):
    assert send(official, line_in(version), **data).status_code == 422
    assert not CommitmentUpdate.objects.exists()


def test_a_newer_word_is_a_refusal_with_what_was_typed(cast: Cast, version):
    both = line_in(version, 2)
    first = say(both, cast.noor, "on_track")
    with pytest.raises(NewerWord) as refusal:
        say(both, cast.wouter, "done", text="Klaar.", seen=None)
    assert (refusal.value.newest, refusal.value.kept) == (first, "Klaar.")
    assert issubclass(PermissionDenied, Exception) and ProgressState(first.state)
