from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.copying import copy_text
from agreements.every import Every
from agreements.library import AgreementTemplate
from agreements.states import KeyReturn, ParentalConsent, Status
from agreements.templates import text_of
from initiatives.models import Initiative, Participant, Side, tell_as
from initiatives.states import Refused

from .version import HEAD_FIELDS, AgreementVersion, side_of_draft

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        # Without the title: a draft may still be for one side alone.
        "agreement_started": _("{by} begon aan een nieuwe afspraak"),
        "version_started": _("{by} begon aan een nieuwe versie"),
        "draft_opened": _("{by} laat iedereen meelezen met het concept van {title}"),
        "version_proposed": _("{by} stelde versie {number} voor van {title}"),
        # Without the title: nobody of the other side ever read it.
        "draft_withdrawn": _("{by} trok een concept in"),
        "version_withdrawn": _("{by} trok versie {number} in van {title}"),
        "version_in_effect": _("Versie {number} van {title} ging in, door {by}"),
        "commented": _("{by} reageerde op “{heading}”"),
        "answered": _("{by} gaf antwoord bij “{heading}”"),
        "comment_settled": _("{by} rondde een reactie af bij “{heading}”"),
        "comment_reopened": _("{by} maakte een reactie weer open bij “{heading}”"),
        "confirmed": _("{by} staat achter versie {number} van {title}"),
        "confirmed_with_concern": _("{by} staat achter versie {number} van {title}, met een zorg"),
        "objected": _("{by} kan niet leven met versie {number} van {title}"),
        "on_behalf_noted": _("{by} noteerde dat de groep samen besloot over versie {number}"),
        "talk_noted": _("{by} noteerde dat een bezwaar besproken is"),
        "objection_closed": _("Beide kanten noteerden dat een bezwaar besproken is"),
        # Without the number of the new one: a draft may still be for one side alone.
        "version_restored": _("{by} begon aan een nieuwe versie, met een oudere tekst als begin"),
        # Without the title: the text may still be for one side alone.
        "consent_noted": _("{by} noteerde hoe het staat met toestemming van ouders"),
        # The version that follows from it is told of as any proposal is.
        "renewal_proposed": _("{by} wil {title} verlengen, met dezelfde tekst"),
        "key_returned": _("{by} noteerde bij {title} dat de sleutel terug is"),
        "agreement_paused": _("{by} zette {title} op pauze, omdat: {because}"),
        "pause_lengthened": _("{by} maakte de pauze van {title} langer, omdat: {because}"),
        "agreement_resumed": _("{by} liet {title} weer verdergaan"),
        "agreement_ended": _("{by} liet {title} stoppen, omdat: {because}"),
    }
)


# Why a version was begun that only has other days. It is stored, and Dutch as every reason is.
SAME_TEXT = "Verlengd: dezelfde tekst, nieuwe dagen."


# How often both sides may choose to look back.
LOOK_BACKS = (Every.SIX_WEEKS, Every.EIGHT_WEEKS, Every.QUARTER, Every.HALF_YEAR, Every.YEAR)
LOOK_BACK_CHOICES = [(every.value, every.label) for every in LOOK_BACKS]


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, who: Who) -> AgreementQuerySet:
        """Those with at least one version that `who` may read."""
        versions = AgreementVersion.objects.visible_to(who).filter(agreement=models.OuterRef("pk"))
        return self.filter(models.Exists(versions))


