"""Beginning with the text of an agreement that is there already, also of another initiative.

What makes it theirs is taken out: people, names, days, telephone numbers. Those become blanks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, cast

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When

from accounts.private_details import find_private
from agreements.library import AgreementTemplate, LibraryClause, LibraryLine
from agreements.models import AgreementVersion, Clause, Commitment
from agreements.models.version_queryset import VersionQuerySet
from agreements.people import REFERENCE
from agreements.states import Party, Status
from initiatives.models import Initiative, Participant, Partner, Side
from initiatives.who import Who

# What was agreed or lies on the table; a draft or what was taken back is nobody's example.
TEXTS = (Status.PROPOSED, Status.IN_EFFECT, Status.REPLACED, Status.ENDED)
EARLIER = "earlier"
WHO, GROUP, DAY = "{wie}", "{naam groep}", "{datum}"
WHERE, AREA, HOW = "{plek}", "{buurt}", "{nummer}"
# As in `blanks.py`: longer braces are no blank, and may hold anything.
BLANK = re.compile(r"(\{[^{}\n]{0,80}\})")

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
SHORT_MONTHS = "jan|feb|mrt|apr|jun|jul|aug|sept|sep|okt|nov|dec"
DATE = re.compile(
    rf"\b\d{{1,2}}\s+(?:(?:{MONTHS})\b|(?:{SHORT_MONTHS})\b\.?)(?:\s+\d{{4}}\b)?"
    r"|\b\d{1,2}[-/]\d{1,2}[-/](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b",
    re.IGNORECASE,
)
# Inside a name these say nothing about who it is.
SHORT_WORDS = {"de", "den", "der", "het", "een", "van", "ter", "ten", "te", "in", "op", "'t"}


def earlier_texts(who: Who, initiative: Initiative, sought: str = "") -> VersionQuerySet:
    """Of every agreement that `who` may read its newest text; those of `initiative` come first.

    `sought`: words in the title, or in the name of the initiative.
    """
    later = AgreementVersion.objects.filter(
        agreement=OuterRef("agreement"), number__gt=OuterRef("number"), status__in=TEXTS
    )
    found = AgreementVersion.objects.visible_to(who).filter(~Exists(later), status__in=TEXTS)
    for word in sought.split():
        found = found.filter(
            Q(agreement__title__icontains=word) | Q(agreement__initiative__name__icontains=word)
        )
    own_first = Case(When(agreement__initiative=initiative, then=0), default=1)
    return found.select_related("agreement__initiative").order_by(own_first, "-proposed_at", "-pk")


def as_template(version: AgreementVersion, *, to: Initiative) -> AgreementTemplate:
    """The words of `version` for a new agreement of `to`. At most three queries.

    What kind an official's line is, on what condition and who decides is never taken along: an
    official says that each time anew.
    """
    clean = cleaner(version.initiative, is_own=version.initiative.pk == to.pk)
    clauses = version.clauses.prefetch_related("commitments")
    purpose = fit(clean(version.purpose), AgreementVersion, "purpose")
    return AgreementTemplate(
        EARLIER, "", "", purpose, tuple(_clause(clause, clean) for clause in clauses), None
    )


def _clause(clause: Clause, clean: Callable[[str], str]) -> LibraryClause:
    lines = tuple(_line(line, clean) for line in clause.commitments.all())
    return LibraryClause(clause.key, fit(clean(clause.heading), Clause, "heading"), lines)


def _line(line: Commitment, clean: Callable[[str], str]) -> LibraryLine:
    written = {name: clean(getattr(line, name)) for name in ("rhythm", "condition", "sign")}
    return LibraryLine(
        party=line.party,
        text=fit(clean(line.text), Commitment, "text"),
        # Another party goes by name: that is filled in anew.
        party_name=WHO if line.party == Party.OTHER else "",
        **{name: fit(text, Commitment, name) for name, text in written.items()},
    )


def fit(text: str, model: type[AgreementVersion | Clause | Commitment], field: str) -> str:
    """`text` as long as the field is: blanks can be longer than the names that stood there."""
    most = cast("models.Field[Any, Any]", model._meta.get_field(field)).max_length or len(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def cleaner(initiative: Initiative, *, is_own: bool) -> Callable[[str], str]:
    """Takes out of a text of `initiative` what is not for another agreement."""
    takers = [] if is_own else _takers(initiative)

    def clean_piece(text: str) -> str:
        text = DATE.sub(DAY, text)
        for take in takers:
            # What a name became is a blank, in which no other name is looked for.
            text = _outside_blanks(text, take)
        return text

    def clean(text: str) -> str:
        text = REFERENCE.sub(WHO, text)
        # Before the names: an address can hold one.
        text = text if is_own else _without_private(text)
        return _outside_blanks(text, clean_piece)

    return clean


def _outside_blanks(text: str, change: Callable[[str], str]) -> str:
    """`text` with `change` done to what does not stand in braces."""
    pieces = enumerate(BLANK.split(text))
    return "".join(piece if n % 2 else change(piece) for n, piece in pieces)


def _takers(initiative: Initiative) -> list[Callable[[str], str]]:
    """What takes the names of `initiative` out of a text, those of more words first."""
    home = {initiative.name: GROUP, initiative.place: WHERE}
    if initiative.neighbourhood:
        home[initiative.neighbourhood.name] = AREA
    names = dict(home)
    for partner in Partner.objects.filter(initiative=initiative).values_list("name", flat=True):
        names.setdefault(partner, WHO)
    people = Participant.objects.filter(initiative=initiative).exclude(name="")
    for name, side in people.values_list("name", "side"):
        for part in _parts_of(name, side):
            names.setdefault(part, WHO)
    # "De Kelder" of "Chillclub De Kelder"; as it is written, because a kelder is only a word.
    tails = {tail: blank for name, blank in home.items() for tail in _tails_of(name)}
    return [_taker(names, re.IGNORECASE), _taker(tails, re.NOFLAG)]


def _parts_of(name: str, side: str) -> Iterable[str]:
    """A nickname whole; of somebody with a full name also the first name and the last one."""
    yield name
    if side != Side.GROUP:
        first, _space, rest = name.partition(" ")
        yield from (part for part in (first, rest) if part and part.lower() not in SHORT_WORDS)


def _tails_of(name: str) -> Iterable[str]:
    """The ends of a name that begin with a capital: people seldom use the whole."""
    words = name.split()
    for n, word in enumerate(words[1:], 1):
        if word[:1].isupper() and {w.lower() for w in words[n:]} - SHORT_WORDS:
            yield " ".join(words[n:])


def _taker(names: dict[str, str], flags: re.RegexFlag) -> Callable[[str], str]:
    blanks = {name.casefold(): blank for name, blank in names.items() if len(name) > 1}
    longest_first = sorted((n for n in names if len(n) > 1), key=lambda name: (-len(name), name))
    if not longest_first:
        return lambda text: text
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", flags)
    return lambda text: pattern.sub(lambda match: blanks.get(match[0].casefold(), WHO), text)


def _without_private(text: str) -> str:
    """`text` without telephone numbers and addresses, however they are spaced there."""
    for found in find_private(text):
        signs = r"[\s./()\-–]{0,3}".join(map(re.escape, found.text))
        text = re.sub(signs, HOW, text, flags=re.IGNORECASE)
    return HOW if find_private(text) else text
