from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import PartyKind
from initiatives.models import (
    Hideable,
    Initiative,
    LinkKind,
    Participant,
    ShareLink,
    Side,
    tell_as,
)
from initiatives.models.link_kind import Target, opens
from initiatives.models.staying import is_here
from initiatives.names import SIDES, check_free_name, name_key
from initiatives.states import Refused

from .agreement import Agreement
from .clause import Commitment

if TYPE_CHECKING:
    from initiatives.who import Who

AFTER = timedelta(days=30)
# More than a page can show at a glance.
MOST_PARTIES = 12

tell_as(
    {
        "party_added": _lazy("{by} zette {about} erbij, bij {title}."),
        "party_changed": _lazy("{by} veranderde wat {about} doet, bij {title}."),
        "party_left": _lazy("{about} doet niet meer mee bij {title}."),
        "party_back": _lazy("{about} doet weer mee bij {title}."),
    }
)


class OtherPartyQuerySet(models.QuerySet["OtherParty"]):
    def visible_to(self, who: Who) -> OtherPartyQuerySet:
        return self.filter(agreement__in=Agreement.objects.visible_to(who))

    def with_home(self) -> OtherPartyQuerySet:
        return self.select_related("agreement__initiative", "participant")

    def present(self) -> OtherPartyQuerySet:
        return self.filter(left_at=None)


class OtherParty(Hideable):
    """Who else has to do with an agreement: neighbours, police, parents as a group. Never a person.

    It speaks as `participant`, on the side "other"; what it says never holds anything back.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    kind = models.CharField(_lazy("wie zijn dat?"), max_length=16, choices=PartyKind.choices)
    name = models.CharField(_lazy("hoe heet deze partij hier?"), max_length=60)
    role = models.CharField(_lazy("wat doet deze partij?"), max_length=120, blank=True)
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="as_other_party"
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="parties_added")
    added_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = OtherPartyQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name_plural = "other parties"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "participant"],
                condition=models.Q(left_at=None),
                name="a_party_takes_part_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def initiative(self) -> Initiative:
        return self.agreement.initiative

    @property
    def text(self) -> str:
        return f"{self.name}: {self.role}" if self.role else self.name

    @property
    def is_present(self) -> bool:
        return self.left_at is None

    def says(self, line: Commitment) -> bool:
        """Whether `line` is one of theirs: lines name a party, and keep that name for good."""
        return line.party == "other" and name_key(line.party_name) == name_key(self.name)

    @classmethod
    def add(
        cls, agreement: Agreement, *, by: Participant, kind: PartyKind, name: str, role: str = ""
    ) -> OtherParty:
        """Another party at an agreement that both sides can read. Twice the same name is one; who
        left comes back by it.

        It gets a participant of its own, which speaks in every agreement of the initiative.
        """
        check_free_name(name, reserved=SIDES)
        with transaction.atomic():
            agreement.lock(kept=name)
            if not agreement.is_shared():
                raise Refused(not_shared_yet(), kept=name)
            every = cls.objects.filter(agreement=agreement)
            same = [party for party in every if name_key(party.name) == name_key(name)]
            if same:
                same[-1].come_back(by=by)
                return same[-1]
            _check_room(agreement.pk, kept=name)
            person = cls._speaker(agreement.initiative, name, kind)
            party = cls.objects.create(
                agreement=agreement, kind=kind, name=name, role=role, participant=person, by=by
            )
            party._tell("party_added", by=by)
        return party

    @classmethod
    def _speaker(cls, initiative: Initiative, name: str, kind: PartyKind) -> Participant:
        """As whom a party speaks: the one that already does so elsewhere in the initiative, or a
        new one. Never somebody with an account, and never a name that is somebody's."""
        # One at a time, so that two agreements at once make one.
        Initiative.objects.select_for_update().get(pk=initiative.pk)
        elsewhere = cls.objects.filter(agreement__initiative=initiative, participant__user=None)
        for party in elsewhere.select_related("participant"):
            if name_key(party.name) == name_key(name):
                party.participant.come_back(by=None)
                return party.participant
        taken = Participant.objects.filter(initiative=initiative)
        return Participant.begin(initiative, side=Side.OTHER, name=_free(name, kind, taken))

    def change(self, *, by: Participant, kind: PartyKind, role: str, before: str) -> None:
        """Another role. `before`: the role that was read. The name stays: lines go by it."""
        with transaction.atomic():
            self.agreement.lock(kept=role)
            self.refresh_from_db()
            if (self.kind, self.role) == (kind, role):
                return
            if self.role != before:
                raise Refused(
                    _("Iemand anders veranderde dit net. Er staat nu: {now}").format(
                        now=self.role or "–"
                    ),
                    kept=role,
                )
            self.kind, self.role = kind, role
            self.save(update_fields=["kind", "role"])
            self._tell("party_changed", by=by)

    def leave(self, *, by: Participant) -> None:
        """They no longer take part: their link stops, what they promised stays to be read."""
        with transaction.atomic():
            self.agreement.lock()
            left = {"left_at": timezone.now(), "left_by": by}
            if not OtherParty.objects.filter(pk=self.pk, left_at=None).update(**left):
                return
            for party_link in self.party_links.filter(link__revoked_at=None):
                party_link.link.revoke(by=by)
            elsewhere = OtherParty.objects.filter(participant=self.participant_id, left_at=None)
            if not elsewhere.exists():
                self.participant.leave(by=None)
            self._tell("party_left", by=by)
        self.refresh_from_db()

    def come_back(self, *, by: Participant) -> None:
        """They take part again, with a new link. Twice is the same as once."""
        with transaction.atomic():
            self.agreement.lock()
            gone = OtherParty.objects.filter(pk=self.pk, left_at__isnull=False)
            if gone.exists():
                _check_room(self.agreement_id)
                gone.update(left_at=None, left_by=None)
                self.participant.come_back(by=None)
                self._tell("party_back", by=by)
        self.refresh_from_db()

    def refuse_when_gone(self, *, kept: str = "") -> None:
        """Inside a transaction, after the lock on the agreement: whoever left says nothing more."""
        now = OtherParty.objects.select_related("participant").get(pk=self.pk)
        if not now.is_present or not is_here(now.participant):
            raise Refused(
                _("Jullie doen bij deze afspraak niet meer mee. Vraag het aan de groep."), kept=kept
            )

    def hide(self, *, by: Participant, because: str) -> None:
        """The name goes too, wherever they speak; the lines of a text that stands keep it."""
        with transaction.atomic():
            super().hide(by=by, because=because)
            self._speak_as("")

    def show_again(self, *, by: Participant) -> None:
        with transaction.atomic():
            super().show_again(by=by)
            self.speak_by_its_name()

    def speak_by_its_name(self) -> None:
        """Under the name that it has now, unless that is hidden."""
        if self.hidden_at is None:
            self._speak_as(self.name)

    def _speak_as(self, name: str) -> None:
        person = self.participant
        taken = Participant.objects.filter(initiative=person.initiative_id).exclude(pk=person.pk)
        person.name = _free(name, PartyKind(self.kind), taken) if name else ""
        person.save(update_fields=["name", "name_key"])

    def _tell(self, verb: str, *, by: Participant) -> None:
        self.initiative.tell(verb, by=by, about=self.participant, title=self.agreement.title)


