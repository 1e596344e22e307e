from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.names import name_key
from initiatives.pieces import MOST_IN_KEY, sort_key_of
from initiatives.states import Overtaken

from .event import Event

if TYPE_CHECKING:
    from initiatives.who import Who

    from .participant import Participant, ParticipantQuerySet


class Neighbourhood(models.Model):
    """A part of the town, by the name that people use for it."""

    name = models.CharField(_("buurt"), max_length=60, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def known_as(cls, name: str) -> Neighbourhood | None:
        """The one of that name, when there is one. Capitals and spaces do not count."""
        if not name_key(name):
            return None
        known = (one for one in cls.objects.all() if name_key(one.name) == name_key(name))
        return next(known, None)

    @classmethod
    def called(cls, name: str) -> Neighbourhood | None:
        """The neighbourhood of that name, made when it is new. An empty name is none."""
        if not name:
            return None
        return cls.known_as(name) or cls.objects.get_or_create(name=name)[0]


class Status(models.TextChoices):
    IDEA = "idea", _("idee")
    ACTIVE = "active", _("bezig")
    RESTING = "resting", _("rust")
    ENDED = "ended", _("gestopt")


class InitiativeKind(models.TextChoices):
    YOUTH = "youth", _("jongeren")
    GREEN = "green", _("groen")
    CARE = "care", _("zorg voor elkaar")
    BUILDING = "building", _("een gebouw of plek")
    ENERGY = "energy", _("energie")
    OTHER = "other", _("iets anders")


class LegalForm(models.TextChoices):
    """How a group stands in law. None is as good as any; see practice on forms of cooperation."""

    NONE = "none", _("geen")
    INFORMAL_ASSOCIATION = "informal_association", _("informele vereniging")
    ASSOCIATION = "association", _("vereniging")
    FOUNDATION = "foundation", _("stichting")
    COOPERATIVE = "cooperative", _("coöperatie")
    PARTNERSHIP = "partnership", _("maatschap")
    WITH_ORGANISATION = "with_organisation", _("loopt mee met een organisatie")


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    def visible_to(self, who: Who) -> InitiativeQuerySet:
        """Those of which `who` may see at least the card: name, neighbourhood, sentence, counts."""
        if who.user and who.user.is_professional:
            return self
        return self.shared_with(who)

    def shared_with(self, who: Who) -> InitiativeQuerySet:
        """Those whose shared side `who` may see: who takes part today, or holds a link."""
        through_link = models.Q(pk__in=who.initiatives_by_link())
        if who.user is None:
            return self.filter(through_link)
        taking_part = models.Q(pk__in=who.taking_part().values("initiative"))
        return self.filter(taking_part | through_link)

    def with_link_of(self, who: Who) -> InitiativeQuerySet:
        """Adds `link_writes`: whether a link by which `who` came lets them do more than read."""
        opened = who.opened_links().filter(initiative=models.OuterRef("pk"), is_read_only=False)
        return self.annotate(link_writes=models.Exists(opened))  # type: ignore[no-redef]

    def with_counts(self) -> InitiativeQuerySet:
        """Adds `named_count`: how many named people of the group take part today."""
        from .participant import Participant, Side

        named = (
            Participant.objects.on(timezone.localdate())
            .filter(side=Side.GROUP, initiative=models.OuterRef("pk"))
            .order_by()
            .values("initiative")
            .annotate(n=models.Count("pk"))
            .values("n")
        )
        return self.annotate(
            named_count=models.functions.Coalesce(
                models.Subquery(named, output_field=models.IntegerField()), 0
            )
        )


class Initiative(models.Model):
    """Something that residents do together, without a legal form."""

    name = models.CharField(_("naam"), max_length=80)
    sort_key = models.CharField(max_length=MOST_IN_KEY, editable=False, default="")
    sentence = models.CharField(_("in één zin"), max_length=200, blank=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood,
        verbose_name=_("buurt"),
        on_delete=models.PROTECT,
        related_name="initiatives",
        null=True,
        blank=True,
    )
    headcount = models.PositiveSmallIntegerField(_("met hoeveel ongeveer?"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    kind = models.CharField(
        _("soort"),
        max_length=10,
        choices=InitiativeKind.choices,
        default=InitiativeKind.OTHER,
    )
    legal_form = models.CharField(
        _("rechtsvorm"), max_length=20, choices=LegalForm.choices, default=LegalForm.NONE
    )
    place = models.CharField(_("plek"), max_length=80, blank=True)
    began_on = models.DateField(_("sinds"), null=True, blank=True)
    wish = models.TextField(_("wat we willen"), max_length=1000, blank=True)
    strength = models.TextField(_("onze kracht"), max_length=1000, blank=True)
    missing = models.TextField(_("wie missen we nog?"), max_length=300, blank=True)
    # The group's own rule, shown and never enforced.
    decides_how = models.CharField(_("hoe beslissen we als groep?"), max_length=200, blank=True)
    shows_names = models.BooleanField(
        default=False, help_text="The group opened its list of names to the municipality."
    )
    logged_at = models.DateTimeField(default=timezone.now, editable=False)

    # Only on what `with_link_of` loaded.
    link_writes: bool

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        # One for each filter of the list, in the order in which the list stands.
        indexes = [
            models.Index(fields=["sort_key", "id"], name="initiative_by_name"),
            models.Index(fields=["neighbourhood", "sort_key", "id"], name="initiative_by_place"),
            models.Index(fields=["status", "sort_key", "id"], name="initiative_by_status"),
            models.Index(fields=["kind", "sort_key", "id"], name="initiative_by_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs: Any) -> None:
        """With the name go the key of the list and the pieces by which the name is found."""
        fields = kwargs.get("update_fields")
        if fields is not None and "name" not in fields:
            super().save(**kwargs)
            return
        self.sort_key = sort_key_of(self.name)
        if fields is not None:
            kwargs["update_fields"] = {*fields, "sort_key"}
        with transaction.atomic():
            super().save(**kwargs)
            self._keep_pieces()

    def _keep_pieces(self) -> None:
        from .profile import NamePiece

        pieces = NamePiece.of(self)
        known = set(self.name_pieces.values_list("piece", flat=True))
        if known != {piece.piece for piece in pieces}:
            self.name_pieces.all().delete()
            NamePiece.objects.bulk_create(pieces)

    @property
    def initiative(self) -> Initiative:
        """Itself; so that access asks every thing the same question."""
        return self

    @classmethod
    def log(
        cls,
        *,
        by: User,
        name: str,
        sentence: str = "",
        neighbourhood: Neighbourhood | None = None,
        headcount: int | None = None,
        nicknames: list[str] | None = None,
        once: str = "",
    ) -> Initiative:
        """Writes down a new initiative. Whoever does takes part at once, on their own side.

        `once` stands for one form: sent twice, it gives the same initiative.
        """
        from .participant import Participant, Side
        from .profile import Headcount

        with transaction.atomic():
            # One at a time per person, so that a double tap finds what the first one made.
            User.objects.select_for_update().get(pk=by.pk)
            before = cls.logged_with(once, by=by)
            if before is not None:
                return before
            initiative = cls.objects.create(
                name=name, sentence=sentence, neighbourhood=neighbourhood, headcount=headcount
            )
            side = Side(by.sides[0])
            me = Participant.begin(initiative, side=side, name=by.name, user=by)
            initiative.tell("initiative_logged", by=me, once=once)
            Headcount.note(initiative, by=me)
            for nickname in nicknames or []:
                initiative.add_to_group(nickname, by=me)
        return initiative

    @classmethod
    def logged_with(cls, once: str, *, by: User) -> Initiative | None:
        """What that form of this person has made already."""
        if not once:
            return None
        made = Event.objects.filter(verb="initiative_logged", by__user=by, data__once=once)
        event = made.select_related("initiative").first()
        return event.initiative if event else None

    def add_to_group(self, name: str, *, by: Participant | None) -> Participant:
        """Adds somebody of the group by nickname. A name that stands there twice is refused."""
        from .participant import Participant, Side

        with transaction.atomic():
            person = Participant.begin(self, side=Side.GROUP, name=name)
            self.tell("participant_added", by=by, about=person)
        return person

    def add_all_to_group(self, names: list[str], *, by: Participant) -> list[Participant]:
        """Adds several at once, or nobody when one of the names is refused."""
        with transaction.atomic():
            return [self.add_to_group(name, by=by) for name in names]

    def change(
        self,
        *,
        by: Participant,
        before: dict[str, object] | None = None,
        verb: str = "initiative_changed",
        **fields: object,
    ) -> None:
        """Changes what is known of the initiative itself. `before`: what stood there, as `said`
        gives it, when somebody began to type; raises `Overtaken` when it is something else by now.

        Only what is different is saved, so that two people who change two things lose neither.
        """
        from .profile import Headcount

        with transaction.atomic():
            now = Initiative.objects.select_for_update().get(pk=self.pk)
            typed = {name: getattr(value, "name", value) for name, value in fields.items()}
            overtaken = {
                name: now.said(name)
                for name, was in (before or {}).items()
                if now.said(name) not in (was, typed.get(name))
            }
            if overtaken:
                raise Overtaken(overtaken)
            changed = {n: value for n, value in fields.items() if getattr(now, n) != value}
            if not changed:
                return
            for name, value in changed.items():
                setattr(now, name, value)
                setattr(self, name, value)
            now.save(update_fields=list(changed))
            if "headcount" in changed:
                Headcount.note(now, by=by)
            now.tell(verb, by=by)

    def said(self, name: str) -> object:
        """What a form shows of a field: the neighbourhood by its name."""
        if name == "neighbourhood":
            return self.neighbourhood.name if self.neighbourhood else ""
        return getattr(self, name)

    def open_names(self, *, by: Participant, is_open: bool) -> None:
        """The group shows its list of names to the municipality, or closes it again."""
        with transaction.atomic():
            self.shows_names = is_open
            self.save(update_fields=["shows_names"])
            self.tell("names_opened" if is_open else "names_closed", by=by)

    def tell(
        self,
        verb: str,
        *,
        by: Participant | None,
        about: Participant | None = None,
        user: User | None = None,
        **data: object,
    ) -> None:
        """Writes one line on the timeline. Call it inside the transaction of the change."""
        Event.objects.create(initiative=self, verb=verb, by=by, about=about, user=user, data=data)

    def participants_on(self, day: date) -> ParticipantQuerySet:
        from .participant import Participant

        return Participant.objects.filter(initiative=self).on(day)
