"""Looking back that waits: the day is near or went by, people can fill it in, a side has to say
how it goes on. And the group's own round, for the group; and experiments past their day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from agreements.looking_back import OPENS_BEFORE, Moment, MomentState
from agreements.models import AgreementVersion
from evaluations.models import Evaluation, Experiment
from evaluations.states import State
from initiatives.models import Initiative
from initiatives.templatetags.dates import distance, silence_tone
from overview.facts import Facts
from overview.look_backs_now import NEWS, LookBacksNow, Running, look_backs_in, moment_now
from overview.wait import BOTH, GROUP, MUNICIPALITY, Waiting, text_of


def of_look_backs(initiative: Initiative) -> Iterator[Waiting]:
    """What runs, what is new, the group's round, and experiments. No names occur in it."""
    now = look_backs_in(initiative)
    for running in now.running:
        yield from _of_running(running)
    if now.last is not None:
        yield from _of_closed(now.last)
    yield from _of_rounds(now)
    for experiment in now.experiments:
        yield _of_experiment(experiment)


def of_moment(version: AgreementVersion, facts: Facts) -> Iterator[Waiting]:
    """The day to look back on a text in effect: near, or passed and not held; and before that,
    whether it is feasible what people do until then. Once a look-back runs, that is what waits."""
    now = look_backs_in(version.initiative)
    if now.of(version.agreement_id) is not None:
        return
    moment = moment_now(version)
    if moment.state in (MomentState.OPEN_NOW, MomentState.PASSED):
        yield _of_day(version, moment)
    elif moment.state == MomentState.PLANNED and moment.on is not None and now.is_loaded:
        yield from _of_feasible(version, moment.on, now, facts)


def _of_day(version: AgreementVersion, moment: Moment) -> Waiting:
    pk, url = version.initiative.pk, reverse("look_back_plan", args=[version.agreement_id])
    day, today = moment.on or timezone.localdate(), timezone.localdate()
    facts = {**text_of(version), "day": format_date(day, "j F")}
    if day > today:
        sentence = _("Jullie kunnen beginnen met terugkijken op “{title}”. De dag is {day}.")
        return Waiting(pk, BOTH, sentence.format(**facts), url, day - OPENS_BEFORE, distance(day))
    sentence = _("Het is tijd om samen terug te kijken op “{title}”.")
    if day < today:
        sentence = _("Op {day} keken jullie niet terug op “{title}”. Doe het nog, of verzet het.")
    text = sentence.format(**facts)
    return Waiting(pk, BOTH, text, url, day, distance(day), silence_tone(day))


def _of_feasible(
    version: AgreementVersion, until: date, now: LookBacksNow, facts: Facts
) -> Iterator[Waiting]:
    """At the start of a period in which there is something to do on a day."""
    today = timezone.localdate()
    days = [line.due_on for line in facts.life.lines.get(version.pk, []) if line.due_on]
    if now.next_action_on is not None:
        days.append(now.next_action_on)
    if not any(today <= day <= until for day in days):
        return
    sentences = {
        GROUP: _("Is het haalbaar wat jullie doen tot {day}? De groep zei het nog niet."),
        MUNICIPALITY: _("Is het haalbaar wat jullie doen tot {day}? De gemeente zei het nog niet."),
    }
    url = f"{reverse('look_back_plan', args=[version.agreement_id])}#haalbaar"
    for side, sentence in sentences.items():
        if side not in now.feasible.get(version.agreement_id, set()):
            text = sentence.format(day=format_date(until, "j F"))
            yield Waiting(version.initiative.pk, side, text, url)


def _of_running(running: Running) -> Iterator[Waiting]:
    evaluation = running.evaluation
    agreement = evaluation.agreement
    pk, title = agreement.initiative.pk, agreement.title
    url = reverse("evaluation", args=[evaluation.pk])
    if evaluation.state == State.ANSWERING:
        since = timezone.localdate(evaluation.opened_at)
        if running.i_finished:
            sentence = _("Iedereen kan nog terugkijken op “{title}”. Klaar? Stop met invullen.")
            yield Waiting(pk, BOTH, sentence.format(title=title), url, since, distance(since))
        else:
            sentence = _("Kijk terug op “{title}”: hoe ging het? Jullie kunnen het nu invullen.")
            yield Waiting(pk, BOTH, sentence.format(title=title), url, since, _("open"), "new")
        if running.joint_is_open:
            sentence = _("De gemeente vult over “{title}” de vragen over vertrouwen nog in.")
            url = reverse("trust_joint", args=[evaluation.pk])
            text = sentence.format(title=title)
            yield Waiting(pk, MUNICIPALITY, text, url, since, distance(since))
        return
    since = timezone.localdate(evaluation.gathered_at or evaluation.opened_at)
    pill, tone = distance(since), silence_tone(since)
    sentences = {
        GROUP: _("De groep zei nog niet hoe zij verder wil met “{title}”."),
        MUNICIPALITY: _("De gemeente zei nog niet hoe zij verder wil met “{title}”."),
    }
    missing = [side for side in sentences if side not in running.said]
    for side in missing:
        yield Waiting(pk, side, sentences[side].format(title=title), url, since, pill, tone)
    if not missing:
        sentence = _("Beide kanten zeiden hoe het verdergaat met “{title}”. Rond het samen af.")
        yield Waiting(pk, BOTH, sentence.format(title=title), url, since, pill, tone)


def _of_closed(evaluation: Evaluation) -> Iterator[Waiting]:
    closed_on = timezone.localdate(evaluation.closed_at)
    if timezone.localdate() - closed_on > NEWS:
        return
    sentence = _("Jullie keken terug op “{title}”. Lees hoe het verdergaat.")
    agreement = evaluation.agreement
    text = sentence.format(title=agreement.title)
    url = reverse("evaluation", args=[evaluation.pk])
    yield Waiting(agreement.initiative.pk, BOTH, text, url, closed_on, distance(closed_on), "new")


def _of_rounds(now: LookBacksNow) -> Iterator[Waiting]:
    """The group's own round is nobody's business but that of the group, until they share it."""
    if now.round is not None and not now.i_answered_round:
        since = timezone.localdate(now.round.opened_at)
        url = reverse("group_round", args=[now.round.pk])
        text = _("Er is een rondje van de groep: hoe gaat het?")
        pk = now.round.initiative_id
        yield Waiting(pk, GROUP, text, url, since, distance(since), "new", is_inner=True)
    if now.shared_round is not None and now.shared_round.shared_at is not None:
        on = timezone.localdate(now.shared_round.shared_at)
        url = reverse("group_round", args=[now.shared_round.pk])
        text = _("De groep deelde haar rondje. Lees wat er gezegd is.")
        pk = now.shared_round.initiative_id
        yield Waiting(pk, MUNICIPALITY, text, url, on, distance(on), "new")


def _of_experiment(experiment: Experiment) -> Waiting:
    day, url = experiment.until_on, reverse("experiment", args=[experiment.pk])
    sentence = _("Jullie probeerden iets uit tot {day}. Wat zagen jullie, en gaat het door?")
    if not experiment.hidden_at:
        sentence = _("Jullie probeerden tot {day}: “{text}” Wat zagen jullie, en gaat het door?")
    text = sentence.format(day=format_date(day, "j F"), text=experiment.text)
    pk = experiment.initiative_id
    return Waiting(pk, BOTH, text, url, day, distance(day), silence_tone(day))
