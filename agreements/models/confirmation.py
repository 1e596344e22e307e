from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import ASKS_FOR_A_WORD, Word
from initiatives.models import (
    SPEAKS_FOR_MUNICIPALITY,
    Initiative,
    Participant,
    Side,
    Written,
    tell_as,
)
from initiatives.models.participant import running_on
from initiatives.states import Refused

from .agreement import Agreement
from .look import Look
from .version import AgreementVersion

if TYPE_CHECKING:
    from initiatives.who import Who

VERB = {
    Word.BEHIND: "confirmed",
    Word.BEHIND_WITH_CONCERN: "confirmed_with_concern",
    Word.OBJECT: "objected",
}

tell_as(
    {
        # Where everybody gives their own word first, the timeline does not say which word it was.
        "spoke": _lazy("{by} zei iets over versie {number} van {title}"),
        "supports_goal": _lazy("{by} staat achter het doel van {title}"),
        "supports_goal_with_concern": _lazy("{by} staat achter het doel van {title}, met een zorg"),
        "supports_own_lines": _lazy("{by} staat achter de eigen regels in {title}"),
        "supports_own_lines_with_concern": _lazy(
            "{by} staat achter de eigen regels in {title}, met een zorg"
        ),
        "confirmed_with_exception": _lazy(
            "{by} staat achter versie {number} van {title}, op een onderdeel na"
        ),
        "word_taken_back": _lazy("{by} nam het eigen woord over versie {number} van {title} terug"),
        "noted": _lazy("{by} noteerde iets over versie {number} van {title}"),
        "talked": _lazy("{by} noteerde een gesprek over versie {number} van {title}"),
    }
)


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
    # Empty: taken back. The row stays for an objection that was read and answered.
    word = models.CharField(max_length=20, choices=Word.choices, blank=True)
    text = models.TextField(_lazy("wat wil je erbij zeggen?"), max_length=600, blank=True)
    said_at = models.DateTimeField(default=timezone.now)
    has_mandate = models.BooleanField(default=False)
    decided_by = models.CharField(_lazy("wie heeft dat besloten?"), max_length=80, blank=True)
    decided_on = models.DateField(_lazy("wanneer is dat besloten?"), null=True, blank=True)
    # "Alles, behalve …": the keys of the clauses that the word does not stand behind.
    except_keys = models.JSONField(default=list, blank=True)
    # The last objection that this one took back; it stays to be read.
    objection = models.TextField(max_length=600, blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    objection_closed_at = models.DateTimeField(null=True, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "by"], name="one_word_per_participant_and_version"
            )
        ]

    def __str__(self) -> str:
        return str(Word(self.word).label) if self.word else ""

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

    @property
    def is_behind_but(self) -> bool:
        """Behind all of it, but for some clauses."""
        return self.word == Word.BEHIND and bool(self.except_keys)

    @property
    def is_about_goal(self) -> bool:
        """Another party says something of the goal only, and is never counted."""
        return self.by.side == Side.OTHER

    @property
    def is_about_own_lines(self) -> bool:
        """Said by a party that has no account: it stands behind what it does itself."""
        return self.is_about_goal and self.by.user_id is None

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
        except_keys: Iterable[str] = (),
    ) -> Confirmation:
        """Says, or changes, what `by` thinks of a proposed or running version.

        `except_keys`: the clauses that somebody who stands behind it does not stand behind.
        Twice the same is the same as once. Two taps at once leave one row.
        """
        for_municipality = has_mandate or bool(decided_by)
        if for_municipality and not speaks_for_municipality(by):
            raise Refused(
                _("Alleen een vast gezicht, beslisser of regisseur zegt dit namens de gemeente."),
                kept=text,
            )
        if by.side == Side.OTHER and word == Word.OBJECT:
            raise Refused(_("Een andere partij zegt alleen iets over het doel."), kept=text)
        keys: list[str] = []
        if word == Word.BEHIND and by.side != Side.OTHER:
            keys = _excepted(version, set(except_keys), kept=text)
        if keys and for_municipality:
            raise Refused(
                _("Namens de gemeente sta je achter de hele tekst. Stel anders een tekst voor."),
                kept=text,
            )
        with transaction.atomic():
            agreement = lock_for_a_word(version, kept=text)
            before = cls.objects.filter(version=version, by=by).first()
            after = {
                "word": word,
                "text": text,
                "is_signed": is_signed,
                "has_mandate": has_mandate,
                "decided_by": decided_by,
                "decided_on": decided_on,
                "except_keys": keys,
            }
            is_same = before and all(getattr(before, f) == value for f, value in after.items())
            if before and is_same and not before.is_overtaken_by_a_double():
                return before
            if before is None:
                confirmation = cls._create(version, by, after)
            else:
                confirmation = before._become(after)
            Look.move(version, by=by)
            version.initiative.tell(
                _verb(agreement, confirmation),
                by=by,
                number=version.number,
                title=agreement.title,
                signed=is_signed,
            )
        return confirmation

    @classmethod
    def take_back(cls, version: AgreementVersion, *, by: Participant) -> None:
        """No word any more, under whatever name it was said. Twice is the same as once.

        An objection that is taken back stays to be read.
        """
        with transaction.atomic():
            agreement = lock_for_a_word(version)
            mine = models.Q(by=by) | models.Q(by__merged_into=by)
            said = list(cls.objects.filter(mine, version=version).exclude(word=""))
            if not said:
                return
            for confirmation in said:
                confirmation._become(
                    {
                        "word": "",
                        "text": "",
                        "has_mandate": False,
                        "decided_by": "",
                        "decided_on": None,
                        "except_keys": [],
                    }
                )
            version.initiative.tell(
                "word_taken_back", by=by, number=version.number, title=agreement.title
            )

    def _become(self, after: dict[str, object]) -> Confirmation:
        """Takes over what is said now. An objection that was taken back is kept apart; a new one,
        or other words for it, asks for a new talk."""
        if self.word == Word.OBJECT and after["word"] != Word.OBJECT:
            self.objection, self.objected_at = self.text, self.said_at
            self.objection_closed_at = timezone.now()
        elif after["word"] == Word.OBJECT:
            from .talk import ObjectionTalk

            ObjectionTalk.objects.filter(confirmation=self).delete()
        for field, value in {**after, "said_at": timezone.now()}.items():
            setattr(self, field, value)
        self.save()
        return self

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


