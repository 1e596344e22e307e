"""What waits for whom, computed from dates and facts. Nothing has to be kept up by anybody.

One line for each thing that waits: which side it waits for, one sentence, where to go, and since
when. No names of the group occur in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.carrying import Carrying
from agreements.models import AgreementVersion, Comment, Confirmation
from agreements.states import CommentKind, Party, Status
from initiatives.models import Initiative, Participant, Side
from initiatives.templatetags.dates import distance
from overview.facts import Facts

GROUP, MUNICIPALITY, BOTH = Party.GROUP.value, Party.MUNICIPALITY.value, Party.BOTH.value
OTHER_SIDE = {GROUP: MUNICIPALITY, MUNICIPALITY: GROUP}

# From this many days before the last day people are told that it comes.
END_IS_NEAR = timedelta(days=30)
# So long the other side is told that an agreement was paused or ended.
NEWS = timedelta(days=14)
# From this many days on, silence is shown as something that is wrong.
LONG = 14


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. `side`: group, municipality, or both. `since`: None when not known."""

    initiative: int
    side: str
    sentence: str
    url: str
    since: date | None = None
    pill: str = ""
    tone: str = "neutral"
    # Nobody's business but that of the side it waits for.
    is_inner: bool = False


def waiting(facts: Facts) -> dict[int, list[Waiting]]:
    """All that waits in each initiative, what waits longest first."""
    found: dict[int, list[Waiting]] = {pk: [] for pk in facts.initiatives}
    for item in _all(facts):
        found[item.initiative].append(item)
    for items in found.values():
        items.sort(key=lambda item: (item.since is None, item.since, item.sentence))
    return found


def side_of(person: Participant | None) -> str:
    """On whose side somebody looks at what waits: a guide waits with the group.

    Empty for another party and for who takes no part: both sides are then others.
    """
    if person is None or person.side == Side.OTHER:
        return ""
    return MUNICIPALITY if person.side == Side.MUNICIPALITY else GROUP


