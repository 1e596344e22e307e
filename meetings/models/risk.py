from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.models.progress import check_look_again
from initiatives.models import Initiative, Participant, Side, Written, tell_as
from initiatives.states import Overtaken, Refused
from meetings.states import RiskKind, RiskWord, Status
from places.models import ClosingCheck, PlaceReport

from .from_a_side import FromASide
from .meeting import Meeting

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        "risk_named": _lazy("{by} noemde een risico"),
        "bottleneck_named": _lazy("{by} noemde een knelpunt"),
        "risk_back": _lazy("{by} liet weten dat een risico of knelpunt terug is"),
    }
)

# More than anybody talks through: first some have to go.
MOST_OPEN = 300
# What hiding a text sets.
HIDDEN = ("hidden_at", "hidden_by", "hidden_because")


class RiskItemQuerySet(models.QuerySet["RiskItem"]):
    def visible_to(self, who: Who) -> RiskItemQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def with_home(self) -> RiskItemQuerySet:
        return self.select_related("initiative", "by__initiative")

    def open(self) -> RiskItemQuerySet:
        """What every next agenda holds."""
        return self.filter(gone_at=None)

    def needing_a_word(self, meeting: Meeting) -> RiskItemQuerySet:
        """What `meeting` cannot close without: open, with no word in it yet, and not new in it."""
        said = RiskReview.objects.filter(risk=models.OuterRef("pk"), meeting=meeting)
        found = self.open().filter(initiative=meeting.initiative_id)
        new = models.Q(named_in=meeting, named_in__isnull=False)
        return found.exclude(new).filter(~models.Exists(said))


