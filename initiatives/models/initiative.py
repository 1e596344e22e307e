from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.names import name_key

from .event import Event

if TYPE_CHECKING:
    from initiatives.who import Who

    from .participant import Participant, ParticipantQuerySet


class Neighbourhood(models.Model):
    """A part of the town, by the name that people use for it."""

    name = models.CharField(_("buurt"), max_length=60, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def called(cls, name: str) -> Neighbourhood | None:
        """The neighbourhood of that name, made when it is new. Capitals and spaces do not count.

        An empty name is no neighbourhood.
        """
        if not name:
            return None
        for known in cls.objects.all():
            if name_key(known.name) == name_key(name):
                return known
        return cls.objects.get_or_create(name=name)[0]


class Status(models.TextChoices):
    IDEA = "idea", _("idee")
    ACTIVE = "active", _("bezig")
    RESTING = "resting", _("rust")
    ENDED = "ended", _("gestopt")


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    def visible_to(self, who: Who) -> InitiativeQuerySet:
        """Those of which `who` may see at least the card: name, neighbourhood, sentence, counts."""
        if who.user and who.user.is_professional:
            return self
        return self.shared_with(who)

    def shared_with(self, who: Who) -> InitiativeQuerySet:
        """Those whose shared side `who` may see: who takes part today, or holds a link."""
        through_link = models.Q(pk__in=who.initiatives_by_link())
        if who.user is None:
            return self.filter(through_link)
        taking_part = models.Q(pk__in=who.taking_part().values("initiative"))
        return self.filter(taking_part | through_link)

    def with_counts(self) -> InitiativeQuerySet:
        """Adds `named_count`: how many named people of the group take part today."""
        from .participant import Participant, Side

        named = (
            Participant.objects.on(timezone.localdate())
            .filter(side=Side.GROUP, initiative=models.OuterRef("pk"))
            .order_by()
            .values("initiative")
            .annotate(n=models.Count("pk"))
            .values("n")
        )
        return self.annotate(
            named_count=models.functions.Coalesce(
                models.Subquery(named, output_field=models.IntegerField()), 0
            )
        )


class Initiative(models.Model):
    """Something that residents do together, without a legal form."""

    name = models.CharField(_("naam"), max_length=80)
    sentence = models.CharField(_("in één zin"), max_length=200, blank=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood,
        verbose_name=_("buurt"),
        on_delete=models.PROTECT,
        related_name="initiatives",
        null=True,
        blank=True,
    )
    headcount = models.PositiveSmallIntegerField(_("met hoeveel ongeveer?"), null=True, blank=True)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.ACTIVE, db_index=True
    )
    shows_names = models.BooleanField(
        default=False, help_text="The group opened its list of names to the municipality."
    )
    logged_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def initiative(self) -> Initiative:
        """Itself; so that access asks every thing the same question."""
        return self

    @classmethod
    def log(
        cls,
        *,
        by: User,
        name: str,
        sentence: str = "",
        neighbourhood: Neighbourhood | None = None,
        headcount: int | None = None,
        nicknames: list[str] | None = None,
        once: str = "",
    ) -> Initiative:
        """Writes down a new initiative. Whoever does takes part at once, on their own side.

        `once` stands for one form: sent twice, it gives the same initiative.
        """
        from .participant import Participant, Side

        with transaction.atomic():
            # One at a time per person, so that a double tap finds what the first one made.
            User.objects.select_for_update().get(pk=by.pk)
            made = Event.objects.filter(verb="initiative_logged", by__user=by, data__once=once)
            before = made.select_related("initiative").first() if once else None
            if before is not None:
                return before.initiative
            initiative = cls.objects.create(
                name=name, sentence=sentence, neighbourhood=neighbourhood, headcount=headcount
            )
            side = Side(by.sides[0])
            me = Participant.begin(initiative, side=side, name=by.name, user=by)
            initiative.tell("initiative_logged", by=me, once=once)
            for nickname in nicknames or []:
                initiative.add_to_group(nickname, by=me)
        return initiative

    def add_to_group(self, name: str, *, by: Participant | None) -> Participant:
        """Adds somebody of the group by nickname. A name that stands there twice is refused."""
        from .participant import Participant, Side

        with transaction.atomic():
            person = Participant.begin(self, side=Side.GROUP, name=name)
            self.tell("participant_added", by=by, about=person)
        return person

    def add_all_to_group(self, names: list[str], *, by: Participant) -> list[Participant]:
        """Adds several at once, or nobody when one of the names is refused."""
        with transaction.atomic():
            return [self.add_to_group(name, by=by) for name in names]

    def change(self, *, by: Participant, **fields: object) -> None:
        """Changes what stands on the card: name, sentence, neighbourhood, headcount, status.

        Only what is different is saved, so that two people who change two things lose neither.
        """
        changed = {name: value for name, value in fields.items() if getattr(self, name) != value}
        if not changed:
            return
        with transaction.atomic():
            for name, value in changed.items():
                setattr(self, name, value)
            self.save(update_fields=list(changed))
            self.tell("initiative_changed", by=by)

    def open_names(self, *, by: Participant, is_open: bool) -> None:
        """The group shows its list of names to the municipality, or closes it again."""
        with transaction.atomic():
            self.shows_names = is_open
            self.save(update_fields=["shows_names"])
            self.tell("names_opened" if is_open else "names_closed", by=by)

    def tell(
        self,
        verb: str,
        *,
        by: Participant | None,
        about: Participant | None = None,
        user: User | None = None,
        **data: object,
    ) -> None:
        """Writes one line on the timeline. Call it inside the transaction of the change."""
        Event.objects.create(initiative=self, verb=verb, by=by, about=about, user=user, data=data)

    def participants_on(self, day: date) -> ParticipantQuerySet:
        from .participant import Participant

        return Participant.objects.filter(initiative=self).on(day)
