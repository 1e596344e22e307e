"""Asking for a decision on what is stuck: from a line, a reaction, an action, a risk or nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Comment
from agreements.states import CommentKind
from initiatives.models import Event, Side
from initiatives.states import Refused
from meetings.models import ActionItem, Knot, Meeting, RiskItem
from meetings.models.knot import AlreadyKnot
from meetings.states import Status
from tests.agreements.progressing import LAMPS, lamps, line_in, running
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement, make_participant
from tests.meetings.knotting import QUESTION, WHY, browser, in_days, lay, make_decider, page
from tests.overview import world
from tests.world_meetings import make_meeting


def send(client: Client, cast: Cast, query: str = "", **fields: object):
    data = {
        "question": QUESTION,
        "why_stuck": WHY,
        "decider": cast.wouter.pk,
        "stand_in": "",
        "before_on": in_days(14).isoformat(),
        **fields,
    }
    return client.post(reverse("lay_knot", args=[cast.club.pk]) + query, data)


@pytest.fixture
def phone(cast: Cast) -> Client:
    return cast.sit(Client(), cast.noor)


def risk_of(cast: Cast, **fields: object) -> RiskItem:
    said = {"by": cast.noor, "side": Side.GROUP, "kind": "bottleneck", "text": "Het is donker."}
    return RiskItem.objects.create(**{"initiative": cast.club, **said, **fields})


def action_of(cast: Cast, **fields: object) -> ActionItem:
    said = {"by": cast.wouter, "owner": cast.wouter, "owner_side": Side.MUNICIPALITY}
    said |= {"initiative": cast.club, "text": "Lamp bestellen"}
    return ActionItem.objects.create(**{**said, **fields})


def comment_of(cast: Cast, version) -> Comment:
    return Comment.add(
        version.clauses.all()[0], by=cast.noor, kind=CommentKind.QUESTION, text="Wie betaalt dat?"
    )


def test_a_phone_of_the_group_lays_a_knot(cast: Cast, phone: Client) -> None:
    answer = send(phone, cast)
    knot = Knot.objects.get()
    assert answer.headers["Location"] == reverse("knot", args=[knot.pk])
    assert (knot.question, knot.why_stuck, knot.by) == (QUESTION, WHY, cast.noor)
    assert (knot.decider, knot.stand_in, knot.before_on) == (cast.wouter, None, in_days(14))
    event = Event.objects.get(verb="knot_laid")
    assert (event.by, event.about) == (cast.noor, cast.wouter)
    assert QUESTION not in str(event.data)


def test_two_weeks_are_offered_and_the_decider(cast: Cast, phone: Client) -> None:
    decider = make_decider(cast)
    shown = page(phone, "lay_knot", cast.club.pk)
    assert in_days(14).isoformat() in shown
    assert f'<option value="{decider.pk}" selected' in shown
    chosen = shown.split('name="decider"')[1].split("</select>")[0]
    assert str(cast.wouter.name) not in chosen, "there is somebody for deciding"
    assert "Niemand heeft hier de taak beslisser" not in shown


def test_without_a_decider_anybody_of_the_municipality_and_it_says_so(
    cast: Cast, phone: Client
) -> None:
    shown = page(phone, "lay_knot", cast.club.pk)
    assert "Niemand heeft hier de taak beslisser" in shown
    assert cast.wouter.name in shown and "Agent Visser" not in shown


def test_with_nobody_of_the_municipality_there_is_nobody_to_ask(cast: Cast, phone: Client) -> None:
    cast.wouter.leave(by=None)
    shown = page(phone, "lay_knot", cast.club.pk)
    assert "nog niemand van de gemeente" in shown and 'name="question"' not in shown
    assert send(phone, cast).status_code == 422


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("question", "", "Schrijf op wat er beslist moet worden."),
        ("why_stuck", "", "Schrijf kort op waardoor het niet verder komt."),
        ("decider", "", "Kies wie beslist."),
        ("decider", "999999", "Kies iemand van de gemeente die nu meedoet."),
        ("before_on", "1900-01-01", "Dat jaar kan niet kloppen."),
        ("before_on", "", "Kies een dag."),
        ("before_on", in_days(-1).isoformat(), "Kies een dag vanaf vandaag."),
        ("before_on", in_days(500).isoformat(), "Kies een dag binnen een jaar."),
    ],
)
def test_what_is_not_right_is_said_and_kept(
    cast: Cast, phone: Client, field: str, value: str, sentence: str
) -> None:
    answer = send(phone, cast, **{field: value})
    shown = answer.content.decode()
    assert answer.status_code == 422 and sentence in shown and not Knot.objects.exists()
    assert (WHY if field == "question" else QUESTION) in shown


def test_who_decides_does_not_stand_in(cast: Cast, phone: Client) -> None:
    answer = send(phone, cast, stand_in=cast.wouter.pk)
    assert answer.status_code == 422 and "Kies als vervanger iemand anders." in (
        answer.content.decode()
    )
    with pytest.raises(Refused):
        lay(cast, stand_in=cast.wouter)


@pytest.mark.parametrize("who", ["dex", "police", "gardener"])
def test_only_officials_of_this_initiative_decide(cast: Cast, phone: Client, who: str) -> None:
    person = getattr(cast, who)
    assert send(phone, cast, decider=person.pk).status_code == 422
    with pytest.raises(Refused):
        lay(cast, decider=person)
    assert not Knot.objects.exists()


def test_somebody_who_left_does_not_decide(cast: Cast) -> None:
    decider = make_decider(cast)
    decider.leave(by=None)
    with pytest.raises(Refused):
        lay(cast, decider=decider)


def test_the_same_form_twice_is_one_knot(cast: Cast, phone: Client) -> None:
    first, second = send(phone, cast), send(phone, cast)
    assert first.headers["Location"] == second.headers["Location"]
    assert Knot.objects.count() == 1 and Event.objects.filter(verb="knot_laid").count() == 1


def test_a_reader_says_first_who_it_is(cast: Cast) -> None:
    reader = cast.read(Client())
    path = reverse("lay_knot", args=[cast.club.pk])
    assert reverse("take_seat", args=[cast.club.pk]) in reader.get(path).headers["Location"]
    assert send(reader, cast).status_code == 302 and not Knot.objects.exists()


# Where it comes from -------------------------------------------------------------------------


def test_from_a_line(cast: Cast, phone: Client) -> None:
    of = line_in(running(cast, lamps()))
    query = f"?regel={of.pk}"
    assert LAMPS in page(phone, "lay_knot", cast.club.pk, query)
    send(phone, cast, query)
    assert Knot.objects.get().line == of
    assert LAMPS in page(phone, "knot", Knot.objects.get().pk)


def test_from_a_reaction(cast: Cast, phone: Client) -> None:
    of = comment_of(cast, running(cast, lamps()))
    query = f"?reactie={of.pk}"
    assert "Wie betaalt dat?" in page(phone, "lay_knot", cast.club.pk, query)
    send(phone, cast, query)
    assert Knot.objects.get().comment == of


def test_from_an_action_and_from_a_risk(cast: Cast, phone: Client) -> None:
    action, risk = action_of(cast), risk_of(cast)
    for query, text in ((f"?actie={action.pk}", action.text), (f"?risico={risk.pk}", risk.text)):
        assert text in page(phone, "lay_knot", cast.club.pk, query)
        send(phone, cast, query, question=f"Hoe dan {text}?")
    assert set(Knot.objects.values_list("action", "risk")) == {(action.pk, None), (None, risk.pk)}


def test_what_waits_already_is_not_asked_twice(cast: Cast, phone: Client) -> None:
    risk = risk_of(cast)
    there = lay(cast, origin=risk)
    query = f"?risico={risk.pk}"
    answer = phone.get(reverse("lay_knot", args=[cast.club.pk]) + query)
    assert answer.headers["Location"] == reverse("knot", args=[there.pk])
    answer = send(phone, cast, query, question="Iets anders?")
    shown = answer.content.decode()
    assert answer.status_code == 409 and "Iets anders?" in shown
    assert reverse("knot", args=[there.pk]) in shown and Knot.objects.count() == 1
    with pytest.raises(AlreadyKnot):
        lay(cast, origin=risk, by=cast.dex)


def test_of_the_same_line_in_a_newer_text_too(cast: Cast) -> None:
    version = running(cast, lamps())
    lay(cast, origin=line_in(version))
    newer = line_in(world.next_text(cast, version))
    with pytest.raises(AlreadyKnot):
        lay(cast, origin=newer, by=cast.dex)


def test_after_an_answer_it_can_be_asked_again(cast: Cast) -> None:
    risk = risk_of(cast)
    lay(cast, origin=risk).withdraw(by=cast.noor)
    lay(cast, origin=risk, by=cast.dex)
    assert Knot.objects.about(risk).count() == 2


@pytest.mark.parametrize("word", ["regel", "reactie", "actie", "risico"])
def test_something_of_elsewhere_or_nonsense_is_not_found(
    cast: Cast, phone: Client, word: str
) -> None:
    official = make_participant(cast.garden, Side.MUNICIPALITY)
    version = make_agreement(cast.garden, by=official)
    version.open_draft(by=official)
    foreign = {
        "regel": version.clauses.all()[0].commitments.all()[0].pk,
        "reactie": Comment.add(
            version.clauses.all()[0], by=cast.gardener, kind=CommentKind.IDEA, text="Ander"
        ).pk,
        "actie": action_of(cast, initiative=cast.garden, owner=official).pk,
        "risico": risk_of(cast, initiative=cast.garden, by=cast.gardener).pk,
    }[word]
    path = reverse("lay_knot", args=[cast.club.pk])
    for number in (foreign, 999_999, "x", "-1", "9" * 30, ""):
        assert phone.get(f"{path}?{word}={number}").status_code == 404
        assert send(phone, cast, f"?{word}={number}").status_code == 404
    assert not Knot.objects.exists()


def test_nothing_of_a_draft_that_one_side_reads_becomes_a_knot(cast: Cast, phone: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    clause = add_clause(draft, "Wanneer?", line("Nog geheim.", "municipality"))
    of = clause.commitments.get()
    assert (
        phone.get(reverse("lay_knot", args=[cast.club.pk]) + f"?regel={of.pk}").status_code == 404
    )
    official = browser(cast.wouter)
    answer = send(official, cast, f"?regel={of.pk}")
    assert answer.status_code == 409 and not Knot.objects.exists()


def test_a_hidden_text_becomes_no_knot(cast: Cast, phone: Client) -> None:
    risk = risk_of(cast)
    risk.hide(by=cast.noor, because="Een naam")
    assert (
        phone.get(reverse("lay_knot", args=[cast.club.pk]) + f"?risico={risk.pk}").status_code
        == 404
    )
    risk.refresh_from_db()
    with pytest.raises(Refused):
        lay(cast, origin=risk)


def test_one_laid_at_a_meeting_belongs_to_it_and_other_phones_see_it(
    cast: Cast, phone: Client
) -> None:
    meeting = make_meeting(cast.club, cast.wouter, status=Status.UNDER_WAY)
    before = meeting.revision
    send(phone, cast)
    assert Knot.objects.get().meeting == meeting
    assert Meeting.objects.get().revision > before


def test_one_laid_between_meetings_belongs_to_none(cast: Cast, phone: Client) -> None:
    make_meeting(cast.club, cast.wouter)
    send(phone, cast)
    assert Knot.objects.get().meeting is None


def test_the_municipality_reads_no_nickname_unless_it_was_signed(cast: Cast, phone: Client) -> None:
    send(phone, cast)
    knot = Knot.objects.get()
    official = browser(cast.wouter)
    for name, pk in (("knot", knot.pk), ("knots", cast.club.pk)):
        assert cast.noor.name not in page(official, name, pk)
    assert cast.noor.name in page(browser(cast.samira), "knot", knot.pk)
    send(phone, cast, question="Nog een vraag?", is_signed="on")
    signed = Knot.objects.get(question="Nog een vraag?")
    assert signed.is_signed and cast.noor.name in page(official, "knot", signed.pk)
