from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .event import Event

if TYPE_CHECKING:
    from initiatives.who import Who

    from .participant import Participant


class Neighbourhood(models.Model):
    """A part of the town, by the name that people use for it."""

    name = models.CharField(_("buurt"), max_length=60, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


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
    ) -> Initiative:
        """Writes down a new initiative. Whoever does takes part at once, on their own side."""
        from .participant import Participant, Side

        with transaction.atomic():
            initiative = cls.objects.create(
                name=name, sentence=sentence, neighbourhood=neighbourhood, headcount=headcount
            )
            side = Side(by.sides[0])
            me = Participant.begin(initiative, side=side, name=by.name, user=by)
            initiative.tell("initiative_logged", by=me)
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

    def change(self, *, by: Participant, **fields: object) -> None:
        """Changes what stands on the card: name, sentence, neighbourhood, headcount, status."""
        with transaction.atomic():
            for field, value in fields.items():
                setattr(self, field, value)
            self.save(update_fields=list(fields))
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

    def participants_on(self, day: date) -> models.QuerySet[Participant]:
        from .participant import Participant

        return Participant.objects.filter(initiative=self).on(day)
