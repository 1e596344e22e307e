from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.library import TEMPLATES
from agreements.states import Status
from initiatives.models import Initiative, Participant, Side, tell_as
from initiatives.states import Refused

from .version import AgreementVersion, side_of_draft

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        # Without the title: a draft may still be for one side alone.
        "agreement_started": _("{by} begon aan een nieuwe afspraak"),
        "version_started": _("{by} begon aan een nieuwe versie"),
        "draft_opened": _("{by} laat iedereen meelezen met het concept van {title}"),
        "version_proposed": _("{by} stelde versie {number} voor van {title}"),
        "version_withdrawn": _("{by} trok versie {number} in van {title}"),
        "version_in_effect": _("Versie {number} van {title} ging in, door {by}"),
        "commented": _("{by} reageerde op “{heading}”"),
        "answered": _("{by} gaf antwoord bij “{heading}”"),
        "comment_settled": _("{by} rondde een reactie af bij “{heading}”"),
        "comment_reopened": _("{by} maakte een reactie weer open bij “{heading}”"),
        "confirmed": _("{by} staat achter versie {number} van {title}"),
        "confirmed_with_concern": _("{by} staat achter versie {number} van {title}, met een zorg"),
        "objected": _("{by} kan niet leven met versie {number} van {title}"),
        "on_behalf_noted": _("{by} noteerde dat de groep samen besloot over versie {number}"),
        "talk_noted": _("{by} noteerde dat een bezwaar besproken is"),
        "objection_closed": _("Beide kanten noteerden dat een bezwaar besproken is"),
    }
)


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, who: Who) -> AgreementQuerySet:
        """Those with at least one version that `who` may read."""
        versions = AgreementVersion.objects.visible_to(who).filter(agreement=models.OuterRef("pk"))
        return self.filter(models.Exists(versions))


class Agreement(models.Model):
    """What a group and its municipality agree on. Its text stands in versions."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="agreements")
    title = models.CharField(_("waar gaat het over?"), max_length=80)
    started_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def start(
        cls, initiative: Initiative, *, by: Participant, title: str, template: str
    ) -> Agreement:
        """A first draft, from one of the templates of `agreements.library`."""
        with transaction.atomic():
            agreement = cls.objects.create(initiative=initiative, title=title)
            version = AgreementVersion.objects.create(
                agreement=agreement,
                number=1,
                began_by=by,
                began_side=side_of_draft(by),
                purpose=TEMPLATES[template].purpose,
            )
            version.fill_from(TEMPLATES[template])
            initiative.tell("agreement_started", by=by, title=title)
        return agreement

    @classmethod
    def start_once(
        cls, initiative: Initiative, *, by: Participant, title: str, template: str
    ) -> Agreement:
        """As `start`, but a form that is sent twice makes one: the one that `by` started under
        this title in the last minute is given back.

        The lock on the initiative makes the second of two taps wait for the first.
        """
        with transaction.atomic():
            Initiative.objects.select_for_update().get(pk=initiative.pk)
            just_now = timezone.now() - timedelta(minutes=1)
            started = cls.objects.filter(
                initiative=initiative, title=title, started_at__gte=just_now, versions__began_by=by
            ).first()
            return started or cls.start(initiative, by=by, title=title, template=template)

    def start_version(self, *, by: Participant, reason: str = "") -> AgreementVersion:
        """A draft that begins as a copy of the newest text. There is one draft at a time."""
        source = (
            self.versions.filter(status__in=[Status.PROPOSED, Status.IN_EFFECT])
            .order_by("-number")
            .first()
        )
        if source is None:
            raise Refused(
                _("Er is nog geen voorgestelde tekst om mee verder te gaan."), kept=reason
            )
        try:
            with transaction.atomic():
                number = self.versions.aggregate(most=models.Max("number"))["most"] + 1
                version = AgreementVersion.objects.create(
                    agreement=self,
                    number=number,
                    began_by=by,
                    began_side=side_of_draft(by),
                    copied_from=source,
                    reason=reason,
                    purpose=source.purpose,
                    look_back_on=source.look_back_on,
                    ends_on=source.ends_on,
                    trial_until=source.trial_until,
                    trial_decider=source.trial_decider,
                    trial_then=source.trial_then,
                )
                version.copy_clauses(source)
                self.initiative.tell("version_started", by=by, title=self.title, number=number)
                return version
        except IntegrityError:
            draft = self.versions.get(status=Status.DRAFT)
            if draft.began_side == Side.MUNICIPALITY:
                sentence = _("De gemeente is al bezig met een nieuwe versie.")
            else:
                sentence = _("De groep is al bezig met een nieuwe versie.")
            raise Refused(sentence, kept=reason) from None
