"""Closing carries out what both sides chose; a difference changes nothing. The verbs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.asking import load_questions
from agreements.every import Every
from agreements.looking_back import after
from agreements.models import AgreementVersion, Clause, Pause, SideAnswer, StepReached
from agreements.states import Choice, KeyReturn, Status, Topic
from evaluations.going_on import dutch_day
from evaluations.models import ClauseVerdict, Conclusion, Evaluation, Lesson
from evaluations.states import Outcome, State
from initiatives.models import Duty, Event
from initiatives.states import Refused
from tests.conftest import Cast
from tests.evaluations.concluding import both, close, conclude, in_days, judge, mark, talking, told
from tests.factories import line
from tests.overview import world


@pytest.fixture
def evaluation(cast: Cast) -> Evaluation:
    return talking(cast)


def keys(version: AgreementVersion) -> list[str]:
    return [clause.key for clause in version.clauses.all()]


def test_going_on_changes_no_text_and_sets_the_next_day(cast: Cast, evaluation: Evaluation) -> None:
    agreement = evaluation.agreement
    agreement.look_back_moves = 2
    agreement.save()
    both(cast, evaluation, Outcome.GO_ON)
    close(evaluation, cast.noor)
    agreement.refresh_from_db()
    assert (evaluation.state, evaluation.outcome) == (State.CLOSED, Outcome.GO_ON)
    assert evaluation.closed_by == cast.noor and evaluation.led_to is None
    by_rhythm = Every.QUARTER.after(timezone.localdate(), 1)
    assert evaluation.next_on == agreement.look_back_on == by_rhythm
    assert agreement.look_back_moves == 0
    assert agreement.versions.count() == 1
    assert told("look_back_closed_go_on") == 1 == told("concluded_go_on") - 1


def test_the_next_day_is_what_the_sides_asked_or_what_is_chosen_while_closing(cast: Cast) -> None:
    version = world.run(cast)
    first = talking(cast, version)
    conclude(first, cast.noor, Outcome.GO_ON, next_on=in_days(60))
    conclude(first, cast.wouter, Outcome.GO_ON, next_on=in_days(40))
    close(first, cast.wouter)
    assert first.next_on == in_days(40)
    second = talking(cast, version)
    both(cast, second, Outcome.GO_ON, next_on=in_days(60))
    for wrong in (in_days(0), in_days(-1), in_days(3 * 366)):
        with pytest.raises(Refused):
            close(second, cast.noor, next_on=wrong)
    close(second, cast.noor, next_on=in_days(12))
    version.agreement.refresh_from_db()
    assert second.next_on == version.agreement.look_back_on == in_days(12)


def test_change_begins_the_next_draft_for_both_with_reason_and_source(
    cast: Cast, evaluation: Evaluation
) -> None:
    first, second = keys(evaluation.version)
    judge(evaluation, cast.noor, first, "drop", text="Doen we nooit.")
    judge(evaluation, cast.wouter, first, "drop")
    judge(evaluation, cast.noor, second, "change")
    both(cast, evaluation, Outcome.CHANGE, text="Geheim waarom.")
    close(evaluation, cast.wouter)
    draft = evaluation.led_to
    assert draft is not None
    assert draft.is_draft and draft.is_open and draft.copied_from == evaluation.version
    assert draft.looked_back_on == evaluation.held_on and draft.look_back_on == evaluation.next_on
    assert draft.reason == (
        f"Samen teruggekeken op {dutch_day(evaluation.held_on)}: we gaan door met een andere "
        "afspraak (1 onderdeel verandert, 1 gaat eruit)."
    )
    assert len(draft.reason) <= 200
    assert keys(draft) == [second], "both drop it: it is out"
    Clause.with_removed.get(version=draft, key=first).put_back()
    assert keys(draft) == [first, second]
    evaluation.version.refresh_from_db()
    assert evaluation.version.status == Status.IN_EFFECT, "what holds goes on holding"
    told_of_it = " ".join(str(event.data) for event in Event.objects.all())
    assert "Geheim" not in told_of_it and "nooit" not in told_of_it


def test_what_one_side_wants_to_lose_stays_in(cast: Cast, evaluation: Evaluation) -> None:
    first, second = keys(evaluation.version)
    judge(evaluation, cast.noor, first, "drop")
    judge(evaluation, cast.wouter, first, "keep")
    judge(evaluation, cast.wouter, second, "drop")
    both(cast, evaluation, Outcome.CHANGE)
    close(evaluation, cast.wouter)
    assert evaluation.led_to is not None
    assert keys(evaluation.led_to) == [first, second]


def test_an_open_draft_is_used_and_one_of_a_side_is_refused(
    cast: Cast, evaluation: Evaluation
) -> None:
    draft = evaluation.agreement.start_version(by=cast.noor, reason="Lampen.")
    both(cast, evaluation, Outcome.CHANGE)
    for person in (cast.noor, cast.wouter):
        with pytest.raises(Refused):
            close(evaluation, person)
    assert Evaluation.objects.get(pk=evaluation.pk).state == State.TALKING
    draft.open_draft(by=cast.noor)
    close(evaluation, cast.wouter)
    draft.refresh_from_db()
    assert evaluation.led_to == draft and evaluation.agreement.versions.count() == 2
    assert (draft.reason, draft.looked_back_on) == ("Lampen.", evaluation.held_on)


def on_trial(cast: Cast) -> Evaluation:
    """Of a text whose trial ended the day before yesterday."""
    version = world.run(cast)
    world.set_dates(version, trial_until=in_days(-2))
    version.refresh_from_db()
    return talking(cast, version)


def test_going_on_says_that_a_trial_that_is_over_does_not_end_it(cast: Cast) -> None:
    evaluation = on_trial(cast)
    version = evaluation.version
    (asked,) = load_questions([version])[version.pk]
    assert asked.topic == Topic.TRIAL and len(asked.waits_for) == 2
    SideAnswer.say(version, by=cast.wouter, topic=Topic.TRIAL, choice=Choice.GO_ON)
    both(cast, evaluation, Outcome.GO_ON)
    close(evaluation, cast.noor)
    (answered,) = load_questions([version])[version.pk]
    assert answered.is_settled and SideAnswer.objects.count() == 2


def test_another_text_is_no_trial_that_ended_long_ago(cast: Cast) -> None:
    evaluation = on_trial(cast)
    both(cast, evaluation, Outcome.CHANGE)
    close(evaluation, cast.noor)
    draft = evaluation.led_to
    assert draft is not None and draft.trial_until is None and draft.trial_then == ""


def test_extending_takes_over_the_steps_that_were_reached(cast: Cast) -> None:
    version = world.run(cast, line("Jullie krijgen de sleutel.", condition="het goed gaat"))
    evaluation = talking(cast, version)
    step = version.clauses.all()[0].commitments.all()[0]
    for person in (cast.noor, cast.wouter):
        StepReached.mark(step, by=person)
    both(cast, evaluation, Outcome.EXTEND)
    close(evaluation, cast.noor)
    assert evaluation.led_to is not None
    made = evaluation.led_to.clauses.all()[0].commitments.all()[0]
    assert (made.text, made.condition) == ("Jullie krijgen de sleutel.", "")
    assert "we breiden uit" in evaluation.led_to.reason


def test_a_longer_trial_is_proposed_with_the_first_of_both_days(cast: Cast) -> None:
    version = world.run(cast)
    world.set_dates(version, trial_until=in_days(10))
    version.refresh_from_db()
    evaluation = talking(cast, version)
    for until in (None, in_days(9), in_days(10)):  # longer is longer than it already goes
        with pytest.raises(Refused):
            conclude(evaluation, cast.noor, Outcome.LONGER_TRIAL, until_on=until)
    conclude(evaluation, cast.noor, Outcome.LONGER_TRIAL, until_on=in_days(90))
    conclude(evaluation, cast.wouter, Outcome.LONGER_TRIAL, until_on=in_days(30))
    close(evaluation, cast.wouter)
    made = evaluation.led_to
    assert made is not None and made.status == Status.PROPOSED and made.has_valid_seal()
    assert made.trial_until == in_days(30) and made.look_back_on == in_days(30)
    assert made.looked_back_on == evaluation.held_on
    assert "we proberen het langer" in made.reason


def test_a_trial_that_cannot_be_proposed_says_what_is_missing(cast: Cast) -> None:
    version = world.run(cast)
    world.set_dates(version, trial_until=in_days(10))
    version.refresh_from_db()
    evaluation = talking(cast, version)
    both(cast, evaluation, Outcome.LONGER_TRIAL, until_on=in_days(30))
    Duty.objects.all().delete()
    with pytest.raises(Refused, match="vaste gezicht"):
        close(evaluation, cast.noor)
    assert version.agreement.versions.count() == 1 and told("look_back_closed_longer") == 0


def test_what_is_no_trial_cannot_be_tried_longer(cast: Cast, evaluation: Evaluation) -> None:
    with pytest.raises(Refused):
        conclude(evaluation, cast.noor, Outcome.LONGER_TRIAL, until_on=in_days(9))


def test_a_pause_begins_and_one_that_runs_gets_longer(cast: Cast, evaluation: Evaluation) -> None:
    agreement = evaluation.agreement
    both(cast, evaluation, Outcome.PAUSE, until_on=in_days(50), next_on=in_days(20))
    Pause.begin(agreement, by=cast.noor, because="Zomer.", look_again_on=in_days(9))
    close(evaluation, cast.wouter)
    pause = agreement.pauses.get(ended_at=None)
    assert pause.look_again_on == in_days(50) and pause.because.startswith("Samen teruggekeken")
    agreement.refresh_from_db()
    # A round after the pause both sides look back again, without anybody having to think of it.
    by_rhythm = after(in_days(50), agreement.look_back_every)
    assert evaluation.next_on == agreement.look_back_on == by_rhythm
    assert agreement.pauses.count() == 2


def test_a_day_that_passed_before_it_was_closed_is_chosen_again(cast: Cast) -> None:
    """Each side chose a day to come; then weeks went by."""
    version = world.run(cast)
    world.set_dates(version, trial_until=in_days(10))
    version.refresh_from_db()
    evaluation = talking(cast, version)
    for outcome in (Outcome.PAUSE, Outcome.LONGER_TRIAL):
        both(cast, evaluation, outcome, until_on=in_days(30))
        for days in (-3, 0):
            Conclusion.objects.filter(side="group").update(until_on=in_days(days))
            with pytest.raises(Refused, match="Kies een dag na vandaag"):
                close(evaluation, cast.wouter)
    evaluation.refresh_from_db()
    assert evaluation.state == State.TALKING and not Pause.objects.exists()
    assert version.agreement.versions.count() == 1


def test_stopping_ends_it_and_each_lesson_stays(cast: Cast, evaluation: Evaluation) -> None:
    agreement = evaluation.agreement
    with pytest.raises(Refused):
        conclude(evaluation, cast.noor, Outcome.STOP)
    conclude(
        evaluation,
        cast.noor,
        Outcome.STOP,
        text="Het gebouw gaat dicht.",
        key=KeyReturn.NOT_YET,
        place="Leeg.",
        lesson="Vraag eerder hoe het zit.",
    )
    conclude(
        evaluation,
        cast.wouter,
        Outcome.STOP,
        text="De verkoop gaat door.",
        key=KeyReturn.RETURNED,
        lesson="Zeg het eerlijk.",
    )
    close(evaluation, cast.wouter)
    agreement.refresh_from_db()
    assert agreement.is_ended and agreement.ended_because.endswith("we stoppen.")
    assert agreement.ended_key == KeyReturn.NOT_YET and agreement.ended_place == "Leeg."
    assert "De groep: Vraag eerder" in agreement.ended_lesson
    assert "De gemeente: Zeg het eerlijk." in agreement.ended_lesson
    assert agreement.look_back_on is None
    lessons = {lesson.by: lesson.text for lesson in Lesson.objects.filter(evaluation=evaluation)}
    assert lessons == {cast.noor: "Vraag eerder hoe het zit.", cast.wouter: "Zeg het eerlijk."}
    assert evaluation.version.__class__.objects.get(pk=evaluation.version_id).status == "ended"


def test_hiding_what_a_side_wrote_hides_it_where_it_went(
    cast: Cast, evaluation: Evaluation
) -> None:
    both(cast, evaluation, Outcome.STOP, text="Klaar.", place="Leeg.", lesson="Bel eerder.")
    close(evaluation, cast.noor)
    for conclusion in evaluation.conclusions.all():
        conclusion.hide(by=conclusion.by, because="Een naam.")
    agreement = type(evaluation.agreement).objects.get(pk=evaluation.agreement_id)
    assert (agreement.ended_place, agreement.ended_lesson) == ("", "")
    assert not Lesson.objects.filter(hidden_at=None).exists()
    evaluation.conclusions.get(side="group").show_again(by=cast.noor)
    agreement.refresh_from_db()
    assert (agreement.ended_place, agreement.ended_lesson) == ("Leeg.", "Bel eerder.")
    assert Lesson.objects.get(hidden_at=None).by == cast.noor


def test_a_difference_stays_a_difference(cast: Cast, evaluation: Evaluation) -> None:
    conclude(evaluation, cast.noor, Outcome.CHANGE)
    conclude(evaluation, cast.wouter, Outcome.STOP, text="Geen geld.")
    close(evaluation, cast.noor)
    agreement = type(evaluation.agreement).objects.get(pk=evaluation.agreement_id)
    assert evaluation.state == State.CLOSED and evaluation.outcome == ""
    assert not agreement.is_ended and agreement.versions.count() == 1
    assert agreement.look_back_on == evaluation.next_on is not None
    assert told("look_back_closed_differs") == 1


def test_it_waits_for_both_sides_and_for_the_end_of_answering(cast: Cast) -> None:
    evaluation = talking(cast)
    conclude(evaluation, cast.samira, Outcome.GO_ON)
    with pytest.raises(Refused, match="beide kanten"):
        close(evaluation, cast.samira)
    Evaluation.objects.filter(pk=evaluation.pk).update(state=State.ANSWERING, gathered_at=None)
    for verb in (
        lambda: close(evaluation, cast.noor),
        lambda: conclude(evaluation, cast.wouter, Outcome.GO_ON),
        lambda: judge(evaluation, cast.wouter, keys(evaluation.version)[0], "keep"),
    ):
        with pytest.raises(Refused, match="ingevuld"):
            verb()


def test_closed_is_closed(cast: Cast, evaluation: Evaluation) -> None:
    both(cast, evaluation, Outcome.CHANGE)
    seen = mark(evaluation)
    for person in (cast.noor, cast.wouter):
        evaluation.close(by=person, seen=seen)
    assert evaluation.closed_by == cast.noor and told("look_back_closed_change") == 1
    assert evaluation.agreement.versions.count() == 2
    for verb in (
        lambda: conclude(evaluation, cast.wouter, Outcome.STOP, text="Toch niet."),
        lambda: judge(evaluation, cast.wouter, keys(evaluation.version)[0], "keep"),
    ):
        with pytest.raises(Refused, match="afgerond"):
            verb()


def test_who_closes_has_seen_what_both_sides_say_now(cast: Cast, evaluation: Evaluation) -> None:
    both(cast, evaluation, Outcome.GO_ON)
    seen = mark(evaluation)
    conclude(evaluation, cast.wouter, Outcome.CHANGE)
    with pytest.raises(Refused, match="net iets anders"):
        evaluation.close(by=cast.noor, seen=seen)
    seen = mark(evaluation)
    judge(evaluation, cast.wouter, keys(evaluation.version)[0], "drop")
    with pytest.raises(Refused, match="net iets anders"):
        evaluation.close(by=cast.noor, seen=seen)


def test_nobody_overwrites_a_colleague_unseen(cast: Cast, evaluation: Evaluation) -> None:
    key = keys(evaluation.version)[0]
    judge(evaluation, cast.noor, key, "keep")
    judge(evaluation, cast.noor, key, "keep", seen="")
    with pytest.raises(Refused, match="houden"):
        judge(evaluation, cast.samira, key, "drop", text="Weg.")
    conclude(evaluation, cast.noor, Outcome.GO_ON)
    with pytest.raises(Refused, match="doorgaan") as refused:
        Conclusion.say(evaluation, by=cast.samira, outcome=Outcome.STOP, text="Weg.")
    assert refused.value.kept == "Weg."
    assert ClauseVerdict.objects.get().by == Conclusion.objects.get().by == cast.noor
    assert told("verdict_keep") == 1 == told("concluded_go_on")


def test_an_agreement_that_stopped_meanwhile_can_still_be_closed(
    cast: Cast, evaluation: Evaluation
) -> None:
    both(cast, evaluation, Outcome.CHANGE)
    evaluation.agreement.end(by=cast.wouter, because="Verkocht.")
    close(evaluation, cast.noor)
    assert evaluation.is_closed and evaluation.led_to is None and evaluation.next_on is None
    assert told("look_back_closed_ended") == 1


def test_a_text_that_was_replaced_meanwhile_goes_on_from_the_newest(
    cast: Cast, evaluation: Evaluation
) -> None:
    newer = world.next_text(cast, evaluation.version, text="Samen doen we het anders.")
    world.carry(cast, newer)
    newer.take_effect(by=cast.wouter)
    both(cast, evaluation, Outcome.CHANGE)
    close(evaluation, cast.noor)
    assert evaluation.led_to is not None and evaluation.led_to.copied_from == newer


def test_the_day_of_looking_back_is_a_day_here(cast: Cast, evaluation: Evaluation) -> None:
    half_past_midnight = timezone.localtime().replace(hour=0, minute=30) - timedelta(days=3)
    Evaluation.objects.filter(pk=evaluation.pk).update(gathered_at=half_past_midnight)
    evaluation.refresh_from_db()
    assert evaluation.held_on == in_days(-3)
