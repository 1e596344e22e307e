from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.states import Refused

from .event import tell_as
from .initiative import Initiative
from .participant import Participant, Side
from .written import Written

if TYPE_CHECKING:
    from initiatives.who import Who

# The text is not in the sentence: it may be hidden later, and the timeline never changes.
tell_as({"log_shared": _("{by} deelde een regel uit het logboek.")})


class Contact(models.TextChoices):
    """How there was contact."""

    VISIT = "visit", _("langs geweest")
    BIKE = "bike", _("op de fiets")
    CALL = "call", _("gebeld")
    APP = "app", _("geappt")
    MEETING = "meeting", _("overleg")
    SIGNAL = "signal", _("signaal")


class Mood(models.TextChoices):
    GOOD = "good", _("goed")
    SO_SO = "so_so", _("gaat wel")
    BAD = "bad", _("niet goed")


class Circle(models.TextChoices):
    """Who reads a line of the logbook."""

    OWN = "own", _("alleen ik")
    SIDE = "side", _("onze kant")
    SHARED = "shared", _("iedereen die hier meedoet")


class LogLineQuerySet(models.QuerySet["LogLine"]):
    def visible_to(self, who: Who) -> LogLineQuerySet:
        """What `who` may read, by circle: the own lines, those of the own side, and shared ones.

        The side counts as it is today: who changes side takes no notes of that side along. Who
        takes no part any more reads only what is shared, by a link.
        """
        mine = who.participants()
        same_side = mine.filter(
            initiative=models.OuterRef("initiative"), side=models.OuterRef("side")
        )
        return self.filter(
            models.Q(circle=Circle.SHARED, initiative__in=Initiative.objects.shared_with(who))
            | models.Q(circle=Circle.OWN, by__in=mine.values("pk"))
            | (models.Q(circle=Circle.SIDE) & models.Exists(same_side))
        )

    def with_home(self) -> LogLineQuerySet:
        return self.select_related("initiative", "by__merged_into", "hidden_by__merged_into")


class LogLine(Written):
    """One line on a contact with an initiative. About what was heard, never about a person.

    It can be changed by its writer until it is shared. From then on it stands as others read it;
    like any text it can be reported, and hidden by its own side.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="log_lines")
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="log_lines")
    # Of the writer on that day; who changes side takes no notes along.
    side = models.CharField(max_length=12, choices=Side.choices)
    circle = models.CharField(max_length=6, choices=Circle.choices, default=Circle.SIDE)
    contact = models.CharField(max_length=8, choices=Contact.choices, default=Contact.VISIT)
    mood = models.CharField(max_length=6, choices=Mood.choices, blank=True)
    people = models.PositiveSmallIntegerField(_("met hoeveel?"), null=True, blank=True)
    spoken_with = models.CharField(_("met wie? (functie, geen naam)"), max_length=60, blank=True)
    text = models.CharField(_("wat hoorden of zagen we?"), max_length=500)
    meaning = models.CharField(_("wat betekent dat?"), max_length=500, blank=True)
    happened_on = models.DateField()
    written_at = models.DateTimeField(default=timezone.now)
    corrected_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    shared_at = models.DateTimeField(null=True, blank=True)
    once = models.UUIDField(_("nummer van het formulier"), null=True, blank=True)

    objects = LogLineQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        indexes = [
            models.Index(fields=["initiative", "-happened_on", "-id"], name="log_of_initiative")
        ]
        constraints = [models.UniqueConstraint(fields=["by", "once"], name="one_log_line_per_form")]

    def __str__(self) -> str:
        return f"log line {self.pk}"

    @property
    def is_shared(self) -> bool:
        return self.circle == Circle.SHARED

    @classmethod
    def write(
        cls,
        initiative: Initiative,
        *,
        by: Participant,
        text: str,
        happened_on: date,
        circle: Circle = Circle.SIDE,
        once: uuid.UUID | None = None,
        **more: Any,
    ) -> LogLine:
        """A new line, for the writer or the writer's side; sharing is a second act.

        `once` stands for one form: the same text sent twice with it gives the same line. Another
        text from the same form (with the back button) is another line, so that none is lost.
        """
        once = uuid.uuid5(once, text) if once else None
        if circle == Circle.SHARED:
            raise Refused(_("Schrijf eerst. Daarna zie je wie het leest als je het deelt."))
        try:
            with transaction.atomic():
                return cls.objects.create(
                    initiative=initiative,
                    by=by,
                    side=by.side,
                    circle=circle,
                    text=text,
                    happened_on=happened_on,
                    once=once,
                    **more,
                )
        except IntegrityError:
            before = cls.objects.filter(by=by, once=once).first() if once else None
            if before is None:
                raise
            return before

    def correct(self, *, by: Participant, revision: int, **fields: Any) -> None:
        """Other words in place of these, as long as nobody else was shown them.

        `revision`: the one that was read. When it is overtaken (the writer has two devices), or
        the line was shared meanwhile, nothing changes and both texts can be shown.
        """
        text = str(fields.get("text", ""))
        self._only_the_writer(by, kept=text)
        if fields.get("circle") == Circle.SHARED:
            raise Refused(_("Delen doe je met de knop onder de regel."), kept=text)
        mine = LogLine.objects.filter(pk=self.pk, revision=revision).exclude(circle=Circle.SHARED)
        changed = mine.update(
            revision=revision + 1, corrected_at=timezone.now(), side=by.side, **fields
        )
        self.refresh_from_db()
        if changed:
            return
        if self.is_shared:
            raise Refused(_("Deze regel is gedeeld. Anderen lezen hem zoals hij nu is."), kept=text)
        raise Refused(_("Deze regel is net veranderd, misschien op je andere scherm."), kept=text)

    def share(self, *, by: Participant, revision: int, is_signed: bool = False) -> None:
        """From now on everybody who takes part, or has the link, reads this line.

        `revision`: the text that was shown before the tap; another one is not shared unseen.
        """
        self._only_the_writer(by)
        with transaction.atomic():
            mine = LogLine.objects.filter(pk=self.pk, revision=revision)
            shared = mine.exclude(circle=Circle.SHARED).update(
                circle=Circle.SHARED, shared_at=timezone.now(), is_signed=is_signed
            )
            if shared:
                self.initiative.tell("log_shared", by=by, line=self.pk, signed=is_signed)
        self.refresh_from_db()
        if not shared and not self.is_shared:
            raise Refused(_("Deze regel is net veranderd. Lees hem nog een keer voor je deelt."))

    def _only_the_writer(self, by: Participant, *, kept: str = "") -> None:
        if by.pk != self.by_id:
            raise Refused(_("Alleen wie dit schreef kan dat."), kept=kept)
