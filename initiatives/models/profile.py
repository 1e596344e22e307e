from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.pieces import LETTERS, pieces_of
from initiatives.states import Refused

from .event import tell_as
from .initiative import Initiative
from .participant import Participant, Side
from .written import Hideable

if TYPE_CHECKING:
    from initiatives.who import Who


tell_as(
    {
        "wish_written": _("{by} schreef op wat de groep wil."),
        "strength_written": _("{by} schreef op wat de kracht van de groep is."),
        "deciding_written": _("{by} schreef op hoe de groep beslist."),
        "missing_written": _("{by} schreef op wie er nog mist."),
        "kind_chosen": _("{by} koos wat voor initiatief dit is."),
        "legal_form_chosen": _("{by} koos de rechtsvorm."),
        "place_written": _("{by} schreef op waar dit is, of sinds wanneer."),
        "goal_added": _("{by} zette een doel erbij."),
        "goal_ended": _("{by} haalde een doel weg."),
        "goal_back": _("{by} zette een doel terug."),
        "good_at_added": _("{by} schreef op waar een partij goed in is."),
        "good_at_ended": _("{by} haalde weg waar een partij goed in was."),
        "good_at_back": _("{by} zette terug waar een partij goed in is."),
        "aim_added": _("{by} schreef op wat een partij wil bereiken."),
        "aim_ended": _("{by} haalde weg wat een partij wilde bereiken."),
        "aim_back": _("{by} zette terug wat een partij wil bereiken."),
        "need_added": _("{by} schreef op wat er nodig is."),
        "need_ended": _("{by} haalde weg wat nodig was."),
        "need_back": _("{by} zette terug wat nodig is."),
        "offer_added": _("{by} schreef op wat er te bieden is."),
        "offer_ended": _("{by} haalde weg wat er te bieden was."),
        "offer_back": _("{by} zette terug wat er te bieden is."),
    }
)


class OfInitiativeQuerySet(models.QuerySet[Any]):
    """What belongs to the shared side of one initiative."""

    def visible_to(self, who: Who) -> OfInitiativeQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def with_home(self) -> OfInitiativeQuerySet:
        return self.select_related("initiative", "by__merged_into", "hidden_by__merged_into")


# More than a page can show at a glance, and than a group can keep in mind.
MOST_STANDING = 30


class OnProfile(Hideable):
    """One thing on the profile of an initiative. It can end and come back; nothing is deleted."""

    added_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    # Each of these has room of its own, so that one side cannot fill that of the other.
    counted_by: ClassVar[tuple[str, ...]] = ()

    # Of the model that stands below.
    initiative: Any
    initiative_id: int
    by: Any

    class Meta:
        abstract = True

    @property
    def kind_of_event(self) -> str:
        """With "_added", "_ended" or "_back" behind it: the verb on the timeline."""
        raise NotImplementedError

    @classmethod
    def add(cls, initiative: Initiative, *, by: Participant, **fields: object) -> Self:
        """Puts it on the profile. The same one twice, as a double tap does, stays one."""
        with transaction.atomic():
            same = cls._standing(initiative, **fields)
            if same is not None:
                return same
            thing = cls._default_manager.create(initiative=initiative, by=by, **fields)
            initiative.tell(f"{thing.kind_of_event}_added", by=by)
        return thing

    def end(self, *, by: Participant) -> None:
        """Takes it off; it stays readable below. Twice is the same as once."""
        with transaction.atomic():
            standing = type(self)._default_manager.filter(pk=self.pk, ended_at=None)
            if standing.update(ended_at=timezone.now()):
                self.initiative.tell(f"{self.kind_of_event}_ended", by=by)

    def put_back(self, *, by: Participant) -> None:
        """Undoes the end of it. Twice is the same as once."""
        with transaction.atomic():
            if self._standing(self.initiative, **self._words()) is not None:
                return
            type(self)._default_manager.filter(pk=self.pk).update(ended_at=None)
            self.initiative.tell(f"{self.kind_of_event}_back", by=by)

    def _words(self) -> dict[str, object]:
        """What it says, without whose it is, since when, and whether it is hidden."""
        names = {field.name for field in self._meta.concrete_fields}
        names -= {"id", "initiative", "by", "added_at", "ended_at"}
        names -= {field.name for field in Hideable._meta.local_fields}
        return {name: getattr(self, name) for name in names}

    @classmethod
    def _standing(cls, initiative: Initiative, **fields: object) -> Self | None:
        """The same one when it stands there already; `Refused` when there is no room for more.

        The initiative is locked, so that two taps at once come one after the other.
        """
        Initiative.objects.select_for_update().get(pk=initiative.pk)
        standing = cls._default_manager.filter(initiative=initiative, ended_at=None)
        same = standing.filter(**fields).first()
        beside = standing.filter(**{name: fields.get(name) for name in cls.counted_by})
        if same is None and beside.count() >= MOST_STANDING:
            raise Refused(
                _("Er staan er hier al {n}. Haal er eerst een weg.").format(n=MOST_STANDING)
            )
        return same


