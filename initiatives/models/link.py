from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.names import check_free_name, name_key
from initiatives.states import Refused

from .initiative import Initiative, InitiativeKind
from .link_kind import OF_ONE_TEXT, STEM, TARGETS, LinkKind
from .participant import Participant, Side
from .staying import is_here

if TYPE_CHECKING:
    from initiatives.who import Who

    from .seat import Seat

LINK_DAYS = 365
WRITES = 30
WRITES_WINDOW = timedelta(minutes=10)


def in_a_year() -> date:
    return timezone.localdate() + timedelta(days=LINK_DAYS)


def hash_of(token: str) -> str:
    """What is stored of a token. A plain hash is enough for 128 random bits (ASVS 5.0, 6.5.2)."""
    return hashlib.sha256(token.encode()).hexdigest()


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def visible_to(self, who: Who) -> ShareLinkQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def working(self) -> ShareLinkQuerySet:
        """Links into an initiative that were neither revoked nor expired.

        Read and party links are not among them: they open one text, and nothing of the initiative.
        """
        into = self.exclude(kind__in=OF_ONE_TEXT)
        return into.filter(revoked_at=None, expires_on__gte=timezone.localdate())

    def by_token(self, token: str) -> ShareLink | None:
        """The link of any kind that works with this token."""
        found = self.with_targets().filter(revoked_at=None, token_hash=hash_of(token))
        link = found.select_related("initiative").first()
        return link if link is not None and link.is_working else None

    def with_targets(self) -> ShareLinkQuerySet:
        """Loads what links open in other apps, so that a list of them costs one query."""
        return self.select_related(*(target.loads for target in TARGETS.values()))