def silence(since: date) -> str:
    """ "3 weken stil": whole days, weeks from 14 days, months from 60."""
    n = max((timezone.localdate() - since).days, 0)
    if n == 0:
        return _("vandaag")
    if n < 14:
        return ngettext("{n} dag stil", "{n} dagen stil", n).format(n=n)
    if n < 60:
        return ngettext("{n} week stil", "{n} weken stil", n // 7).format(n=n // 7)
    return ngettext("{n} maand stil", "{n} maanden stil", n // 30).format(n=n // 30)


def tone_of(since: date) -> str:
    return "bad" if (timezone.localdate() - since).days >= LONG else "neutral"


def _all(facts: Facts) -> Iterator[Waiting]:
    for comment, side in facts.unanswered:
        yield _of_comment(comment, side, facts.home_of(comment))
    for version in facts.versions:
        if version.status == Status.DRAFT:
            yield _of_draft(version)
        elif version.status == Status.PROPOSED:
            yield from _of_proposal(version, facts.carrying(version))
            yield from _of_objections(version, facts.open_objections(version))
        elif version.status == Status.ENDED:
            yield from _of_end(version)
        elif version.paused_at:  # type: ignore[attr-defined]
            # What stands still is not late, and is looked back on when it goes on.
            yield from _of_pause(version)
        else:
            yield from _of_dates(version)
            yield from _of_late_lines(version)
    yield from _of_change_proposals(facts)
    for initiative in facts.initiatives.values():
        yield from _of_people(initiative)


def _silent(initiative: Initiative, side: str, sentence: str, url: str, since: date) -> Waiting:
    return Waiting(initiative.pk, side, sentence, url, since, silence(since), tone_of(since))


def _of_comment(comment: Comment, side: str, version_pk: int) -> Waiting:
    sentence = {
        CommentKind.QUESTION: _("Een vraag bij “{heading}” wacht op antwoord."),
        CommentKind.CONCERN: _("Een zorg bij “{heading}” wacht op antwoord."),
        CommentKind.IDEA: _("Een idee bij “{heading}” wacht op antwoord."),
    }[CommentKind(comment.kind)]
    return _silent(
        comment.initiative,
        side,
        sentence.format(heading=comment.heading),
        f"{_page(version_pk)}#reactie-{comment.pk}",
        timezone.localdate(comment.at),
    )


def _page(version_pk: int) -> str:
    return reverse("version", args=[version_pk])


def _text(version: AgreementVersion) -> dict[str, object]:
    return {"title": version.agreement.title, "number": version.number}


def _of_draft(version: AgreementVersion) -> Waiting:
    began = timezone.localdate(version.began_at)
    return Waiting(
        version.initiative.pk,
        version.began_side,
        _("Het concept van “{title}” is nog niet voorgesteld.").format(**_text(version)),
        # Who reads along with an open draft may not always write in it.
        _page(version.pk) if version.is_open else reverse("write", args=[version.pk]),
        began,
        silence(began),
        tone_of(began),
    )


def _of_proposal(version: AgreementVersion, carrying: Carrying) -> Iterator[Waiting]:
    """Both sides in turn: who does not carry it yet, or that it can take effect."""
    initiative, url, text = version.initiative, _page(version.pk), _text(version)
    proposed = timezone.localdate(version.proposed_at)
    if carrying.backing.hidden:
        sentence = _("Over versie {number} van “{title}” zegt iedereen eerst zelf iets.")
        yield _silent(initiative, BOTH, sentence.format(**text), url, proposed)
        return
    if carrying.by_both:
        last = max([proposed, *(timezone.localdate(c.said_at) for c in carrying.mandates)])
        sentence = _("Versie {number} van “{title}” kan ingaan. Beide kanten staan erachter.")
        yield _silent(initiative, BOTH, sentence.format(**text), url, last)
        return
    if not carrying.by_group and not carrying.backing.objecting:
        sentence = _("De groep staat nog niet achter versie {number} van “{title}”.")
        yield _silent(initiative, GROUP, sentence.format(**text), url, proposed)
    if not carrying.by_municipality:
        sentence = _("De gemeente staat nog niet achter versie {number} van “{title}”.")
        yield _silent(initiative, MUNICIPALITY, sentence.format(**text), url, proposed)


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
        url = f"{_page(version.pk)}#woord-{word.pk}"
        since = timezone.localdate(word.said_at)
        yield _silent(version.initiative, side, sentence.format(**_text(version)), url, since)


def _of_dates(version: AgreementVersion) -> Iterator[Waiting]:
    """The day of looking back came, or the last day is near or past."""
    today, pk, url = timezone.localdate(), version.initiative.pk, _page(version.pk)
    back = version.look_back_on
    if back and back <= today:
        sentence = _("Het is tijd om samen terug te kijken op “{title}”.").format(**_text(version))
        yield Waiting(pk, BOTH, sentence, url, back, distance(back), tone_of(back))
    last = version.last_day
    if last is None or last - END_IS_NEAR > today:
        return
    facts = {**_text(version), "day": format_date(last, "j F")}
    if last < today:
        sentence = _("“{title}” liep tot en met {day}. Kies samen: verder, anders of stoppen.")
    elif version.trial_until:
        sentence = _(
            "De proef van “{title}” loopt tot en met {day}. Kies samen hoe het verder gaat."
        )
    else:
        sentence = _("“{title}” loopt tot en met {day}. Kies samen: verder, anders of stoppen.")
    tone = "bad" if last < today else "neutral"
    yield Waiting(pk, BOTH, sentence.format(**facts), url, last - END_IS_NEAR, distance(last), tone)


def _of_pause(version: AgreementVersion) -> Iterator[Waiting]:
    """The day to look again came; before that, for the other side, that it stands still."""
    pk, url, today = version.initiative.pk, _page(version.pk), timezone.localdate()
    until = version.paused_until  # type: ignore[attr-defined]
    began = timezone.localdate(version.paused_at)  # type: ignore[attr-defined]
    if until <= today:
        facts = {**_text(version), "day": format_date(until, "j F")}
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
        yield Waiting(pk, side, sentence.format(**_text(version)), url, began, distance(began))


def _of_end(version: AgreementVersion) -> Iterator[Waiting]:
    """For the other side, that it ended; there is nothing to do, but it must be known."""
    agreement = version.agreement
    ended = timezone.localdate(agreement.ended_at)
    if agreement.ended_by is None or timezone.localdate() - ended >= NEWS:
        return
    side = _other_side(agreement.ended_by.side)
    by_group = _("De groep liet “{title}” stoppen. Lees waarom.")
    by_municipality = _("De gemeente liet “{title}” stoppen. Lees waarom.")
    sentence = (by_group if side == MUNICIPALITY else by_municipality).format(**_text(version))
    pk, url = version.initiative.pk, _page(version.pk)
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
            ).format(n=n, **_text(version))
            url = f"{_page(version.pk)}#{getattr(version, f'asked_{side}_key')}"
            yield _silent(version.initiative, side, sentence, url, timezone.localdate(since))


def _of_late_lines(version: AgreementVersion) -> Iterator[Waiting]:
    """What was promised for a day that is past; one item a side, however many lines."""
    for side in (MUNICIPALITY, GROUP, BOTH):
        n, oldest = getattr(version, f"late_{side}"), getattr(version, f"late_{side}_on")
        if not n:
            continue
        sentence = late_sentence(side, n).format(
            n=n, day=format_date(oldest, "j F"), title=version.agreement.title
        )
        pk = version.initiative.pk
        yield Waiting(pk, side, sentence, _page(version.pk), oldest, _("te laat"), "bad")


def late_sentence(side: str, n: int) -> str:
    if side == MUNICIPALITY:
        return ngettext(
            "De gemeente beloofde iets voor {day}, in “{title}”.",
            "De gemeente beloofde {n} dingen in “{title}”, het eerste voor {day}.",
            n,
        )
    if side == GROUP:
        return ngettext(
            "De groep zou iets doen voor {day}, in “{title}”.",
            "De groep zou {n} dingen doen in “{title}”, het eerste voor {day}.",
            n,
        )
    return ngettext(
        "Samen was iets afgesproken voor {day}, in “{title}”.",
        "Samen waren {n} dingen afgesproken in “{title}”, het eerste voor {day}.",
        n,
    )


def _of_people(initiative: Initiative) -> Iterator[Waiting]:
    """Who asks to take part; and for the group itself, of whom nothing was heard."""
    sentence = _("Iemand vraagt om mee te doen.")
    url = reverse("people", args=[initiative.pk])
    for side in (GROUP, BOTH):
        asked = getattr(initiative, f"asked_{side}_at", None)
        if asked:
            yield _silent(initiative, side, sentence, url, timezone.localdate(asked))
    n = getattr(initiative, "silent_count", None)
    if n:
        sentence = ngettext(
            "Van {n} persoon is hier lang niets gehoord. Doet die nog mee?",
            "Van {n} mensen is hier lang niets gehoord. Doen zij nog mee?",
            n,
        )
        yield Waiting(initiative.pk, GROUP, sentence.format(n=n), f"{url}#nog-mee", is_inner=True)
