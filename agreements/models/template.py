from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.models import User
from agreements.library import TEMPLATES, AgreementTemplate, LibraryClause
from initiatives.states import Refused

if TYPE_CHECKING:
    from .template_clause import TemplateClause

# Of one's own, beside the standard ones: more than that nobody can choose from.
MOST_TEMPLATES = 30
MOST_TEMPLATE_CLAUSES = 40
OWN = "own"


def only_a_coordinator(by: User) -> None:
    if not by.is_manager:
        raise PermissionDenied


class TemplateConflict(Refused):
    """Somebody else saved this meanwhile; `current` is what stands there now."""

    def __init__(self, current: TemplateVersion | TemplateClause) -> None:
        super().__init__(_("Iemand anders heeft dit net veranderd."))
        self.current = current


class TemplateQuerySet(models.QuerySet["TemplateVersion"]):
    def published(self) -> TemplateQuerySet:
        return self.exclude(published_at=None)

    def drafts(self) -> TemplateQuerySet:
        return self.filter(published_at=None)

    def newest(self) -> TemplateQuerySet:
        """Of every template the text that was published last."""
        later = TemplateVersion.objects.published().filter(
            key=models.OuterRef("key"), number__gt=models.OuterRef("number")
        )
        return self.published().filter(~models.Exists(later))

    def with_size(self) -> TemplateQuerySet:
        return self.annotate(size=models.Count("clauses"))