class ShareLink(models.Model):
    """A link that lets whoever holds it into one initiative, without an account.

    The token is derived from LINK_KEY, so who may show the link can show it again, while the
    database holds only its hash.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=10, choices=LinkKind.choices, default=LinkKind.GROUP)
    label = models.CharField(_("waarvoor?"), max_length=60, blank=True)
    made_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="links_made", null=True, blank=True
    )
    # A personal link speaks for this one.
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="links", null=True, blank=True
    )
    generation = models.PositiveIntegerField(default=1)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField(default=in_a_year)
    revoked_at = models.DateTimeField(null=True, blank=True)
    is_read_only = models.BooleanField(default=False)
    last_used_on = models.DateField(null=True, blank=True)
    writes = models.PositiveSmallIntegerField(default=0)
    writes_since = models.DateTimeField(null=True, blank=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative"],
                condition=models.Q(revoked_at__isnull=True, kind="group"),
                name="one_group_link_per_initiative",
            ),
            models.UniqueConstraint(
                fields=["participant"],
                condition=models.Q(revoked_at__isnull=True, kind="personal"),
                name="one_personal_link_per_participant",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="personal", participant__isnull=False)
                | (~models.Q(kind="personal") & models.Q(participant__isnull=True)),
                name="personal_link_is_of_somebody",
            ),
        ]

    @classmethod
    def make(
        cls, initiative: Initiative, *, by: Participant | None, user: User | None = None
    ) -> ShareLink:
        """The group link of an initiative. There is one; a second tap gives the same one."""
        try:
            with transaction.atomic():
                link = cls.begin(initiative, kind=LinkKind.GROUP, by=by)
                initiative.tell("link_made", by=by, user=user)
                return link
        except IntegrityError:
            return cls.objects.get(initiative=initiative, kind=LinkKind.GROUP, revoked_at=None)

    @classmethod
    def make_personal(cls, person: Participant, *, by: Participant) -> ShareLink:
        """The link that speaks for `person`. There is one; a second tap gives the same one."""
        if person.side != Side.GROUP or person.user_id is not None:
            raise Refused(_("Een eigen link is er voor iemand van de groep zonder account."))
        if person.merged_into_id or not is_here(person):
            raise Refused(not_here_now(person.name))
        try:
            with transaction.atomic():
                link = cls.begin(
                    person.initiative, kind=LinkKind.PERSONAL, by=by, participant=person
                )
                link.tell("made", by=by)
                return link
        except IntegrityError:
            return cls.objects.get(participant=person, kind=LinkKind.PERSONAL, revoked_at=None)

    @classmethod
    def begin(
        cls,
        initiative: Initiative,
        *,
        kind: LinkKind,
        by: Participant | None,
        label: str = "",
        participant: Participant | None = None,
    ) -> ShareLink:
        """A new row with its token. Call it in a transaction; it tells nothing."""
        link = cls.objects.create(
            initiative=initiative,
            kind=kind,
            label=label,
            made_by=by,
            participant=participant,
            token_hash=f"new-{secrets.token_hex(16)}",  # the token follows from the number
        )
        link.token_hash = hash_of(link.token)
        link.save(update_fields=["token_hash"])
        return link

    def tell(self, what: str, *, by: Participant, **data: Any) -> None:
        """One line on the timeline, in the words of this kind of link."""
        verb = f"{STEM[LinkKind(self.kind)]}_{what}"
        self.initiative.tell(verb, by=by, about=self.participant, **data)

    @property
    def token(self) -> str:
        """22 characters, 128 bits. Never stored; never put it in a log or a mail."""
        message = f"{self.kind}:{self.pk}:{self.generation}".encode()
        digest = hmac.new(settings.LINK_KEY.encode(), message, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()

    @property
    def last_day(self) -> date | None:
        """Until when it works, for what it opens; None without an end in sight."""
        target = TARGETS.get(self.kind)
        return target.last_day(self) if target else self.expires_on

    @property
    def is_working(self) -> bool:
        last = self.last_day
        return self.revoked_at is None and (last is None or last >= timezone.localdate())

    @property
    def opens(self) -> str:
        """What it opens, in a few words; empty when that is the initiative."""
        target = TARGETS.get(self.kind)
        return target.says(self) if target else ""

    def rename(self, label: str) -> None:
        """What it is for: "op de deur", "in de groepsapp"."""
        self.label = label
        self.save(update_fields=["label"])

    def renew(self, *, by: Participant, for_all: bool) -> None:
        """A new address; the old one stops. Seats stay, or end when it is `for_all`.

        Whoever renews keeps the own seat, or nobody might be left who can show the new link.
        """
        with transaction.atomic():
            link = ShareLink.objects.select_for_update().get(pk=self.pk)
            if link.revoked_at is not None:
                raise Refused(_("Deze link staat al uit. Maak een nieuwe."))
            link.generation += 1
            link.token_hash = hash_of(link.token)
            link.expires_on = in_a_year()
            link.save(update_fields=["generation", "token_hash", "expires_on"])
            if for_all:
                others = link.seats.filter(ended_at=None).exclude(participant=by)
                others.update(ended_at=timezone.now())
            self.tell("renewed_for_all" if for_all else "renewed", by=by)
        self.refresh_from_db()

    def revoke(self, *, by: Participant) -> None:
        """Stops the link and every seat that came by it, from the next request on."""
        self._refuse_if_nobody_could_undo_it(by)
        with transaction.atomic():
            now = timezone.now()
            if ShareLink.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=now):
                self.seats.filter(ended_at=None).update(ended_at=now)
                self.tell("revoked", by=by)
        self.refresh_from_db()

    def set_read_only(self, *, is_read_only: bool, by: Participant) -> None:
        """Whether seats and readers may only read."""
        if is_read_only:
            self._refuse_if_nobody_could_undo_it(by)
        with transaction.atomic():
            changed = ShareLink.objects.filter(pk=self.pk, is_read_only=not is_read_only).update(
                is_read_only=is_read_only
            )
            if changed:
                self.tell("read_only" if is_read_only else "writable", by=by)
        self.refresh_from_db()

    def _refuse_if_nobody_could_undo_it(self, by: Participant) -> None:
        """Seats cannot write any more after this, so somebody with an account must be there."""
        is_mine = self.seats.filter(participant=by, ended_at=None).exists()
        if by.user_id is not None or not (is_mine or self.kind == LinkKind.GROUP):
            return
        present = self.initiative.participants_on(timezone.localdate()).exclude(user=None)
        if not present.filter(side__in=(Side.GROUP, Side.GUIDE)).exists():
            raise Refused(
                _("Er is geen begeleider die dit terug kan draaien. Maak liever een nieuwe link.")
            )

    def count_write(self) -> None:
        """Counts one write; raises `Refused` after 30 in 10 minutes. Moves the expiry on."""
        now = timezone.now()
        old = models.Q(writes_since__isnull=True) | models.Q(writes_since__lt=now - WRITES_WINDOW)
        mine = ShareLink.objects.filter(pk=self.pk)
        moved = {"last_used_on": timezone.localdate(), "expires_on": in_a_year()}
        if mine.filter(old).update(writes=1, writes_since=now, **moved):
            return
        if not mine.filter(writes__lt=WRITES).update(writes=models.F("writes") + 1, **moved):
            raise Refused(_("Er is met deze link net heel veel geschreven. Wacht tien minuten."))

    def take_seat(self, name: str) -> Seat:
        """This device speaks from now on for the one called `name`.

        A name nobody has is a newcomer. A name without a seat gives that seat; a taken one is
        refused.
        """
        with transaction.atomic():
            person = self._person_called(name)
            return self._seat(person, name)

    def take_part(self, name: str, *, user: User) -> Participant:
        """A resident with an account takes part as the one called `name`; it needs no seat."""
        from .seat import no_account_for_youth

        if self.initiative.kind == InitiativeKind.YOUTH:
            raise Refused(no_account_for_youth(), kept=name)
        with transaction.atomic():
            mine = Participant.objects.filter(initiative=self.initiative, user=user).first()
            if mine is not None:
                raise Refused(not_here_now(mine.name), kept=name)
            person = self._person_called(name, user)
            if person.user_id is None:
                if person.seats.filter(ended_at=None).exists():
                    raise Refused(seat_is_taken(name), kept=name)
                person.user = user
                person.save(update_fields=["user"])
        return person

    def sit(self, *, instead_of: Seat | None = None) -> Seat:
        """By a personal link: this device speaks from now on for whom the link is.

        The seat of that person on another phone ends, and so does `instead_of`: the one that this
        device had in the initiative.
        """
        from .seat import Seat

        with transaction.atomic():
            link = ShareLink.objects.select_for_update().get(pk=self.pk)
            person = link.participant
            if person is None or person.user_id is not None or not link.is_working:
                raise Refused(_("Deze link werkt niet meer. Vraag een nieuwe."))
            if link.is_read_only:
                raise Refused(_("De link staat op alleen lezen. Vraag iemand van de groep."))
            if not is_here(person):
                raise Refused(not_here_now(person.name))
            ends = models.Q(participant=person) | models.Q(pk=instead_of.pk if instead_of else 0)
            Seat.objects.filter(ends, ended_at=None).update(ended_at=timezone.now())
            return self._seat(person, person.name)

    def _person_called(self, name: str, user: User | None = None) -> Participant:
        """Who has that name and can be spoken for, or a newcomer. Call it in a transaction."""
        # One at a time per link: two phones that type one name at once cannot both have it.
        ShareLink.objects.select_for_update().get(pk=self.pk)
        same = Participant.objects.filter(initiative=self.initiative, name_key=name_key(name))
        person = same.select_related("merged_into").first()
        if person is None:
            check_free_name(name)
            person = Participant.begin(
                self.initiative, side=Side.GROUP, name=name, user=user, came_by_link=True
            )
            self.initiative.tell("participant_added", by=None, about=person)
            return person
        # A double leads on to the one whose name was kept.
        person = person.merged_into or person
        if person.side != Side.GROUP or person.user_id:
            raise Refused(_("Die naam is van iemand anders. Kies een andere."), kept=name)
        if not is_here(person):
            raise Refused(not_here_now(name), kept=name)
        return person

    def _seat(self, person: Participant, name: str) -> Seat:
        from .seat import Seat

        try:
            with transaction.atomic():
                seat = Seat.objects.create(link=self, participant=person)
        except IntegrityError:
            raise Refused(seat_is_taken(name), kept=name) from None
        self.initiative.tell("seat_taken", by=None, about=person)
        return seat


def not_here_now(name: str) -> str:
    return _("{name} doet nu niet mee. Vraag iemand van de groep je terug te zetten.").format(
        name=name
    )


def seat_is_taken(name: str) -> str:
    return _(
        "{name} doet al mee op een andere telefoon. Ben jij dat? "
        "Vraag iemand van de groep om die plek vrij te maken."
    ).format(name=name)
