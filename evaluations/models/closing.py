"""Closing a look-back: what both sides chose is carried out, in one step with the next day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.asking import load_questions
from agreements.looking_back import after
from agreements.models import Agreement, AgreementVersion, Pause, SideAnswer
from agreements.models.version import side_of_draft
from agreements.readiness import NotReady
from agreements.states import Choice, Status, Topic
from evaluations.going_on import (
    SIDES,
    by_side,
    chosen_by_both,
    dropped_by_both,
    dutch_day,
    left_behind,
    mark_of_page,
    next_of,
    reason_of,
    to_change,
    until_of,
)
from evaluations.states import Outcome, State
from initiatives.models import Participant, tell_as
from initiatives.states import Refused

from .concluding import ClauseVerdict, Conclusion, check_ahead
from .evaluation import Evaluation
from .lesson import Lesson

tell_as(
    {
        "look_back_closed_go_on": _lazy("Terugkijken op {title} is klaar: doorgaan"),
        "look_back_closed_change": _lazy("Terugkijken op {title} is klaar: een andere afspraak"),
        "look_back_closed_longer": _lazy("Terugkijken op {title} is klaar: langer proberen"),
        "look_back_closed_extend": _lazy("Terugkijken op {title} is klaar: uitbreiden"),
        "look_back_closed_pause": _lazy("Terugkijken op {title} is klaar: even pauze"),
        "look_back_closed_stop": _lazy("Terugkijken op {title} is klaar: stoppen"),
        "look_back_closed_differs": _lazy(
            "Terugkijken op {title} is klaar: beide kanten kozen iets anders"
        ),
        "look_back_closed_ended": _lazy("Terugkijken op {title} is klaar: de afspraak was gestopt"),
    }
)


@dataclass(frozen=True)
class Closing:
    """What is known while a look-back is closed. The agreement and the look-back are locked."""

    evaluation: Evaluation
    agreement: Agreement
    said: dict[str, Conclusion]
    verdicts: list[ClauseVerdict]
    by: Participant
    next_on: date | None

    @property
    def trial_is_over(self) -> bool:
        until = self.evaluation.version.trial_until
        return until is not None and until <= timezone.localdate()

    def reason(self, outcome: Outcome) -> str:
        return reason_of(
            outcome,
            self.evaluation.held_on,
            changing=len(to_change(self.verdicts)),
            dropping=len(dropped_by_both(self.verdicts)),
        )


def close(
    evaluation: Evaluation, *, by: Participant, seen: str, next_on: date | None = None
) -> None:
    """Carries out what both sides chose, sets the next day, and is done.

    `seen`: the mark of what both sides said, as it was on the screen; another word since then is
    looked at first. `next_on`: the next day, when the one that is proposed does not fit. Twice,
    or by both sides at once, it is closed once. A difference changes nothing in the agreement.
    """
    with transaction.atomic():
        # Who is forgotten meanwhile is locked before any text is: so here too, as for a lesson.
        wrote = Participant.objects.filter(pk__in=evaluation.conclusions.values("by"))
        list(wrote.order_by("pk").select_for_update(no_key=True))
        # Then always the agreement: whoever ends or pauses it waits, or comes before.
        agreement = (
            Agreement.objects.select_for_update(of=("self",))
            .select_related("initiative")
            .get(pk=evaluation.agreement_id)
        )
        now = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
        if not now.is_closed:
            now.agreement = agreement
            _close(now, by=by, seen=seen, next_on=next_on)
    evaluation.refresh_from_db()


def _close(now: Evaluation, *, by: Participant, seen: str, next_on: date | None) -> None:
    agreement = now.agreement
    if now.is_answering:
        raise Refused(_("Er wordt nog ingevuld. Praat verder als dat klaar is."))
    conclusions = list(now.conclusions.select_related("by"))
    verdicts = list(now.verdicts.all())
    if mark_of_page(conclusions, verdicts) != seen:
        raise Refused(_("Er is net iets anders gekozen. Kijk er eerst naar."))
    said = by_side(conclusions)
    outcome = chosen_by_both(said)
    made = None
    if agreement.is_ended:
        # It stopped in another way meanwhile: what was said stays, there is nothing to go on with.
        outcome, next_on, verb = None, None, "ended"
    else:
        if len(said) < len(SIDES):
            raise Refused(_("Nog niet beide kanten zeiden hoe ze verder willen."))
        next_on = _next_day(now, said, outcome, next_on)
        agreement.set_next_look_back(next_on)
        closing = Closing(now, agreement, said, verdicts, by, next_on)
        carry_out = CARRIES_OUT.get(outcome) if outcome else None
        made = carry_out(closing) if carry_out else None
        if outcome == Outcome.GO_ON:
            _answer_what_is_asked(now, said)
        verb = outcome.value if outcome else "differs"
    Evaluation.objects.filter(pk=now.pk).update(
        state=State.CLOSED,
        closed_at=timezone.now(),
        closed_by=by,
        outcome=outcome or "",
        next_on=next_on,
        led_to=made,
    )
    agreement.initiative.tell(
        f"look_back_closed_{verb}", by=by, title=agreement.title, evaluation=now.pk
    )


def _next_day(
    now: Evaluation, said: dict[str, Conclusion], outcome: Outcome | None, asked: date | None
) -> date | None:
    """A pause is never the end of looking back: the next day comes a round after it. Of a longer
    trial it is at most its last day."""
    every, until = now.agreement.look_back_every, until_of(said)
    if outcome == Outcome.PAUSE:
        return after(until, every) if until else None
    if outcome == Outcome.STOP:
        return None
    if asked is not None:
        check_ahead(asked)
    day = asked or next_of(said, today=timezone.localdate(), every=every)
    return min(day, until) if outcome == Outcome.LONGER_TRIAL and until and day else day


def _answer_what_is_asked(now: Evaluation, said: dict[str, Conclusion]) -> None:
    """Both sides go on with what stands there: that also answers whether a trial or a last day
    that went by ends it. Who answered already said it."""
    version = now.version
    for question in load_questions([version]).get(version.pk, []):
        if question.topic == Topic.STILL_OURS:
            continue
        for side in question.waits_for:
            SideAnswer.say(version, by=said[side].by, topic=question.topic, choice=Choice.GO_ON)


# What each outcome does -----------------------------------------------------------------------


def _next_draft(closing: Closing, outcome: Outcome) -> AgreementVersion:
    """The next text, open for both: an open draft is used, and else begun. What both sides want
    to lose is taken out of it; that can be put back."""
    agreement, held_on = closing.agreement, closing.evaluation.held_on
    reason = closing.reason(outcome)
    draft = agreement.versions.filter(status=Status.DRAFT).first()
    if draft is None:
        head: dict[str, object] = {"looked_back_on": held_on, "look_back_on": closing.next_on}
        if closing.trial_is_over:
            # They went on, so the next text is no trial that ended long ago.
            head |= {"trial_until": None, "trial_decider": "", "trial_then": ""}
        draft = agreement.start_version(by=closing.by, reason=reason, head=head)
        draft.agreement = agreement
    elif not draft.is_open:
        if draft.began_side == side_of_draft(closing.by):
            raise Refused(_("Jullie schrijven al aan een nieuwe tekst. Laat eerst meelezen."))
        raise Refused(_("De ander schrijft al aan een nieuwe tekst. Vraag of jullie meelezen."))
    else:
        draft.lock_draft()
        AgreementVersion.objects.filter(pk=draft.pk).update(
            looked_back_on=held_on, reason=draft.reason or reason
        )
    if not draft.is_open:
        draft.open_draft(by=closing.by)
    for clause in draft.clauses.filter(key__in=dropped_by_both(closing.verdicts)):
        clause.version = draft
        clause.remove()
    return draft


def _change(closing: Closing) -> AgreementVersion:
    return _next_draft(closing, Outcome.CHANGE)


def _extend(closing: Closing) -> AgreementVersion:
    """A next text begins with the steps that were reached."""
    return _next_draft(closing, Outcome.EXTEND)


def _try_longer(closing: Closing) -> AgreementVersion:
    """The same text with another last day of the trial, for everybody to say a word about."""
    version = closing.evaluation.version
    until = until_of(closing.said)
    if until is None or closing.next_on is None:
        raise Refused(_("Kies tot welke dag."))
    check_ahead(until)
    try:
        return closing.agreement.renew(
            version,
            by=closing.by,
            look_back_on=closing.next_on,
            ends_on=max(version.ends_on, until) if version.ends_on else None,
            trial_until=until,
            reason=closing.reason(Outcome.LONGER_TRIAL),
            looked_back_on=closing.evaluation.held_on,
        )
    except NotReady as not_ready:
        raise Refused(not_ready.todos[0].sentence) from None


def _pause(closing: Closing) -> None:
    """Until the day that both chose. A pause that runs already goes on, and longer when need be."""
    until = until_of(closing.said)
    running = Pause.objects.filter(agreement=closing.agreement, ended_at=None).first()
    if until is None or (running is not None and running.look_again_on >= until):
        return
    check_ahead(until)
    Pause.begin(
        closing.agreement,
        by=closing.by,
        because=closing.reason(Outcome.PAUSE),
        look_again_on=until,
        instead_of=running.pk if running else None,
    )


def _stop(closing: Closing) -> None:
    """The agreement ends; what a side takes along becomes a lesson of that side."""
    closing.agreement.end(
        by=closing.by, because=closing.reason(Outcome.STOP), **left_behind(closing.said)
    )
    day = dutch_day(closing.evaluation.held_on)
    for conclusion in closing.said.values():
        if conclusion.lesson and conclusion.hidden_at is None:
            Lesson.write(
                closing.agreement.initiative,
                by=conclusion.by,
                happened=f"We keken op {day} terug op “{closing.agreement.title}” en stopten.",
                text=conclusion.lesson,
                evaluation=closing.evaluation,
            )


CARRIES_OUT: dict[Outcome, Callable[[Closing], AgreementVersion | None]] = {
    Outcome.CHANGE: _change,
    Outcome.EXTEND: _extend,
    Outcome.LONGER_TRIAL: _try_longer,
    Outcome.PAUSE: _pause,
    Outcome.STOP: _stop,
}
