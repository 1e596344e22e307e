"""What is going on in a set of initiatives, loaded in seven or eight queries whatever the data.

Versions, comments, who takes part today, what they said, and how the lines stand (`in_life`). The
rules that make sense of it stand in `waiting.py`; nothing here is stored or remembered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Q
from django.utils import timezone

from agreements.carrying import Carrying, compute, one_word_each
from agreements.models import (
    AgreementVersion,
    ChangeProposal,
    Comment,
    Commitment,
    Confirmation,
)
from agreements.models.comment import waits_for
from agreements.own_word import as_shown
from agreements.states import CommentKind, Party, Status
from initiatives.models import Initiative, JoinRequest, LadderStep, Participant, Side
from initiatives.models.initiative import InitiativeQuerySet
from initiatives.models.participant import ParticipantQuerySet
from initiatives.who import Who
from overview.in_life import Life, load_life, with_life

# Far above what people write; it only keeps a page of odd data from growing without end.
MOST_VERSIONS = 500
MOST_COMMENTS = 2000

# What waits and what can be done is about these; what has ended is shown, and asks nothing.
LIVE = (Status.DRAFT, Status.PROPOSED, Status.IN_EFFECT)

# Who made a change proposal -> for whom it waits. A guide proposes with the group; what another
# party proposes is for both.
PROPOSED_TO = {
    Party.MUNICIPALITY: Q(by__side__in=(Side.GROUP, Side.GUIDE)),
    Party.GROUP: Q(by__side=Side.MUNICIPALITY),
    Party.BOTH: Q(by__side=Side.OTHER),
}


@dataclass
class Facts:
    """What was loaded, by version and initiative. Every version is readable for who asked."""

    who: Who
    initiatives: dict[int, Initiative]
    versions: list[AgreementVersion]
    unanswered: list[tuple[Comment, str]] = field(default_factory=list)
    present: dict[int, list[Participant]] = field(default_factory=dict)
    words: dict[int, list[Confirmation]] = field(default_factory=dict)
    life: Life = field(default_factory=Life)

    def carrying(self, version: AgreementVersion) -> Carrying:
        """Who stands behind a version, as far as this reader may know it: without counts where
        everybody goes first. For the states that were loaded with their words."""
        words = self.words.get(version.pk, [])
        here = self.present.get(version.initiative.pk, [])
        computed = compute(version, here, words, getattr(version, "on_behalf", None))
        return as_shown(computed, version, self.who, words)

    def open_objections(self, version: AgreementVersion) -> list[Confirmation]:
        """Those that hold a version back: of named people of the group who take part now."""
        here = {
            person.pk
            for person in self.present.get(version.initiative.pk, [])
            if person.side == Side.GROUP and person.step != LadderStep.VISITOR
        }
        words = self.words.get(version.pk, [])
        if self.carrying(version).backing.hidden:
            return []
        return [word for word in words if word.person_id in here and word.is_open_objection]

    def home_of(self, comment: Comment) -> int:
        """The version to read a comment on: the one it was said on, else what matters now."""
        same = [v for v in self.versions if v.agreement_id == comment.agreement_id]
        if any(v.pk == comment.version_id for v in same):
            return comment.version_id
        return min(same, key=_nearness).pk

    @property
    def homes(self) -> list[AgreementVersion]:
        """Of each agreement that goes on the text that matters now."""
        found: dict[int, AgreementVersion] = {}
        for version in sorted(self.versions, key=_nearness):
            if version.status in LIVE:
                found.setdefault(version.agreement_id, version)
        return list(found.values())

    def has_next(self, version: AgreementVersion) -> bool:
        """Whether another text of the same agreement is on its way, as far as this reader knows."""
        coming = (Status.DRAFT, Status.PROPOSED)
        return any(
            v.agreement_id == version.agreement_id and v.status in coming for v in self.versions
        )

    def word_of(self, person: Participant | None, version_pk: int | None) -> Confirmation | None:
        """What `person` said of a version."""
        if person is None or version_pk is None:
            return None
        said = self.words.get(version_pk, [])
        return next((word for word in said if word.person_id == person.pk), None)


def _nearness(version: AgreementVersion) -> int:
    """What lies on the table first, then what holds."""
    order = (Status.PROPOSED, Status.IN_EFFECT, Status.DRAFT, Status.ENDED)
    return order.index(Status(version.status))


def with_requests(initiatives: InitiativeQuerySet) -> InitiativeQuerySet:
    """Adds since when somebody waits to be let in: by the group and guides (`asked_group_at`), or
    by anybody who takes part (`asked_both_at`). And of how many of the group nothing was heard for
    months (`silent_count`, null for none)."""
    waiting = JoinRequest.objects.waiting().filter(initiative=models.OuterRef("pk"))
    silent = Participant.objects.silent().filter(initiative=models.OuterRef("pk"), merged_into=None)
    counted = silent.order_by().values("initiative").annotate(n=models.Count("pk")).values("n")
    first = waiting.order_by("asked_at").values("asked_at")
    return initiatives.annotate(
        asked_group_at=models.Subquery(first.filter(side__in=(Side.GROUP, Side.GUIDE))[:1]),
        asked_both_at=models.Subquery(first.filter(side__in=(Side.MUNICIPALITY, Side.OTHER))[:1]),
        silent_count=models.Subquery(counted),
    )


def people_of_today(initiatives: Iterable[int], also: Iterable[int] = ()) -> ParticipantQuerySet:
    """Who takes part today (`since` is set); and with `also` who else the texts mention."""
    around = Participant.objects.filter(initiative__in=initiatives)
    here = around.on(timezone.localdate()).values("pk")
    return around.filter(Q(pk__in=here) | Q(pk__in=also)).with_today().with_official_duties()


def load_facts(
    who: Who,
    initiatives: Iterable[Initiative],
    *,
    words_of: tuple[Status, ...] = (Status.PROPOSED,),
    versions: list[AgreementVersion] | None = None,
    people: Iterable[Participant] | None = None,
    lines: dict[int, list[Commitment]] | None = None,
) -> Facts:
    """Loads what waits and why. `versions` (from `readable_versions`), `people` (all who take part
    today) and `lines` (by version): for a page that has them already."""
    facts = Facts(who, {i.pk: i for i in initiatives}, [])
    facts.versions = readable_versions(who, facts.initiatives) if versions is None else versions
    spoken = [v for v in facts.versions if v.status in words_of]
    if people is None:
        wanted = {v.initiative.pk for v in spoken}
        people = people_of_today(wanted) if wanted else ()
    facts.present = _by_initiative(facts, people)
    for version in spoken:
        if version.agreement.own_word_first:
            # Who this reader is there matters now, and costs no query.
            who.know(version.initiative, facts.present.get(version.initiative.pk, []))
    if spoken:
        facts.words = _words(facts, spoken)
    if any(version.status in LIVE for version in facts.versions):
        facts.unanswered = _unanswered(who, facts)
    who_left = _who_left(facts) if Status.IN_EFFECT in words_of else None
    facts.life = load_life(facts.versions, lines=lines, who_left=who_left)
    return facts


def _who_left(facts: Facts) -> dict[int, tuple[int, int]]:
    """Version pk -> how many of the group stood behind it, and how many of those take no part any
    more; from the words that were loaded."""
    found = {}
    for version in facts.versions:
        here = {person.pk for person in facts.present.get(version.initiative.pk, [])}
        words = facts.words.get(version.pk, [])
        behind = [word for word in words if word.by.side == Side.GROUP and word.is_behind]
        left = sum(word.person_id not in here for word in behind)
        found[version.pk] = (len(behind), left)
    return found


def readable_versions(who: Who, initiatives: dict[int, Initiative]) -> list[AgreementVersion]:
    """Drafts, proposals, what is in effect and what ended, as far as `who` may read them; newest
    first."""
    found = list(
        AgreementVersion.objects.visible_to(who)
        .filter(
            agreement__initiative__in=list(initiatives),
            status__in=(*LIVE, Status.ENDED),
        )
        .with_pause()
        .select_related("agreement__ended_by", "on_behalf")
        .annotate(**_change_proposals(who), **with_life(who))
        .order_by("-agreement__started_at", "-agreement", "-number")[:MOST_VERSIONS]
    )
    for version in found:
        home = initiatives[version.agreement.initiative_id]
        version.agreement.initiative = home
        if version.agreement.ended_by is not None:
            version.agreement.ended_by.initiative = home
    return found


def _change_proposals(who: Who) -> dict[str, models.Subquery]:
    """For each side how many other texts wait for its answer (`asked_<side>`), since when
    (`asked_<side>_at`), and for which clause the oldest is (`asked_<side>_key`)."""
    waiting = ChangeProposal.objects.visible_to(who).open()
    waiting = waiting.filter(agreement=models.OuterRef("agreement"))
    found = {}
    for side, made_by in PROPOSED_TO.items():
        theirs = waiting.filter(made_by)
        grouped = theirs.order_by().values("agreement")
        found[f"asked_{side}"] = models.Subquery(grouped.annotate(n=models.Count("pk")).values("n"))
        oldest = theirs.order_by("at", "pk")
        found[f"asked_{side}_at"] = models.Subquery(oldest.values("at")[:1])
        found[f"asked_{side}_key"] = models.Subquery(oldest.values("clause_key")[:1])
    return found


def _by_initiative(facts: Facts, people: Iterable[Participant]) -> dict[int, list[Participant]]:
    present: dict[int, list[Participant]] = defaultdict(list)
    for person in people:
        person.initiative = facts.initiatives[person.initiative_id]
        present[person.initiative_id].append(person)
    return present


def _words(facts: Facts, versions: list[AgreementVersion]) -> dict[int, list[Confirmation]]:
    words: dict[int, list[Confirmation]] = defaultdict(list)
    by_pk = {version.pk: version for version in versions}
    said = Confirmation.objects.filter(version__in=list(by_pk))
    for word in said.select_related("by__merged_into", "talk"):
        word.version = by_pk[word.version_id]
        word.by.initiative = facts.initiatives[word.by.initiative_id]
        words[word.version_id].append(word)
    return {pk: one_word_each(of_version) for pk, of_version in words.items()}


def _unanswered(who: Who, facts: Facts) -> list[tuple[Comment, str]]:
    """Comments that wait, oldest first, each with the side that it waits for."""
    agreements = {v.agreement_id: v.agreement for v in facts.versions if v.status in LIVE}
    open_ones = Q(answer_to=None, settled_at=None, hidden_at=None)
    answers = Q(answer_to__settled_at=None, answer_to__hidden_at=None, answer_to__isnull=False)
    comments = list(
        Comment.objects.visible_to(who)
        .filter(open_ones | answers, agreement__in=list(agreements))
        .exclude(kind=CommentKind.COMPLIMENT)
        .select_related("by__merged_into")
        .order_by("at", "pk")[:MOST_COMMENTS]
    )
    given: dict[int, list[Comment]] = defaultdict(list)
    for comment in comments:
        comment.agreement = agreements[comment.agreement_id]
        comment.by.initiative = comment.agreement.initiative
        if comment.answer_to_id:
            given[comment.answer_to_id].append(comment)
    asked = [comment for comment in comments if comment.answer_to_id is None]
    waiting = [(comment, waits_for(comment, given[comment.pk])) for comment in asked]
    return [(comment, side) for comment, side in waiting if side is not None]