class Agreement(models.Model):
    """What a group and its municipality agree on. Its text stands in versions."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="agreements")
    title = models.CharField(_("waar gaat het over?"), max_length=80)
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    # Which template it began from, and which text of it: 0 is the standard one.
    template_key = models.CharField(max_length=40, blank=True)
    template_number = models.PositiveSmallIntegerField(null=True, blank=True)
    # The next day on which both sides look back, and how often they do; how often that day moved
    # since the last time. The first day comes with the text that takes effect.
    look_back_on = models.DateField(_("wanneer kijken jullie terug?"), null=True, blank=True)
    look_back_every = models.CharField(
        _("hoe vaak kijken jullie terug?"),
        max_length=2,
        choices=LOOK_BACK_CHOICES,
        default=Every.QUARTER,
    )
    look_back_moves = models.PositiveSmallIntegerField(default=0)
    # The group chose that nobody reads the words of others before giving their own.
    own_word_first = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_because = models.CharField(_("waarom stoppen jullie?"), max_length=300, blank=True)
    # How people leave the place, and what the next ones can learn from it.
    ended_key = models.CharField(
        _("waar is de sleutel?"), max_length=8, choices=KeyReturn.choices, blank=True
    )
    ended_place = models.CharField(
        _("hoe laten jullie de plek achter?"), max_length=200, blank=True
    )
    ended_lesson = models.TextField(_("wat nemen jullie mee?"), max_length=600, blank=True)
    # Never the names of parents.
    parental_consent = models.CharField(
        _("toestemming van ouders"), max_length=10, choices=ParentalConsent.choices, blank=True
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def start(
        cls,
        initiative: Initiative,
        *,
        by: Participant,
        title: str,
        template: str = "",
        text: AgreementTemplate | None = None,
    ) -> Agreement:
        """A first draft, from the text of a template that counts now, or from `text`: what an
        earlier agreement leaves for another one."""
        text = text or text_of(template)
        if text is None:
            raise Refused(_("Dit sjabloon is er niet meer. Kies een ander."), kept=title)
        with transaction.atomic():
            agreement = cls.objects.create(
                initiative=initiative,
                title=title,
                template_key=text.key,
                template_number=text.number,
            )
            version = AgreementVersion.objects.create(
                agreement=agreement,
                number=1,
                began_by=by,
                began_side=side_of_draft(by),
                purpose=text.purpose,
            )
            version.fill_from(text)
            initiative.tell("agreement_started", by=by, title=title)
        return agreement

    @classmethod
    def start_once(
        cls, initiative: Initiative, *, by: Participant, title: str, text: AgreementTemplate
    ) -> Agreement:
        """As `start`, but a form that is sent twice makes one: the one that `by` started under
        this title in the last minute is given back.

        The lock on the initiative makes the second of two taps wait for the first.
        """
        with transaction.atomic():
            Initiative.objects.select_for_update().get(pk=initiative.pk)
            just_now = timezone.now() - timedelta(minutes=1)
            started = cls.objects.filter(
                initiative=initiative, title=title, started_at__gte=just_now, versions__began_by=by
            ).first()
            return started or cls.start(initiative, by=by, title=title, text=text)

    def start_version(
        self, *, by: Participant, reason: str = "", head: dict[str, object] | None = None
    ) -> AgreementVersion:
        """A draft that begins as a copy of the newest text. There is one draft at a time.

        `head`: what is another purpose or another day from the start.
        """
        return self._begin(by=by, reason=reason, verb="version_started", head=head)

    def renew(
        self,
        version: AgreementVersion,
        *,
        by: Participant,
        look_back_on: date,
        ends_on: date | None,
        trial_until: date | None = None,
        reason: str = SAME_TEXT,
        looked_back_on: date | None = None,
    ) -> AgreementVersion:
        """The same text with other days, proposed at once: everybody is asked again for a word.

        `version`: the one that holds. Two who do so at once, with the same days, make one; with
        other days the second is refused. Raises `NotReady` when there is something to do first.
        `looked_back_on`: the day of the look-back that it comes from.
        """
        days = {"look_back_on": look_back_on, "ends_on": ends_on, "trial_until": trial_until}
        with transaction.atomic():
            self.lock()
            lying = self.versions.filter(status=Status.PROPOSED).first()
            if lying is not None:
                same = {"copied_from_id": version.pk, "reason": reason, **days}
                if all(getattr(lying, name) == value for name, value in same.items()):
                    return lying
                raise Refused(_("Er ligt al een nieuwe tekst voor. Kijk daar eerst naar."))
            running = self.versions.in_effect().first()
            if running is None or running.pk != version.pk:
                raise Refused(_("Deze tekst geldt niet meer. Kijk welke tekst er nu geldt."))
            head: dict[str, object] = {**days, "looked_back_on": looked_back_on}
            if trial_until is None:
                head |= {"trial_decider": "", "trial_then": ""}
            renewed = self._begin(by=by, reason=reason, verb="renewal_proposed", head=head)
            renewed.propose(by=by)
        return renewed

    def restore(self, older: AgreementVersion, *, by: Participant, reason: str) -> AgreementVersion:
        """A draft with the text of an earlier version. It is compared with the newest text, so that
        everybody sees what going back would change."""
        if older.is_draft or older.agreement_id != self.pk:
            raise Refused(_("Alleen een tekst die af was kan terugkomen."), kept=reason)
        return self._begin(by=by, reason=reason, verb="version_restored", older=older)

    def newest_text(self) -> AgreementVersion | None:
        """What lies on the table, else what is in effect."""
        live = self.versions.filter(status__in=[Status.PROPOSED, Status.IN_EFFECT])
        return live.order_by("-number").first()

    def _begin(
        self,
        *,
        by: Participant,
        reason: str,
        verb: str,
        older: AgreementVersion | None = None,
        head: dict[str, object] | None = None,
    ) -> AgreementVersion:
        """A draft with the words of `older`, or of the newest text; compared with the newest.

        `head`: what is another purpose or another day from the start.
        """
        try:
            with transaction.atomic():
                self.lock(kept=reason)
                newest = self.newest_text()
                text = older or newest
                if text is None:
                    raise Refused(
                        _("Er is nog geen voorgestelde tekst om mee verder te gaan."), kept=reason
                    )
                # The other side never read a draft of one side, also not what was struck from it.
                shared = None if text.is_of_one_side else older
                number = self.versions.aggregate(most=models.Max("number"))["most"] + 1
                version = AgreementVersion.objects.create(
                    agreement=self,
                    number=number,
                    began_by=by,
                    began_side=side_of_draft(by),
                    copied_from=newest or shared,
                    reason=reason,
                    **({name: getattr(text, name) for name in HEAD_FIELDS} | (head or {})),
                )
                # An older text comes back with the steps that it had.
                is_past = older is not None and older.status != Status.IN_EFFECT
                copy_text(text, version, keeps_steps=is_past)
                self.initiative.tell(verb, by=by, title=self.title, number=number)
                return version
        except IntegrityError:
            draft = self.versions.get(status=Status.DRAFT)
            if draft.began_side == Side.MUNICIPALITY:
                sentence = _("De gemeente is al bezig met een nieuwe versie.")
            else:
                sentence = _("De groep is al bezig met een nieuwe versie.")
            raise Refused(sentence, kept=reason) from None

    def is_shared(self) -> bool:
        """Whether both sides can read a text of it."""
        return self.versions.filter(~models.Q(proposed_at=None) | models.Q(is_open=True)).exists()

    def note_consent(self, consent: str, *, by: Participant) -> None:
        """Whether parents agreed: a `ParentalConsent`, or "" when nobody needs to say. Never who
        they are. Twice the same is the same as once."""
        with transaction.atomic():
            if self.lock().parental_consent == consent:
                return
            Agreement.objects.filter(pk=self.pk).update(parental_consent=consent)
            self.initiative.tell("consent_noted", by=by)
        self.refresh_from_db(fields=["parental_consent"])

    # Looking back ----------------------------------------------------------------------------

    @property
    def look_back_mark(self) -> str:
        """What a form shows of the next day and the rhythm; see look_back_day.py."""
        from .look_back_day import mark_of

        return mark_of(self)

    def plan_look_back(self, *, by: Participant, on: date, every: str, seen: str) -> None:
        """Moves the next day, or chooses another rhythm; see look_back_day.py."""
        from .look_back_day import plan

        plan(self, by=by, on=on, every=every, seen=seen)

    def set_next_look_back(self, on: date | None) -> None:
        """Inside closing a look-back: the next one, that never moved yet. None after stopping."""
        Agreement.objects.filter(pk=self.pk).update(look_back_on=on, look_back_moves=0)
        self.refresh_from_db(fields=["look_back_on", "look_back_moves"])

    # Stopping ---------------------------------------------------------------------------------

    @property
    def is_ended(self) -> bool:
        return self.ended_at is not None

    def lock(self, *, kept: str = "") -> Agreement:
        """Inside a transaction: nobody starts, pauses or ends this agreement meanwhile. Gives what
        stands in the database now; refused when it has ended."""
        now = Agreement.objects.select_for_update().get(pk=self.pk)
        if now.is_ended:
            raise Refused(
                _("Deze afspraak is gestopt. Begin een nieuwe als jullie verder willen."), kept=kept
            )
        return now

    def end(
        self,
        *,
        by: Participant,
        because: str,
        key: str = "",
        place: str = "",
        lesson: str = "",
    ) -> None:
        """Ends what is in effect; a draft, a proposal and a pause end with it. For good.

        `key` (a `KeyReturn`), `place`, `lesson`: where the key is, how the place was left, and what
        others can learn from it. The same tap twice ends it once.
        """
        with transaction.atomic():
            current = Agreement.objects.select_for_update().get(pk=self.pk)
            if current.ended_by_id == by.pk and current.ended_because == because:
                return
            self.lock(kept=because)
            # Once it is locked: what others did before that came before the end.
            now = timezone.now()
            running = self.versions.in_effect().first()
            if running is None:
                raise Refused(
                    _("Er geldt nog niets. Trek het voorstel of het concept in."), kept=because
                )
            running.move(Status.ENDED, closed_at=now)
            for version in self.versions.filter(status__in=[Status.DRAFT, Status.PROPOSED]):
                version.move(Status.WITHDRAWN, closed_at=now)
                version.forget_removed()
            self.change_proposals.withdraw_all(by=by)
            self.pauses.filter(ended_at=None).update(ended_at=now, ended_by=by)
            Agreement.objects.filter(pk=self.pk).update(
                ended_at=now,
                ended_by=by,
                ended_because=because,
                ended_key=key,
                ended_place=place,
                ended_lesson=lesson,
            )
            self.initiative.tell("agreement_ended", by=by, title=self.title, because=because)
        self.refresh_from_db()

    def return_key(self, *, by: Participant) -> None:
        """The key that was not back yet when it ended is back. Twice is the same as once."""
        waiting = Agreement.objects.filter(pk=self.pk, ended_key=KeyReturn.NOT_YET)
        with transaction.atomic():
            if waiting.update(ended_key=KeyReturn.RETURNED):
                self.initiative.tell("key_returned", by=by, title=self.title)
        self.refresh_from_db(fields=["ended_key"])
