"""Who stands behind a version, and whether both sides carry it. Computed, never stored.

The rules are those of the domain: see `docs/decisions/carrying.md`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import AgreementVersion, Confirmation, OnBehalf
from agreements.states import Word
from initiatives.models import LadderStep, Participant, Side


@dataclass
class Backing:
    """Counts of the named people of the group who take part now (joiner or higher)."""

    behind: int = 0
    # Behind all of it, but for some clauses.
    with_exception: int = 0
    with_concern: int = 0
    objecting: int = 0
    talked_over: int = 0
    silent: int = 0
    new: int = 0
    left: int = 0
    headcount: int | None = None
    # Not for this reader yet: then it holds no counts, and this says why.
    hidden: str = ""

    @property
    def named(self) -> int:
        return (
            self.behind
            + self.with_exception
            + self.with_concern
            + self.objecting
            + self.talked_over
            + self.silent
            + self.new
        )

    @property
    def in_favour(self) -> int:
        return self.behind + self.with_exception + self.with_concern

    @property
    def sentence(self) -> str:
        """ "5 van de 7 die hier meedoen staan erachter, 1 met een zorg. 1 is nieuw. …" """
        if self.hidden:
            return self.hidden
        if not self.named:
            return self._about_group() or _("Er doet nog niemand mee onder een naam.")
        parts = [
            ngettext(
                "{n} van de {named} die hier meedoen staat erachter",
                "{n} van de {named} die hier meedoen staan erachter",
                self.in_favour,
            ).format(n=self.in_favour, named=self.named)
        ]
        if self.with_concern:
            parts.append(_("{n} met een zorg").format(n=self.with_concern))
        if self.with_exception:
            parts.append(_("{n} op een onderdeel na").format(n=self.with_exception))
        sentences = [", ".join(parts) + "."]
        if self.objecting:
            sentences.append(
                ngettext(
                    "{n} kan hier niet mee leven.",
                    "{n} kunnen hier niet mee leven.",
                    self.objecting,
                ).format(n=self.objecting)
            )
        if self.talked_over:
            sentences.append(
                ngettext(
                    "{n} bezwaar is besproken.", "{n} bezwaren zijn besproken.", self.talked_over
                ).format(n=self.talked_over)
            )
        if self.new:
            sentences.append(
                ngettext("{n} is nieuw.", "{n} zijn nieuw.", self.new).format(n=self.new)
            )
        if self.left:
            sentences.append(
                ngettext(
                    "{n} die erachter stond, doet niet meer mee.",
                    "{n} die erachter stonden, doen niet meer mee.",
                    self.left,
                ).format(n=self.left)
            )
        return " ".join([*sentences, self._about_group()]).strip()

    def _about_group(self) -> str:
        if not self.headcount:
            return ""
        return _("De groep is met ongeveer {n}.").format(n=self.headcount)


@dataclass
class Carrying:
    """Whether each side carries a version, and what is missing when one does not."""

    backing: Backing
    on_behalf: OnBehalf | None
    mandates: list[Confirmation] = field(default_factory=list)

    @property
    def by_group(self) -> bool:
        """No open objection, and half of the named people behind it or a record on behalf."""
        if self.backing.objecting:
            return False
        enough = self.backing.named > 0 and self.backing.in_favour * 2 >= self.backing.named
        return enough or self.on_behalf is not None

    @property
    def by_municipality(self) -> bool:
        return bool(self.mandates)

    @property
    def by_both(self) -> bool:
        return self.by_group and self.by_municipality

    @property
    def sentence(self) -> str:
        """What still has to happen before it can take effect; or that it can."""
        if self.backing.hidden:
            return self.backing.hidden
        if self.by_both:
            return _("Beide kanten staan erachter. De afspraak kan ingaan.")
        missing = []
        if self.backing.objecting:
            missing.append(_("Praat eerst over het bezwaar."))
        elif not self.by_group:
            missing.append(_("De helft van wie hier meedoet moet erachter staan."))
        if not self.by_municipality:
            missing.append(_("Iemand moet er namens de gemeente achter staan."))
        return " ".join(missing)


def newest_of_each(confirmations: Iterable[Confirmation]) -> list[Confirmation]:
    """What each person said last of one version, also when that was taken back. A double and the
    name that was kept are one. Reads `by` of each."""
    newest: dict[int, Confirmation] = {}
    for said in sorted(confirmations, key=lambda c: (c.said_at, c.pk)):
        newest[said.person_id] = said
    return list(newest.values())


def one_word_each(confirmations: Iterable[Confirmation]) -> list[Confirmation]:
    """The word of each person on one version, of those who have one."""
    return [said for said in newest_of_each(confirmations) if said.word]


def carrying_of(version: AgreementVersion) -> Carrying:
    """Loads who takes part today and what was said, and computes. Two or three queries."""
    present = version.initiative.participants_on(timezone.localdate()).with_today()
    confirmations = version.confirmations.select_related("by", "talk")
    return compute(
        version,
        list(present),
        list(confirmations),
        OnBehalf.objects.filter(version=version).first(),
    )


def compute(
    version: AgreementVersion,
    present: Iterable[Participant],
    confirmations: Iterable[Confirmation],
    on_behalf: OnBehalf | None,
) -> Carrying:
    """The rules, on what was already loaded.

    `present`: who takes part today, of every side, with `step` and `since` (`with_today`).
    """
    people = {p.pk: p for p in present}
    said = {c.person_id: c for c in one_word_each(confirmations)}
    backing = Backing(headcount=version.initiative.headcount)
    for person in people.values():
        if person.side == Side.GROUP and person.step != LadderStep.VISITOR:
            _count(backing, said.get(person.pk), person.since, version)
    backing.left = sum(
        1
        for c in said.values()
        if c.is_behind and c.person_id not in people and c.by.side == Side.GROUP
    )
    mandates = [
        c
        for c in said.values()
        if c.by_id in people
        and c.by.side == Side.MUNICIPALITY
        and c.is_behind
        and (c.has_mandate or c.decided_by)
        and people[c.by_id].speaks
    ]
    return Carrying(backing, on_behalf, mandates)


def _count(
    backing: Backing, said: Confirmation | None, since: date | None, version: AgreementVersion
) -> None:
    if said is None:
        proposed_on = version.proposed_at and timezone.localdate(version.proposed_at)
        if proposed_on and since and since > proposed_on:
            backing.new += 1
        else:
            backing.silent += 1
    elif said.word == Word.OBJECT:
        if said.is_open_objection:
            backing.objecting += 1
        else:
            backing.talked_over += 1
    elif said.word == Word.BEHIND_WITH_CONCERN:
        backing.with_concern += 1
    elif said.is_behind_but:
        backing.with_exception += 1
    else:
        backing.behind += 1
