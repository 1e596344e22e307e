from __future__ import annotations

from datetime import date, timedelta
from types import EllipsisType
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import Party, ProgressState, Status
from initiatives.models import Initiative, Participant, Side, Written, tell_as
from initiatives.names import name_key
from initiatives.states import Refused

from .agreement import Agreement
from .clause import Commitment
from .version import AgreementVersion

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        "progress_on_track": _lazy("{by} zei van een regel bij “{heading}”: het loopt"),
        "progress_done": _lazy("{by} zei van een regel bij “{heading}”: gedaan"),
        "progress_no_news": _lazy("{by} zei van een regel bij “{heading}”: nog geen nieuws"),
        "progress_stuck": _lazy("{by} zei van een regel bij “{heading}”: het zit vast"),
        "progress_dropped": _lazy("{by} zei van een regel bij “{heading}”: niet meer nodig"),
        "progress_agreed": _lazy("{by} zegt dat het klopt wat er bij “{heading}” is gedaan"),
        "progress_contested": _lazy("{by} ziet anders hoe het staat bij “{heading}”"),
        "asked_group": _lazy("{by} vroeg de groep hoe het staat met {title}"),
        "asked_municipality": _lazy("{by} vroeg de gemeente hoe het staat met {title}"),
    }
)

# Further ahead nobody says when they look again: by then it is forgotten.
MOST_AHEAD = timedelta(days=366)
# A form that is sent twice comes twice within this time.
DOUBLE_TAP = timedelta(minutes=1)
# So long a side that was asked gets the time to answer.
ASKED_AGAIN = timedelta(days=7)
# Of these the other side says whether it sees it so too.
ANSWERED = (ProgressState.DONE, ProgressState.DROPPED)


