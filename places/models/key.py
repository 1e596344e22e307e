from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import DUTIES, Duty, DutyKind, Initiative, Participant, Side, tell_as
from initiatives.models.period import running_on
from initiatives.models.staying import is_here
from initiatives.states import Refused

from .place import Place
from .report import today

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        # Without a name: who holds a key is on the list of keys, for who may see it.
        "key_given": _lazy("{by} noteerde wie een sleutel heeft van {place}."),
        "key_came_back": _lazy("{by} noteerde dat een sleutel van {place} terug is."),
        "key_lost": _lazy("{by} meldde dat een sleutel van {place} kwijt is."),
        "key_end_undone": _lazy("{by} verbeterde de sleutellijst van {place}."),
    }
)


class KeyEnd(models.TextChoices):
    """How somebody stopped holding a key."""

    RETURNED = "returned", _lazy("terug")
    LOST = "lost", _lazy("kwijt")


def _lock(holder: int) -> None:
    """One at a time per holder: the last key that goes back ends the duty."""
    Participant.objects.select_for_update(no_key=True).get(pk=holder)


class KeyQuerySet(models.QuerySet["Key"]):
    def visible_to(self, who: Who) -> KeyQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def held(self) -> KeyQuerySet:
        return self.filter(ended_on=None)

    def of(self, person: Participant) -> KeyQuerySet:
        """Those of `person`, also under a double name that was merged into this one."""
        mine = models.Q(holder=person) | models.Q(holder__merged_into=person)
        return self.filter(mine)

    def with_people(self) -> KeyQuerySet:
        """With place and holder, and whether that one takes part today (`holder_is_here`)."""
        from initiatives.models import Period

        running = Period.objects.filter(running_on(timezone.localdate()))
        own = running.filter(participant=models.OuterRef("holder"))
        kept = running.filter(participant=models.OuterRef("holder__merged_into"))
        here = models.Exists(own) | models.Exists(kept)
        found = self.select_related("place__building", "holder__merged_into")
        return found.annotate(holder_is_here=here)  # type: ignore[no-redef]


