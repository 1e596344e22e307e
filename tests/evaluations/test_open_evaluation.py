"""Beginning to look back: from seven days before, once, with numbers that are fixed."""

from __future__ import annotations

import pytest

from evaluations.models import Evaluation, TrustCheck
from evaluations.publishing import empty_tally
from initiatives.models import Event, Side
from initiatives.states import Refused
from meetings.models import Meeting
from tests.conftest import Cast
from tests.evaluations.planning import again, agreed, in_days, move, path, read, signed_in
from tests.factories import make_participant
from tests.meetings.planned import at, plan
from tests.overview import world


def begin(agreement, by, group=9, municipality=2, **fields) -> Evaluation:
    return Evaluation.open(
        again(agreement),
        by=by,
        invited_group=group,
        invited_municipality=municipality,
        **fields,
    )


def test_it_begins_on_the_text_in_effect_with_both_trust_checks(cast: Cast):
    agreement = agreed(cast, days=7, look_back_moves=2)
    evaluation = begin(agreement, cast.noor)
    assert evaluation.version.number == 1
    assert (evaluation.number, evaluation.state) == (1, "answering")
    assert (evaluation.due_on, evaluation.moves) == (in_days(7), 2)
    assert Event.objects.filter(verb="look_back_opened", by=cast.noor).count() == 1


@pytest.mark.parametrize(
    ("group", "municipality", "modes"),
    [
        (9, 2, ("counts", "joint")),
        (8, 8, ("counts", "counts")),
        (7, 5, ("bands", "bands")),
        (5, 4, ("bands", "joint")),
        (4, 1, ("cards", "joint")),
        (1, 1, ("cards", "joint")),
    ],
)
def test_how_a_side_answers_follows_from_the_number_and_is_stored(
    cast: Cast, group, municipality, modes
):
    evaluation = begin(agreed(cast, days=0), cast.wouter, group, municipality)
    found = {check.side: check for check in TrustCheck.objects.filter(evaluation=evaluation)}
    for side, number, mode in zip(
        (Side.GROUP, Side.MUNICIPALITY), (group, municipality), modes, strict=True
    ):
        check = found[side]
        assert (check.invited, check.mode, check.result, check.joint) == (number, mode, None, None)
        # A sum only where people answer one by one.
        expected = empty_tally() if mode in ("counts", "bands") else None
        assert check.tally == expected


def test_the_same_twice_begins_it_once_and_other_numbers_are_refused(cast: Cast):
    agreement = agreed(cast, days=-3)
    first = begin(agreement, cast.noor)
    assert begin(agreement, cast.noor) == first
    assert begin(agreement, cast.wouter) == first
    with pytest.raises(Refused, match="al begonnen"):
        begin(agreement, cast.wouter, group=30)
    assert TrustCheck.objects.get(side=Side.GROUP).invited == 9
    assert Event.objects.filter(verb="look_back_opened").count() == 1


@pytest.mark.parametrize(
    ("days", "numbers", "sentence"),
    [
        (8, {}, "nog te vroeg"),
        (None, {}, "Kies eerst wanneer"),
        (0, {"group": 0}, "minstens één"),
        (0, {"municipality": 501}, "hooguit 500"),
    ],
)
def test_when_it_cannot_begin(cast: Cast, days, numbers, sentence):
    agreement = agreed(cast)
    move(agreement, days)
    with pytest.raises(Refused, match=sentence):
        begin(agreement, cast.noor, **numbers)
    assert not Evaluation.objects.exists()


def test_of_an_ended_agreement_or_a_proposal_nothing_begins(cast: Cast):
    agreement = agreed(cast, days=0)
    agreement.end(by=cast.wouter, because="Klaar.")
    with pytest.raises(Refused, match="gestopt"):
        begin(agreement, cast.noor)
    with pytest.raises(Refused, match="Kies eerst wanneer"):
        begin(world.propose(cast, title="Nieuw").agreement, cast.noor)


def test_it_may_hang_on_a_meeting_of_here_that_is_still_to_come(cast: Cast):
    agreement = agreed(cast, days=0)
    meeting = plan(cast, kind="look_back")
    foreign = Meeting.plan(cast.garden, by=cast.gardener, starts_at=at(), place="De tuin")
    with pytest.raises(Refused, match="Dat overleg"):
        begin(agreement, cast.noor, meeting=foreign)
    over = plan(cast)
    over.cancel(by=cast.wouter, because="Ziek.")
    with pytest.raises(Refused, match="Dat overleg"):
        begin(agreement, cast.noor, meeting=Meeting.objects.get(pk=over.pk))
    assert begin(agreement, cast.noor, meeting=meeting).meeting == meeting


