from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.models.progress import DOUBLE_TAP
from initiatives.models import Initiative, Participant, Side, Written, tell_as
from initiatives.states import Refused
from meetings.states import Feasibility, Status

from .meeting import Meeting
from .risk import RiskItem

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        "action_added": _lazy("{by} schreef een actie op."),
        "action_changed": _lazy("{by} veranderde een actie."),
        "action_will_work": _lazy("{by} zei van een actie dat het lukt."),
        "action_is_tight": _lazy("{by} zei van een actie dat het spannend wordt."),
        "action_will_not_work": _lazy("{by} zei van een actie dat het zo niet lukt."),
    }
)

# So many at once: nobody keeps an eye on more.
MOST_OPEN = 200
# Further ahead nobody knows what still has to be done.
MOST_AHEAD = timedelta(days=2 * 366)
FEASIBLE_VERBS = {
    Feasibility.YES: "action_will_work",
    Feasibility.TIGHT: "action_is_tight",
    Feasibility.NO: "action_will_not_work",
}


def voice_of(side: str) -> str:
    """For whom a side speaks when it says how something stands: a guide for the group."""
    return Side.GROUP if side == Side.GUIDE else side


class ActionConflict(Refused):
    """Somebody else changed this action meanwhile. `current`: what stands there now."""

    def __init__(self, current: ActionItem, *, kept: str) -> None:
        super().__init__(_("Iemand anders heeft deze actie net veranderd."), kept=kept)
        self.current = current


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    def visible_to(self, who: Who) -> ActionItemQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def with_home(self) -> ActionItemQuerySet:
        return self.select_related("initiative", "by__initiative")

    def with_people(self) -> ActionItemQuerySet:
        """With everybody whom a row of a list names."""
        return self.select_related(
            "by__merged_into",
            "owner__merged_into",
            "second__merged_into",
            "hidden_by__merged_into",
        )

    def with_last_word(self) -> ActionItemQuerySet:
        """Adds the newest word on each, all None without one: `last_pk`, `last_state`,
        `last_said_at` and `last_look_again_on`."""
        from .action_update import ActionUpdate

        last = ActionUpdate.objects.filter(action=models.OuterRef("pk")).newest_first()
        names = ("pk", "state", "said_at", "look_again_on")
        return self.annotate(
            **{f"last_{name}": models.Subquery(last.values(name)[:1]) for name in names}
        )

    def open(self) -> ActionItemQuerySet:
        """What the next agenda holds: not done, and still needed."""
        return self.filter(settled_at=None)