def _check_room(agreement: int, *, kept: str = "") -> None:
    """Inside a transaction, after the lock on the agreement."""
    if OtherParty.objects.present().filter(agreement=agreement).count() >= MOST_PARTIES:
        sentence = _("Er staan er hier al {n}. Haal er eerst een weg.")
        raise Refused(sentence.format(n=MOST_PARTIES), kept=kept)


def _free(name: str, kind: PartyKind, taken: models.QuerySet[Participant]) -> str:
    """`name`, or one like it that none of `taken` has. It says nothing about whose name it was."""
    spoken, n = name, 1
    while taken.filter(name_key=name_key(spoken)).exists():
        spoken = f"{name[:40]} ({kind.label})" if n == 1 else f"{name[:40]} ({n})"
        n += 1
    return spoken[:60]


def not_shared_yet() -> str:
    return _("De tekst is nog van één kant. Laat eerst iedereen meelezen, of stel hem voor.")


class PartyLink(models.Model):
    """What a party link opens: one agreement, to read and react to as one other party."""

    link = models.OneToOneField(ShareLink, on_delete=models.CASCADE, related_name="party_link")
    party = models.ForeignKey(OtherParty, on_delete=models.CASCADE, related_name="party_links")

    @classmethod
    def make(cls, party: OtherParty, *, by: Participant) -> PartyLink:
        """The link of one party. There is one that works; a second tap gives the same one."""
        with transaction.atomic():
            party.agreement.lock()
            current = OtherParty.objects.select_for_update().get(pk=party.pk)
            if not current.is_present:
                raise Refused(_("Deze partij doet niet meer mee. Zet die eerst terug."))
            before = cls.objects.filter(party=party, link__revoked_at=None).first()
            if before is not None:
                return before
            link = ShareLink.begin(party.initiative, kind=LinkKind.PARTY, by=by)
            party_link = cls.objects.create(link=link, party=party)
            party._tell("party_link_made", by=by)
        return party_link


def last_day_of(link: ShareLink) -> date | None:
    """A year after it was last used; a month after the agreement ended; never of who left."""
    party_link = getattr(link, "party_link", None)
    if party_link is None or not party_link.party.is_present:
        return date.min
    ended = party_link.party.agreement.ended_at
    return min(link.expires_on, timezone.localdate(ended) + AFTER) if ended else link.expires_on


def what_it_opens(link: ShareLink) -> str:
    party_link = getattr(link, "party_link", None)
    if party_link is None:
        return ""
    party = party_link.party
    name = _("een andere partij") if party.hidden_at else party.name
    return _("{name}, bij {title}").format(name=name, title=party.agreement.title)


opens(
    LinkKind.PARTY,
    Target("party_link__party__agreement", last_day_of, what_it_opens, "party_page"),
)
