from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.people import REFERENCE
from agreements.states import Party, ProgressState, Status
from initiatives.models import Initiative, Participant, tell_as
from initiatives.names import name_key
from initiatives.states import Refused

from .clause import Clause, Line
from .open_point import OpenPoint
from .progress import ProgressUpdate, check_look_again, side_of
from .version import AgreementVersion

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        "point_found": _lazy("{by} zocht uit: {what}"),
        "point_no_news": _lazy("{by} weet dit nog niet: {what}"),
        "point_dropped": _lazy("{by} zegt dat dit niet meer nodig is: {what}"),
    }
)

# What can be said of something that is to be found out, and how the timeline tells it.
TOLD_AS = {
    ProgressState.DONE: "point_found",
    ProgressState.NO_NEWS: "point_no_news",
    ProgressState.DROPPED: "point_dropped",
}


def finds_out(point: OpenPoint, person: Participant) -> bool:
    """Whether `person` may say how it stands with `point`: somebody of the side that would find
    out, or of either when both would. Another party says it itself, or either side has heard."""
    if side := side_of(person):
        return point.party in (side, Party.BOTH, Party.OTHER)
    if point.party != Party.OTHER or not point.finder:
        return False
    # By name, or by reference: so is stored whoever took part when it was written.
    named = {int(pk) for pk in REFERENCE.findall(point.finder)}
    return person.pk in named or name_key(point.finder) == name_key(person.name)


class PointUpdateQuerySet(models.QuerySet["PointUpdate"]):
    def visible_to(self, who: Who) -> PointUpdateQuerySet:
        return self.filter(point__version__in=AgreementVersion.objects.visible_to(who))

    def with_home(self) -> PointUpdateQuerySet:
        return self.select_related("point__version__agreement__initiative", "by__initiative")


class PointUpdate(ProgressUpdate):
    """Of something that was not agreed yet: found out, not yet, or not needed any more."""

    point = models.ForeignKey(OpenPoint, on_delete=models.PROTECT, related_name="updates")

    objects = PointUpdateQuerySet.as_manager()

    class Meta(ProgressUpdate.Meta):
        pass

    @property
    def initiative(self) -> Initiative:
        return self.point.version.agreement.initiative

    @classmethod
    def say(
        cls,
        point: OpenPoint,
        *,
        by: Participant,
        state: ProgressState,
        text: str = "",
        look_again_on: date | None = None,
        is_signed: bool = False,
    ) -> PointUpdate:
        """One word on an open point of the text in effect. The same word twice is one.

        "Gedaan" is found out, and says what. Only "nog geen nieuws" has a day to look again.
        """
        if state not in TOLD_AS:
            raise Refused(_("Kies wat je hierover weet."), kept=text)
        if not finds_out(point, by):
            raise Refused(_("Wie dit zou uitzoeken, vertelt hoe het staat."), kept=text)
        look_again_on = look_again_on if state == ProgressState.NO_NEWS else None
        check_look_again(look_again_on, kept=text)
        with transaction.atomic():
            agreement = point.version.agreement
            agreement.lock(kept=text)
            _refuse_if_not_in_effect(point.version, text)
            last = (
                cls.objects.filter(point__version__agreement=agreement, point__key=point.key)
                .order_by("-said_at", "-pk")
                .first()
            )
            word = (point.pk, by.pk, state, text, look_again_on)
            if last and word == (
                last.point_id,
                last.by_id,
                last.state,
                last.text,
                last.look_again_on,
            ):
                return last
            update = cls.objects.create(
                point=point,
                by=by,
                state=state,
                text=text,
                look_again_on=look_again_on,
                is_signed=is_signed,
                said_at=timezone.now(),
            )
            agreement.initiative.tell(TOLD_AS[state], by=by, what=point.what, signed=is_signed)
        return update

    def put_into(self, draft: AgreementVersion) -> Clause:
        """What was found out as a clause of `draft`; there it is no open point any more. Gives the
        clause that is there when somebody did this before."""
        if self.state != ProgressState.DONE or self.hidden_at is not None:
            raise Refused(_("Hier is nog niets uitgezocht."))
        heading = _heading_of(self.point.what)
        found = Line(text=self.text, party=Party.BOTH)
        with transaction.atomic():
            draft.lock_draft(kept=self.text)
            for clause in draft.clauses.prefetch_related("commitments"):
                if clause.says(heading, [found]):
                    return clause
            clause = draft.add_clause(heading=heading)
            clause.rewrite(revision=clause.revision, heading=heading, lines=[found])
            draft.open_points.filter(key=self.point.key, what=self.point.what).delete()
        return clause


def _heading_of(what: str) -> str:
    """What was not known yet as the question above a clause, cut between words."""
    longest = 100
    if len(what) <= longest:
        return what
    return what[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _refuse_if_not_in_effect(version: AgreementVersion, kept: str) -> None:
    now = AgreementVersion.objects.get(pk=version.pk)
    if now.status == Status.REPLACED:
        raise Refused(
            _("Er geldt een nieuwere tekst. Kijk of dit punt daar nog in staat."), kept=kept
        )
    if now.status != Status.IN_EFFECT:
        raise Refused(_("Deze tekst geldt niet. Er is nu niets om uit te zoeken."), kept=kept)
