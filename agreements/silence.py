"""Of which side nothing was heard for too long, and whether it was asked how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.load_progress import LineProgress, load_progress
from agreements.loading import load_clauses
from agreements.models import AgreementVersion, Commitment, NewsAsk
from agreements.models.progress import ASKED_AGAIN
from agreements.states import Party
from initiatives.templatetags.dates import span_of

# How far back to load: `still_asked` looks at local days, so a day more.
LATELY = ASKED_AGAIN + timedelta(days=1)
# Both together ask themselves; another party is no side that can be asked here.
CAN_BE_ASKED = (Party.GROUP, Party.MUNICIPALITY)


@dataclass(frozen=True)
class Silence:
    """One side, silent about some of its own lines. `asked`: that it was asked in the last week."""

    party: str
    since: date
    count: int
    asked: NewsAsk | None = None

    @property
    def span(self) -> str:
        return span_of((timezone.localdate() - self.since).days)

    @property
    def sentence(self) -> str:
        """For the other side, without blame: it only says what was not heard."""
        if self.party == Party.MUNICIPALITY:
            text = ngettext(
                "De gemeente heeft {span} niets laten weten over {n} regel.",
                "De gemeente liet al een tijd niets weten over {n} regels, het langst {span}.",
                self.count,
            )
        else:
            text = ngettext(
                "De groep heeft {span} niets laten weten over {n} regel.",
                "De groep liet al een tijd niets weten over {n} regels, het langst {span}.",
                self.count,
            )
        return text.format(span=self.span, n=self.count)

    @property
    def question(self) -> str:
        """For the side itself."""
        return ngettext(
            "Over {n} regel lieten jullie {span} niets weten. Hoe staat het?",
            "Over {n} regels lieten jullie niets weten, het langst {span}. Hoe staat het?",
            self.count,
        ).format(span=self.span, n=self.count)

    @property
    def was_asked(self) -> str:
        if self.party == Party.MUNICIPALITY:
            return _("De gemeente is gevraagd hoe het staat.")
        return _("De groep is gevraagd hoe het staat.")


def load_asks(agreements: Iterable[int]) -> dict[tuple[int, str], NewsAsk]:
    """(agreement, party) -> the last time that side was asked, when that was in the last week."""
    lately = timezone.now() - LATELY
    return still_asked(NewsAsk.objects.filter(agreement__in=list(agreements), at__gte=lately))


def still_asked(asks: Iterable[NewsAsk]) -> dict[tuple[int, str], NewsAsk]:
    """(agreement, party) -> the last of `asks`, of those that still wait for an answer."""
    today = timezone.localdate()
    return {(ask.agreement_id, ask.party): ask for ask in asks if ask.again_on > today}


def silences(
    lines: Iterable[LineProgress], asks: dict[tuple[int, str], NewsAsk]
) -> dict[tuple[int, str], Silence]:
    """(agreement, party) -> its silence, of the sides that can be asked."""
    quiet: dict[tuple[int, str], list[date]] = {}
    for at in lines:
        if at.silent_since is not None and at.line.party in CAN_BE_ASKED:
            key = (at.line.clause.version.agreement_id, at.line.party)
            quiet.setdefault(key, []).append(at.silent_since)
    return {
        key: Silence(key[1], min(days), len(days), asks.get(key)) for key, days in quiet.items()
    }


def lines_of(version: AgreementVersion) -> list[Commitment]:
    """The lines of a text in order, each with its clause and version. One query."""
    lines: list[Commitment] = []
    for clause in load_clauses([version.pk])[version.pk]:
        clause.version = version
        lines += clause.commitments.all()
    return lines


def silence_in(version: AgreementVersion, party: str) -> Silence | None:
    """What `party` is silent about in `version`, now."""
    found = silences(load_progress(lines_of(version)).values(), {})
    return found.get((version.agreement_id, party))