def lock_for_a_word(version: AgreementVersion, *, kept: str = "") -> Agreement:
    """Inside a transaction: the agreement, on the same lock as `take_effect`: a word is counted
    before, or comes after. Refused when nothing is asked of this version any more."""
    agreement = Agreement.objects.select_for_update().get(pk=version.agreement_id)
    status = AgreementVersion.objects.values_list("status", flat=True).get(pk=version.pk)
    if status not in ASKS_FOR_A_WORD:
        raise Refused(_("Deze versie is niet meer aan de orde. Kijk welke nu voorligt."), kept=kept)
    return agreement


def _excepted(version: AgreementVersion, keys: set[str], *, kept: str) -> list[str]:
    """The clauses of `version` among `keys`, in their order. Refused when that is all of them."""
    every = list(version.clauses.values_list("key", flat=True)) if keys else []
    found = [key for key in every if key in keys]
    if found and len(found) == len(every):
        raise Refused(
            _("Zo blijft er niets over. Kies dan: hier kan ik niet mee leven."), kept=kept
        )
    return found


def _verb(agreement: Agreement, said: Confirmation) -> str:
    """What the timeline tells of a word."""
    if agreement.own_word_first:
        return "spoke"
    if said.is_about_goal:
        verb = "supports_own_lines" if said.is_about_own_lines else "supports_goal"
        return f"{verb}_with_concern" if said.word == Word.BEHIND_WITH_CONCERN else verb
    return "confirmed_with_exception" if said.is_behind_but else VERB[Word(said.word)]


def speaks_for_municipality(person: Participant) -> bool:
    """Whether this person may say "ik mag dit namens de gemeente afspreken"."""
    return (
        person.side == Side.MUNICIPALITY
        and person.duties.filter(
            running_on(timezone.localdate()), kind__in=SPEAKS_FOR_MUNICIPALITY
        ).exists()
    )