class TemplateVersion(models.Model):
    """One text of a template that a coordinator wrote; the newest published one is offered.

    A template is the texts with one `key`. The standard ones have a first text in
    `agreements.library`, number 0, that can always be gone back to.
    """

    key = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_lazy("naam"), max_length=80)
    about = models.CharField(_lazy("waar is het voor?"), max_length=200, blank=True)
    purpose = models.TextField(_lazy("waarom maken we deze afspraak?"), max_length=400, blank=True)
    is_offered = models.BooleanField(_lazy("bij een nieuwe afspraak te kiezen"), default=True)
    began_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    began_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["key", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="one_template_text_per_number"),
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(published_at=None),
                name="one_template_draft_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="template_number_from_1"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    # Beginning ------------------------------------------------------------------------------

    @classmethod
    def begin(cls, *, by: User, name: str) -> TemplateVersion:
        """A template of one's own, still empty. The same form sent twice makes one."""
        only_a_coordinator(by)
        with transaction.atomic():
            # The row of who writes is the lock: the second of two taps waits for the first.
            User.objects.select_for_update().get(pk=by.pk)
            just_now = timezone.now() - timedelta(minutes=1)
            same = cls.objects.filter(
                key__startswith=OWN, number=1, name=name, began_by=by, began_at__gte=just_now
            )
            started = same.first()
            if started is not None:
                return started
            keys = set(cls.objects.filter(key__startswith=OWN).values_list("key", flat=True))
            if len(keys) >= MOST_TEMPLATES:
                raise Refused(
                    _("Er zijn er al {n}. Meer kan niemand overzien.").format(n=len(keys)),
                    kept=name,
                )
            n = 1 + max((int(key.rpartition("_")[2]) for key in keys), default=0)
            try:
                with transaction.atomic():
                    return cls.objects.create(key=f"{OWN}_{n}", number=1, name=name, began_by=by)
            except IntegrityError:
                sentence = _("Iemand anders begon net ook een sjabloon. Probeer het opnieuw.")
                raise Refused(sentence, kept=name) from None

    @classmethod
    def draft_of(cls, text: AgreementTemplate, *, by: User) -> TemplateVersion:
        """A draft that begins as a copy of `text`. There is one draft at a time."""
        only_a_coordinator(by)
        try:
            with transaction.atomic():
                most = cls.objects.filter(key=text.key).aggregate(most=models.Max("number"))["most"]
                draft = cls.objects.create(
                    key=text.key,
                    number=(most or 0) + 1,
                    name=str(text.name),
                    about=str(text.about),
                    purpose=text.purpose,
                    is_offered=cls._is_offered(text.key),
                    began_by=by,
                )
                draft._copy(text.clauses)
                return draft
        except IntegrityError:
            sentence = _("Er is al een concept. Publiceer dat eerst, of gooi het weg.")
            raise Refused(sentence) from None

    @classmethod
    def _is_offered(cls, key: str) -> bool:
        newest = cls.objects.newest().filter(key=key).first()
        return newest.is_offered if newest else True

    def _copy(self, clauses: Iterable[LibraryClause]) -> None:
        for position, source in enumerate(clauses, 1):
            clause = self.clauses.create(key=source.key, heading=source.heading, position=position)
            clause.put(source.lines)

    @classmethod
    def offer(cls, text: AgreementTemplate, *, by: User, is_offered: bool) -> None:
        """Puts a template on the list that one begins from, or takes it off.

        Of a standard one that nobody changed yet a copy is kept, because that is where it is said.
        """
        only_a_coordinator(by)
        with transaction.atomic():
            newest = cls.objects.newest().filter(key=text.key).first()
            if newest is None:
                if is_offered:
                    return
                newest = cls.draft_of(text, by=by)
                newest.publish(by=by)
            mine = cls.objects.filter(key=text.key)
            mine.filter(models.Q(pk=newest.pk) | models.Q(published_at=None)).update(
                is_offered=is_offered
            )

    # Writing --------------------------------------------------------------------------------

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_standard(self) -> bool:
        """Whether there is a standard text to go back to."""
        return self.key in TEMPLATES

    def lock_draft(self, *, by: User, kept: str = "") -> None:
        """Inside a transaction: nobody publishes this draft while it is being changed."""
        only_a_coordinator(by)
        locked = TemplateVersion.objects.select_for_update().filter(pk=self.pk).first()
        if locked is None:
            raise Refused(_("Dit concept is net weggegooid."), kept=kept)
        if not locked.is_draft:
            raise Refused(
                _("Deze tekst is al gepubliceerd. Begin een nieuw concept om iets te veranderen."),
                kept=kept,
            )

    def save_head(self, *, by: User, revision: int, name: str, about: str, purpose: str) -> None:
        """Name, what it is for and why; `TemplateConflict` when somebody else saved meanwhile."""
        with transaction.atomic():
            self.lock_draft(by=by, kept=f"{name}\n{about}\n{purpose}")
            changed = TemplateVersion.objects.filter(pk=self.pk, revision=revision).update(
                name=name, about=about, purpose=purpose, revision=models.F("revision") + 1
            )
            if not changed:
                raise TemplateConflict(TemplateVersion.objects.get(pk=self.pk))
        self.refresh_from_db()

    def add_clause(
        self, source: LibraryClause | None = None, *, by: User, heading: str = ""
    ) -> TemplateClause:
        """A clause at the end: from the library, or empty under a heading of one's own."""
        with transaction.atomic():
            self.lock_draft(by=by, kept=heading)
            used = set(self.clauses.values_list("key", flat=True))
            if len(used) >= MOST_TEMPLATE_CLAUSES:
                sentence = _("Er passen geen onderdelen meer bij. Haal er eerst een weg.")
                raise Refused(sentence, kept=heading)
            last = self.clauses.aggregate(last=models.Max("position"))["last"] or 0
            base = source.key if source else OWN
            key, n = base, 2
            while key in used:
                key, n = f"{base}_{n}", n + 1
            clause = self.clauses.create(
                key=key, heading=source.heading if source else heading, position=last + 1
            )
            if source:
                clause.put(source.lines)
        return clause

    def publish(self, *, by: User) -> None:
        """From now on new agreements begin with this text. Sent twice is the same as once."""
        with transaction.atomic():
            only_a_coordinator(by)
            now = TemplateVersion.objects.select_for_update().filter(pk=self.pk).first()
            if now is None:
                raise Refused(_("Dit concept is net weggegooid."))
            if now.is_draft:
                empty = self.clauses.filter(lines=None).first()
                if empty is not None:
                    sentence = _("Bij “{heading}” staat nog niets.").format(heading=empty.heading)
                    raise Refused(sentence)
                if not self.clauses.exists():
                    raise Refused(_("Er staat nog niets in. Zet er eerst een onderdeel in."))
                TemplateVersion.objects.filter(pk=self.pk).update(published_at=timezone.now())
        self.refresh_from_db()

    def discard(self, *, by: User) -> None:
        """Throws a draft away. What was published stays."""
        with transaction.atomic():
            self.lock_draft(by=by)
            self.delete()

    def as_template(self) -> AgreementTemplate:
        """This text as an agreement begins with it. Two queries when nothing was prefetched."""
        return AgreementTemplate(
            self.key,
            self.name,
            self.about,
            self.purpose,
            tuple(clause.as_library() for clause in self.clauses.all()),
            self.number,
        )