class ActionItem(Written):
    """Something that one or two will do, also from two sides: what, who, and before when.

    An owner is a participant, or a side as a whole ("de groep").
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="actions")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="actions", null=True, blank=True
    )
    # What it is about, when it came from there.
    risk = models.ForeignKey(
        RiskItem, on_delete=models.PROTECT, related_name="actions", null=True, blank=True
    )
    text = models.CharField(_lazy("wat gaat er gebeuren?"), max_length=200)
    owner = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="owns", null=True, blank=True
    )
    owner_side = models.CharField(max_length=12, choices=Side.choices)
    second = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="also_owns", null=True, blank=True
    )
    second_side = models.CharField(max_length=12, choices=Side.choices, blank=True)
    due_on = models.DateField(_lazy("voor wanneer?"), null=True, blank=True)
    feasibility = models.CharField(
        _lazy("lukt dit?"), max_length=5, choices=Feasibility.choices, blank=True
    )
    added_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)
    # Since its last word says "done" or "no longer needed".
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["initiative", "settled_at"], name="actions_of_initiative")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(second=None) | ~models.Q(second_side=""),
                name="a_second_owner_has_a_side",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.settled_at is None

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def voices(self) -> set[str]:
        """The sides that do it, a guide among the group."""
        return {voice_of(side) for side in (self.owner_side, self.second_side) if side}

    @property
    def party(self) -> str:
        """Whose it is, as the mark of a side says it: "both" when two sides do it together."""
        voices = self.voices
        return voices.pop() if len(voices) == 1 else "both"

    def is_done_by(self, person: Participant | None) -> bool:
        """Whether `person` is an owner by name."""
        if person is None:
            return False
        owners = [owner for owner in (self.owner, self.second) if owner is not None]
        return person.pk in {pk for owner in owners for pk in (owner.pk, owner.merged_into_id)}

    def is_spoken_for_by(self, person: Participant) -> bool:
        """Whether `person` may say how it stands: an owner, and whoever is of a side that does it.

        Of what another party does alone, either side may say what it heard.
        """
        if self.is_done_by(person):
            return True
        voice = voice_of(person.side)
        if voice == Side.OTHER:
            # One party does not speak for another.
            named = {(self.owner_side, self.owner_id), (self.second_side, self.second_id)}
            return (Side.OTHER, None) in named
        return voice in self.voices or self.voices == {Side.OTHER}

    @classmethod
    def add(
        cls,
        initiative: Initiative,
        *,
        by: Participant,
        text: str,
        owner: Participant | None,
        owner_side: str,
        second: Participant | None = None,
        second_side: str = "",
        due_on: date | None = None,
        meeting: Meeting | None = None,
        risk: RiskItem | None = None,
    ) -> ActionItem:
        """An action of one or two owners; with a participant, the side is theirs.

        `meeting`: the one under way in which it was said. When that closed meanwhile, the action
        belongs to none; it comes on the next agenda anyway. The same form twice is one action.
        """
        said: dict[str, Any] = {
            "text": text,
            "due_on": due_on,
            **_owners(owner, owner_side, second, second_side, kept=text),
        }
        if risk is not None and risk.initiative_id != initiative.pk:
            raise Refused(_("Dat hoort bij een ander initiatief."), kept=text)
        with transaction.atomic():
            running = _lock(initiative)
            _check_due(due_on, kept=text)
            _check_take_part(initiative, owner, second, kept=text)
            just_now = timezone.now() - DOUBLE_TAP
            mine = cls.objects.filter(initiative=initiative, by=by, added_at__gte=just_now)
            twin = mine.filter(risk=risk, **said).first()
            if twin is not None:
                return twin
            if cls.objects.open().filter(initiative=initiative).count() >= MOST_OPEN:
                sentence = _("Er staan al {n} acties open. Rond er eerst een af.")
                raise Refused(sentence.format(n=MOST_OPEN), kept=text)
            at = meeting if meeting is not None and meeting.pk in running else None
            action = cls.objects.create(initiative=initiative, by=by, risk=risk, meeting=at, **said)
            initiative.tell("action_added", by=by)
        return action

    def change(
        self,
        *,
        by: Participant,
        revision: int,
        text: str,
        owner: Participant | None,
        owner_side: str,
        second: Participant | None = None,
        second_side: str = "",
        due_on: date | None = None,
    ) -> None:
        """Other words, other owners or another day.

        `revision`: the one that was read; `ActionConflict` when somebody else changed it since.
        """
        said: dict[str, Any] = {
            "text": text,
            "due_on": due_on,
            **_owners(owner, owner_side, second, second_side, kept=text),
        }
        with transaction.atomic():
            now = self.lock()
            if now.says(said):
                return
            if now.revision != revision:
                raise ActionConflict(now, kept=text)
            if due_on != now.due_on:
                _check_due(due_on, kept=text)
            known = {now.owner_id, now.second_id}
            new = [p if p and p.pk not in known else None for p in (owner, second)]
            _check_take_part(now.initiative, *new, kept=text)
            if text != now.text:
                now.by = by
                now.become_another_text()
            if any(getattr(now, name) != said[name] for name in said if name != "text"):
                # Whether it works out was said of other people or another day.
                now.feasibility = ""
            for name, value in said.items():
                setattr(now, name, value)
            now.revision += 1
            now.save()
            now.initiative.tell("action_changed", by=by)
        self.refresh_from_db()

    def says(self, said: dict[str, Any]) -> bool:
        return all(getattr(self, name) == value for name, value in said.items())

    def say_feasible(self, word: Feasibility, *, by: Participant) -> None:
        """ "Lukt dit?" yes, tight or no; both sides read it."""
        if not self.is_spoken_for_by(by):
            raise Refused(_("Dit is een actie van een ander. Die zegt of het lukt."))
        with transaction.atomic():
            now = self.lock()
            if not now.is_open:
                raise Refused(_("Deze actie is al klaar."))
            if now.feasibility != word:
                ActionItem.objects.filter(pk=self.pk).update(feasibility=word)
                now.initiative.tell(FEASIBLE_VERBS[word], by=by)
        self.feasibility = word

    def lock(self) -> ActionItem:
        """Inside a transaction: nobody else changes this action meanwhile."""
        Meeting.objects.lock_ahead(self.initiative)
        found = ActionItem.objects.select_for_update(of=("self",)).select_related("initiative")
        return found.get(pk=self.pk)


def _lock(initiative: Initiative) -> set[int]:
    """Inside a transaction: nobody adds an action meanwhile. Gives the meetings under way."""
    ahead = Meeting.objects.lock_ahead(initiative)
    if not ahead:
        # No meeting to wait at. Not its key: whoever refers to the initiative goes on.
        Initiative.objects.select_for_update(no_key=True).get(pk=initiative.pk)
    return {meeting.pk for meeting in ahead if meeting.status == Status.UNDER_WAY}


def _owners(
    owner: Participant | None,
    owner_side: str,
    second: Participant | None,
    second_side: str,
    *,
    kept: str,
) -> dict[str, Any]:
    """One or two owners, not the same one twice."""
    one = (owner.side if owner else owner_side, owner)
    two = (second.side if second else second_side, second)
    if not one[0]:
        raise Refused(_("Kies wie het doet."), kept=kept)
    if one == two:
        two = ("", None)
    return {
        "owner_side": one[0],
        "owner": one[1],
        "second_side": two[0],
        "second": two[1],
    }


def _check_due(day: date | None, *, kept: str) -> None:
    today = timezone.localdate()
    if day is not None and day < today:
        raise Refused(_("Kies een dag vanaf vandaag."), kept=kept)
    if day is not None and day > today + MOST_AHEAD:
        raise Refused(_("Kies een dag binnen twee jaar."), kept=kept)


def _check_take_part(initiative: Initiative, *people: Participant | None, kept: str) -> None:
    """Whoever will do it takes part here today."""
    asked = {person.pk for person in people if person is not None}
    if not asked:
        return
    present = initiative.participants_on(timezone.localdate()).filter(pk__in=asked)
    if set(present.values_list("pk", flat=True)) != asked:
        raise Refused(_("Iemand die je koos, doet hier niet meer mee. Kies opnieuw."), kept=kept)
