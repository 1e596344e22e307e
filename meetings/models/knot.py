from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from agreements.models import Comment, Commitment
from agreements.models.progress import side_of
from initiatives.models import Initiative, Participant, Period, Side, Written, tell_as
from initiatives.models.period import running_on
from initiatives.states import Refused
from meetings.states import Status

from .action import ActionItem
from .meeting import Meeting
from .risk import RiskItem

if TYPE_CHECKING:
    from initiatives.who import Who
    from meetings.knots import Source

    from .knot_reply import KnotReply

tell_as(
    {
        "knot_laid": _lazy("{by} maakte van iets dat vastzit een knoop. {about} beslist"),
        "knot_decider_changed": _lazy("{by} liet weten dat {about} nu over een knoop beslist"),
        "knot_withdrawn": _lazy("{by} nam een knoop terug"),
    }
)

# What a knot can come from; at most one of them.
ORIGINS = ("line", "comment", "action", "risk")
OF_MODEL: dict[type[models.Model], str] = {
    Commitment: "line",
    Comment: "comment",
    ActionItem: "action",
    RiskItem: "risk",
}
# So long somebody gets to decide, unless people choose another day.
USUAL_TIME = timedelta(weeks=2)
# Further ahead is no day that anybody waits for.
MOST_AHEAD = timedelta(days=366)

Origin = Commitment | Comment | ActionItem | RiskItem


class AlreadyKnot(Refused):
    """What this is about is a knot already. `knot`: that one."""

    def __init__(self, knot: Knot, *, kept: str) -> None:
        super().__init__(_("Hiervan is al een knoop gemaakt. Kijk daar hoe het staat."), kept=kept)
        self.knot = knot


class KnotQuerySet(models.QuerySet["Knot"]):
    def visible_to(self, who: Who) -> KnotQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def with_home(self) -> KnotQuerySet:
        return self.select_related("initiative", "by__initiative", "decider", "stand_in")

    def open(self) -> KnotQuerySet:
        return self.filter(answered_at=None, withdrawn_at=None)

    def answered(self) -> KnotQuerySet:
        return self.exclude(answered_at=None)

    def about(self, origin: Origin) -> KnotQuerySet:
        """Those that came from `origin`; of a line in whatever version it stands."""
        if isinstance(origin, Commitment):
            agreement = origin.clause.version.agreement_id
            return self.filter(line__key=origin.key, line__clause__version__agreement=agreement)
        return self.filter(**{OF_MODEL[type(origin)]: origin})

    def with_turn(self) -> KnotQuerySet:
        """Adds whether those who decide take part today, for the municipality."""
        here = Period.objects.filter(
            running_on(timezone.localdate()), participant__side=Side.MUNICIPALITY
        )
        return self.annotate(  # type: ignore[no-redef]
            decider_is_here=models.Exists(here.filter(participant=models.OuterRef("decider"))),
            stand_in_is_here=models.Exists(here.filter(participant=models.OuterRef("stand_in"))),
        )