def test_the_next_one_has_the_next_number(cast: Cast):
    agreement = agreed(cast, days=0)
    first = begin(agreement, cast.noor)
    Evaluation.objects.filter(pk=first.pk).update(
        state="closed", gathered_at=first.opened_at, closed_at=first.opened_at
    )
    assert begin(agreement, cast.noor).number == 2


# On the page ----------------------------------------------------------------------------------


def test_the_form_offers_how_many_there_are_and_says_what_follows(cast: Cast, client):
    make_participant(cast.club, Side.MUNICIPALITY, "Fatma de Boer")
    agreement = agreed(cast, days=2)
    meeting = plan(cast, kind="look_back")
    plan(cast, starts_at=at(3))
    group = cast.sit(client, cast.noor)
    page = read(group, "open_evaluation", agreement.pk)
    # About twelve of the group, as on the card; two officials take part.
    assert 'name="group" value="12"' in page
    assert 'name="municipality" value="2"' in page
    assert f'<option value="{meeting.pk}" selected>' in page
    assert "Straks zien beide kanten aantallen" in page
    assert "De gemeente antwoordt open, als één kant" in page
    assert "Het getal ligt vast zodra jullie beginnen" in page
    # With other numbers, before anything is sent.
    url = path("open_evaluation", agreement.pk)
    part = group.get(url, {"group": "6", "municipality": "2"}, headers={"HX-Request": "true"})
    assert "bijna iedereen" in part.content.decode()
    assert "<html" not in part.content.decode()
    odd = group.get(url, {"group": "veel", "municipality": "-1"}, headers={"HX-Request": "true"})
    assert "Vul in hoeveel mensen jullie vragen" in odd.content.decode()
    assert not Evaluation.objects.exists()
    response = group.post(url, {"group": "12", "municipality": "2", "meeting": str(meeting.pk)})
    evaluation = Evaluation.objects.get()
    assert response.headers["Location"] == path("evaluation", evaluation.pk)
    assert (evaluation.meeting, evaluation.opened_by) == (meeting, cast.noor)
    # The button a second time, and the page once more.
    group.post(url, {"group": "12", "municipality": "2", "meeting": str(meeting.pk)})
    assert Evaluation.objects.count() == 1
    assert group.get(url).headers["Location"] == path("evaluation", evaluation.pk)
    # Somebody who chose other numbers meanwhile is led to the one that runs.
    response = signed_in(cast.wouter).post(url, {"group": "30", "municipality": "2"})
    assert response.status_code == 409
    assert "al begonnen" in response.content.decode()
    assert "Wat je typte staat er nog" not in response.content.decode(), "there is no form"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"group": ""}, "Vul een getal in, zoals 9."),
        ({"group": "veel"}, "Vul een heel getal in, zoals 9."),
        ({"group": "0"}, "Vraag minstens één mens."),
        ({"municipality": "9999999999999"}, "Vraag hooguit 500 mensen."),
        ({"meeting": "999999"}, "Kies een overleg uit de lijst."),
        ({"meeting": "x"}, "Kies een overleg uit de lijst."),
    ],
)
def test_what_is_strange_comes_back(cast: Cast, client, typed, sentence):
    agreement = agreed(cast, days=2)
    plan(cast)
    foreign = Meeting.plan(cast.garden, by=cast.gardener, starts_at=at(), place="De tuin")
    group = cast.sit(client, cast.noor)
    for also in (typed, {"meeting": str(foreign.pk)}):
        data = {"group": "9", "municipality": "2", **also}
        response = group.post(path("open_evaluation", agreement.pk), data)
        assert response.status_code == 422
        if also is typed:
            assert sentence in response.content.decode()
    assert not Evaluation.objects.exists()


def test_too_early_leads_to_the_day(cast: Cast, client):
    agreement = agreed(cast, days=20)
    group = cast.sit(client, cast.noor)
    page = read(group, "open_evaluation", agreement.pk)
    assert 'name="group"' not in page
    assert path("look_back_plan", agreement.pk) in page
    response = group.post(
        path("open_evaluation", agreement.pk), {"group": "9", "municipality": "2"}
    )
    assert response.status_code == 409
    assert not Evaluation.objects.exists()


def test_without_names_the_group_has_at_least_one(cast: Cast, client):
    cast.club.headcount = None
    cast.club.save()
    page = read(cast.sit(client, cast.noor), "open_evaluation", agreed(cast, days=2).pk)
    # Those who take part under a name.
    assert 'name="group" value="2"' in page
