"""Finding up to three lessons for an agreement that is being written, or a risk that is stuck."""

from __future__ import annotations

from agreements.models import Agreement, AgreementVersion
from evaluations.fitting import Candidate, Sought, best, words_of
from evaluations.models import Lesson, LookBackText
from evaluations.states import State
from initiatives.models import Initiative
from initiatives.models.initiative import InitiativeKind
from initiatives.who import Who
from meetings.models import RiskItem

# The newest so many are looked at; what is older is found by searching.
MOST_LOOKED_AT = 400
COLUMNS = ("pk", "said_at", "initiative__kind", "pattern", "happened", "text")


def _kind_of(initiative: Initiative) -> str:
    """ "Iets anders" says nothing of what two initiatives have in common."""
    return "" if initiative.kind == InitiativeKind.OTHER else initiative.kind


def _patterns_of(initiative: Initiative) -> frozenset[str]:
    """What both sides read that things here looked like before."""
    said = LookBackText.objects.filter(
        look_back__evaluation__agreement__initiative=initiative, hidden_at=None
    ).exclude(look_back__evaluation__state=State.ANSWERING)
    return frozenset(said.exclude(pattern="").order_by().values_list("pattern", flat=True)[:100])


def sought_for_risk(risk: RiskItem) -> Sought:
    """Of a hidden text nobody reads a word, also not by what it finds."""
    words = words_of("" if risk.hidden_at else risk.text)
    initiative = risk.initiative
    return Sought(words, _patterns_of(initiative), _kind_of(initiative), needs_more_than_kind=True)


def sought_for_agreement(who: Who, agreement: Agreement) -> Sought:
    """By the newest text of it that `who` may read."""
    texts = AgreementVersion.objects.visible_to(who).filter(agreement=agreement)
    version = texts.order_by("-number").prefetch_related("clauses").first()
    headings = [clause.heading for clause in version.clauses.all()] if version else []
    words = words_of(agreement.title, version.purpose if version else "", *headings)
    initiative = agreement.initiative
    return Sought(words, _patterns_of(initiative), _kind_of(initiative))


def sought_for(initiative: Initiative) -> Sought:
    """Before there is a text: by what the initiative is."""
    words = words_of(initiative.name, initiative.sentence)
    return Sought(words, _patterns_of(initiative), _kind_of(initiative))


def find_lessons(who: Who, sought: Sought) -> list[Lesson]:
    """At most three that `who` may read, the one that fits best first. Two queries."""
    there = Lesson.objects.visible_to(who).filter(hidden_at=None).order_by("-said_at", "-pk")
    candidates = [
        Candidate(pk, said_at, kind, pattern, words_of(happened, text))
        for pk, said_at, kind, pattern, happened, text in there.values_list(*COLUMNS)[
            :MOST_LOOKED_AT
        ]
    ]
    order = best(candidates, sought)
    by_pk = Lesson.objects.with_home().in_bulk(order)
    return [by_pk[pk] for pk in order if pk in by_pk]