class RiskItem(FromASide):
    """A risk (it may happen) or a bottleneck (it is happening), in one sentence.

    It comes back on every agenda until a meeting says that it is gone, and can come back later.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="risks")
    kind = models.CharField(_lazy("wat is het?"), max_length=10, choices=RiskKind.choices)
    text = models.CharField(_lazy("in één zin"), max_length=200)
    # The meeting during which it was named; None: before one.
    named_in = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="named_risks", null=True, blank=True
    )
    keeper = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="keeps", null=True, blank=True
    )
    look_again_on = models.DateField(_lazy("wanneer kijken we weer?"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    # Where it came from, when somebody wrote it down in a room.
    closing_check = models.OneToOneField(
        ClosingCheck, on_delete=models.SET_NULL, related_name="risk", null=True, blank=True
    )
    place_report = models.ForeignKey(
        PlaceReport, on_delete=models.SET_NULL, related_name="risks", null=True, blank=True
    )
    # Set when the meeting that said so closes, and taken back when it is reopened.
    gone_at = models.DateTimeField(null=True, blank=True)
    # The last day on which somebody said that it is back.
    back_on = models.DateField(null=True, blank=True)

    objects = RiskItemQuerySet.as_manager()

    class Meta:
        ordering = ["added_on", "pk"]
        indexes = [models.Index(fields=["initiative", "gone_at"], name="risks_of_initiative")]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def name_one(
        cls,
        initiative: Initiative,
        *,
        by: Participant | None,
        side: Side | str,
        kind: RiskKind | str,
        text: str,
        meeting: Meeting | None = None,
        is_signed: bool = False,
        closing_check: ClosingCheck | None = None,
        place_report: PlaceReport | None = None,
    ) -> RiskItem:
        """Names a risk or bottleneck. `by` None: the group does so without a name.

        `meeting`: the one under way in which it was said; it is new there. When that one closed
        meanwhile nothing is lost: it stands on the next agenda. The same form twice is one.
        """
        if by is None and side != Side.GROUP:
            raise Refused(_("Alleen de groep kan dit zonder naam."), kept=text)
        if meeting is not None and meeting.initiative_id != initiative.pk:
            raise ValueError("A risk is named in a meeting of its own initiative.")
        with transaction.atomic():
            # Without any meeting ahead, two at once still wait for each other.
            Initiative.objects.select_for_update(no_key=True).get(pk=initiative.pk)
            ahead = Meeting.objects.lock_ahead(initiative)
            running = {one.pk for one in ahead if one.status == Status.UNDER_WAY}
            mine = cls.objects.open().filter(initiative=initiative)
            same = mine.filter(by=by, side=side, kind=kind, text=text, hidden_at=None).first()
            if same is not None:
                return same
            if mine.count() >= MOST_OPEN:
                sentence = _("Er staan er {n} open. Kijk eerst welke weg kunnen.")
                raise Refused(sentence.format(n=MOST_OPEN), kept=text)
            risk = cls.objects.create(
                initiative=initiative,
                by=by,
                side=side,
                kind=kind,
                text=text,
                is_signed=is_signed and by is not None,
                closing_check=closing_check,
                place_report=place_report,
                named_in=meeting if meeting is not None and meeting.pk in running else None,
            )
            risk.tell_added("risk_named" if kind == RiskKind.RISK else "bottleneck_named")
        return risk

    def keep(
        self,
        *,
        by: Participant,
        kind: RiskKind | str,
        keeper: Participant | None,
        look_again_on: date | None,
        revision: int,
    ) -> None:
        """Who keeps an eye on it, when people look again, and which of the two it is.

        `Overtaken` when somebody changed one of these since `revision`; the same again is nothing.
        """
        if keeper is not None and keeper.initiative_id != self.initiative_id:
            raise ValueError("Who keeps an eye on a risk takes part in its initiative.")
        wanted = {
            "kind": str(kind),
            "keeper_id": keeper.pk if keeper else None,
            "look_again_on": look_again_on,
        }
        with transaction.atomic():
            Meeting.objects.lock_ahead(self.initiative)
            now = self._locked()
            stands = {name: getattr(now, name) for name in wanted}
            if stands == wanted:
                return
            if now.revision != revision:
                raise Overtaken(stands)
            if now.gone_at is not None:
                raise Refused(_("Dit is weg. Zeg eerst dat het terug is."))
            if look_again_on != now.look_again_on:
                check_look_again(look_again_on, kept="")
            if keeper is not None and keeper.pk != now.keeper_id:
                here = Participant.objects.filter(pk=keeper.pk).on(timezone.localdate())
                if not here.exists():
                    raise Refused(_("Kies iemand die nu meedoet."))
            RiskItem.objects.filter(pk=self.pk).update(**wanted, revision=now.revision + 1)
        self.refresh_from_db()

    def come_back(self, *, by: Participant) -> None:
        """ "Het is terug": it stands on the next agenda again, with all that was said of it."""
        with transaction.atomic():
            Meeting.objects.lock_ahead(self.initiative)
            now = self._locked()
            if now.gone_at is not None:
                RiskItem.objects.filter(pk=self.pk).update(
                    gone_at=None, back_on=timezone.localdate(), revision=now.revision + 1
                )
                self.initiative.tell("risk_back", by=by)
        self.refresh_from_db()

    def _locked(self) -> RiskItem:
        """As it stands in the database now; nobody changes it before the transaction ends."""
        return RiskItem.objects.select_for_update().get(pk=self.pk)


class RiskReviewQuerySet(models.QuerySet["RiskReview"]):
    def visible_to(self, who: Who) -> RiskReviewQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(who))

    def with_home(self) -> RiskReviewQuerySet:
        return self.select_related("meeting__initiative", "risk", "by__initiative")


class NewerRiskWord(Refused):
    """Somebody said another word of this risk in the same meeting. `newest`: that."""

    def __init__(self, newest: RiskReview, *, kept: str) -> None:
        sentence = _("Net is er iets anders gezegd: {word}. Kijk eerst of je woord nog klopt.")
        super().__init__(sentence.format(word=newest.get_word_display()), kept=kept)
        self.newest = newest


class RiskReview(Written):
    """What one meeting said of a risk or bottleneck. One word a meeting.

    The timeline tells of the meeting as a whole; every word of it stands in its minutes.
    """

    risk = models.ForeignKey(RiskItem, on_delete=models.CASCADE, related_name="reviews")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="reviews")
    word = models.CharField(max_length=11, choices=RiskWord.choices)
    text = models.CharField(_lazy("wil je er iets bij zeggen?"), max_length=300, blank=True)
    said_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    objects = RiskReviewQuerySet.as_manager()

    class Meta:
        ordering = ["meeting__starts_at", "meeting_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["risk", "meeting"], name="one_word_of_a_risk_a_meeting")
        ]

    @property
    def initiative(self) -> Initiative:
        return self.meeting.initiative

    @classmethod
    def say(
        cls,
        risk: RiskItem,
        meeting: Meeting,
        *,
        by: Participant,
        word: RiskWord | str,
        text: str = "",
        seen: int | None,
    ) -> RiskReview:
        """What `meeting`, which is under way, says of `risk`.

        `seen`: the revision of the word that was on the screen, None when there was none.
        `NewerRiskWord` when another one came meanwhile. The same twice is once.
        """
        if risk.initiative_id != meeting.initiative_id:
            raise ValueError("A meeting talks about the risks of its own initiative.")
        with transaction.atomic():
            now = meeting.lock(Status.UNDER_WAY, kept=text)
            review = cls.objects.filter(risk=risk, meeting=now).first()
            if review is not None and (review.word, review.text) == (word, text):
                return review
            if (review.revision if review else None) != seen:
                if review is None:
                    raise Refused(_("Kijk eerst wat er nu staat."), kept=text)
                raise NewerRiskWord(review, kept=text)
            if review is None and not RiskItem.objects.open().filter(pk=risk.pk).exists():
                raise Refused(_("Dit is al weg. Zeg eerst dat het terug is."), kept=text)
            is_first = review is None
            review = review or cls(risk=risk, meeting=now, revision=0)
            changed = ["by", "word", "said_at", "revision"]
            if review.text != text:
                review.become_another_text()
                changed += ["text", "reported_at", "reported_because", *HIDDEN]
            review.by, review.word, review.text = by, word, text
            review.said_at, review.revision = timezone.now(), review.revision + 1
            # Only these: who hides the same words at this moment waits for no meeting.
            review.save(update_fields=None if is_first else changed)
        return review

    @classmethod
    def rest_not_reached(cls, meeting: Meeting, *, by: Participant) -> int:
        """ "De rest: niet aan toegekomen": of all that have no word yet. How many those were."""
        with transaction.atomic():
            now = meeting.lock(Status.UNDER_WAY)
            left = RiskItem.objects.needing_a_word(now)
            said = [cls(risk=risk, meeting=now, by=by, word=RiskWord.NOT_REACHED) for risk in left]
            cls.objects.bulk_create(said)
        return len(said)