class ProgressUpdate(Written):
    """One word on how something stands that was promised. It stays; a next word comes beside it.

    Subclasses say what it is about.
    """

    state = models.CharField(max_length=8, choices=ProgressState.choices)
    text = models.CharField(_lazy("wil je er iets bij zeggen?"), max_length=300, blank=True)
    # Of "nog geen nieuws": when there may be some.
    look_again_on = models.DateField(_lazy("wanneer kijk je weer?"), null=True, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["said_at", "pk"]

    def __str__(self) -> str:
        return str(ProgressState(self.state).label)

    @property
    def looks_ahead(self) -> bool:
        """Whether the day on which somebody looks again has still to come."""
        return self.look_again_on is not None and self.look_again_on >= timezone.localdate()


def side_of(person: Participant | None) -> str:
    """Which of the two sides somebody speaks for: a guide for the group, another party and who
    takes no part for neither."""
    if person is None or person.side == Side.OTHER:
        return ""
    return Party.MUNICIPALITY if person.side == Side.MUNICIPALITY else Party.GROUP


def speaks_for(line: Commitment, person: Participant) -> bool:
    """Whether `person` may say how `line` stands. What both do, either side may say; and of a line
    of another party that party, or either side when it has heard."""
    side = side_of(person)
    if side:
        return line.party in (side, Party.BOTH, Party.OTHER)
    if line.party != Party.OTHER:
        return False
    if name_key(line.party_name) == name_key(person.name):
        return True
    # A party by link may speak under a longer name, when its own was taken.
    mine = person.as_other_party.filter(agreement=line.clause.version.agreement_id)
    return person.user_id is None and any(party.says(line) for party in mine)


class NoLongerHolds(Refused):
    """The line stands in a text that does not hold. `now`: the same line in the one that does."""

    def __init__(self, now: Commitment | None, *, kept: str) -> None:
        if now is not None:
            sentence = _("Deze regel staat in een oudere versie. Zeg het bij de versie die geldt.")
        else:
            sentence = _("Deze regel staat niet in een tekst die nu geldt.")
        super().__init__(sentence, kept=kept)
        self.now = now


class NewerWord(Refused):
    """Somebody said something of the same thing meanwhile. `newest`: that."""

    def __init__(self, newest: ProgressUpdate, *, kept: str) -> None:
        sentence = _("Net is er iets anders gezegd: {state}. Kijk eerst of je woord nog klopt.")
        super().__init__(sentence.format(state=newest), kept=kept)
        self.newest = newest


class CommitmentUpdateQuerySet(models.QuerySet["CommitmentUpdate"]):
    def visible_to(self, who: Who) -> CommitmentUpdateQuerySet:
        return self.filter(commitment__clause__version__in=AgreementVersion.objects.visible_to(who))

    def with_home(self) -> CommitmentUpdateQuerySet:
        return self.select_related(
            "commitment__clause__version__agreement__initiative", "by__initiative"
        )

    def about(self, line: Commitment) -> CommitmentUpdateQuerySet:
        """All that was said of `line`, in every version; the newest first."""
        agreement = line.clause.version.agreement_id
        found = self.filter(
            commitment__key=line.key, commitment__clause__version__agreement=agreement
        )
        return found.order_by("-said_at", "-pk")


class CommitmentUpdate(ProgressUpdate):
    """Of a line of an agreement, in the version that was in effect when it was said.

    The line's key ties it to the same line in later versions.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="updates")

    objects = CommitmentUpdateQuerySet.as_manager()

    class Meta(ProgressUpdate.Meta):
        indexes = [models.Index(fields=["commitment", "-said_at"], name="updates_of_line")]

    @property
    def initiative(self) -> Initiative:
        return self.commitment.clause.version.agreement.initiative

    @property
    def takes_an_answer(self) -> bool:
        return self.state in ANSWERED

    @classmethod
    def say(
        cls,
        line: Commitment,
        *,
        by: Participant,
        state: ProgressState,
        text: str = "",
        look_again_on: date | None = None,
        seen: int | EllipsisType | None = ...,
    ) -> CommitmentUpdate:
        """How `line` stands, according to `by`.

        `seen`: the word that was on the screen, None when there was none. `NewerWord` when another
        one came meanwhile; without it, whatever was said before. The same form twice is one word.
        `NoLongerHolds` when the line stands in a text that is not in effect.
        """
        if not speaks_for(line, by):
            raise Refused(_("Dit is een regel van een ander. Die zegt hoe het staat."), kept=text)
        look_again_on = look_again_on if state == ProgressState.NO_NEWS else None
        check_look_again(look_again_on, kept=text)
        agreement = line.clause.version.agreement
        with transaction.atomic():
            agreement.lock(kept=text)
            _check_holds(line, kept=text)
            _check_takes_part(agreement, by, kept=text)
            newest = cls.objects.about(line).first()
            said = (by.pk, state, text, look_again_on)
            if newest is not None and newest.pk != seen:
                same = (newest.by_id, newest.state, newest.text, newest.look_again_on) == said
                if same and (seen is not ... or newest.said_at > timezone.now() - DOUBLE_TAP):
                    return newest
                if seen is not ...:
                    raise NewerWord(newest, kept=text)
            update = cls.objects.create(
                commitment=line, by=by, state=state, text=text, look_again_on=look_again_on
            )
            heading = line.clause.heading
            agreement.initiative.tell(f"progress_{state}", by=by, heading=heading)
        return update


def check_look_again(day: date | None, *, kept: str) -> None:
    """A day on which somebody looks again is after today, and not too far away."""
    today = timezone.localdate()
    if day is not None and day <= today:
        raise Refused(_("Kies een dag na vandaag."), kept=kept)
    if day is not None and day > today + MOST_AHEAD:
        raise Refused(_("Kies een dag binnen een jaar."), kept=kept)


def _check_holds(line: Commitment, *, kept: str) -> None:
    version = AgreementVersion.objects.get(pk=line.clause.version_id)
    if version.status != Status.IN_EFFECT:
        now = Commitment.objects.filter(
            key=line.key,
            clause__version__agreement=version.agreement_id,
            clause__version__status=Status.IN_EFFECT,
        )
        raise NoLongerHolds(now.first(), kept=kept)


def _check_takes_part(agreement: Agreement, by: Participant, *, kept: str) -> None:
    """A party that left this agreement says nothing of it any more."""
    if by.side != Side.OTHER:
        return
    places = list(agreement.parties.filter(participant=by).values_list("left_at", flat=True))
    if places and None not in places:
        raise Refused(_("Deze partij doet hier niet meer mee. De regel blijft staan."), kept=kept)


class OtherViewQuerySet(models.QuerySet["OtherView"]):
    def visible_to(self, who: Who) -> OtherViewQuerySet:
        return self.filter(update__in=CommitmentUpdate.objects.visible_to(who))

    def with_home(self) -> OtherViewQuerySet:
        return self.select_related(
            "update__commitment__clause__version__agreement__initiative", "by__initiative"
        )


class OtherView(Written):
    """What the other side says of "gedaan": yes, or "wij zien het anders". One for each word."""

    update = models.OneToOneField(
        CommitmentUpdate, on_delete=models.CASCADE, related_name="other_view"
    )
    agrees = models.BooleanField()
    text = models.CharField(_lazy("hoe zien jullie het?"), max_length=300, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = OtherViewQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]

    @property
    def initiative(self) -> Initiative:
        return self.update.initiative

    @property
    def mark(self) -> str:
        """Which answer somebody saw; another one by now means that a colleague was first."""
        return self.said_at.isoformat()

    @classmethod
    def say(
        cls,
        update: CommitmentUpdate,
        *,
        by: Participant,
        agrees: bool,
        text: str = "",
        seen: str | None = None,
    ) -> OtherView:
        """Whether the other side sees it so too. It can change, until something new is said.

        `NewerWord` when `update` is no longer the last word. Twice the same is once. `seen`: the
        mark of the answer that was on the screen, "" when there was none; what a colleague
        answered meanwhile is not overwritten. None: whatever was answered before.
        """
        if not may_answer(update, by):
            raise Refused(_("Hierop antwoordt de andere kant."), kept=text)
        line = update.commitment
        agreement = line.clause.version.agreement
        with transaction.atomic():
            agreement.lock(kept=text)
            newest = CommitmentUpdate.objects.about(line).first()
            if newest is None or newest.pk != update.pk:
                raise NewerWord(newest or update, kept=text)
            if not update.takes_an_answer:
                raise Refused(_("Antwoorden kan als er “gedaan” staat."), kept=text)
            view = cls.objects.filter(update=update).first()
            if view is not None and (view.agrees, view.text) == (agrees, text):
                return view
            if seen is not None and seen != (view.mark if view else ""):
                sentence = _("Iemand van jullie kant antwoordde net: {answer}. Kijk er eerst naar.")
                raise Refused(sentence.format(answer=_said_by(view)), kept=text)
            view = view or cls(update=update)
            view.become_another_text()
            view.by, view.agrees, view.text, view.said_at = by, agrees, text, timezone.now()
            view.save()
            verb = "progress_agreed" if agrees else "progress_contested"
            agreement.initiative.tell(verb, by=by, heading=line.clause.heading)
        return view


def _said_by(view: OtherView | None) -> str:
    if view is None:
        return ""
    label = _("Dat klopt") if view.agrees else _("Wij zien het anders")
    return f"{label} ({view.text})" if view.text and not view.hidden_at else label


def may_answer(update: CommitmentUpdate, person: Participant) -> bool:
    """Whether `person` is of the other side than whose word it is."""
    side = side_of(person)
    party = update.commitment.party
    return bool(side) and side not in (party, side_of(update.by))


class NewsAsk(models.Model):
    """ "Vraag hoe het staat": asked of a side that was silent, at most once a week."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="news_asks")
    party = models.CharField(max_length=12, choices=Party.choices)
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    @property
    def initiative(self) -> Initiative:
        return self.agreement.initiative

    @property
    def again_on(self) -> date:
        """From when on the side can be asked once more."""
        return timezone.localdate(self.at) + ASKED_AGAIN

    @classmethod
    def ask(cls, version: AgreementVersion, *, party: str, by: Participant) -> NewsAsk:
        """Asks the side `party` how it stands with what it was silent about.

        At most once a week, whoever asks; refused when there is nothing to ask. A second tap asks
        nothing twice.
        """
        from agreements.silence import silence_in

        if party not in (Party.GROUP, Party.MUNICIPALITY) or party == side_of(by):
            raise Refused(_("Vraag het aan de andere kant."))
        agreement = version.agreement
        with transaction.atomic():
            agreement.lock()
            if AgreementVersion.objects.get(pk=version.pk).status != Status.IN_EFFECT:
                raise Refused(_("Deze tekst geldt niet meer. Kijk bij de versie die geldt."))
            last = cls.objects.filter(agreement=agreement, party=party).last()
            if last is not None and last.again_on > timezone.localdate():
                if last.by_id == by.pk and last.at > timezone.now() - DOUBLE_TAP:
                    return last
                raise Refused(_("Dit is deze week al gevraagd. Geef ze even de tijd."))
            if silence_in(version, party) is None:
                raise Refused(_("Er is net iets gehoord. Er valt nu niets te vragen."))
            ask = cls.objects.create(agreement=agreement, party=party, by=by)
            agreement.initiative.tell(f"asked_{party}", by=by, title=agreement.title)
        return ask