class Knot(Written):
    """A question that is stuck and waits for a decision: who decides, and before when.

    It comes from a line of an agreement, a reaction, an action, a risk, or by itself; its answer
    goes back to where it came from.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="knots")
    question = models.CharField(_lazy("wat is de vraag?"), max_length=200)
    why_stuck = models.CharField(_lazy("waarom zit het vast?"), max_length=300)
    line = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="knots", null=True, blank=True
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.PROTECT, related_name="knots", null=True, blank=True
    )
    action = models.ForeignKey(
        ActionItem, on_delete=models.PROTECT, related_name="knots", null=True, blank=True
    )
    risk = models.ForeignKey(
        RiskItem, on_delete=models.PROTECT, related_name="knots", null=True, blank=True
    )
    # The meeting that laid it, or at which the answer is asked.
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="knots", null=True, blank=True
    )
    decider = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="decides")
    stand_in = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    before_on = models.DateField(_lazy("voor wanneer?"))
    opened_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    revision = models.PositiveIntegerField(default=1)

    # Only on what `with_turn` loaded.
    decider_is_here: bool
    stand_in_is_here: bool
    # Only on what `knots.load_knots` loaded: its answers, the newest last; the newest answer, how
    # often it was "nog niet", and where it came from.
    said: list[KnotReply]
    last_answer: str
    times_moved: int
    source: Source | None

    objects = KnotQuerySet.as_manager()

    class Meta:
        ordering = ["before_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[name],
                condition=models.Q(answered_at=None, withdrawn_at=None),
                name=f"one_open_knot_of_a_{name}",
            )
            for name in ORIGINS
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def text(self) -> str:
        """What it says, as of any text that can be hidden."""
        return self.question

    # Whose turn it is ------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None

    @property
    def days_left(self) -> int:
        """Below zero: so many days the answer is late."""
        return (self.before_on - timezone.localdate()).days

    @property
    def is_late(self) -> bool:
        return self.is_open and self.days_left < 0

    @property
    def clock(self) -> str:
        """ "nog 5 dagen", "vandaag", "2 dagen over tijd"; "" when nobody waits any more."""
        if not self.is_open:
            return ""
        days = self.days_left
        if days == 0:
            return _("vandaag")
        if days < 0:
            return ngettext("{n} dag over tijd", "{n} dagen over tijd", -days).format(n=-days)
        return ngettext("nog {n} dag", "nog {n} dagen", days).format(n=days)

    @property
    def tone(self) -> str:
        """The colour of the clock: late is wrong, near is new."""
        if self.is_late:
            return "bad"
        return "new" if self.days_left <= 3 else "neutral"

    @property
    def turn(self) -> str:
        """Who is asked now, "decider" or "stand_in": after the day, and when the one who decides
        left, the stand-in. "" when neither takes part any more. Needs `with_turn`."""
        if self.stand_in_is_here and (self.is_late or not self.decider_is_here):
            return "stand_in"
        return "decider" if self.decider_is_here else ""

    @property
    def asked(self) -> Participant | None:
        people = {"decider": self.decider, "stand_in": self.stand_in}
        return people.get(self.turn)

    def takes_answer_of(self, person: Participant | None) -> bool:
        """Whether `person` may decide now: who decides, and the stand-in when asked."""
        if person is None or not self.is_open:
            return False
        asked = self.asked
        return person.pk == self.decider_id or (asked is not None and person.pk == asked.pk)

    def may_be_withdrawn_by(self, person: Participant | None) -> bool:
        """By whoever laid it, and by the side that did. Another party is no side."""
        if person is None or not self.is_open:
            return False
        return person.pk == self.by_id or (bool(side_of(person)) and side_of(person) == self._side)

    @property
    def _side(self) -> str:
        return side_of(self.by)

    # What people do --------------------------------------------------------------------------

    @classmethod
    def lay(
        cls,
        initiative: Initiative,
        *,
        by: Participant,
        question: str,
        why_stuck: str,
        decider: Participant,
        stand_in: Participant | None,
        before_on: date,
        origin: Origin | None = None,
        meeting: Meeting | None = None,
        is_signed: bool = False,
    ) -> Knot:
        """Asks for a decision on something that is stuck. The same form twice is one knot.

        `AlreadyKnot` when its origin waits for a decision already. `meeting`: the one under way at
        which people lay it.
        """
        kept = f"{question}\n{why_stuck}"
        check_day(before_on, timezone.localdate(), kept=kept)
        if origin is not None:
            _check_origin(initiative, origin, kept=kept)
        from_where = {OF_MODEL[type(origin)]: origin} if origin is not None else {}
        with transaction.atomic():
            # No meeting may lie ahead; two at once still wait for each other here. What others
            # write into the initiative meanwhile does not.
            Initiative.objects.select_for_update(no_key=True).get(pk=initiative.pk)
            ahead = Meeting.objects.lock_ahead(initiative)
            _check_decides(initiative, decider, stand_in, kept=kept)
            open_ones = cls.objects.open().filter(initiative=initiative)
            found = open_ones.about(origin) if origin is not None else open_ones
            same = found.filter(by=by, question=question, why_stuck=why_stuck, **from_where).first()
            if same is not None:
                return same
            before = found.first() if origin is not None else None
            if before is not None:
                raise AlreadyKnot(before, kept=kept)
            running = next((m for m in ahead if m.status == Status.UNDER_WAY), None)
            knot = cls.objects.create(
                initiative=initiative,
                by=by,
                question=question,
                why_stuck=why_stuck,
                decider=decider,
                stand_in=stand_in,
                before_on=before_on,
                meeting=running if meeting is not None and running == meeting else None,
                is_signed=is_signed,
                **from_where,
            )
            initiative.tell("knot_laid", by=by, about=decider, knot=knot.pk, signed=is_signed)
        return knot

    def lock(self, *, seen: int | None = None, kept: str = "") -> Knot:
        """Inside a transaction: nobody answers or takes back this knot meanwhile, and what carries
        over stands still. Gives what stands in the database now; refused when it is over, or when
        it is another than the `revision` that was seen."""
        Meeting.objects.lock_ahead(self.initiative)
        Knot.objects.filter(pk=self.pk).update(revision=models.F("revision") + 1)
        now = Knot.objects.with_turn().select_related("decider", "stand_in", "by").get(pk=self.pk)
        now.initiative = self.initiative
        if now.withdrawn_at is not None:
            raise Refused(_("Deze knoop is teruggenomen."), kept=kept)
        if now.answered_at is not None:
            raise Refused(_("Op deze knoop is net antwoord gegeven. Lees dat eerst."), kept=kept)
        if seen is not None and now.revision - 1 != seen:
            raise Refused(_("Deze knoop is net veranderd. Kijk eerst wat er nu staat."), kept=kept)
        return now

    def change_decider(
        self, *, by: Participant, decider: Participant, stand_in: Participant | None, seen: int
    ) -> None:
        """The municipality says who decides now: somebody left, or somebody else is about it."""
        if by.side != Side.MUNICIPALITY:
            raise Refused(_("De gemeente zegt wie er beslist."))
        with transaction.atomic():
            before = Knot.objects.get(pk=self.pk)
            wanted = (decider.pk, stand_in.pk if stand_in else None)
            if (before.decider_id, before.stand_in_id) == wanted and before.is_open:
                return
            self.lock(seen=seen)
            _check_decides(self.initiative, decider, stand_in)
            Knot.objects.filter(pk=self.pk).update(decider=decider, stand_in=stand_in)
            self.initiative.tell("knot_decider_changed", by=by, about=decider, knot=self.pk)
        self.refresh_from_db()

    def withdraw(self, *, by: Participant) -> None:
        """ "Dit hoeft niet meer": by the side that asked. Twice is once."""
        if Knot.objects.filter(pk=self.pk, withdrawn_at__isnull=False).exists():
            return
        with transaction.atomic():
            now = self.lock()
            if not now.may_be_withdrawn_by(by):
                raise Refused(_("Wie deze knoop legde, kan hem terugnemen."))
            Knot.objects.filter(pk=self.pk).update(withdrawn_at=timezone.now(), withdrawn_by=by)
            self.initiative.tell("knot_withdrawn", by=by, knot=self.pk)
        self.refresh_from_db()


def check_day(day: date, first: date, *, kept: str) -> None:
    """A day to decide before is not past, and not too far away."""
    if day < first:
        raise Refused(_("Kies een dag vanaf vandaag."), kept=kept)
    if day > timezone.localdate() + MOST_AHEAD:
        raise Refused(_("Kies een dag binnen een jaar."), kept=kept)


def _check_decides(
    initiative: Initiative, decider: Participant, stand_in: Participant | None, *, kept: str = ""
) -> None:
    """Who decides takes part today, for the municipality; and so does who stands in."""
    wanted = {person.pk for person in (decider, stand_in) if person is not None}
    here = Participant.objects.filter(initiative=initiative, side=Side.MUNICIPALITY, pk__in=wanted)
    if here.on(timezone.localdate()).count() != len(wanted):
        raise Refused(_("Kies iemand van de gemeente die nu meedoet."), kept=kept)
    if stand_in is not None and stand_in.pk == decider.pk:
        raise Refused(_("Kies als vervanger iemand anders."), kept=kept)


def _check_origin(initiative: Initiative, origin: Origin, *, kept: str) -> None:
    """It belongs here, and both sides can read it."""
    home = origin.clause.initiative if isinstance(origin, Commitment) else origin.initiative
    if home != initiative:
        raise Refused(_("Dit hoort bij een ander initiatief."), kept=kept)
    if getattr(origin, "hidden_at", None):
        raise Refused(_("Deze tekst is verborgen. Maak een knoop die er los van staat."), kept=kept)
    version = None
    if isinstance(origin, Commitment):
        version = origin.clause.version
    elif isinstance(origin, Comment):
        version = origin.version
    if version is not None and version.is_of_one_side:
        raise Refused(_("Dit staat in een concept van één kant. Laat eerst meelezen."), kept=kept)
