"""What waits of the lines of a running text: late, silent, time for a word, stuck, or seen
differently. Each line is told once, and one item holds all lines of a side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.how_it_stands import IN_QUERY
from agreements.load_progress import LineProgress
from agreements.models import AgreementVersion
from agreements.progress import Standing
from agreements.silence import Silence
from agreements.states import Party
from initiatives.templatetags.dates import distance, span_of
from overview.wait import BOTH, GROUP, MUNICIPALITY, Waiting, silent, text_of

SLUGS = {party.value: slug for slug, party in IN_QUERY.items()}
# For whom it waits whose line it is: of another party either side can ask and tell.
WAITS_FOR = {
    Party.GROUP: GROUP,
    Party.MUNICIPALITY: MUNICIPALITY,
    Party.BOTH: BOTH,
    Party.OTHER: BOTH,
}


def of_lines(
    version: AgreementVersion, lines: list[LineProgress], quiet: dict[str, Silence]
) -> Iterator[Waiting]:
    """Each line is told once, under what is most urgent; one item a side, however many lines."""
    found: dict[tuple[str, str], list[LineProgress]] = defaultdict(list)
    for at in lines:
        what = _urgency(at)
        if what:
            found[what, at.line.party].append(at)
    for (what, party), told in found.items():
        if what == "late":
            yield _of_late(version, party, told)
        elif what == "silent":
            yield _of_silence(version, party, told, quiet.get(party))
        elif what == "asked":
            yield _of_asked(version, party, told)
    for what in ("contested", "stuck"):
        of_all = [at for (word, _party), told in found.items() if word == what for at in told]
        if of_all:
            yield _to_talk_about(version, what, of_all)


def _urgency(at: LineProgress) -> str:
    if at.is_contested:
        return "contested"
    if at.is_late:
        return "late"
    if at.standing is Standing.STUCK:
        return "stuck"
    if at.silent_since:
        return "silent"
    return "asked" if at.progress.is_asked else ""


def _where(version: AgreementVersion, lines: list[LineProgress]) -> str:
    """One line has a page of its own; several stand under the side whose they are."""
    if len(lines) == 1:
        return reverse("line_progress", args=[lines[0].line.pk])
    page = reverse("agreement_progress", args=[version.pk])
    parties = {at.line.party for at in lines}
    return f"{page}#{SLUGS[parties.pop()]}" if len(parties) == 1 else page


def _of_late(version: AgreementVersion, party: str, lines: list[LineProgress]) -> Waiting:
    oldest = min(at.line.due_on for at in lines if at.line.due_on)
    sentence = late_sentence(party, len(lines)).format(
        n=len(lines), day=format_date(oldest, "j F"), title=version.agreement.title
    )
    url, side = _where(version, lines), WAITS_FOR[Party(party)]
    return Waiting(version.initiative.pk, side, sentence, url, oldest, _("te laat"), "bad")


def late_sentence(party: str, n: int) -> str:
    if party == Party.MUNICIPALITY:
        return ngettext(
            "De gemeente beloofde iets voor {day}, in “{title}”.",
            "De gemeente beloofde {n} dingen in “{title}”, het eerste voor {day}.",
            n,
        )
    if party == Party.GROUP:
        return ngettext(
            "De groep zou iets doen voor {day}, in “{title}”.",
            "De groep zou {n} dingen doen in “{title}”, het eerste voor {day}.",
            n,
        )
    if party == Party.OTHER:
        return ngettext(
            "Een andere partij zou iets doen voor {day}, in “{title}”.",
            "Andere partijen zouden {n} dingen doen in “{title}”, het eerste voor {day}.",
            n,
        )
    return ngettext(
        "Samen was iets afgesproken voor {day}, in “{title}”.",
        "Samen waren {n} dingen afgesproken in “{title}”, het eerste voor {day}.",
        n,
    )


def _of_silence(
    version: AgreementVersion, party: str, lines: list[LineProgress], quiet: Silence | None
) -> Waiting:
    """Of whom nothing was heard; and since when it was asked, when somebody did. For as long as
    every page says of this side, also when the oldest line is told as late."""
    since = min(at.silent_since for at in lines if at.silent_since)
    since = min(since, quiet.since) if quiet else since
    sentence = {
        Party.MUNICIPALITY: _("De gemeente heeft {span} niets laten weten over iets in “{title}”."),
        Party.GROUP: _("De groep heeft {span} niets laten weten over iets in “{title}”."),
        Party.BOTH: _("Over iets dat jullie samen doen in “{title}” is {span} niets gehoord."),
        Party.OTHER: _("Van een andere partij is {span} niets gehoord over iets in “{title}”."),
    }[Party(party)]
    span = span_of((timezone.localdate() - since).days)
    url, side = _where(version, lines), WAITS_FOR[Party(party)]
    text = sentence.format(span=span, **text_of(version))
    if quiet is not None and quiet.asked is not None:
        asked = format_date(timezone.localdate(quiet.asked.at), "j F")
        text = f"{text} {_('Gevraagd op {day}.').format(day=asked)}"
    return silent(version.initiative, side, text, url, since)


def _of_asked(version: AgreementVersion, party: str, lines: list[LineProgress]) -> Waiting:
    """A day to look again came, or it comes back and is asked about again."""
    today = timezone.localdate()
    n, since = len(lines), min(at.progress.asked_since or today for at in lines)
    sentence = {
        Party.MUNICIPALITY: ngettext(
            "De gemeente kan laten weten hoe het staat met “{heading}”.",
            "De gemeente kan laten weten hoe het staat met {n} dingen in “{title}”.",
            n,
        ),
        Party.GROUP: ngettext(
            "De groep kan laten weten hoe het staat met “{heading}”.",
            "De groep kan laten weten hoe het staat met {n} dingen in “{title}”.",
            n,
        ),
    }.get(
        Party(party),
        ngettext(
            "Laat samen weten hoe het staat met “{heading}”.",
            "Laat samen weten hoe het staat met {n} dingen in “{title}”.",
            n,
        ),
    )
    text = sentence.format(n=n, heading=lines[0].line.clause.heading, **text_of(version))
    url, side = _where(version, lines), WAITS_FOR[Party(party)]
    return Waiting(version.initiative.pk, side, text, url, since, distance(since))


def _to_talk_about(version: AgreementVersion, what: str, lines: list[LineProgress]) -> Waiting:
    """What both sides see differently, or what does not move: a talk, for both."""
    n = len(lines)
    if what == "contested":
        sentence = ngettext(
            "Jullie zien “{heading}” verschillend. Praat er samen over.",
            "Jullie zien {n} dingen in “{title}” verschillend. Praat er samen over.",
            n,
        )
        pill = _("verschillend gezien")
    else:
        sentence = ngettext(
            "Bij “{heading}” zit iets vast. Kijk er samen naar.",
            "In “{title}” zitten {n} dingen vast. Kijk er samen naar.",
            n,
        )
        pill = _("zit vast")
    text = sentence.format(n=n, heading=lines[0].line.clause.heading, **text_of(version))
    since = min(map(_said_on, lines))
    url = _where(version, lines)
    return Waiting(version.initiative.pk, BOTH, text, url, since, pill, "bad")


def _said_on(at: LineProgress) -> date:
    view = getattr(at.word, "other_view", None) if at.is_contested else None
    said = view or at.word
    return timezone.localdate(said.said_at) if said else timezone.localdate()