class Key(models.Model):
    """A key, or a code, of a place that somebody of an initiative holds.

    Both sides see it. Whoever is of the group agreed, when it was given, to be named to the
    municipality: it is its building.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="keys")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="keys")
    holder = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="keys_held")
    label = models.CharField(_lazy("welke sleutel?"), max_length=40)
    # A code can be known by several; a key is in one pocket.
    is_code = models.BooleanField(_lazy("het is een code"), default=False)
    is_deputy = models.BooleanField(_lazy("valt alleen in"), default=False)
    agreed_to_be_named = models.BooleanField(default=False)
    since = models.DateField(_lazy("sinds wanneer?"), default=today)
    # A key that goes back, the same day or later; most stay as long as the agreement does.
    due_back_on = models.DateField(_lazy("wanneer moet die terug zijn?"), null=True, blank=True)
    given_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_how = models.CharField(max_length=8, choices=KeyEnd.choices, blank=True)
    ended_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    # Only on what `with_people` loaded.
    holder_is_here: bool

    objects = KeyQuerySet.as_manager()

    class Meta:
        ordering = ["ended_on", "place", "is_deputy", "label", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "label"],
                condition=models.Q(ended_on=None, is_code=False),
                name="one_holder_per_key",
            ),
            models.UniqueConstraint(
                fields=["place", "label", "holder"],
                condition=models.Q(ended_on=None),
                name="one_key_once_per_holder",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None, ended_how="")
                | (models.Q(ended_on__isnull=False) & ~models.Q(ended_how="")),
                name="a_key_ends_in_some_way",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @classmethod
    def give(
        cls,
        place: Place,
        *,
        holder: Participant,
        label: str,
        by: Participant,
        is_code: bool = False,
        is_deputy: bool = False,
        agreed_to_be_named: bool = False,
        since: date | None = None,
        due_back_on: date | None = None,
    ) -> Key:
        """Writes down that `holder` has it. The same form sent twice gives the one that is there.

        Whoever has a key is a holder of keys, as texts and the page of people say it.

        `Refused` when somebody else holds it, when who is of the group did not agree to be named,
        or when the place is gone.
        """
        if place.is_gone:
            raise Refused(_("Deze plek is er niet meer. Kies een andere."), kept=label)
        if holder.initiative_id != by.initiative_id or not is_here(holder):
            raise Refused(_("Kies iemand die hier nu meedoet."), kept=label)
        if holder.side == Side.GROUP and not agreed_to_be_named:
            raise Refused(
                _("Vraag eerst of de gemeente de naam mag zien. Zonder dat gaat het niet."),
                kept=label,
            )
        try:
            with transaction.atomic():
                _lock(holder.pk)
                key = cls.objects.create(
                    place=place,
                    initiative=by.initiative,
                    holder=holder,
                    label=label,
                    is_code=is_code,
                    is_deputy=is_deputy,
                    agreed_to_be_named=agreed_to_be_named,
                    since=since or today(),
                    due_back_on=due_back_on,
                    given_by=by,
                )
                key._begin_duty()
                by.initiative.tell("key_given", by=by, place=place.name)
                return key
        except IntegrityError:
            mine = cls.objects.held().of(holder).filter(place=place, label=label).first()
            if mine is not None:
                return mine
            raise Refused(
                _("Die sleutel heeft al iemand. Noteer eerst dat die terug is."), kept=label
            ) from None

    def end(self, how: KeyEnd, *, by: Participant) -> None:
        """It is back, or lost; in one tap. Twice the same is the same as once."""
        verb = "key_lost" if how == KeyEnd.LOST else "key_came_back"
        with transaction.atomic():
            _lock(self.holder_id)
            held = Key.objects.held().filter(pk=self.pk)
            if held.update(ended_on=today(), ended_how=how, ended_by=by):
                self._end_duty()
                self.initiative.tell(verb, by=by, place=self.place.name)
        self.refresh_from_db()
        if self.ended_how != how:
            raise Refused(_("Iemand anders was net voor. Kijk eerst wat er nu staat."))

    def undo_end(self, *, by: Participant) -> None:
        """It was a wrong tap: this one still holds it. Refused when it was given to another."""
        try:
            with transaction.atomic():
                _lock(self.holder_id)
                ended = Key.objects.filter(pk=self.pk, ended_on__isnull=False)
                if ended.update(ended_on=None, ended_how="", ended_by=None):
                    if is_here(self.holder):
                        self._begin_duty()
                    self.initiative.tell("key_end_undone", by=by, place=self.place.name)
        except IntegrityError:
            raise Refused(_("Die sleutel heeft nu iemand anders.")) from None
        self.refresh_from_db()

    def _begin_duty(self) -> None:
        if DutyKind.KEY_HOLDER in DUTIES[self.holder.side]:
            Duty.objects.get_or_create(
                participant=self.holder,
                kind=DutyKind.KEY_HOLDER,
                ended_on=None,
                defaults={"started_on": today()},
            )

    def _end_duty(self) -> None:
        """With the last key that this one had."""
        if not Key.objects.held().filter(holder=self.holder_id).exists():
            duties = Duty.objects.filter(participant=self.holder_id, ended_on=None)
            duties.filter(kind=DutyKind.KEY_HOLDER).update(ended_on=today())

    @property
    def is_late(self) -> bool:
        """It should have been back by now."""
        late = self.due_back_on is not None and self.due_back_on < timezone.localdate()
        return late and self.ended_on is None

    @property
    def days(self) -> int:
        """How long it was held, or is."""
        return ((self.ended_on or timezone.localdate()) - self.since).days


def at_home(keys: Iterable[Key], initiative: Initiative) -> list[Key]:
    """Keys of `initiative`; whose names they hold can be shown without a query more."""
    found = list(keys)
    for key in found:
        key.initiative = key.holder.initiative = initiative
    return found
