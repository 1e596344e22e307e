from __future__ import annotations

from datetime import date

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import Word
from initiatives.models import Participant, Side
from initiatives.states import Refused

from .confirmation import Confirmation, lock_for_a_word
from .version import AgreementVersion


class ObjectionTalk(models.Model):
    """Both sides note that an objection was talked over: when, and why they go on."""

    confirmation = models.OneToOneField(Confirmation, on_delete=models.CASCADE, related_name="talk")
    group_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    group_on = models.DateField(null=True, blank=True)
    group_because = models.CharField(max_length=300, blank=True)
    municipality_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    municipality_on = models.DateField(null=True, blank=True)
    municipality_because = models.CharField(max_length=300, blank=True)

    @property
    def is_noted_by_both(self) -> bool:
        return self.group_by_id is not None and self.municipality_by_id is not None

    @classmethod
    def note(
        cls, confirmation: Confirmation, *, by: Participant, talked_on: date, because: str
    ) -> ObjectionTalk:
        """One side's note. With that of the other side the objection is closed, and stays."""
        side = "municipality" if by.side == Side.MUNICIPALITY else "group"
        with transaction.atomic():
            current = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
            if current.word != Word.OBJECT:
                raise Refused(_("Dit bezwaar is al ingetrokken."), kept=because)
            talk, _new = cls.objects.get_or_create(confirmation=confirmation)
            was_closed = talk.is_noted_by_both
            setattr(talk, f"{side}_by", by)
            setattr(talk, f"{side}_on", talked_on)
            setattr(talk, f"{side}_because", because)
            talk.save()
            _tell(confirmation, by=by, is_closed=talk.is_noted_by_both and not was_closed)
        return talk


def _tell(confirmation: Confirmation, *, by: Participant, is_closed: bool) -> None:
    """Where everybody gives their own word first, not that there was an objection."""
    initiative, version = confirmation.initiative, confirmation.version
    if version.agreement.own_word_first:
        initiative.tell("talked", by=by, number=version.number, title=version.agreement.title)
        return
    initiative.tell("talk_noted", by=by)
    if is_closed:
        initiative.tell("objection_closed", by=by)


class OnBehalf(models.Model):
    """A record that the group agreed together. Never anybody's own word; shown beside the count."""

    version = models.OneToOneField(
        AgreementVersion, on_delete=models.CASCADE, related_name="on_behalf"
    )
    decided_on = models.DateField(_lazy("wanneer?"))
    present_count = models.PositiveSmallIntegerField(_lazy("hoeveel mensen waren erbij?"))
    agreed_count = models.PositiveSmallIntegerField(_lazy("hoeveel waren het eens?"))
    how = models.CharField(_lazy("hoe hebben jullie besloten?"), max_length=200)
    noted_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="on_behalfs")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_count__gte=1)
                & models.Q(agreed_count__lte=models.F("present_count")),
                name="who_agreed_was_there",
            )
        ]

    @classmethod
    def note(
        cls,
        version: AgreementVersion,
        *,
        by: Participant,
        decided_on: date,
        present_count: int,
        agreed_count: int,
        how: str,
    ) -> OnBehalf:
        """Notes it once per version; a second record is refused."""
        with transaction.atomic():
            lock_for_a_word(version, kept=how)
            if cls.objects.filter(version=version).exists():
                raise Refused(_("Er staat al dat de groep samen besloot."), kept=how)
            record = cls.objects.create(
                version=version,
                decided_on=decided_on,
                present_count=present_count,
                agreed_count=agreed_count,
                how=how,
                noted_by=by,
            )
            # Where everybody gives their own word first, not that the group decided.
            own_first, title = version.agreement.own_word_first, version.agreement.title
            verb = "noted" if own_first else "on_behalf_noted"
            version.initiative.tell(verb, by=by, number=version.number, title=title)
        return record
