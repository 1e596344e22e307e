"""What waits because an agreement holds: a word on what was promised, an answer of a side, a choice
before or after the last day. It asks; it never scolds.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from agreements.asking import END_IS_NEAR, Question, near_end
from agreements.models import AgreementVersion
from agreements.models.progress import side_of
from agreements.states import Choice, KeyReturn, ParentalConsent, Party, Topic
from agreements.steps import Step
from initiatives.templatetags.dates import distance, silence_tone
from overview.facts import Facts
from overview.in_life import late_points, waiting_advice
from overview.wait import BOTH, GROUP, MUNICIPALITY, OTHER_SIDE, Waiting, page_of, silent, text_of
from overview.waiting_on_lines import WAITS_FOR, of_lines


def of_life(version: AgreementVersion, facts: Facts) -> Iterator[Waiting]:
    """All of a text in effect that does not stand still."""
    life = facts.life
    yield from of_lines(version, life.progress_in(version), life.silences_in(version))
    for step in life.steps_in(version):
        yield from _of_step(version, step)
    yield from _of_points(version)
    has_next = facts.has_next(version)
    questions = life.questions.get(version.pk, [])
    for question in questions:
        yield from _of_question(question, has_next=has_next)
    if not has_next:
        yield from _of_last_day(version, questions)


# Steps, open points, and advice --------------------------------------------------------------


def _of_step(version: AgreementVersion, step: Step) -> Iterator[Waiting]:
    """One side says that the "als …" is so; whether the other one sees it too."""
    side = step.waits_for
    if not side:
        return
    if side == MUNICIPALITY:
        sentence = _("De groep zegt dat een stap in “{title}” bereikt is. Wat ziet de gemeente?")
    else:
        sentence = _("De gemeente zegt dat een stap in “{title}” bereikt is. Wat ziet de groep?")
    since = timezone.localdate(step.marks[OTHER_SIDE[side]].said_at)
    url = f"{page_of(version.pk)}#{step.line.clause.key}"
    yield silent(version.initiative, side, sentence.format(**text_of(version)), url, since)


def _of_points(version: AgreementVersion) -> Iterator[Waiting]:
    """What somebody would find out before a day that is past; each has a page of its own."""
    for view in late_points(version):
        day = view.asked_on or timezone.localdate()
        sentence = _("Voor {day} zou een open punt in “{title}” uitgezocht zijn.")
        text = sentence.format(day=format_date(day, "j F"), **text_of(version))
        side = WAITS_FOR[Party(view.point.party)]
        url = reverse("point_progress", args=[view.point.pk])
        pk = version.initiative.pk
        yield Waiting(pk, side, text, url, day, distance(day), silence_tone(day))


def of_advice(version: AgreementVersion) -> Iterator[Waiting]:
    """A question about the law waits for the side that put it to somebody. Under the text of the
    agreement that matters now."""
    for advice in waiting_advice(version):
        side = side_of(advice.by) or BOTH
        sentence = _("Op een juridische vraag bij “{heading}” staat nog geen antwoord.")
        text = sentence.format(heading=advice.heading)
        url = reverse("answer_legal_advice", args=[advice.pk])
        yield silent(version.initiative, side, text, url, advice.asked_on)


def of_consent(version: AgreementVersion) -> Iterator[Waiting]:
    """Parents still have to agree. The group and its guides see to that."""
    if version.agreement.parental_consent != ParentalConsent.NOT_YET:
        return
    text = _("De toestemming van ouders voor “{title}” is er nog niet.").format(**text_of(version))
    yield Waiting(version.initiative.pk, GROUP, text, page_of(version.pk))


def of_key(version: AgreementVersion) -> Iterator[Waiting]:
    """It ended, and a key is still out."""
    agreement = version.agreement
    if agreement.ended_key != KeyReturn.NOT_YET or agreement.ended_at is None:
        return
    text = _("De sleutel van “{title}” is nog niet terug.").format(**text_of(version))
    since = timezone.localdate(agreement.ended_at)
    pk, url = version.initiative.pk, page_of(version.pk)
    yield Waiting(pk, GROUP, text, url, since, distance(since), silence_tone(since))


# What dates and people ask of both -----------------------------------------------------------


def _of_question(question: Question, *, has_next: bool) -> Iterator[Waiting]:
    """For who did not answer yet; and when both did, for both to do what they chose."""
    version, waits_for = question.version, question.waits_for
    if question.is_settled or (has_next and not waits_for):
        return
    url = f"{page_of(version.pk)}#vraag-{question.slug}"
    pk = version.initiative.pk
    if waits_for:
        side = BOTH if len(waits_for) == 2 else str(waits_for[0])
        text = _question_sentence(question).format(**text_of(version))
        since = question.since
        if len(waits_for) == 1:
            since = timezone.localdate(question.settled_at)
        if since is None:
            yield Waiting(pk, side, text, url)
        else:
            yield Waiting(pk, side, text, url, since, distance(since), silence_tone(since))
        return
    since = timezone.localdate(question.settled_at)
    if question.outcome is None:
        sentence = _("Jullie kozen verschillend bij “{title}”. Praat er samen over.")
        text = sentence.format(**text_of(version))
    else:
        sentence = _("Jullie kozen bij “{title}” allebei: {choice}. Doe nu die stap.")
        choice = Choice(question.outcome).label
        text = sentence.format(choice=choice, **text_of(version))
    yield Waiting(pk, BOTH, text, url, since, distance(since), silence_tone(since))


def _question_sentence(question: Question) -> str:
    return {
        Topic.TRIAL: _("De proef van “{title}” is voorbij. Kies samen hoe het verder gaat."),
        Topic.PAST_END: _("“{title}” liep af, en geldt tot jullie iets afspreken. Wat nu?"),
        Topic.STILL_OURS: _("Veel mensen achter “{title}” zijn weg. Is dit nog van jullie?"),
    }[question.topic]


def _of_last_day(version: AgreementVersion, questions: list[Question]) -> Iterator[Waiting]:
    """It comes within a month, and nobody is asked about it yet."""
    day = near_end(version, questions)
    if day is None:
        return
    if day == version.trial_until:
        sentence = _(
            "De proef van “{title}” loopt tot en met {day}. Kies alvast hoe het verdergaat."
        )
    else:
        sentence = _("“{title}” loopt tot en met {day}. Verlengen kan in één stap.")
    text = sentence.format(day=format_date(day, "j F"), **text_of(version))
    url, since = f"{page_of(version.pk)}#loopt-af", day - END_IS_NEAR
    yield Waiting(version.initiative.pk, BOTH, text, url, since, distance(day))
