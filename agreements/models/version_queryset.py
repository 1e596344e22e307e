"""Versions in the words of the domain: which ones somebody may read, and what goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from agreements.states import Status
from initiatives.models import Initiative, Side

if TYPE_CHECKING:
    from initiatives.who import Who

    from .version import AgreementVersion  # noqa: F401


class VersionQuerySet(models.QuerySet["AgreementVersion"]):
    def visible_to(self, who: Who) -> VersionQuerySet:
        """All that was proposed; a draft for the side that began it, or everybody once open."""
        shared = Initiative.objects.shared_with(who)
        of_municipality = models.Q(
            began_side=Side.MUNICIPALITY,
            agreement__initiative__in=who.initiatives_on(Side.MUNICIPALITY),
        )
        of_group = models.Q(
            began_side=Side.GROUP,
            agreement__initiative__in=who.initiatives_on(Side.GROUP, Side.GUIDE),
        )
        readable = ~models.Q(proposed_at=None) | models.Q(is_open=True) | of_municipality | of_group
        return self.filter(readable, agreement__initiative__in=shared)

    def in_effect(self) -> VersionQuerySet:
        return self.filter(status=Status.IN_EFFECT)

    def with_in_effect(self) -> VersionQuerySet:
        """Adds which text of the same agreement is in effect: `in_effect_pk` and its number."""
        running = self.model._default_manager.filter(
            agreement=models.OuterRef("agreement"), status=Status.IN_EFFECT
        )
        return self.annotate(
            in_effect_pk=models.Subquery(running.values("pk")[:1]),
            in_effect_number=models.Subquery(running.values("number")[:1]),
        )

    def with_link(self, who: Who) -> VersionQuerySet:
        """Adds `link_writes`: whether a link lets its holder write, for who takes no part."""
        home = models.OuterRef("agreement__initiative")
        writable = who.opened_links().filter(initiative=home, is_read_only=False)
        return self.annotate(link_writes=models.Exists(writable))

    def with_pause(self) -> VersionQuerySet:
        """Adds the pause that runs, all empty without one: `paused_at`, `paused_because`, of which
        side who began it is (`paused_side`), and when both look again (`paused_until`)."""
        from .pause import Pause

        running = Pause.objects.filter(agreement=models.OuterRef("agreement"), ended_at=None)
        return self.annotate(
            paused_at=models.Subquery(running.values("began_at")[:1]),
            paused_until=models.Subquery(running.values("look_again_on")[:1]),
            paused_because=models.Subquery(running.values("because")[:1]),
            paused_side=models.Subquery(running.values("began_by__side")[:1]),
        )

    def for_reading(self, who: Who) -> VersionQuerySet:
        """Loads what a page about a version needs, and where its sister versions stand:
        `proposed_pk`, `in_effect_pk`, `in_effect_number`, and `draft_pk` when `who` may read it."""
        from agreements.beside import with_beside
        from agreements.looking import with_own

        from .version import AgreementVersion

        sisters = AgreementVersion.objects.filter(agreement=models.OuterRef("agreement"))
        proposed = sisters.filter(status=Status.PROPOSED)
        draft = sisters.filter(status=Status.DRAFT).visible_to(who)
        return (
            with_beside(with_own(self, who), who)
            .with_link(who)
            .with_pause()
            .with_in_effect()
            .select_related(
                "agreement__initiative",
                "agreement__ended_by__initiative",
                "began_by",
                "proposed_by",
                "copied_from",
                "on_behalf",
            )
            .annotate(
                proposed_pk=models.Subquery(proposed.values("pk")[:1]),
                proposed_number=models.Subquery(proposed.values("number")[:1]),
                draft_pk=models.Subquery(draft.values("pk")[:1]),
            )
        )
