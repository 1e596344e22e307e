"""What was proposed is frozen: every verb refuses, and a change made by hand breaks the seal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, Clause, Commitment, OpenPoint
from agreements.models.clause import WRITTEN, Line
from agreements.models.version import HEAD_FIELDS
from agreements.states import Status
from initiatives.states import Refused
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement

DAY = date(2031, 1, 2)
# Another value for everything that a seal covers.
OTHER_HEAD: dict[str, Any] = {
    "purpose": "Anders.",
    "vision": "Een plek voor iedereen.",
    "lead": "group",
    "support": "much",
    "look_back_on": DAY,
    "ends_on": DAY,
    "trial_until": DAY,
    "trial_decider": "de raad",
    "trial_then": "Verder.",
}
OTHER_LINE: dict[str, Any] = {
    "text": "Anders.",
    "party": "group",
    "party_name": "De buren",
    "kind": "promise",
    "reservation": "geld",
    "decider": "de raad",
    "due_on": DAY,
    "rhythm": "elke week",
    "condition": "het goed gaat",
    "stance": "cannot",
    "instead": "buiten wel",
    "watcher": "de beheerder",
    "sign": "minder klachten",
}
OTHER_POINT: dict[str, Any] = {
    "what": "Iets anders?",
    "party": "group",
    "finder": "de beheerder",
    "due_on": DAY,
    "key": "anders",
}


@pytest.fixture
def frozen(cast: Cast) -> AgreementVersion:
    version = make_agreement(cast.club, by=cast.wouter, clauses=0)
    add_clause(version, "Wanneer?", line("Tot tien uur."), line("Wij sluiten af.", "group"))
    add_clause(version, "Hoe?", line("Samen."))
    for n in (1, 2):
        OpenPoint.objects.create(
            version=version, key=f"p{n}", position=n, what=f"Vraag {n}?", party="municipality"
        )
    version.propose(by=cast.wouter)
    return version


def is_right(version: AgreementVersion) -> bool:
    return AgreementVersion.objects.select_related("agreement").get(pk=version.pk).has_valid_seal()


def test_every_field_that_somebody_writes_has_a_row_here() -> None:
    """A new field of the text fails here until the seal is known to cover it."""
    assert set(OTHER_HEAD) == set(HEAD_FIELDS)
    assert set(OTHER_LINE) == set(WRITTEN) == {f.name for f in fields(Line)} - {"key"}
    ours = {"id", "version", "position", "revision"}
    assert set(OTHER_POINT) == {f.name for f in OpenPoint._meta.fields} - ours


def test_untouched_it_is_right(frozen: AgreementVersion) -> None:
    assert is_right(frozen) and len(frozen.seal) == 64


@pytest.mark.parametrize("name", OTHER_HEAD)
def test_the_head_is_covered(frozen: AgreementVersion, name: str) -> None:
    AgreementVersion.objects.filter(pk=frozen.pk).update(**{name: OTHER_HEAD[name]})
    assert not is_right(frozen)


@pytest.mark.parametrize("name", OTHER_LINE)
def test_every_fact_of_a_line_is_covered(frozen: AgreementVersion, name: str) -> None:
    first = Commitment.objects.filter(clause__version=frozen).order_by("pk")[0]
    Commitment.objects.filter(pk=first.pk).update(**{name: OTHER_LINE[name]})
    assert not is_right(frozen)


@pytest.mark.parametrize("name", OTHER_POINT)
def test_open_points_are_covered(frozen: AgreementVersion, name: str) -> None:
    OpenPoint.objects.filter(version=frozen, key="p1").update(**{name: OTHER_POINT[name]})
    assert not is_right(frozen)


def swap(rows: Any) -> None:
    first, second = rows.order_by("position")
    type(first)._base_manager.filter(pk=first.pk).update(position=second.position)
    type(first)._base_manager.filter(pk=second.pk).update(position=first.position)


def retitle(version: AgreementVersion) -> None:
    type(version.agreement).objects.filter(pk=version.agreement_id).update(title="Anders")


BY_HAND: dict[str, Callable[[AgreementVersion], Any]] = {
    "title": retitle,
    "number": lambda v: AgreementVersion.objects.filter(pk=v.pk).update(number=7),
    "heading": lambda v: v.clauses.filter(heading="Hoe?").update(heading="Wie?"),
    "clause key": lambda v: v.clauses.filter(heading="Hoe?").update(key="x"),
    "clauses swapped": lambda v: swap(v.clauses.all()),
    "clause gone": lambda v: v.clauses.filter(heading="Hoe?").delete(),
    "clause hidden": lambda v: v.clauses.filter(heading="Hoe?").update(removed_at=v.proposed_at),
    "clause more": lambda v: Clause.objects.create(version=v, key="x", heading="X?", position=9),
    "lines swapped": lambda v: swap(v.clauses.get(heading="Wanneer?").commitments.all()),
    "line gone": lambda v: v.clauses.get(heading="Hoe?").commitments.all().delete(),
    "line key": lambda v: v.clauses.get(heading="Hoe?").commitments.update(key="x"),
    "points swapped": lambda v: swap(v.open_points.all()),
    "point gone": lambda v: v.open_points.filter(key="p1").delete(),
    "seal": lambda v: AgreementVersion.objects.filter(pk=v.pk).update(seal="0" * 64),
}


@pytest.mark.parametrize("what", BY_HAND)
def test_a_change_by_hand_breaks_it_and_the_page_says_so(
    cast: Cast, client: Client, frozen: AgreementVersion, what: str
) -> None:
    address = reverse("version", args=[frozen.pk])
    cast.sit(client, cast.noor)
    assert "Het zegel klopt niet" not in client.get(address).content.decode()
    BY_HAND[what](frozen)
    assert not is_right(frozen)
    assert "Het zegel klopt niet" in client.get(address).content.decode()


def test_what_people_say_and_do_about_it_does_not_break_it(
    cast: Cast, frozen: AgreementVersion
) -> None:
    from agreements.models import Comment, Confirmation
    from agreements.states import CommentKind, Word

    clause = frozen.clauses.all()[0]
    Comment.add(clause, by=cast.noor, kind=CommentKind.IDEA, text="Later?").answer(
        by=cast.wouter, text="Nee."
    )
    for person in (cast.noor, cast.dex):
        Confirmation.say(frozen, by=person, word=Word.BEHIND)
    Confirmation.say(frozen, by=cast.wouter, word=Word.BEHIND, has_mandate=True)
    frozen.take_effect(by=cast.noor)
    frozen.agreement.start_version(by=cast.samira)
    frozen.agreement.end(by=cast.noor, because="Klaar.")
    assert is_right(frozen)


# Every verb refuses -----------------------------------------------------------------------------


def rewrite(version: AgreementVersion) -> None:
    clause = version.clauses.all()[0]
    clause.rewrite(revision=clause.revision, heading="Anders?", lines=[line("Anders.")])


def rewrite_point(version: AgreementVersion) -> None:
    point = version.open_points.all()[0]
    point.rewrite(revision=point.revision, what="Anders?", party="group", finder="", due_on=None)


VERBS: dict[str, Callable[[AgreementVersion], Any]] = {
    "save the head": lambda v: v.save_head(revision=v.revision, title="Anders", purpose="X."),
    "add a clause": lambda v: v.add_clause(heading="Nieuw?"),
    "add one beside": lambda v: v.clauses.all()[0].add_beside(heading="Nieuw?", lines=[]),
    "rewrite a clause": rewrite,
    "move a clause": lambda v: v.clauses.all()[1].move(up=True),
    "move it to a place": lambda v: v.clauses.all()[1].move_after(None),
    "remove a clause": lambda v: v.clauses.all()[0].remove(),
    "put one back": lambda v: v.clauses.all()[0].put_back(),
    "add a point": lambda v: OpenPoint.add(v, what="Nieuw?", party="both"),
    "rewrite a point": rewrite_point,
    "remove a point": lambda v: v.open_points.all()[0].remove(),
    "open to both": lambda v: v.open_draft(by=v.began_by),
    "propose again": lambda v: v.propose(by=v.began_by),
}


@pytest.mark.parametrize("status", [s for s in Status if s != Status.DRAFT])
def test_every_verb_refuses_to_change_it(frozen: AgreementVersion, status: Status) -> None:
    AgreementVersion.objects.filter(pk=frozen.pk).update(status=status)
    frozen.refresh_from_db()
    for change in VERBS.values():
        with pytest.raises(Refused):
            change(frozen)
    assert is_right(frozen)
    now = AgreementVersion.objects.get(pk=frozen.pk)
    assert (now.status, now.seal) == (status, frozen.seal)
