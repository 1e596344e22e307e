"""From the result of a look-back to a point of the next meeting."""

from __future__ import annotations

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agreements.forms.fields import whole_number
from agreements.models import Clause, Commitment
from agreements.paper import nobody
from agreements.people import people_of, show_people
from evaluations.models import Evaluation, LookBackText, TrustText
from evaluations.publishing import KEYS
from evaluations.sentences import OF_BOTH
from initiatives.models import Initiative
from initiatives.who import Who
from meetings.models import Meeting
from meetings.states import Status

# As long as a point of an agenda can be.
LONGEST = 200


def next_planned(initiative: Initiative) -> Meeting | None:
    """The first meeting of which the agenda can still change."""
    ahead = Meeting.objects.filter(initiative=initiative, status=Status.PLANNED).ahead()
    meeting = ahead.first()
    if meeting is not None:
        meeting.initiative = initiative
    return meeting


def first_words(evaluation: Evaluation, who: Who, asked: QueryDict) -> str:
    """What the address names, in words that fit: of this look-back, and not hidden; or 404. ""
    when it names nothing. Nobody is named: everybody reads an agenda."""
    if "zin" in asked:
        if asked["zin"] not in KEYS:
            raise Http404
        return _short(_("We kijken hier verschillend naar: “{text}”"), str(OF_BOTH[asked["zin"]]))
    if "regel" in asked:
        lines = Commitment.objects.filter(
            clause__version=evaluation.version_id, clause__removed_at=None
        )
        line = get_object_or_404(lines, pk=_number(asked["regel"]))
        people = people_of(evaluation.agreement.initiative, [line.sentence])
        words = show_people(line.sentence, nobody(), people)
        return _short(_("Hoe gaan we verder met: “{text}”"), words)
    if "tekst" in asked:
        said = LookBackText.objects.visible_to(who).filter(look_back__evaluation=evaluation)
        text = get_object_or_404(said, pk=_number(asked["tekst"]), hidden_at=None)
        return _short(_("Bij het terugkijken zei iemand: “{text}”"), text.text)
    if "nodig" in asked:
        needed = TrustText.objects.visible_to(who).filter(trust__evaluation=evaluation)
        need = get_object_or_404(needed, pk=_number(asked["nodig"]), hidden_at=None)
        return _short(_("Dit is nog nodig: “{text}”"), need.text)
    if "verschil" in asked:
        return _difference(evaluation, str(asked["verschil"]))
    return ""


def _difference(evaluation: Evaluation, about: str) -> str:
    """What both sides want otherwise: with one clause, by its key, or with the whole."""
    if about == "hoe-verder":
        sentence = _("Hoe gaan we verder met “{text}”? We kozen niet hetzelfde.")
        return _short(sentence, evaluation.agreement.title)
    clauses = Clause.objects.filter(version=evaluation.version_id)
    clause = get_object_or_404(clauses, key=about)
    return _short(_("Wat doen we met “{text}”? We kozen niet hetzelfde."), clause.heading)


def _number(asked: object) -> int:
    number = whole_number(str(asked))
    if number is None:
        raise Http404
    return number


def _short(sentence: str, text: str) -> str:
    """`sentence` with `text` in it, cut off where a point of an agenda ends."""
    words = " ".join(text.split())
    room = LONGEST - len(sentence.format(text=""))
    if len(words) > room:
        words = words[: room - 1].rstrip() + "…"
    return sentence.format(text=words)
