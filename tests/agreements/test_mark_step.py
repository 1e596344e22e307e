""" "Als …, dan …": both sides say that it is so, and the line counts from then on."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, Commitment, StepReached
from agreements.steps import load_steps, reached_days
from initiatives.models import Event, Participant
from initiatives.states import Refused
from tests.conftest import Cast
from tests.factories import add_clause, line
from tests.world_makers import take_effect
from tests.world_steps import CONDITION, STEP, step_of, with_a_step


@pytest.fixture
def running(cast: Cast) -> AgreementVersion:
    return with_a_step(cast.club, cast.wouter)


@pytest.fixture
def step(running: AgreementVersion) -> Commitment:
    return step_of(running)


def both_mark(cast: Cast, step: Commitment) -> None:
    StepReached.mark(step, by=cast.noor)
    StepReached.mark(step, by=cast.wouter)


def in_draft(draft: AgreementVersion) -> Commitment:
    return Commitment.objects.get(clause__version=draft, text=STEP)


def test_one_tap_of_each_side(
    cast: Cast, client: Client, official: Client, running: AgreementVersion, step: Commitment
) -> None:
    page = reverse("version", args=[running.pk])
    assert "Deze stap is nog niet bereikt." in official.get(page).content.decode()
    response = cast.sit(client, cast.noor).post(reverse("mark_step", args=[step.pk]))
    assert response.status_code == 303 and response.headers["Location"].startswith(page)
    shown = official.get(page).content.decode()
    assert "de groep zegt: bereikt" in shown and "Nu nog de gemeente." in shown
    assert reached_days([step]) == {}
    answer = official.post(reverse("mark_step", args=[step.pk]), follow=True).content.decode()
    assert "Stap bereikt. Deze regel geldt nu gewoon." in answer
    assert "stap bereikt</span>" in client.get(page).content.decode()
    assert list(reached_days([step])) == [step.pk]
    verbs = Event.objects.filter(verb__startswith="step_").order_by("pk")
    assert [event.verb for event in verbs] == ["step_marked", "step_marked", "step_reached"]


def test_a_double_tap_is_one_mark_and_a_guide_speaks_for_the_group(
    cast: Cast, step: Commitment
) -> None:
    for by in (cast.noor, cast.noor, cast.samira):
        StepReached.mark(step, by=by)
    assert StepReached.objects.get().side == "group"
    assert Event.objects.filter(verb="step_marked").count() == 1


def test_with_a_sentence_and_htmx_gives_only_the_step(
    cast: Cast, client: Client, running: AgreementVersion, step: Commitment
) -> None:
    cast.sit(client, cast.noor)
    path = reverse("mark_step", args=[step.pk])
    response = client.post(
        path, {"text": "Geen enkele klacht."}, headers={"HX-Request": "true"}, follow=True
    )
    body = response.content.decode()
    assert "Geen enkele klacht." in body and "<html" not in body and "Toch nog niet" in body
    assert len(response.content) < 2048 * 2
    too_long = client.post(path, {"text": "x" * 301})
    assert too_long.status_code == 422 and "Dit is te lang" in too_long.content.decode()


def test_taken_back_while_the_other_side_did_not_say_it(
    cast: Cast, client: Client, step: Commitment
) -> None:
    cast.sit(client, cast.noor)
    back = reverse("take_back_step", args=[step.pk])
    StepReached.mark(step, by=cast.noor)
    assert client.post(back).status_code == 303
    assert not StepReached.objects.exists()
    assert client.post(back).status_code == 303, "twice is once"
    assert Event.objects.filter(verb="step_taken_back").count() == 1
    both_mark(cast, step)
    refused = client.post(back)
    assert refused.status_code == 409
    assert "Beide kanten zeiden al" in refused.content.decode()
    assert StepReached.objects.count() == 2


def test_the_mark_of_one_side_is_not_taken_back_by_the_other(cast: Cast, step: Commitment) -> None:
    StepReached.mark(step, by=cast.noor)
    StepReached.take_back(step, by=cast.wouter)
    assert StepReached.objects.get().by == cast.noor


def test_a_reached_step_is_an_ordinary_line_of_the_next_version(
    cast: Cast, official: Client, running: AgreementVersion, step: Commitment
) -> None:
    both_mark(cast, step)
    draft = running.agreement.start_version(by=cast.wouter)
    copy = in_draft(draft)
    assert (copy.key, copy.condition) == (step.key, "")
    shown = official.get(reverse("write", args=[draft.pk])).content.decode()
    assert "Stap bereikt op" in shown and f"“als {CONDITION}”" in shown
    draft.propose(by=cast.wouter)
    shown = official.get(reverse("version", args=[draft.pk])).content.decode()
    assert f"“als {CONDITION}”" in shown, "told to who has to stand behind it"
    step.refresh_from_db()
    assert step.condition == CONDITION, "what both sides signed does not change"


def test_one_mark_leaves_the_step_as_it_is(
    cast: Cast, running: AgreementVersion, step: Commitment
) -> None:
    StepReached.mark(step, by=cast.noor)
    draft = running.agreement.start_version(by=cast.wouter)
    assert in_draft(draft).condition == CONDITION


def test_a_draft_that_is_open_is_told_of_it(
    cast: Cast, client: Client, official: Client, running: AgreementVersion, step: Commitment
) -> None:
    StepReached.mark(step, by=cast.noor)
    draft = running.agreement.start_version(by=cast.wouter)
    before = in_draft(draft).clause
    answer = official.post(reverse("mark_step", args=[step.pk]), follow=True).content.decode()
    assert "In het concept is het een gewone regel." in answer
    after = in_draft(draft)
    assert after.condition == ""
    assert after.clause.revision == before.revision + 1, "who has it open sees both texts"


def test_a_line_that_was_changed_in_the_draft_stays_and_is_said(
    cast: Cast, official: Client, running: AgreementVersion, step: Commitment
) -> None:
    StepReached.mark(step, by=cast.noor)
    draft = running.agreement.start_version(by=cast.wouter)
    other = line(STEP, condition="het een half jaar goed gaat", key=step.key)
    clause = in_draft(draft).clause
    clause.rewrite(revision=clause.revision, heading=clause.heading, lines=[other])
    answer = official.post(reverse("mark_step", args=[step.pk]), follow=True).content.decode()
    assert "In het concept staat deze regel anders." in answer
    assert in_draft(draft).condition == "het een half jaar goed gaat"


def test_a_draft_of_one_side_is_not_betrayed_to_the_other(
    cast: Cast, client: Client, running: AgreementVersion, step: Commitment
) -> None:
    draft = running.agreement.start_version(by=cast.wouter)
    StepReached.mark(step, by=cast.wouter)
    answer = cast.sit(client, cast.noor).post(reverse("mark_step", args=[step.pk]), follow=True)
    assert "concept" not in "".join(str(m) for m in answer.context["messages"])
    assert in_draft(draft).condition == "", "the draft is right all the same"


def test_a_mark_holds_in_a_next_version_with_the_same_words(
    cast: Cast, running: AgreementVersion, step: Commitment
) -> None:
    StepReached.mark(step, by=cast.noor)
    draft = running.agreement.start_version(by=cast.wouter)
    draft.propose(by=cast.wouter)
    take_effect(draft, cast.wouter)
    later = step_of(draft)
    assert load_steps([later])[later.pk].waits_for == "municipality"
    assert StepReached.mark(later, by=cast.samira).by == cast.noor, "said already"
    StepReached.mark(later, by=cast.wouter)
    assert list(reached_days([later])) == [later.pk]


def test_an_older_text_that_comes_back_asks_anew(
    cast: Cast, running: AgreementVersion, step: Commitment
) -> None:
    both_mark(cast, step)
    second = running.agreement.start_version(by=cast.wouter)
    second.propose(by=cast.wouter)
    take_effect(second, cast.wouter)
    running.refresh_from_db()
    third = running.agreement.restore(running, by=cast.wouter, reason="Het liep mis.")
    assert in_draft(third).condition == CONDITION
    third.propose(by=cast.wouter)
    take_effect(third, cast.wouter)
    again = step_of(third)
    assert load_steps([again])[again.pk].marks == {}


@pytest.mark.parametrize("who", ["noor", "wouter"])
def test_refused_where_there_is_nothing_to_reach(
    cast: Cast, running: AgreementVersion, step: Commitment, who: str
) -> None:
    by: Participant = getattr(cast, who)
    plain = Commitment.objects.get(clause__version=running, condition="")
    with pytest.raises(Refused, match="telt al"):
        StepReached.mark(plain, by=by)
    draft = running.agreement.start_version(by=cast.wouter)
    with pytest.raises(Refused, match="geldt niet"):
        StepReached.mark(step_of(draft), by=by)
    draft.propose(by=cast.wouter)
    take_effect(draft, cast.wouter)
    with pytest.raises(Refused, match="geldt niet"):
        StepReached.mark(step, by=by, text="Te laat.")
    running.agreement.end(by=cast.noor, because="Klaar.")
    with pytest.raises(Refused, match="gestopt"):
        StepReached.mark(step_of(draft), by=by)


def test_hidden_words_of_a_mark_reach_nobody(
    cast: Cast, official: Client, running: AgreementVersion, step: Commitment
) -> None:
    mark = StepReached.mark(step, by=cast.noor, text="Jan van hiernaast klaagt niet.")
    page = reverse("version", args=[running.pk])
    assert mark.text in official.get(page).content.decode()
    mark.hide(by=cast.samira, because="Een naam.")
    for path in (page, reverse("mark_step", args=[step.pk])):
        assert mark.text not in official.get(path).content.decode()
    assert "de groep zegt: bereikt" in official.get(page).content.decode()


def test_own_clauses_never_get_a_key_again(cast: Cast, running: AgreementVersion) -> None:
    """What was said of a clause that is gone does not turn up at another one."""
    second = running.agreement.start_version(by=cast.wouter)
    gone = second.clauses.get(heading="Wat doen we?")
    gone.remove()
    second.propose(by=cast.wouter)
    third = running.agreement.start_version(by=cast.wouter)
    new = add_clause(third, "Iets heel anders?", line("Een nieuwe regel."))
    assert new.key != gone.key
    every = AgreementVersion.objects.filter(agreement=running.agreement)
    assert new.key not in {
        clause.key for v in every for clause in v.clauses.all() if clause.pk != new.pk
    }
    assert new.commitments.get().key not in set(
        Commitment.objects.exclude(clause=new).values_list("key", flat=True)
    )