class Origin(models.TextChoices):
    """Who came up with a goal."""

    GROUP = "group", _("van de groep")
    MUNICIPALITY = "municipality", _("van de gemeente")
    BOTH = "both", _("samen bedacht")


class Goal(OnProfile):
    """Something that the initiative is after, and who came up with it."""

    counted_by = ("origin",)

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="goals")
    text = models.CharField(_("doel"), max_length=200)
    origin = models.CharField(max_length=12, choices=Origin.choices)
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="goals")

    objects = OfInitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def kind_of_event(self) -> str:
        return "goal"

    @property
    def of_side(self) -> Side:
        """Of who came up with it; when that were both, of who wrote it."""
        return super().of_side if self.origin == Origin.BOTH else Side(self.origin)


class Direction(models.TextChoices):
    """Halen en brengen."""

    GOOD_AT = "good_at", _("waar we goed in zijn")
    AIM = "aim", _("wat we willen bereiken")
    OFFER = "offer", _("te bieden")
    NEED = "need", _("nodig")


class Reciprocity(OnProfile):
    """One thing of a side: what it is good at, aims at, offers or needs: "halen en brengen"."""

    counted_by = ("side", "of_party", "direction")

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="reciprocities"
    )
    # A guide can speak for the group, or for the own work.
    side = models.CharField(max_length=12, choices=Side.choices)
    # Of another party: which one.
    of_party = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    direction = models.CharField(max_length=8, choices=Direction.choices)
    text = models.CharField(_("wat?"), max_length=200)
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="reciprocities")

    objects = OfInitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name_plural = "reciprocities"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(side=Side.OTHER, of_party__isnull=False)
                | (~models.Q(side=Side.OTHER) & models.Q(of_party__isnull=True)),
                name="another_party_is_one_of_them",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def kind_of_event(self) -> str:
        return self.direction

    @property
    def of_side(self) -> Side:
        """What a guide wrote for the group, the group can hide too."""
        return Side(self.side)

    @property
    def is_between_sides(self) -> bool:
        """What one of the two sides needs or offers: that stands on the page of the initiative."""
        of_two = self.side in (Side.GROUP, Side.MUNICIPALITY)
        return of_two and self.direction in (Direction.NEED, Direction.OFFER)

    @staticmethod
    def side_of(person: Participant) -> Side:
        """For which side somebody speaks here."""
        return Side.MUNICIPALITY if person.side == Side.MUNICIPALITY else Side.GROUP


class Headcount(models.Model):
    """With about how many the group was, from one day on. The newest is that of the card."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="headcounts")
    counted_on = models.DateField()
    people = models.PositiveSmallIntegerField()
    by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="headcounts", null=True, blank=True
    )

    class Meta:
        ordering = ["counted_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "counted_on"], name="one_headcount_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.people}"

    @classmethod
    def note(cls, initiative: Initiative, *, by: Participant) -> None:
        """Keeps the number of the card for today; of two changes on one day the last one.

        Call it in the transaction of the change.
        """
        today = cls.objects.filter(initiative=initiative, counted_on=timezone.localdate())
        if initiative.headcount is None:
            today.delete()
            return
        today.update_or_create(
            initiative=initiative,
            counted_on=timezone.localdate(),
            defaults={"people": initiative.headcount, "by": by},
        )


class NamePiece(models.Model):
    """Three letters in a row of an initiative's name, to find names that look alike.

    Kept up by `Initiative` whenever the name is set.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="name_pieces")
    piece = models.CharField(max_length=LETTERS)
    of_how_many = models.PositiveSmallIntegerField(help_text="How many pieces the name has.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["piece", "initiative"], name="one_name_piece_per_initiative"
            )
        ]

    def __str__(self) -> str:
        return self.piece

    @classmethod
    def of(cls, initiative: Initiative) -> list[NamePiece]:
        """The pieces of a name, unsaved."""
        pieces = sorted(pieces_of(initiative.name))
        return [cls(initiative=initiative, piece=p, of_how_many=len(pieces)) for p in pieces]
