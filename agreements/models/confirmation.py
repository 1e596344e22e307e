from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import ASKS_FOR_A_WORD, Word
from initiatives.models import SPEAKS_FOR_MUNICIPALITY, Initiative, Participant, Side, Written
from initiatives.models.participant import running_on
from initiatives.states import Refused

from .agreement import Agreement
from .version import AgreementVersion

if TYPE_CHECKING:
    from initiatives.who import Who

VERB = {
    Word.BEHIND: "confirmed",
    Word.BEHIND_WITH_CONCERN: "confirmed_with_concern",
    Word.OBJECT: "objected",
}


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def visible_to(self, who: Who) -> ConfirmationQuerySet:
        return self.filter(version__in=AgreementVersion.objects.visible_to(who))

    def with_home(self) -> ConfirmationQuerySet:
        return self.select_related("version__agreement__initiative", "by__initiative", "talk")


class Confirmation(Written):
    """One participant's word on one version. It can change; there is never a second one."""

    version = models.ForeignKey(
        AgreementVersion, on_delete=models.CASCADE, related_name="confirmations"
    )
    word = models.CharField(max_length=20, choices=Word.choices)
    text = models.TextField(_lazy("wat wil je erbij zeggen?"), max_length=600, blank=True)
    said_at = models.DateTimeField(default=timezone.now)
    has_mandate = models.BooleanField(default=False)
    decided_by = models.CharField(_lazy("wie heeft dat besloten?"), max_length=80, blank=True)
    decided_on = models.DateField(_lazy("wanneer is dat besloten?"), null=True, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "by"], name="one_word_per_participant_and_version"
            )
        ]

    def __str__(self) -> str:
        return str(Word(self.word).label)

    @property
    def initiative(self) -> Initiative:
        return self.version.agreement.initiative

    @property
    def person_id(self) -> int:
        """Whose word it is: of the kept name, when it was said under a double."""
        return self.by.merged_into_id or self.by_id

    @property
    def is_behind(self) -> bool:
        return self.word in (Word.BEHIND, Word.BEHIND_WITH_CONCERN)

    @property
    def is_open_objection(self) -> bool:
        """An objection that was neither taken back nor talked over by both sides."""
        talk = getattr(self, "talk", None)
        return self.word == Word.OBJECT and not (talk and talk.is_noted_by_both)

    @classmethod
    def say(
        cls,
        version: AgreementVersion,
        *,
        by: Participant,
        word: Word,
        text: str = "",
        is_signed: bool = False,
        has_mandate: bool = False,
        decided_by: str = "",
        decided_on: date | None = None,
    ) -> Confirmation:
        """Says, or changes, what `by` thinks of a proposed or running version.

        Twice the same is the same as once. Two taps at once leave one row.
        """
        if (has_mandate or decided_by) and not speaks_for_municipality(by):
            raise Refused(
                _("Alleen een vast gezicht, beslisser of regisseur zegt dit namens de gemeente."),
                kept=text,
            )
        with transaction.atomic():
            # The same lock as `take_effect`: a word is counted before, or comes after.
            Agreement.objects.select_for_update().get(pk=version.agreement_id)
            status = AgreementVersion.objects.values_list("status", flat=True).get(pk=version.pk)
            if status not in ASKS_FOR_A_WORD:
                raise Refused(
                    _("Deze versie is niet meer aan de orde. Kijk welke nu voorligt."), kept=text
                )
            before = cls.objects.filter(version=version, by=by).first()
            after = {
                "word": word,
                "text": text,
                "is_signed": is_signed,
                "has_mandate": has_mandate,
                "decided_by": decided_by,
                "decided_on": decided_on,
            }
            is_same = before and all(getattr(before, f) == value for f, value in after.items())
            if before and is_same and not before.is_overtaken_by_a_double():
                return before
            if before is None:
                confirmation = cls._create(version, by, after)
            else:
                confirmation = before
                for field, value in {**after, "said_at": timezone.now()}.items():
                    setattr(confirmation, field, value)
                confirmation.save()
                ObjectionTalk.objects.filter(confirmation=confirmation).delete()
            version.initiative.tell(
                VERB[word],
                by=by,
                number=version.number,
                title=version.agreement.title,
                signed=is_signed,
            )
        return confirmation

    def is_overtaken_by_a_double(self) -> bool:
        """Whether a double of this person said something about the version later on."""
        later = Confirmation.objects.filter(version=self.version_id, said_at__gt=self.said_at)
        return later.filter(by__merged_into=self.by_id).exists()

    @classmethod
    def _create(
        cls, version: AgreementVersion, by: Participant, fields: dict[str, object]
    ) -> Confirmation:
        try:
            with transaction.atomic():
                return cls.objects.create(version=version, by=by, **fields)
        except IntegrityError:
            raise Refused(_("Je hebt dit net al gezegd, op een ander scherm.")) from None


def speaks_for_municipality(person: Participant) -> bool:
    """Whether this person may say "ik mag dit namens de gemeente afspreken"."""
    return (
        person.side == Side.MUNICIPALITY
        and person.duties.filter(
            running_on(timezone.localdate()), kind__in=SPEAKS_FOR_MUNICIPALITY
        ).exists()
    )


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
            confirmation.initiative.tell("talk_noted", by=by)
            if talk.is_noted_by_both and not was_closed:
                confirmation.initiative.tell("objection_closed", by=by)
        return talk


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
            Agreement.objects.select_for_update().get(pk=version.agreement_id)
            status = AgreementVersion.objects.values_list("status", flat=True).get(pk=version.pk)
            if status not in ASKS_FOR_A_WORD:
                raise Refused(
                    _("Deze versie is niet meer aan de orde. Kijk welke nu voorligt."), kept=how
                )
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
            version.initiative.tell("on_behalf_noted", by=by, number=version.number)
        return record
