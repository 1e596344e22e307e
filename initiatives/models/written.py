from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.states import Refused

from .period import Side

if TYPE_CHECKING:
    from .initiative import Initiative
    from .participant import Participant


class Hideable(models.Model):
    """A text for both sides. It can be reported, hidden and shown again.

    Subclasses give `initiative`, `by`: the participant who wrote it, and `text`: what it says.
    """

    reported_at = models.DateTimeField(null=True, blank=True)
    reported_because = models.CharField(max_length=200, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        "initiatives.Participant", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    hidden_because = models.CharField(max_length=200, blank=True)

    by: Any
    text: Any
    # False: the page on which it is reported or hidden names nobody either.
    names_writer = True

    class Meta:
        abstract = True

    @property
    def initiative(self) -> Initiative:
        raise NotImplementedError  # every subclass knows where it belongs

    @property
    def of_side(self) -> Side:
        """Whose text it is; that side can hide it."""
        return Side(self.by.side)

    @property
    def is_told(self) -> bool:
        """Whether the timeline tells what happens to it: not of what only one side reads."""
        return True

    def tell_of_it(self, verb: str, *, by: Participant | None, **data: Any) -> None:
        if self.is_told:
            self.initiative.tell(verb, by=by, **data)

    def become_another_text(self) -> None:
        """Other words are another text: nobody hid or reported those. Saving is up to who asks."""
        self.hidden_at = self.hidden_by = self.reported_at = None
        self.hidden_because = self.reported_because = ""

    def report(self, *, by: Participant | None, because: str) -> None:
        """Says that something is wrong with this text. Nothing disappears by it."""
        with transaction.atomic():
            self.reported_at, self.reported_because = timezone.now(), because
            self.save(update_fields=["reported_at", "reported_because"])
            self.tell_of_it("text_reported", by=None)

    def hide(self, *, by: Participant, because: str) -> None:
        with transaction.atomic():
            hidden = type(self)._default_manager.filter(pk=self.pk, hidden_at=None)
            if not hidden.update(hidden_at=timezone.now(), hidden_by=by, hidden_because=because):
                raise Refused(_("Iemand heeft deze tekst al verborgen."))
            self.tell_of_it("text_hidden", by=by, because=because)
        self.refresh_from_db()

    def show_again(self, *, by: Participant) -> None:
        with transaction.atomic():
            shown = type(self)._default_manager.filter(pk=self.pk, hidden_at__isnull=False)
            if shown.update(
                hidden_at=None,
                hidden_by=None,
                hidden_because="",
                reported_at=None,
                reported_because="",
            ):
                self.tell_of_it("text_shown", by=by)
        self.refresh_from_db()


class Written(Hideable):
    """What somebody said. `is_signed`: the writer chose to show the name to every side."""

    by = models.ForeignKey(
        "initiatives.Participant",
        on_delete=models.PROTECT,
        related_name="%(app_label)s_%(class)ss",
    )
    is_signed = models.BooleanField(default=False)

    class Meta:
        abstract = True
