"""What waits for whom, computed from dates and facts. Nothing has to be kept up by anybody.

One line for each thing that waits: which side it waits for, one sentence, where to go, and since
when. No names of the group occur in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.carrying import Carrying
from agreements.models import AgreementVersion, Comment, Confirmation
from agreements.states import CommentKind, Status
from initiatives.models import Initiative, Side
from initiatives.templatetags.dates import distance, silence
from initiatives.templatetags.dates import silence_tone as tone_of
from overview.facts import Facts
from overview.wait import BOTH, GROUP, MUNICIPALITY, Waiting, page_of, silent, text_of
from overview.waiting_in_life import of_advice, of_consent, of_key, of_life
from overview.waiting_on_knots import of_knots
from overview.waiting_on_look_backs import of_look_backs, of_moment
from overview.waiting_on_meetings import of_meetings

# So long the other side is told that an agreement was paused or ended.
NEWS = timedelta(days=14)


def waiting(facts: Facts) -> dict[int, list[Waiting]]:
    """All that waits in each initiative, what waits longest first."""
    found: dict[int, list[Waiting]] = {pk: [] for pk in facts.initiatives}
    for item in _all(facts):
        found[item.initiative].append(item)
    for items in found.values():
        items.sort(key=lambda item: (item.since is None, item.since, item.sentence))
    return found


def _all(facts: Facts) -> Iterator[Waiting]:
    for comment, side in facts.unanswered:
        yield _of_comment(comment, side, facts.home_of(comment))
    for version in facts.versions:
        if version.status == Status.DRAFT:
            yield _of_draft(version)
        elif version.status == Status.PROPOSED:
            yield from _of_proposal(version, facts.carrying(version))
            yield from _of_objections(version, facts.open_objections(version))
            yield from of_consent(version)
        elif version.status == Status.ENDED:
            yield from _of_end(version)
            yield from of_key(version)
        elif version.paused_at:  # type: ignore[attr-defined]
            # What stands still is not late, and is looked back on when it goes on.
            yield from _of_pause(version)
        else:
            yield from of_moment(version, facts)
            yield from of_life(version, facts)
            yield from of_consent(version)
    yield from _of_change_proposals(facts)
    for version in facts.homes:
        yield from of_advice(version)
    for initiative in facts.initiatives.values():
        yield from _of_people(initiative)
        yield from of_knots(initiative, facts.who)
        yield from of_meetings(initiative)
        yield from of_look_backs(initiative)


def _of_comment(comment: Comment, side: str, version_pk: int) -> Waiting:
    sentence = {
        CommentKind.QUESTION: _("Een vraag bij “{heading}” wacht op antwoord."),
        CommentKind.CONCERN: _("Een zorg bij “{heading}” wacht op antwoord."),
        CommentKind.IDEA: _("Een idee bij “{heading}” wacht op antwoord."),
    }[CommentKind(comment.kind)]
    return silent(
        comment.initiative,
        side,
        sentence.format(heading=comment.heading),
        f"{page_of(version_pk)}#reactie-{comment.pk}",
        timezone.localdate(comment.at),
    )


def _of_draft(version: AgreementVersion) -> Waiting:
    began = timezone.localdate(version.began_at)
    return Waiting(
        version.initiative.pk,
        version.began_side,
        _("Het concept van “{title}” is nog niet voorgesteld.").format(**text_of(version)),
        # Who reads along with an open draft may not always write in it.
        page_of(version.pk) if version.is_open else reverse("write", args=[version.pk]),
        began,
        silence(began),
        tone_of(began),
    )


def _of_proposal(version: AgreementVersion, carrying: Carrying) -> Iterator[Waiting]:
    """Both sides in turn: who does not carry it yet, or that it can take effect."""
    initiative, url, text = version.initiative, page_of(version.pk), text_of(version)
    proposed = timezone.localdate(version.proposed_at)
    if carrying.backing.hidden:
        sentence = _("Over versie {number} van “{title}” zegt iedereen eerst zelf iets.")
        yield silent(initiative, BOTH, sentence.format(**text), url, proposed)
        return
    if carrying.by_both:
        last = max([proposed, *(timezone.localdate(c.said_at) for c in carrying.mandates)])
        sentence = _("Versie {number} van “{title}” kan ingaan. Beide kanten staan erachter.")
        yield silent(initiative, BOTH, sentence.format(**text), url, last)
        return
    if not carrying.by_group and not carrying.backing.objecting:
        sentence = _("De groep staat nog niet achter versie {number} van “{title}”.")
        yield silent(initiative, GROUP, sentence.format(**text), url, proposed)
    if not carrying.by_municipality:
        sentence = _("De gemeente staat nog niet achter versie {number} van “{title}”.")
        yield silent(initiative, MUNICIPALITY, sentence.format(**text), url, proposed)


def _of_objections(version: AgreementVersion, words: list[Confirmation]) -> Iterator[Waiting]:
    """An objection waits for both, until one side noted the talk: then it waits for the other."""
    for word in words:
        talk = getattr(word, "talk", None)
        side = BOTH
        if talk and talk.group_by_id:
            side = MUNICIPALITY
        elif talk and talk.municipality_by_id:
            side = GROUP
        sentence = (
            _("Praat over het bezwaar tegen versie {number} van “{title}”.")
            if side == BOTH
            else _("Noteer ook dat het bezwaar tegen “{title}” besproken is.")
        )
        url = f"{page_of(version.pk)}#woord-{word.pk}"
        since = timezone.localdate(word.said_at)
        yield silent(version.initiative, side, sentence.format(**text_of(version)), url, since)


def _of_pause(version: AgreementVersion) -> Iterator[Waiting]:
    """The day to look again came; before that, for the other side, that it stands still."""
    pk, url, today = version.initiative.pk, page_of(version.pk), timezone.localdate()
    until = version.paused_until  # type: ignore[attr-defined]
    began = timezone.localdate(version.paused_at)  # type: ignore[attr-defined]
    if until <= today:
        facts = {**text_of(version), "day": format_date(until, "j F")}
        sentence = _(
            "De pauze van “{title}” duurde tot {day}. Kies samen: verder, langer of stoppen."
        )
        pill = distance(until)
        yield Waiting(pk, BOTH, sentence.format(**facts), url, until, pill, tone_of(until))
    elif today - began < NEWS:
        by_group = _("De groep zette “{title}” op pauze. Lees waarom.")
        by_municipality = _("De gemeente zette “{title}” op pauze. Lees waarom.")
        side = _other_side(version.paused_side)  # type: ignore[attr-defined]
        sentence = by_group if side == MUNICIPALITY else by_municipality
        yield Waiting(pk, side, sentence.format(**text_of(version)), url, began, distance(began))


def _of_end(version: AgreementVersion) -> Iterator[Waiting]:
    """For the other side, that it ended; there is nothing to do, but it must be known."""
    agreement = version.agreement
    ended = timezone.localdate(agreement.ended_at)
    if agreement.ended_by is None or timezone.localdate() - ended >= NEWS:
        return
    side = _other_side(agreement.ended_by.side)
    by_group = _("De groep liet “{title}” stoppen. Lees waarom.")
    by_municipality = _("De gemeente liet “{title}” stoppen. Lees waarom.")
    sentence = (by_group if side == MUNICIPALITY else by_municipality).format(**text_of(version))
    pk, url = version.initiative.pk, page_of(version.pk)
    yield Waiting(pk, side, sentence, url, ended, distance(ended))


def _other_side(side: str | None) -> str:
    """The side that somebody of `side` tells something; a guide speaks with the group."""
    return GROUP if side == Side.MUNICIPALITY else MUNICIPALITY


def _of_change_proposals(facts: Facts) -> Iterator[Waiting]:
    """Another text for a clause waits until the other side took it over or said why not."""
    for version in facts.homes:
        for side in (MUNICIPALITY, GROUP, BOTH):
            n, since = getattr(version, f"asked_{side}"), getattr(version, f"asked_{side}_at")
            if not n:
                continue
            sentence = ngettext(
                "Een andere tekst voor “{title}” wacht op antwoord.",
                "{n} andere teksten voor “{title}” wachten op antwoord.",
                n,
            ).format(n=n, **text_of(version))
            url = f"{page_of(version.pk)}#{getattr(version, f'asked_{side}_key')}"
            yield silent(version.initiative, side, sentence, url, timezone.localdate(since))


def _of_people(initiative: Initiative) -> Iterator[Waiting]:
    """Who asks to take part; and for the group itself, of whom nothing was heard."""
    sentence = _("Iemand vraagt om mee te doen.")
    url = reverse("people", args=[initiative.pk])
    for side in (GROUP, BOTH):
        asked = getattr(initiative, f"asked_{side}_at", None)
        if asked:
            yield silent(initiative, side, sentence, url, timezone.localdate(asked))
    n = getattr(initiative, "silent_count", None)
    if n:
        sentence = ngettext(
            "Van {n} persoon is hier lang niets gehoord. Doet die nog mee?",
            "Van {n} mensen is hier lang niets gehoord. Doen zij nog mee?",
            n,
        )
        yield Waiting(initiative.pk, GROUP, sentence.format(n=n), f"{url}#nog-mee", is_inner=True)
