"""Answering a knot: this can, this cannot, not yet; by whom, and back to where it came from."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Comment, CommitmentUpdate
from agreements.models.comment import waits_for
from agreements.states import CommentKind
from initiatives.models import Event, Side
from initiatives.states import Refused
from meetings.models import ActionItem, ActionUpdate, Knot, KnotReply, Meeting, RiskItem
from meetings.states import KnotAnswer
from tests.agreements.progressing import lamps, line_in, running, say
from tests.conftest import Cast
from tests.factories import line
from tests.meetings.knotting import (
    browser,
    give,
    in_days,
    lay,
    make_decider,
    page,
    pass_day,
    turn,
)
from tests.world_meetings import make_meeting

CAN, CANNOT, NOT_YET = KnotAnswer.CAN, KnotAnswer.CANNOT, KnotAnswer.NOT_YET
BECAUSE, INSTEAD = "De buren slapen om elf uur.", "Tot tien uur kan wel."
VALUE = "Jongeren blijven in de wijk."


def send(client: Client, knot: Knot, answer: str = "cannot", **fields: object):
    seen = Knot.objects.get(pk=knot.pk).revision
    data = {"answer": answer, "because": BECAUSE, "instead": INSTEAD, "seen": seen, **fields}
    return client.post(reverse("answer_knot", args=[knot.pk]), data)


@pytest.fixture
def official(cast: Cast) -> Client:
    return browser(cast.wouter)


def test_this_cannot_says_why_and_what_can_be_done(cast: Cast, official: Client) -> None:
    knot = lay(cast)
    send(official, knot, societal_value=VALUE)
    reply = KnotReply.objects.get()
    assert (reply.because, reply.instead, reply.societal_value) == (BECAUSE, INSTEAD, VALUE)
    knot.refresh_from_db()
    assert knot.answered_at == reply.said_at and not knot.is_open
    assert Event.objects.filter(verb="knot_cannot", by=cast.wouter).count() == 1
    shown = page(cast.sit(Client(), cast.noor), "knot", knot.pk)
    assert "Dit kan niet" in shown and BECAUSE in shown and INSTEAD in shown and VALUE in shown


def test_this_can_needs_no_reason(cast: Cast, official: Client) -> None:
    knot = lay(cast)
    assert send(official, knot, "can", because="", instead="").status_code == 302
    assert turn(knot).answered_at and KnotReply.objects.get().answer == CAN


def test_not_yet_has_a_new_day_and_is_counted(cast: Cast, official: Client) -> None:
    knot = lay(cast)
    for n, days in enumerate((20, 30), start=1):
        send(official, knot, "not_yet", because=f"De raad kijkt {n}.", new_on=in_days(days))
        knot.refresh_from_db()
        assert knot.is_open and knot.before_on == in_days(days)
    shown = page(official, "knot", knot.pk)
    assert "2 keer: nog niet" in shown and "nog 30 dagen" in shown
    assert "De raad kijkt 1." in shown and "De raad kijkt 2." in shown


@pytest.mark.parametrize(
    ("answer", "field", "value", "sentence"),
    [
        ("cannot", "because", "", "Schrijf kort waarom."),
        ("cannot", "instead", "", "Schrijf ook wat er dan wel kan."),
        ("not_yet", "because", "", "Schrijf kort waarom."),
        ("not_yet", "new_on", "", "Kies een nieuwe dag."),
        ("not_yet", "new_on", in_days(0), "Kies een dag na vandaag."),
        ("not_yet", "new_on", in_days(400), "Kies een dag binnen een jaar."),
        ("not_yet", "new_on", "1900-01-01", "Dat jaar kan niet kloppen."),
        ("maybe", "because", BECAUSE, "Kies een van deze drie."),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(
    cast: Cast, official: Client, answer: str, field: str, value: object, sentence: str
) -> None:
    knot = lay(cast)
    answered = send(official, knot, answer, **{"new_on": in_days(9), field: value})
    shown = answered.content.decode()
    assert answered.status_code == 422 and sentence in shown and not KnotReply.objects.exists()
    if field != "because":
        assert BECAUSE in shown


@pytest.mark.parametrize("given", [{"because": ""}, {"instead": ""}])
def test_the_verb_asks_the_same(cast: Cast, given: dict[str, str]) -> None:
    with pytest.raises(Refused):
        give(lay(cast), cast.wouter, CANNOT, **given)
    with pytest.raises(Refused):
        give(lay(cast), cast.wouter, NOT_YET, new_on=in_days(0))


# Who -----------------------------------------------------------------------------------------


def test_only_who_decides_answers_before_the_day(cast: Cast) -> None:
    stand_in = make_decider(cast)
    knot = lay(cast, stand_in=stand_in)
    client = browser(stand_in)
    assert send(client, knot).status_code == 403
    assert client.get(reverse("answer_knot", args=[knot.pk])).status_code == 403
    with pytest.raises(Refused):
        give(knot, stand_in, CAN)
    assert not KnotReply.objects.exists()


def test_after_the_day_the_stand_in_is_asked_and_both_may(cast: Cast, official: Client) -> None:
    stand_in = make_decider(cast)
    knot = pass_day(lay(cast, stand_in=stand_in))
    assert knot.asked == stand_in and knot.takes_answer_of(cast.wouter)
    shown = page(official, "knot", knot.pk)
    assert "2 dagen over tijd" in shown and "ook aan de vervanger" in shown
    assert "Jij beslist" in page(browser(stand_in), "knot", knot.pk)
    assert send(browser(stand_in), knot).status_code == 302


def test_of_a_decider_who_left_the_stand_in_decides_at_once(cast: Cast) -> None:
    stand_in = make_decider(cast)
    knot = lay(cast, stand_in=stand_in)
    cast.wouter.leave(by=None)
    assert turn(knot).asked == stand_in
    assert send(browser(stand_in), knot).status_code == 302


def test_when_both_left_it_says_so_and_nobody_answers_by_accident(cast: Cast) -> None:
    knot = lay(cast)
    cast.wouter.leave(by=None)
    newcomer = make_decider(cast)
    assert turn(knot).asked is None and send(browser(newcomer), knot).status_code == 403
    assert "De gemeente kiest iemand anders" in page(browser(newcomer), "knot", knot.pk)


@pytest.mark.parametrize("who", ["noor", "samira", "police"])
def test_no_other_side_answers(cast: Cast, who: str) -> None:
    person, knot = getattr(cast, who), lay(cast)
    client = browser(person) if person.user else cast.sit(Client(), person)
    assert send(client, knot).status_code == 403
    with pytest.raises(Refused):
        give(knot, person, CAN)


# Two at once ---------------------------------------------------------------------------------


def test_the_same_form_twice_is_one_answer(cast: Cast, official: Client) -> None:
    knot = lay(cast)
    for answer in ("not_yet", "cannot"):
        seen = turn(knot).revision
        for _ in range(2):
            sent = send(official, knot, answer, new_on=in_days(9), seen=seen)
            assert sent.status_code == 302
    assert KnotReply.objects.count() == 2
    assert Event.objects.filter(verb__startswith="knot_", by=cast.wouter).count() == 2


def test_the_second_answer_is_shown_the_first_and_keeps_its_own(cast: Cast) -> None:
    stand_in = make_decider(cast)
    knot = pass_day(lay(cast, stand_in=stand_in))
    seen = knot.revision
    give(knot, stand_in, CAN, because="Ik heb gebeld.")
    answer = send(browser(cast.wouter), knot, seen=seen)
    shown = answer.content.decode()
    assert answer.status_code == 409 and "Lees dat eerst." in shown
    assert "Ik heb gebeld." in shown and BECAUSE in shown and KnotReply.objects.count() == 1


def test_what_changed_meanwhile_is_looked_at_first(cast: Cast, official: Client) -> None:
    knot = lay(cast)
    seen = knot.revision
    give(knot, cast.wouter, NOT_YET)
    answer = send(official, knot, seen=seen)
    assert answer.status_code == 409 and BECAUSE in answer.content.decode()
    assert turn(knot).is_open
    # The page knows it now, so the next try goes through.
    assert f'value="{turn(knot).revision}"' in answer.content.decode()


def test_a_knot_that_was_taken_back_takes_no_answer(cast: Cast, official: Client) -> None:
    knot = lay(cast)
    knot.withdraw(by=cast.noor)
    assert send(official, knot).status_code == 409 and not KnotReply.objects.exists()


def test_other_phones_of_the_meeting_see_it(cast: Cast) -> None:
    meeting, knot = make_meeting(cast.club, cast.wouter), lay(cast)
    before = Meeting.objects.get(pk=meeting.pk).revision
    give(knot, cast.wouter, CAN)
    assert Meeting.objects.get(pk=meeting.pk).revision > before


# Back to where it came from ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "state"), [(CAN, "on_track"), (CANNOT, "stuck"), (NOT_YET, "no_news")]
)
def test_a_line_of_the_municipality_gets_the_word_that_fits(
    cast: Cast, answer: KnotAnswer, state: str
) -> None:
    of = line_in(running(cast, lamps()))
    give(lay(cast, origin=of), cast.wouter, answer)
    update = CommitmentUpdate.objects.get()
    assert (update.commitment, update.state, update.by) == (of, state, cast.wouter)
    assert update.look_again_on == (in_days(21) if answer == NOT_YET else None)
    shown = page(cast.sit(Client(), cast.noor), "line_progress", of.pk)
    assert "Het budget is er nog niet." in shown


def test_a_line_of_the_group_keeps_its_own_word_and_shows_the_knot(cast: Cast) -> None:
    of = line_in(running(cast, line("Wij verven.", "group")))
    knot = lay(cast, origin=of)
    give(knot, cast.wouter, CAN)
    assert not CommitmentUpdate.objects.exists()
    shown = page(cast.sit(Client(), cast.noor), "line_progress", of.pk)
    assert reverse("knot", args=[knot.pk]) in shown and "dit kan" in shown


def test_what_was_done_meanwhile_stays_done(cast: Cast) -> None:
    of = line_in(running(cast, lamps()))
    knot = lay(cast, origin=of)
    say(of, cast.wouter, "done")
    give(knot, cast.wouter, CAN)
    assert CommitmentUpdate.objects.get().state == "done"


def test_a_reaction_gets_its_answer_in_its_thread(cast: Cast) -> None:
    version = running(cast, lamps())
    of = Comment.add(
        version.clauses.all()[0], by=cast.noor, kind=CommentKind.QUESTION, text="Wie betaalt?"
    )
    assert waits_for(of, []) == "municipality"
    give(lay(cast, origin=of), cast.wouter, CANNOT, societal_value=VALUE)
    answer = of.answers.get()
    assert answer.by == cast.wouter and "dit kan niet" in answer.text and VALUE in answer.text
    assert "Het budget is er nog niet." in answer.text and waits_for(of, [answer]) is None
    shown = page(cast.sit(Client(), cast.noor), "version", version.pk)
    assert "Tot tien uur kan wel." in shown


def action_of(cast: Cast, **fields: object) -> ActionItem:
    said = {"by": cast.wouter, "owner": cast.wouter, "owner_side": Side.MUNICIPALITY}
    return ActionItem.objects.create(initiative=cast.club, text="Lamp", **{**said, **fields})


def test_an_action_gets_the_word_that_fits_and_shows_the_knot(cast: Cast) -> None:
    of = action_of(cast)
    knot = lay(cast, origin=of)
    give(knot, cast.wouter, NOT_YET)
    update = ActionUpdate.objects.get()
    assert (update.action, update.state, update.look_again_on) == (of, "no_news", in_days(21))
    assert reverse("knot", args=[knot.pk]) in page(browser(cast.wouter), "action", of.pk)


def test_an_action_of_the_group_or_one_that_is_done_gets_no_word(cast: Cast) -> None:
    theirs = action_of(cast, owner=cast.noor, owner_side=Side.GROUP)
    done = action_of(cast)
    knots = [lay(cast, origin=of, question=f"Kan {of.pk}?") for of in (theirs, done)]
    ActionItem.objects.filter(pk=done.pk).update(settled_at=done.added_at)
    for knot in knots:
        give(Knot.objects.with_home().get(pk=knot.pk), cast.wouter, CAN)
    assert not ActionUpdate.objects.exists()
    done.refresh_from_db()
    assert done.settled_at


def test_a_risk_shows_its_knot_and_the_answer(cast: Cast) -> None:
    of = RiskItem.objects.create(
        initiative=cast.club, by=cast.noor, side=Side.GROUP, kind="risk", text="Donker"
    )
    knot = lay(cast, origin=of)
    give(knot, cast.wouter, CANNOT)
    shown = page(browser(cast.samira), "risk", of.pk)
    assert reverse("knot", args=[knot.pk]) in shown and "Tot tien uur kan wel." in shown


def test_hiding_an_answer_hides_its_words_where_they_went_too(cast: Cast) -> None:
    version = running(cast, lamps())
    of_line = line_in(version)
    of_comment = Comment.add(
        version.clauses.all()[0], by=cast.noor, kind=CommentKind.QUESTION, text="Wie betaalt?"
    )
    action = action_of(cast)
    words = "Omdat meneer X dat zegt."
    for of in (of_line, of_comment, action):
        reply = give(
            lay(cast, origin=of, question=f"Kan {of.pk}?"), cast.wouter, CANNOT, because=words
        )
        reply.hide(by=cast.wouter, because="Een naam")
    phone = cast.sit(Client(), cast.noor)
    pages = [("line_progress", of_line.pk), ("version", version.pk), ("action", action.pk)]
    pages += [("knot", knot.pk) for knot in Knot.objects.all()]
    pages += [("knots", cast.club.pk)]
    for name, pk in pages:
        assert words not in page(phone, name, pk, "?stand=beantwoord"), name
    for reply in KnotReply.objects.all():
        reply.show_again(by=cast.wouter)
    for name, pk in pages:
        assert words in page(phone, name, pk, "?stand=beantwoord"), name
